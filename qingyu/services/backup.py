"""Backups: made, proved by reopening, thinned out."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import qingyu
from qingyu.domain.backup import Backup, KeepRule, Manifest, file_name, keep_rule, surplus
from qingyu.domain.changes import Changes
from qingyu.domain.errors import QingyuError, StoreError
from qingyu.domain.right import Right
from qingyu.services.backup_reading import KEEP, backups, kept
from qingyu.storage import backup as files
from qingyu.storage import backup_file, journal_since, setting
from qingyu.storage.backup_copy import Stopped
from qingyu.storage.database import naming_faults
from qingyu.storage.store import Store

PHOTOS = "photos"
_RENEW = timedelta(days=6)

Progress = Callable[[int, int], None]
Stop = Callable[[], bool]


def make(
    store: Store,
    to: Path | None = None,
    *,
    keep: KeepRule | None = None,
    on_progress: Progress = lambda done, of: None,
    stop: Stop = lambda: False,
) -> Backup:
    """A new backup in the data folder or another place, proved before it gets its name.

    StoreError when it could not be written or does not prove good; then no file is left.
    """
    folder = to or store.folder.backups
    at = store.now()
    target = folder / file_name(at)
    part = target.with_suffix(".part")
    try:
        told = files.write(
            store.folder, part, folder / PHOTOS, qingyu.__version__, at,
            hearing(on_progress, stop),
        )  # fmt: skip
        _bring_photos(told, store.folder.photos, folder / PHOTOS, stop)
        files.prove_photos(told, folder / PHOTOS, store.folder.keys)
        with naming_faults():
            os.replace(part, target)
    except Stopped:
        raise StoreError("备份已取消", "没有留下新的备份；原来的都在。") from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    thin_out(folder, keep or kept(store))
    return Backup(target, at, target.stat().st_size)


def copy(
    store: Store,
    backup: Backup,
    folder: Path,
    *,
    on_progress: Progress = lambda done, of: None,
    stop: Stop = lambda: False,
) -> Backup:
    """A proved backup brought to another place and read there once more, photos not twice."""
    target = folder / backup.path.name
    part = target.with_suffix(".part")
    try:
        files.again(backup.path, part, hearing(on_progress, stop))
        told = backup_file.read(part)
        _bring_photos(told, store.folder.photos, folder / PHOTOS, stop)
        files.prove_photos(told, folder / PHOTOS, store.folder.keys)
        with naming_faults():
            os.replace(part, target)
    except Stopped:
        raise StoreError("备份已取消", "原来的备份都在。") from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    thin_out(folder, kept(store))
    return Backup(target, backup.made_at, backup.size)


def is_due(store: Store) -> bool:
    """Whether anything was done since the newest backup of the data folder, or it grows old."""
    last, newest = journal_since.newest(), next(iter(backups(store.folder.backups)), None)
    if not last[0] or newest is None:
        return bool(last[0])
    try:
        told = backup_file.read(newest.path)
    except (QingyuError, OSError):
        return True
    changed = (told.last_operation, told.last_hash) != last
    return changed or store.now() - newest.made_at >= _RENEW


def look(
    path: Path, store: Store | None = None, on_progress: Progress = lambda done, of: None
) -> Manifest:
    """What a backup holds, after it was proved; StoreError when it is not to be trusted."""
    keys = store.folder.keys if store is not None else None
    return files.prove(path, path.parent / PHOTOS, keys, progress=on_progress)


def newest_fault(store: Store) -> str:
    """What is wrong with the newest backup of the data folder; empty when it is good."""
    newest = next(iter(backups(store.folder.backups)), None)
    if newest is None:
        return ""
    try:
        look(newest.path, store)
    except QingyuError as error:
        return f"最近的备份（{newest.path.name}）不能用：{error.title}"
    return ""


def keep(store: Store, daily: int, weekly: int, monthly: int, *, by: int | None) -> Changes:
    """The change of keeping so many; RuleError where a number is beyond reason."""
    rule = keep_rule(daily, weekly, monthly)
    with store.operation("改了备份留几份", by=by, needs=Right.MANAGE) as writer:
        setting.put(writer, KEEP, f"{rule.daily} {rule.weekly} {rule.monthly}")
    return writer.changes


def thin_out(folder: Path, rule: KeepRule) -> None:
    """Removes what the rule does not keep, with the photos that only those backups named."""
    there = {each.made_at: each.path for each in backups(folder)}
    gone: set[str] = set()
    for at in surplus(there, rule):
        with suppress(OSError):
            gone.update(_photos_of(there[at]) or ())
            there[at].unlink()
    left = [_photos_of(each.path) for each in backups(folder)]
    # Where one cannot be read, nobody knows which photos it needs.
    if gone and None not in left:
        for name in gone.difference(*(names for names in left if names is not None)):
            with suppress(OSError):
                (folder / PHOTOS / name).unlink(missing_ok=True)


def hearing(on_progress: Progress, stop: Stop) -> Progress:
    """A progress that ends the work when somebody asks to stop."""

    def heard(done: int, of: int) -> None:
        on_progress(done, of)
        if stop():
            raise Stopped

    return heard


def copy_once(source: Path, target: Path) -> None:
    """Photos are named by what is in them, so one that is there is never copied again."""
    with naming_faults():
        if target.exists() and target.stat().st_size == source.stat().st_size:
            return
        part = target.with_name(target.name + ".part")
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(source, part)
            os.replace(part, target)
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)


def _bring_photos(told: Manifest, source: Path, target: Path, stop: Stop) -> None:
    for name in told.photos:
        if stop():
            raise Stopped
        if (source / name).is_file():
            copy_once(source / name, target / name)


def _photos_of(path: Path) -> tuple[str, ...] | None:
    try:
        return backup_file.read(path).photos
    except (QingyuError, OSError):
        return None
