"""A backup put in the place of the present book, which is set aside; and the way back."""

import logging
import os
import re
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from qingyu.domain.backup import Backup, Loss, Manifest
from qingyu.domain.backup import made_at as stamp_of
from qingyu.domain.book_keys import BookKeys
from qingyu.domain.errors import QingyuError, StoreError
from qingyu.domain.frozen import frozen
from qingyu.domain.right import Right
from qingyu.paths import DataFolder
from qingyu.services.backup import PHOTOS, copy_once, hearing
from qingyu.services.backup_reading import backups
from qingyu.storage import backup as files
from qingyu.storage import (
    backup_file,
    backup_place,
    conversion,
    journal_since,
    setting,
    sqlite_file,
)
from qingyu.storage.backup_copy import Stopped
from qingyu.storage.database import naming_faults
from qingyu.storage.identity import admit
from qingyu.storage.store import Store

_ASIDE = re.compile(r"替换前-(\d{8}-\d{6})(-\d+)?")
_ROOM = 32 << 20

Progress = Callable[[int, int], None]
Stop = Callable[[], bool]
log = logging.getLogger(__name__)


@frozen
class Restored:
    """What was put back, where the data before it was set aside, the keys of the book now."""

    manifest: Manifest
    set_aside: Path | None
    keys: BookKeys | None = None


@frozen
class Choice:
    """A backup to choose: what it tells of itself, or why it is not to be used; where it lies."""

    backup: Backup
    where: str
    manifest: Manifest | None
    fault: str = ""


@frozen
class Aside:
    """Data that was set aside, and when."""

    folder: Path
    at: datetime


def allow(store: Store, by: int | None) -> bool:
    """True for somebody who may put other data in the place of the present; RuleError else."""
    admit(store.database, by, Right.MANAGE)
    return True


def choices(folder: DataFolder) -> tuple[Choice, ...]:
    """All backups within reach, newest first: of the data folder and of the second place."""
    found = [_choice(each, "本机") for each in backups(folder.backups)]
    place = backup_place.noted(folder)
    base = backup_place.find(place, backup_place.drives()) if place is not None else None
    if place is not None and base is not None:
        found += [_choice(each, "备份盘") for each in backups(place.folder_in(base))]
    return tuple(sorted(found, key=lambda each: each.backup.made_at, reverse=True))


def choice_of(_store: Store, path: Path) -> Choice:
    """A backup from elsewhere; StoreError when it is none at all."""
    with naming_faults():
        told = backup_file.read(path)
        size = path.stat().st_size
    return Choice(Backup(path, stamp_of(path) or told.made_at, size), "另选的", told)


def lost(store: Store, told: Manifest) -> Loss:
    """What would be lost by going back to this backup."""
    name = setting.value("neighbourhood.name")
    if told.neighbourhood and name and told.neighbourhood != name:
        everything = journal_since.since(0)
        return Loss(*everything, other_book=told.neighbourhood)
    return Loss(*journal_since.since(told.last_operation))


def restore(
    path: Path,
    folder: DataFolder,
    now: datetime,
    *,
    keys: BookKeys | None = None,
    on_progress: Progress = lambda done, of: None,
    stop: Stop = lambda: False,
) -> Restored:
    """The book of a backup put into the data folder; what stood there is set aside, not lost.

    StoreError, with nothing changed, when the backup is no good or the book is open elsewhere.
    `keys` open a backup that those of the folder do not; a plain one is sealed by the folder's.
    """
    keys = keys or folder.keys
    heard = hearing(on_progress, stop)
    part = folder.database.with_suffix(".part")
    source = path.parent / PHOTOS
    try:
        _refuse_without_room(path, folder)
        told = files.prove(path, source, keys, progress=_half(heard, 0), sample=0)
        with naming_faults():
            folder.root.mkdir(parents=True, exist_ok=True)
            files.unpack(path, part, _half(heard, 1))
        for name in told.photos:
            heard(1, 1)
            files.check_photo(source / name, keys if told.sealed else None)
            copy_once(source / name, folder.photos / name)
        aside = set_aside(folder, now)
        if told.sealed and keys is not None:
            # Before the book: after a power cut between the two it still opens.
            conversion.bring_key(folder, keys.mark, told.key_file)
        with naming_faults():
            os.replace(part, folder.database)
        now_keyed = _put_keys(told, folder, keys)
    except Stopped:
        raise StoreError("恢复已取消", "现在的资料没有动过。") from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    verb = f"从{_day(told.made_at)}{journal_since.RESTORED}"
    _note(DataFolder(folder.root, now_keyed), now, verb)
    return Restored(told, aside, now_keyed)


def asides(folder: DataFolder) -> tuple[Aside, ...]:
    """What was set aside by restores, newest first."""
    found = []
    with suppress(OSError):
        for path in folder.root.iterdir():
            match = _ASIDE.fullmatch(path.name)
            if match and (path / folder.database.name).is_file():
                with suppress(ValueError):
                    found.append(Aside(path, datetime.strptime(match[1], "%Y%m%d-%H%M%S")))
    return tuple(sorted(found, key=lambda each: each.folder.name, reverse=True))


