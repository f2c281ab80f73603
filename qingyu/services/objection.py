"""Objections (异议) to what a notice makes public."""

from datetime import date

from qingyu.domain.changes import Changes
from qingyu.domain.errors import RuleError
from qingyu.domain.posting import Objection
from qingyu.domain.right import Right
from qingyu.storage import notice as notice_rows
from qingyu.storage import objection as rows
from qingyu.storage.store import Store

_LONGEST = 1000
_LONGEST_NAME = 40


def record(
    store: Store,
    notice_id: int,
    words: str,
    *,
    who: str = "",
    on: date | None = None,
    feedback_id: int | None = None,
    by: int | None,
) -> Changes:
    """The change of an objection written down; without a name it is anonymous."""
    with store.operation("记异议", by=by, needs=Right.RECORD) as writer:
        kept = notice_rows.get(notice_id)
        said = _checked(words, "还没有写异议说了什么", "请照他的话写。")
        if kept.is_void:
            raise RuleError(f"{kept.number}已经作废", "这条意见请登记成来件。")
        day = on or writer.at.date()
        if day > writer.at.date():
            raise RuleError("提出异议的日子还没到", "请核对日期。")
        writer.verb = f"记异议 {kept.number}"
        name = " ".join(who.split())[:_LONGEST_NAME]
        rows.add(writer, notice_id, on=day, who=name, words=said, feedback=feedback_id)
    return writer.changes


def answer(
    store: Store, objection_id: int, words: str, *, on: date | None = None, by: int | None
) -> Changes:
    """The change of an objection answered."""
    with store.operation("答复异议", by=by) as writer:
        found = rows.get(objection_id)
        if not found.is_open:
            raise RuleError("这条异议已经答复过了", "写错了请先撤销那一次。")
        said = _checked(words, "还没有写怎么答复的", "例如：已当面说明，他没有意见了。")
        day = on or writer.at.date()
        if not found.on <= day <= writer.at.date():
            raise RuleError("答复的日子不对", "请写在提出以后、今天以前的日子。")
        writer.verb = f"答复异议 {notice_rows.get(found.notice_id).number}"
        rows.answer(writer, objection_id, on=day, words=said)
    return writer.changes


def of_notice(store: Store, notice_id: int) -> tuple[Objection, ...]:
    """The objections to a notice, those without an answer first."""
    return rows.of_notice(notice_id)


def _checked(words: str, missing: str, hint: str) -> str:
    said = " ".join(words.split())
    if not said:
        raise RuleError(missing, hint)
    return said[:_LONGEST]
