"""The recycle bin: what is gone, bringing it back within 90 days, and clearing up after them."""

from datetime import timedelta

from qingyu.domain.changes import Changes
from qingyu.domain.errors import RuleError
from qingyu.domain.recycle import DAYS, Deleted
from qingyu.services import draft
from qingyu.storage import journal, photo
from qingyu.storage import recycle as rows
from qingyu.storage.database import naming_faults
from qingyu.storage.store import Store

_TIDIED = "recycle-tidied"
_EVERY_DAYS = 7


def deleted(store: Store) -> tuple[Deleted, ...]:
    """What was deleted, taken out of use, voided or undone in the last 90 days, newest first."""
    return rows.deleted(store.now() - timedelta(days=DAYS))


def bring_back(store: Store, operation: int, *, by: int | None) -> Changes:
    """The change of bringing back, number and all, what an operation took away.

    RuleError says why it cannot be: too old, its place is taken, what it belongs to is gone too.
    """
    entry = journal.find(operation)
    if entry is None or entry.at < store.now() - timedelta(days=DAYS):
        raise RuleError(f"已经过了 {DAYS} 天，不能恢复了", "请用当时的备份找回，或重新登记。")
    verb, needs = f"{rows.BROUGHT_BACK}{entry.verb}", entry.right_to_undo(by)
    with store.operation(verb, by=by, needs=needs) as writer:
        rows.bring_back(writer, operation)
    return writer.changes


def is_due(store: Store) -> bool:
    """Whether it was not tidied up for a week."""
    return store.now().date().toordinal() - rows.last_day(_TIDIED) >= _EVERY_DAYS


def tidy(store: Store) -> int:
    """How many files of photos went for good, as nothing has shown them for 90 days.

    Drafts as old go too. The journal keeps what it tells: what is personal there, and for how
    long, is for the rules of retention to say.
    """
    old = rows.photos_gone_before(store.now() - timedelta(days=DAYS))
    gone = 0
    with naming_faults():
        for sha256, suffix in sorted(old):
            for name in (f"{sha256}{suffix}", photo.thumbnail_name(sha256)):
                path = photo.path_of(store.folder, name)
                gone += path.is_file()
                path.unlink(missing_ok=True)
    draft.forget_old(store)
    rows.note_day(store, _TIDIED, store.now().date().toordinal())
    return gone
