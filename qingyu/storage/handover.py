"""Handovers of shifts: rows ↔ Handover."""

import json
from collections.abc import Iterable
from dataclasses import astuple
from datetime import date
from typing import Any

from qingyu.domain.errors import RuleError
from qingyu.domain.handover import Counted, Handover, Incident, Patrol
from qingyu.storage import duty
from qingyu.storage.journal import Writer
from qingyu.storage.tables import DutyHandover


def get(ident: int) -> Handover:
    """The handover; RuleError when it is gone."""
    row = DutyHandover.get_or_none(DutyHandover.id == ident)
    if row is None:
        raise RuleError("这张交接班记录已经不在了", "请重新打开这一页。")
    return _handover(row)


def of_shift(on: date, shift_id: int) -> Handover | None:
    """The record of one shift, or None."""
    row = DutyHandover.get_or_none(DutyHandover.on == on, DutyHandover.shift == shift_id)
    return _handover(row) if row is not None else None


def of_days(first: date, last: date) -> tuple[Handover, ...]:
    """The records of these days, the latest first."""
    query: Any = DutyHandover.select().where(DutyHandover.on.between(first, last))
    found = (_handover(row) for row in query.order_by(DutyHandover.id))
    return tuple(sorted(found, key=lambda h: (h.on, h.shift.start), reverse=True))


def waiting(first: date, last: date, limit: int) -> tuple[Handover, ...]:
    """The records of these days that the next shift has not confirmed, the newest first."""
    query: Any = DutyHandover.select().where(
        DutyHandover.taken_at.is_null(), DutyHandover.on.between(first, last)
    )
    found = query.order_by(DutyHandover.on.desc(), DutyHandover.id.desc()).limit(limit)
    return tuple(_handover(row) for row in found)


def recorded(first: date, last: date) -> frozenset[tuple[date, int]]:
    """Day and shift of the records of these days."""
    query: Any = DutyHandover.select(DutyHandover.on, DutyHandover.shift)
    return frozenset(query.where(DutyHandover.on.between(first, last)).tuples())


def save(writer: Writer, each: Handover, *, unattended: bool = False) -> int:
    """The id of the record of this shift, new or brought to this.

    unattended: nobody was there to sign, and the one who writes has taken over.
    """
    duty.ensure_shifts(writer)
    columns: dict[str, Any] = {
        "people": each.people,
        "weather": each.weather,
        "visitors": each.visitors,
        "happened": _text(each.happened),
        "open_matters": _text(each.open_matters),
        "patrol": _text(astuple(point) for point in each.patrol),
        "incidents": _text(astuple(incident) for incident in each.incidents),
        "counted": _text(astuple(thing) for thing in each.counted),
        "words": each.words,
        "given_by": None if unattended else writer.by,
        "given_at": writer.at,
    }
    if unattended:
        columns |= {"taken_by": writer.by, "taken_at": writer.at}
    old = of_shift(each.on, each.shift.id)
    if old is None:
        return writer.insert(DutyHandover, on=each.on, shift=each.shift.id, **columns)
    writer.update(DutyHandover, old.id, **columns)
    return old.id


def confirm(writer: Writer, ident: int, words: str) -> None:
    """Notes that the one who writes has taken over."""
    writer.update(DutyHandover, ident, taken_by=writer.by, taken_at=writer.at, taker_words=words)


def _text(values: Iterable[object]) -> str:
    return json.dumps(list(values), ensure_ascii=False)


def _handover(row: Any) -> Handover:
    return Handover(
        row.id,
        row.on,
        duty.shift(row.shift_id),
        row.people,
        row.weather,
        row.visitors,
        tuple(json.loads(row.happened)),
        tuple(json.loads(row.open_matters)),
        tuple(Patrol(*each) for each in json.loads(row.patrol)),
        tuple(Incident(*each) for each in json.loads(row.incidents)),
        tuple(Counted(*each) for each in json.loads(row.counted)),
        row.words,
        row.given_by_id,
        row.given_at,
        row.taken_by_id,
        row.taken_at,
        row.taker_words,
    )
