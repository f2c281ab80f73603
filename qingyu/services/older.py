"""A book that an older version of the program made."""

from qingyu.paths import DataFolder
from qingyu.storage import database
from qingyu.storage.store import Store

_BIG = 20 << 20  # bytes of a book whose steps take longer than a moment


def takes_long(folder: DataFolder) -> bool:
    """Whether opening it will take steps that it lacks, on many rows; LockedError."""
    try:
        if folder.database.stat().st_size <= _BIG:
            return False
    except OSError:
        return False
    return database.is_behind(folder.database, folder.keys)


def bring_to_today(folder: DataFolder) -> None:
    """Takes the steps, after a copy was made; StoreError leaves it as it was."""
    Store.open(folder).close()
