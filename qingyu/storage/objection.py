"""Objections to what a notice makes public: rows ↔ Objection."""

from datetime import date
from typing import Any

from qingyu.domain.errors import RuleError
from qingyu.domain.posting import Objection
from qingyu.storage import tables
from qingyu.storage.journal import Writer


def add(
    writer: Writer, notice: int, *, on: date, who: str, words: str, feedback: int | None
) -> int:
    """The id of a new objection."""
    return writer.insert(
        tables.Objection,
        notice=notice,
        on=on,
        who=who,
        words=words,
        feedback=feedback,
        entered_at=writer.at,
        entered_by=writer.by,
    )


def answer(writer: Writer, ident: int, *, on: date, words: str) -> None:
    """Writes down what was answered and when."""
    writer.update(tables.Objection, ident, answered_on=on, answer=words)


def get(ident: int) -> Objection:
    """The objection; RuleError when it is gone."""
    row = tables.Objection.get_or_none(tables.Objection.id == ident)
    if row is None:
        raise RuleError("这条异议已经不在了", "请重新打开这张通知。")
    return _objection(row)


def of_notice(notice: int) -> tuple[Objection, ...]:
    """The objections to a notice, the open ones first, then as they came."""
    table = tables.Objection
    query: Any = table.select().where(table.notice == notice)
    found = [_objection(row) for row in query.order_by(table.on, table.id)]
    return tuple(sorted(found, key=lambda each: not each.is_open))


def _objection(row: Any) -> Objection:
    return Objection(
        row.id,
        row.notice_id,
        row.on,
        row.words,
        row.who,
        row.feedback_id,
        row.answered_on,
        row.answer,
    )
