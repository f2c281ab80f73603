"""Answers on return slips, one a household: rows ↔ SlipAnswer."""

from datetime import date
from typing import Any

from peewee import JOIN

from qingyu.domain.place import Place
from qingyu.domain.slip_answer import SlipAnswer
from qingyu.storage import tables
from qingyu.storage.journal import Writer


def add(
    writer: Writer, notice: int, place: Place, *, option: str, heads: int, words: str, on: date
) -> int:
    """The id of a new answer."""
    return writer.insert(
        tables.SlipAnswer,
        notice=notice,
        building=place.building,
        unit=place.unit or 0,
        room=place.room,
        **_told(writer, option, heads, words, on),
    )


def replace(
    writer: Writer, old: SlipAnswer, *, option: str, heads: int, words: str, on: date
) -> None:
    """Writes what a household says now over what it said before; the journal keeps the old."""
    told = _told(writer, option, heads, words, on)
    writer.update(tables.SlipAnswer, old.id, replaced=old.replaced + 1, **told)


def remove(writer: Writer, ident: int) -> None:
    """Takes an answer out again."""
    writer.delete(tables.SlipAnswer, ident)


def find(notice: int, place: Place) -> SlipAnswer | None:
    """What this household answered, or None."""
    table = tables.SlipAnswer
    rows = _rows(
        table.notice == notice,
        table.building == place.building,
        table.unit == (place.unit or 0),
        table.room == place.room,
    )
    return _answer(rows[0]) if rows else None


def of_notice(notice: int) -> tuple[SlipAnswer, ...]:
    """The answers to a notice, the last typed first."""
    rows = _rows(tables.SlipAnswer.notice == notice)
    return tuple(_answer(row) for row in rows)


def _rows(*wanted: Any) -> list[Any]:
    table = tables.SlipAnswer
    query: Any = (
        table.select(table, tables.Steward.name)
        .join(tables.Steward, JOIN.LEFT_OUTER, on=(table.entered_by == tables.Steward.id))
        .where(*wanted)
        .order_by(table.entered_at.desc(), table.id.desc())
    )
    return list(query.objects())


def _answer(row: Any) -> SlipAnswer:
    return SlipAnswer(
        row.id,
        row.notice_id,
        Place(row.building, row.unit or None, row.room),
        row.option,
        row.heads,
        row.words,
        row.on_paper,
        row.entered_at,
        row.name or "",
        row.replaced,
    )


def _told(writer: Writer, option: str, heads: int, words: str, on: date) -> dict[str, Any]:
    return {
        "option": option,
        "heads": heads,
        "words": words,
        "on_paper": on,
        "entered_at": writer.at,
        "entered_by": writer.by,
    }
