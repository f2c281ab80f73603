"""Which backups there are: only a proved one ever got the name of a backup."""

from datetime import datetime
from pathlib import Path

from qingyu.domain.backup import SUFFIX, Backup, KeepRule, made_at, read_rule
from qingyu.domain.backup_place import SecondPlace
from qingyu.storage import backup_place, setting
from qingyu.storage.store import Store

KEEP = "backup.keep"


def backups(folder: Path) -> tuple[Backup, ...]:
    """The proved backups in this place, newest first; none where it cannot be read."""
    try:
        found = [(made_at(path), path) for path in folder.glob(f"*{SUFFIX}")]
        dated = [Backup(path, at, path.stat().st_size) for at, path in found if at is not None]
    except OSError:
        return ()
    return tuple(sorted(dated, key=lambda each: each.made_at, reverse=True))


def last_proved(store: Store) -> datetime | None:
    """When the newest proved backup of the data folder was made."""
    return next((each.made_at for each in backups(store.folder.backups)), None)


def kept(store: Store) -> KeepRule:
    """How many are kept."""
    return read_rule(setting.value(KEEP))


def second_place(store: Store) -> SecondPlace | None:
    """The second place as it was last seen; no drive is looked at."""
    return backup_place.noted(store.folder)
