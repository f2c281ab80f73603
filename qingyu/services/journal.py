"""The journal: what was done, and taking back the last of it."""

from qingyu.domain.changes import Changes
from qingyu.domain.errors import RuleError
from qingyu.domain.journal import Entry
from qingyu.storage import journal as rows
from qingyu.storage.store import Store


def last(store: Store) -> Entry | None:
    """The operation that undo would take back, or None."""
    return rows.last_undoable()


def undo(store: Store, operation_id: int | None = None, *, by: int | None) -> Changes:
    """The change of taking back an operation, by default the last; RuleError if built upon."""
    entry = rows.find(operation_id) if operation_id is not None else rows.last_undoable()
    if entry is None:
        raise RuleError("没有可以撤销的事", "最近没有做过改动。")
    if entry.undone:
        raise RuleError(f"「{entry.verb}」已经撤销过了", "不用再撤销一次。")
    needs = entry.right_to_undo(by)
    with store.operation(f"撤销：{entry.verb}", by=by, needs=needs) as writer:
        writer.undo(entry.id)
    return writer.changes


def entries(store: Store, limit: int = 200) -> tuple[Entry, ...]:
    """What was done, newest first."""
    return rows.entries(limit)
