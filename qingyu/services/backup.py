"""Backups: made, proved by reopening, thinned out, and put back."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import qingyu
from qingyu.domain.backup import Backup, KeepRule, Manifest, file_name, surplus
from qingyu.domain.errors import StoreError
from qingyu.domain.frozen import frozen
from qingyu.paths import DataFolder
from qingyu.services.backup_reading import backups, last_proved
from qingyu.storage import backup as files
from qingyu.storage import journal
from qingyu.storage.database import naming_faults
from qingyu.storage.store import Store

_PHOTOS = "photos"
_SET_ASIDE = "替换前"
_KEPT = KeepRule()

Progress = Callable[[int, int], None]
Stop = Callable[[], bool]


@frozen
class Restored:
    """What was put back, and where the data that stood there before was set aside."""

    manifest: Manifest
    set_aside: Path | None


def make(
    store: Store,
    to: Path | None = None,
    *,
    keep: KeepRule = _KEPT,
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

    def heard(done: int, of: int) -> None:
        on_progress(done, of)
        if stop():
            raise files.Stopped

    try:
        files.write(store.folder.database, part, qingyu.__version__, at, heard)
        for name in files.read(part).photos:
            _copy_once(store.folder.photos / name, folder / _PHOTOS / name)
        files.prove(part, folder / _PHOTOS)
        with naming_faults():
            os.replace(part, target)
    except files.Stopped:
        raise StoreError("备份已取消", "没有留下新的备份；原来的都在。") from None
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    _thin_out(folder, keep)
    return Backup(target, at, target.stat().st_size)


def is_due(store: Store) -> bool:
    """Whether anything was done since the newest backup of the data folder."""
    last, done = last_proved(store), journal.newest_at()
    return done is not None and (last is None or done > last)


def look(path: Path) -> Manifest:
    """What a backup holds, after it was proved; StoreError when it is not to be trusted."""
    return files.prove(path, path.parent / _PHOTOS)


def restore(path: Path, folder: DataFolder, now: datetime) -> Restored:
    """The book of a backup put into the data folder; what stood there is set aside, not lost.

    StoreError, with nothing changed, when the backup is no good or the book is open elsewhere.
    """
    manifest = look(path)
    part = folder.database.with_suffix(".part")
    with naming_faults():
        folder.root.mkdir(parents=True, exist_ok=True)
        files.unpack(path, part)
    try:
        for name in manifest.photos:
            files.check_photo(path.parent / _PHOTOS / name)
            _copy_once(path.parent / _PHOTOS / name, folder.photos / name)
        aside = _set_aside(folder, now)
        with naming_faults():
            os.replace(part, folder.database)
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return Restored(manifest, aside)


def _set_aside(folder: DataFolder, now: datetime) -> Path | None:
    if not folder.database.exists():
        return None
    aside = folder.root / f"{_SET_ASIDE}-{now:%Y%m%d-%H%M%S}"
    files.close_log(folder.database)
    with naming_faults():
        aside.mkdir(parents=True, exist_ok=True)
        for end in ("", "-wal", "-shm"):
            old = folder.database.with_name(folder.database.name + end)
            if old.exists():
                os.replace(old, aside / old.name)
    return aside


def _copy_once(source: Path, target: Path) -> None:
    """Photos are named by what is in them, so one that is there is never copied again."""
    if target.exists():
        return
    part = target.with_name(target.name + ".part")
    with naming_faults():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, part)
        os.replace(part, target)


def _thin_out(folder: Path, keep: KeepRule) -> None:
    there = {each.made_at: each.path for each in backups(folder)}
    for at in surplus(there, keep):
        with suppress(OSError):
            there[at].unlink()
