"""What lies unencrypted beside an encrypted book: backups of the time before, and the like."""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from qingyu.domain.changes import Changes
from qingyu.domain.errors import RuleError
from qingyu.domain.right import Right
from qingyu.paths import DataFolder
from qingyu.services import backup
from qingyu.storage import photo_files
from qingyu.storage.database import naming_faults
from qingyu.storage.identity import admit
from qingyu.storage.store import Store

_PLAIN = b"SQLite format 3\x00"

Progress = Callable[[int, int], None]
Stop = Callable[[], bool]


def found(folder: DataFolder) -> tuple[Path, ...]:
    """Backups, copies from before an update, and data set aside that anybody can read."""
    if folder.keys is None:
        return ()
    places = [
        *folder.backups.glob("*.qingyu"),
        *folder.backups.glob("*.db"),
        *folder.root.glob("替换前-*/*.db"),
        *folder.root.glob("损坏原件-*/*.db"),
    ]
    return tuple(path for path in sorted(places) if _is_plain(path))


def replace(
    store: Store,
    *,
    by: int | None,
    on_progress: Progress = lambda done, of: None,
    stop: Stop = lambda: False,
) -> Changes:
    """The change of a new encrypted backup in the place of all that; they are removed for good.

    StoreError leaves them where the new backup could not be made.
    """
    admit(store.database, by, Right.MANAGE)
    if store.folder.keys is None:
        raise RuleError("这份资料没有加密", "请先在「设置」里开启加密。")
    backup.make(store, on_progress=on_progress, stop=stop)
    gone = found(store.folder)
    with naming_faults():
        for path in gone:
            path.unlink()
            if path.parent != store.folder.backups:
                _remove_aside(path.parent)
        photo_files.discard_plain(store.folder.backups / backup.PHOTOS)
    with store.operation(f"删除没加密的旧备份 {len(gone)} 份", by=by, needs=Right.MANAGE) as writer:
        writer.tell()
    return writer.changes


def _is_plain(path: Path) -> bool:
    with suppress(OSError), path.open("rb") as file:
        return file.read(len(_PLAIN)) == _PLAIN
    return False


def _remove_aside(folder: Path) -> None:
    """What stood beside a book that was set aside; a folder with anything else in it stays."""
    for name in ("qingyu.db-wal", "qingyu.db-shm", "window.ini"):
        (folder / name).unlink(missing_ok=True)
    with suppress(OSError):
        folder.rmdir()
