"""Shifts and who serves in them: rows ↔ dataclasses."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from qingyu.domain.duty import USUAL_SHIFTS, Assignment, Shift, Standing
from qingyu.domain.errors import RuleError
from qingyu.storage.journal import Writer
from qingyu.storage.tables import DutyAssignment, DutyShift


def shifts(*, retired: bool = False) -> tuple[Shift, ...]:
    """The shifts of a day, the earliest first; with `retired`, former ones too."""
    query = DutyShift.select().order_by(DutyShift.start, DutyShift.id)
    found = (_shift(row) for row in query)
    return tuple(shift for shift in found if retired or not shift.retired)


def shifts_or_usual(*, retired: bool = False) -> tuple[Shift, ...]:
    """The same; the usual three as long as nobody set any."""
    every = shifts(retired=True) or USUAL_SHIFTS
    return tuple(shift for shift in every if retired or not shift.retired)


def shift(ident: int) -> Shift:
    """The shift; RuleError when there is none."""
    found = next((each for each in shifts_or_usual(retired=True) if each.id == ident), None)
    if found is None:
        raise RuleError("没有这个班次", "请重新选择班次。")
    return found


def ensure_shifts(writer: Writer) -> None:
    """Stores the usual shifts in a book that has none, before anything points at one of them."""
    if not DutyShift.select().exists():
        for each in USUAL_SHIFTS:
            add_shift(writer, each)


def add_shift(writer: Writer, shift: Shift) -> int:
    """The id of a new shift."""
    return writer.insert(DutyShift, **_columns(shift))


def save_shift(writer: Writer, shift: Shift) -> bool:
    """Whether the stored shift differed and was brought to this."""
    return writer.update(DutyShift, shift.id, **_columns(shift))


def remove_shift(writer: Writer, ident: int) -> None:
    """Removes a shift that nothing names."""
    writer.delete(DutyShift, ident)


def assignment(ident: int) -> Assignment:
    """The assignment; RuleError when it is gone."""
    row = DutyAssignment.get_or_none(DutyAssignment.id == ident)
    if row is None:
        raise RuleError("这一班已经改动过了", "请重新打开这一页，再选一次。")
    return _assignment(row)


def assignments(on: date, until: date | None = None) -> tuple[Assignment, ...]:
    """Who serves on that day, or from it to another, leaders first in each shift."""
    # A month on show asks for two hundred: as models they would cost the third of a page's time.
    sql = (
        'SELECT id, "on", shift_id, steward_id, lead, standing, pinned, kept FROM duty_assignment '
        'WHERE "on" BETWEEN ? AND ? ORDER BY "on", shift_id, lead DESC, id'
    )
    found = _rows(sql, (str(on), str(until or on)))
    return tuple(
        Assignment(
            ident, date.fromisoformat(day), shift, steward, bool(lead),
            Standing(standing) if standing else Standing.PLANNED, bool(pinned), kept or "",
        )
        for ident, day, shift, steward, lead, standing, pinned, kept in found
    )  # fmt: skip


def any_between(first: date, last: date) -> bool:
    """Whether anybody is put anywhere on these days."""
    return DutyAssignment.select().where(DutyAssignment.on.between(first, last)).exists()


def tally(first: date, last: date) -> list[tuple[date, int, int, Standing]]:
    """Day, shift, steward and standing of everything between these days, without row objects."""
    # Ten years are twenty thousand rows: as models they would cost half a second.
    sql = (
        'SELECT "on", shift_id, steward_id, standing FROM duty_assignment '
        'WHERE "on" BETWEEN ? AND ? ORDER BY "on"'
    )
    days: dict[str, date] = {}
    standings: dict[str | None, Standing] = {str(each): each for each in Standing}
    standings[None] = Standing.PLANNED
    return [
        (days.get(on) or days.setdefault(on, date.fromisoformat(on)), shift, steward,
         standings[standing])
        for on, shift, steward, standing in _rows(sql, (str(first), str(last)))
    ]  # fmt: skip


def first_day() -> date | None:
    """The first day anybody ever served on."""
    row = DutyAssignment.select(DutyAssignment.on).order_by(DutyAssignment.on).first()
    return row.on if row is not None else None


def of_shift(shift_id: int) -> tuple[Assignment, ...]:
    """All assignments of one shift."""
    query: Any = DutyAssignment.select().where(DutyAssignment.shift == shift_id)
    return tuple(_assignment(row) for row in query.order_by(DutyAssignment.id))


def assign(
    writer: Writer,
    on: date,
    shift_id: int,
    steward_id: int,
    *,
    lead: bool,
    standing: Standing = Standing.PLANNED,
    pinned: bool = False,
    kept: str = "",
) -> int:
    """The id of a new assignment."""
    ensure_shifts(writer)
    return writer.insert(
        DutyAssignment,
        on=on,
        shift=shift_id,
        steward=steward_id,
        lead=lead,
        standing=None if standing is Standing.PLANNED else str(standing),
        pinned=pinned,
        kept=kept or None,
    )


def save_assignment(writer: Writer, each: Assignment) -> bool:
    """Whether the stored assignment differed and was brought to this."""
    return writer.update(
        DutyAssignment,
        each.id,
        on=each.on,
        shift=each.shift_id,
        steward=each.steward_id,
        lead=each.lead,
        standing=None if each.standing is Standing.PLANNED else str(each.standing),
        pinned=each.pinned,
        kept=each.kept or None,
    )


def remove(writer: Writer, idents: Sequence[int]) -> None:
    """Removes these assignments."""
    for ident in idents:
        writer.delete(DutyAssignment, ident)


def clear(writer: Writer, on: date, shift_id: int) -> None:
    """Empties one shift of one day."""
    remove(writer, [each.id for each in assignments(on) if each.shift_id == shift_id])


def _rows(sql: str, values: tuple[str, ...]) -> Iterable[Any]:
    database: Any = DutyAssignment._meta.database
    found: Iterable[Any] = database.execute_sql(sql, values)
    return found


def _shift(row: Any) -> Shift:
    return Shift(
        row.id, row.name, row.start, row.end, row.places, bool(row.evening), bool(row.retired)
    )


def _columns(shift: Shift) -> dict[str, Any]:
    return {
        "name": shift.name,
        "start": shift.start,
        "end": shift.end,
        "places": shift.places,
        "evening": shift.evening,
        "retired": shift.retired,
    }


def _assignment(row: Any) -> Assignment:
    return Assignment(
        row.id,
        row.on,
        row.shift_id,
        row.steward_id,
        row.lead,
        Standing(row.standing) if row.standing else Standing.PLANNED,
        bool(row.pinned),
        row.kept or "",
    )
