"""Shifts and who serves in them: rows ↔ dataclasses."""

from datetime import date

from qingyu.domain.duty import Assignment, Shift
from qingyu.storage.journal import Writer
from qingyu.storage.tables import DutyAssignment, DutyShift


def shifts() -> tuple[Shift, ...]:
    """The shifts of a day, the earliest first."""
    return tuple(
        Shift(row.id, row.name, row.start, row.end, row.places)
        for row in DutyShift.select().order_by(DutyShift.start)
    )


def add_shift(writer: Writer, shift: Shift) -> int:
    """The id of a new shift."""
    return writer.insert(
        DutyShift, name=shift.name, start=shift.start, end=shift.end, places=shift.places
    )


def assignments(on: date) -> tuple[Assignment, ...]:
    """Who serves on that day, leaders first in each shift."""
    query = DutyAssignment.select().where(DutyAssignment.on == on)
    return tuple(
        Assignment(row.id, row.on, row.shift_id, row.steward_id, row.lead)
        for row in query.order_by(
            DutyAssignment.shift, DutyAssignment.lead.desc(), DutyAssignment.id
        )
    )


def assign(writer: Writer, on: date, shift_id: int, steward_id: int, *, lead: bool) -> int:
    """The id of a new assignment."""
    return writer.insert(DutyAssignment, on=on, shift=shift_id, steward=steward_id, lead=lead)


def clear(writer: Writer, on: date, shift_id: int) -> None:
    """Empties one shift of one day."""
    query = DutyAssignment.select(DutyAssignment.id).where(
        DutyAssignment.on == on, DutyAssignment.shift == shift_id
    )
    for row in list(query):
        writer.delete(DutyAssignment, row.id)
