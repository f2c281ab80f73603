"""What undo leaves of a notice: a number that may stand on paper is never given out again."""

from datetime import datetime
from typing import Any

from peewee import fn

from qingyu.domain.errors import RuleError
from qingyu.storage import tables

UNDONE = "发布后撤销了"


def printed_counter(year: int) -> str:
    """Under which name the highest number that left the house as a PDF is kept."""
    return f"notice-printed-{year}"


def left_behind(
    table: type[tables.Row], row: dict[str, Any], at: datetime
) -> dict[str, Any] | None:
    """What stays of a row whose making is undone: None, or the notice as void.

    Only the year's last number is free again, and only when no PDF of it was printed or opened.
    """
    if table is not tables.Notice:
        return None
    _refuse_when_used(int(row["id"]))
    year, serial = int(row["year"]), int(row["serial"])
    query: Any = tables.Notice.select(fn.MAX(tables.Notice.serial))
    last = query.where(tables.Notice.year == year).scalar()
    printed = tables.Counter.get_or_none(tables.Counter.name == printed_counter(year))
    if serial == last and (printed is None or printed.value < serial):
        return None
    return row | {"voided_at": str(at), "void_reason": UNDONE}


def _refuse_when_used(ident: int) -> None:
    users: tuple[Any, ...] = (tables.Posting, tables.Objection, tables.SlipAnswer)
    if any(table.select(table.id).where(table.notice == ident).exists() for table in users):
        raise RuleError("后来的记录用到了它，不能撤销", "请先撤销后来的那几步。")
