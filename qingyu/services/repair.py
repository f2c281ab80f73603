"""A damaged book repaired: what can be read goes into a new one, the damaged one is kept."""

import os
import shutil
from collections.abc import Callable
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from qingyu.domain.errors import QingyuError, StoreError
from qingyu.domain.frozen import frozen
from qingyu.domain.repair import Salvage
from qingyu.paths import DataFolder
from qingyu.services.backup import hearing
from qingyu.services.backup_reading import backups
from qingyu.services.restore import set_aside
from qingyu.storage import backup as files
from qingyu.storage import backup_file
from qingyu.storage import repair as rows
from qingyu.storage.backup_copy import Stopped
from qingyu.storage.database import naming_faults
from qingyu.storage.store import Store

_WORKSHOP = "修复中"
_KEPT = "损坏原件"

Progress = Callable[[int, int], None]
Stop = Callable[[], bool]


@frozen
class Repaired:
    """What was saved, and where the damaged book lies."""

    salvage: Salvage
    kept: Path | None

    @property
    def text(self) -> str:
        """Both in words."""
        where = f"损坏的原件收在 {self.kept}。" if self.kept is not None else ""
        return f"{self.salvage.text}{where}"


def repair(
    folder: DataFolder,
    now: datetime,
    *,
    on_progress: Progress = lambda done, of: None,
    stop: Stop = lambda: False,
) -> Repaired:
    """A new book of all that can be read in the damaged one, which is set aside.

    StoreError, with nothing changed, when nothing can be read, or the book is open elsewhere.
    """
    if not folder.database.is_file():
        raise StoreError("这个文件夹里没有资料", "请核对文件夹，或用备份恢复。")
    workshop = folder.root / _WORKSHOP
    try:
        with naming_faults():
            shutil.rmtree(workshop, ignore_errors=True)
            workshop.mkdir()
        salvage = _filled(folder, workshop, now, hearing(on_progress, stop))
        kept = set_aside(folder, now, _KEPT)
        with naming_faults():
            os.replace(DataFolder(workshop).database, folder.database)
    except Stopped:
        raise StoreError("修复已取消", "资料没有动过。") from None
    finally:
        shutil.rmtree(workshop, ignore_errors=True)
    return Repaired(salvage, kept)


def _filled(folder: DataFolder, workshop: Path, now: datetime, heard: Progress) -> Salvage:
    damaged = workshop / "damaged.db"
    with naming_faults():
        shutil.copyfile(folder.database, damaged)
        log = folder.database.with_name(folder.database.name + "-wal")
        if log.exists():
            shutil.copyfile(log, workshop / f"{damaged.name}-wal")
    known = _known(folder)
    if not rows.has_schema(damaged, folder.keys) and not _transplanted(folder, damaged):
        raise StoreError("这份资料一点也读不出来", "请用最近的备份恢复；损坏的文件没有动过。")
    with closing(Store.open(DataFolder(workshop, folder.keys), lambda: now)) as fresh:
        salvage = rows.salvage(damaged, folder.keys, fresh, known, heard)
        if not salvage.saved:
            raise StoreError("这份资料一点也读不出来", "请用最近的备份恢复；损坏的文件没有动过。")
        rows.note(fresh, salvage)
    files.close_log(DataFolder(workshop).database, folder.keys)
    return salvage


def _known(folder: DataFolder) -> dict[str, int]:
    """How many rows of each table there were when the newest backup was made."""
    for each in backups(folder.backups)[:1]:
        with suppress(QingyuError, OSError):
            return dict(backup_file.read(each.path).counts)
    return {}


def _transplanted(folder: DataFolder, damaged: Path) -> bool:
    """Whether the list of tables could be taken from a backup of the same book."""
    for each in backups(folder.backups):
        with suppress(QingyuError, OSError):
            if backup_file.read(each.path).sealed:
                continue
            rows.transplant(damaged, each.path)
            if rows.has_schema(damaged, folder.keys):
                return True
    return False