def swap_back(aside: Path, folder: DataFolder, now: datetime) -> Path | None:
    """Where the present data went after what was set aside was put back; StoreError when open."""
    if aside not in [each.folder for each in asides(folder)]:
        raise StoreError("收起来的那份资料不在了", "请改用备份恢复。")
    before = set_aside(folder, now)
    mark = sqlite_file.mark_of(aside / folder.database.name)
    key_file = aside / folder.key_file.name
    with naming_faults():
        if key_file.exists() and mark is not None:
            conversion.bring_key(folder, mark, key_file.read_bytes())
        # The book first: its log, if a damaged one had any, must never meet another book.
        for name in sorted({old.name for old in aside.iterdir()} - {key_file.name}):
            os.replace(aside / name, folder.root / name)
            # Two names of one file, as a power cut leaves them, are not replaced by each other.
            (aside / name).unlink(missing_ok=True)
        key_file.unlink(missing_ok=True)
        if mark is None:
            folder.key_file.unlink(missing_ok=True)
        aside.rmdir()
    fits = folder.keys is not None and folder.keys.mark == mark
    if mark is None or fits:
        _note(DataFolder(folder.root, folder.keys if fits else None), now, journal_since.SWAPPED)
    return before


def set_aside(folder: DataFolder, now: datetime, word: str = "替换前") -> Path | None:
    """Where the present book lies a second time, with what belongs to it; None when there is none.

    It keeps its place until another takes it, so that no power cut leaves a folder without a book;
    the log of a damaged one goes aside at once, since it must never be applied to another book.
    """
    if not folder.database.exists():
        return None
    log = folder.database.with_name(folder.database.name + "-wal")
    kept_log = log.with_suffix(".kept")
    with naming_faults():
        if log.exists():
            shutil.copyfile(log, kept_log)
        try:
            is_sound = files.close_log(folder.database, folder.keys)
            aside = _new_aside(folder, f"{word}-{now:%Y%m%d-%H%M%S}")
            _second_name(folder.database, aside / folder.database.name)
            if not is_sound and kept_log.exists():
                os.replace(kept_log, aside / log.name)
        finally:
            kept_log.unlink(missing_ok=True)
        for end in ("-wal", "-shm"):
            log.with_name(folder.database.name + end).unlink(missing_ok=True)
        for kept in (folder.key_file, folder.settings):
            if kept.exists():
                shutil.copyfile(kept, aside / kept.name)
    return aside


def _new_aside(folder: DataFolder, name: str) -> Path:
    aside = folder.root / name
    number = 1
    while aside.exists():
        number += 1
        aside = folder.root / f"{name}-{number}"
    aside.mkdir(parents=True)
    return aside


def _second_name(book: Path, name: Path) -> None:
    try:
        os.link(book, name)
    except OSError:
        # Not every disk knows two names for one file, a stick's for one.
        shutil.copyfile(book, name)


def _put_keys(told: Manifest, folder: DataFolder, keys: BookKeys | None) -> BookKeys | None:
    """The keys of the book that was just put there, after its settings and key file were too."""
    settings = files.window_settings(told, keys)
    with naming_faults():
        if settings:
            part = folder.settings.with_name(f"{folder.settings.name}.part")
            part.write_bytes(settings)
            os.replace(part, folder.settings)
        if told.sealed:
            conversion.settle_key(folder, keys)
            return keys
        kept = folder.key_file.read_bytes() if folder.key_file.exists() else b""
        folder.key_file.unlink(missing_ok=True)
    if folder.keys is not None:
        # Whoever had the book encrypted wants it so, also from a backup of the time before.
        conversion.convert(DataFolder(folder.root), folder.keys, kept)
    return folder.keys


def _note(folder: DataFolder, now: datetime, verb: str) -> None:
    """Tells the journal of the book that was put there; it is there whether or not that works."""
    try:
        store = Store.open(folder, lambda: now)
    except QingyuError:
        log.exception("not noted: %s", verb)
        return
    try:
        with store.operation(verb, by=None, needs=None) as writer:
            writer.tell()
    finally:
        store.close()


def _day(at: datetime) -> str:
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M} "


def _refuse_without_room(path: Path, folder: DataFolder) -> None:
    told = backup_file.read(path)
    with naming_faults():
        home = next(each for each in (folder.root, *folder.root.parents) if each.exists())
        if shutil.disk_usage(home).free < told.size + _ROOM:
            raise StoreError("磁盘放不下这个备份", "请先删掉一些不用的文件；现在的资料没有动过。")


def _half(heard: Progress, which: int) -> Progress:
    """Progress of one of two equal parts."""
    return lambda done, of: heard(which * of + done, 2 * of)


def _choice(backup: Backup, where: str) -> Choice:
    try:
        return Choice(backup, where, backup_file.read(backup.path))
    except (QingyuError, OSError) as error:
        fault = error.title if isinstance(error, QingyuError) else "读不出来"
        return Choice(backup, where, None, fault)
