"""Duty (值班): the shifts of a day and who stands in them."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from qingyu.domain.frozen import frozen


class Standing(StrEnum):
    """How somebody came into a shift, and whether they came."""

    PLANNED = "按表"
    STAND_IN = "顶班"
    EXTRA = "加班"
    ABSENT = "缺岗"



@frozen
class Shift:
    """A shift of the day: 早 08:00–12:00; a retired one stays for the history."""

    id: int
    name: str
    start: time
    end: time
    places: int = 2
    evening: bool = False
    retired: bool = False

    @property
    def title(self) -> str:
        """The shift as the home page writes it: 早班 8–12."""
        return f"{self.name}班 {_hour(self.start)}–{_hour(self.end)}"

    @property
    def hours(self) -> float:
        """How long it lasts; one that ends before it starts ends on the next day."""
        return (self.ends_on(date.min) - self.starts_on(date.min)) / timedelta(hours=1)

    def starts_on(self, day: date) -> datetime:
        """When the shift of that day begins."""
        return datetime.combine(day, self.start)

    def ends_on(self, day: date) -> datetime:
        """When the shift of that day is over."""
        ends = day if self.end > self.start else day + timedelta(days=1)
        return datetime.combine(ends, self.end)

    def covers(self, moment: datetime) -> bool:
        """Whether this shift is on at that moment."""
        if self.start < self.end:
            return self.start <= moment.time() < self.end
        return moment.time() >= self.start or moment.time() < self.end


# What a day has before a neighbourhood sets its own; the first three ids of an empty book.
USUAL_SHIFTS = (
    Shift(1, "早", time(8), time(12)),
    Shift(2, "午", time(13), time(17)),
    Shift(3, "晚", time(18), time(21), evening=True),
)


@frozen
class Assignment:
    """One person in one shift of one day; the first of a shift who leads is the 值班长.

    pinned: put there by hand, so a new proposal keeps it; kept: the rules it breaks knowingly.
    """

    id: int
    on: date
    shift_id: int
    steward_id: int
    lead: bool = False
    standing: Standing = Standing.PLANNED
    pinned: bool = False
    kept: str = ""

    @property
    def served(self) -> bool:
        """Whether it counts: everybody but those who did not come."""
        return self.standing is not Standing.ABSENT


def shown(every: Iterable[Shift], used: Collection[int]) -> tuple[Shift, ...]:
    """The shifts to show where these are used: a former one stands in for the one that came after.

    every: former shifts too; used: ids of the shifts somebody serves in, on that day or month.
    """
    known = tuple(every)
    former = {shift.name for shift in known if shift.retired and shift.id in used}
    return tuple(
        shift for shift in known if shift.id in used or not (shift.retired or shift.name in former)
    )


def _hour(moment: time) -> str:
    return f"{moment.hour}" if moment.minute == 0 else f"{moment.hour}:{moment.minute:02d}"
