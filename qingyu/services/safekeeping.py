"""What is done for the safety of the book without being asked: at closing, and now and then."""

from collections.abc import Callable

from qingyu.domain.backup import Backup
from qingyu.domain.backup_place import SecondPlace
from qingyu.domain.errors import QingyuError, StoreError
from qingyu.domain.frozen import frozen
from qingyu.services import backup, backup_place, check
from qingyu.storage.backup_place import drives
from qingyu.storage.store import Store

Stop = Callable[[], bool]


@frozen
class Kept:
    """The backup that was made, how the second place stands, and one sentence of trouble."""

    made: Backup | None
    place: SecondPlace | None
    trouble: str = ""


@frozen
class Checked:
    """What is wrong with the book and its newest backup; whether the file itself is damaged."""

    faults: tuple[str, ...]
    facts: tuple[str, ...] = ()
    is_damaged: bool = False


def checked(store: Store) -> Checked:
    """How the book and its newest backup are, one sentence for each thing."""
    fault = backup.newest_fault(store)
    faults = (*check.faults(store, thorough=True), *((fault,) if fault else ()))
    return Checked(faults, check.facts(store), bool(faults) and bool(store.check()))


def keep_safe(
    store: Store, *, stop: Stop = lambda: False, roots: backup_place.Roots = drives
) -> Kept:
    """A proved backup if anything changed, and its copy on the stick if that is there; no error."""
    made: Backup | None = None
    try:
        if backup.is_due(store):
            made = backup.make(store, stop=stop)
    except StoreError as error:
        if stop():
            return Kept(None, None)
        return Kept(None, None, f"刚才没有备份成：{error}")
    try:
        place = backup_place.look_after(store, roots=roots, stop=stop)
    except QingyuError as error:
        return Kept(made, None, str(error))
    return Kept(made, place, place.trouble if place is not None else "")
