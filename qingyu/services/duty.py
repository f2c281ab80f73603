"""Duty: who stands today, entered by hand; the solver comes into the same room later."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from qingyu.domain.changes import Changes
from qingyu.domain.duty import Assignment, Shift
from qingyu.domain.errors import RuleError
from qingyu.domain.steward import Steward
from qingyu.storage import duty as rows
from qingyu.storage import steward as steward_rows
from qingyu.storage.store import Store

_FIRST_SHIFTS = (
    Shift(0, "早", time(8), time(12)),
    Shift(0, "午", time(13), time(17)),
    Shift(0, "晚", time(18), time(21), evening=True),
)


@dataclass(frozen=True)
class ShiftDuty:
    """One shift of a day and who serves in it; the leader comes first."""

    shift: Shift
    people: tuple[Steward, ...]
    lead: Steward | None


def on_day(store: Store, day: date) -> tuple[ShiftDuty, ...]:
    """All shifts of a day, the earliest first, with who serves."""
    return on_days(store, [day])[day]


def on_days(store: Store, days: Sequence[date]) -> dict[date, tuple[ShiftDuty, ...]]:
    """The same for each of several days."""
    people = {person.id: person for person in steward_rows.stewards(everybody=True)}
    shifts = rows.shifts() or _FIRST_SHIFTS
    booked = {day: rows.assignments(day) for day in days}
    return {
        day: tuple(
            _shift_duty(shift, [each for each in booked[day] if each.shift_id == shift.id], people)
            for shift in shifts
        )
        for day in days
    }


def set_shift(
    store: Store,
    day: date,
    shift_name: str,
    steward_ids: Sequence[int],
    lead_id: int | None = None,
    *,
    by: int | None,
) -> Changes:
    """The change of who serves in one shift of one day, entered by hand."""
    chosen = list(dict.fromkeys(steward_ids))
    if lead_id is not None and lead_id not in chosen:
        raise RuleError("值班长要是这一班里的人", "请先把他排进这一班。")
    with store.operation(f"排班 {day.month}月{day.day}日{shift_name}班", by=by) as writer:
        if not rows.shifts():
            for shift in _FIRST_SHIFTS:
                rows.add_shift(writer, shift)
        shift = _named(shift_name)
        rows.clear(writer, day, shift.id)
        for ident in chosen:
            rows.assign(writer, day, shift.id, ident, lead=ident == lead_id)
    return writer.changes


def _named(name: str) -> Shift:
    found = next((shift for shift in rows.shifts() if shift.name == name), None)
    if found is None:
        raise RuleError(f"没有「{name}」这个班次", "请重新选择班次。")
    return found


def _shift_duty(
    shift: Shift, booked: Sequence[Assignment], people: dict[int, Steward]
) -> ShiftDuty:
    serving = tuple(people[each.steward_id] for each in booked)
    lead = next((people[each.steward_id] for each in booked if each.lead), None)
    return ShiftDuty(shift, serving, lead)
