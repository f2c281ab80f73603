"""Shifts of the day and who stands in them, from last week to a fortnight ahead."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from qingyu.domain.duty import Assignment, Shift
from qingyu.domain.steward import Steward
from qingyu.services.demo.dice import Dice

SHIFTS = (
    Shift(1, "早", time(8), time(12)),
    Shift(2, "午", time(13), time(17)),
    Shift(3, "晚", time(18), time(21)),
)
_DAY = timedelta(days=1)
_IN_A_ROW = 3


def roster(dice: Dice, until: datetime, crew: tuple[Steward, ...]) -> Iterator[Assignment]:
    """Two people in every shift, a leader first, fairly; an evening or two still wants somebody."""
    first = until.date() - timedelta(days=until.weekday() + 7)
    served: dict[int, list[tuple[date, int]]] = {person.id: [] for person in crew}
    no_evenings = {person.id for person in crew[3::4]}
    ident = 0
    for day in (first + _DAY * n for n in range(28)):
        for shift in SHIFTS:
            for place in range(shift.places):
                ahead = (day - until.date()).days
                if place and shift.id == 3 and ahead > 3 and dice.chance(0.2):
                    continue
                free = [
                    person
                    for person in crew
                    if _may(served[person.id], day, shift.id)
                    and not (shift.id == 3 and person.id in no_evenings)
                    and (place or _leads(person))
                ]
                if free:
                    least = min(len(served[person.id]) for person in free)
                    person = dice.pick([p for p in free if len(served[p.id]) == least])
                    served[person.id].append((day, shift.id))
                    ident += 1
                    yield Assignment(ident, day, shift.id, person.id, lead=not place)


def _leads(person: Steward) -> bool:
    return "党员骨干" in person.tags or "楼栋长" in person.tags


def _may(served: list[tuple[date, int]], day: date, shift: int) -> bool:
    """One shift a day, no morning after an evening, at most three days in a row."""
    days = {each for each, _ in served[-4:]}
    if day in days or (shift == 1 and (day - _DAY, 3) in served[-2:]):
        return False
    return not all(day - _DAY * n in days for n in range(1, _IN_A_ROW + 1))
