"""Data that restores and repairs set aside: how much room it takes, and away with it."""

import re
import shutil
from contextlib import suppress
from pathlib import Path

from qingyu.domain.changes import Changes
from qingyu.domain.right import Right
from qingyu.paths import DataFolder
from qingyu.storage.database import naming_faults
from qingyu.storage.identity import admit
from qingyu.storage.store import Store

_KEPT = re.compile(r"(替换前|损坏原件)-\d{8}-\d{6}(-\d+)?")


def kept(folder: DataFolder) -> tuple[Path, ...]:
    """The folders with data that was set aside."""
    found = []
    with suppress(OSError):
        for path in folder.root.iterdir():
            if _KEPT.fullmatch(path.name) and path.is_dir() and not path.is_symlink():
                found.append(path)
    return tuple(sorted(found))


def size(folder: DataFolder) -> int:
    """How many bytes they take together."""
    files = (each for path in kept(folder) for each in path.rglob("*"))
    with suppress(OSError):
        return sum(each.stat().st_size for each in files if each.is_file())
    return 0


def discard(store: Store, *, by: int | None) -> Changes:
    """The change of all of them gone for good; StoreError when one could not be removed."""
    admit(store.database, by, Right.MANAGE)
    gone = kept(store.folder)
    with naming_faults():
        for path in gone:
            shutil.rmtree(path)
    verb = f"删掉收好的旧资料 {len(gone)} 份"
    with store.operation(verb, by=by, needs=Right.MANAGE) as writer:
        writer.tell()
    return writer.changes
