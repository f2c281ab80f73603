"""A month's duty roster (值班表): what is asked for, who serves when, how it is scored."""

from collections.abc import Mapping
from dataclasses import field
from datetime import date, time, timedelta
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType

from qingyu.domain.calendar import Calendar
from qingyu.domain.duty import Shift
from qingyu.domain.frozen import frozen

DAY = timedelta(days=1)
REST_HOURS = 12
REST_REACH = (1, 2)  # a shift of nearly 24 hours can end too late for one two days on
DAYS_IN_A_ROW = 3


class DayKind(StrEnum):
    """What a day weighs: 工作日 1, 双休日 1.5, 法定节日 2."""

    WORKDAY = "workday"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


class Level(StrEnum):
    """What is wished for, the most important first (DOMAIN.md, section 4)."""

    EMPTY = "empty"
    LEADERLESS = "leaderless"
    UNFAIRNESS = "unfairness"
    NEXT_DAY = "next_day"
    UNWANTED = "unwanted"
    COUPLES_SPLIT = "couples_split"


_WEIGHTS = {DayKind.WORKDAY: 1.0, DayKind.WEEKEND: 1.5, DayKind.HOLIDAY: 2.0}
_EVENING = 0.5


@frozen
class Slot:
    """One shift on one day."""

    on: date
    shift: str


@frozen
class Duty:
    """One person in one slot."""

    slot: Slot
    person: str


@frozen
class RosterShift:
    """A shift of every day of the month; one that ends before it starts ends on the next day."""

    id: str
    name: str
    start: time
    end: time
    places: int
    evening: bool = False

    @classmethod
    def of(cls, shift: Shift) -> "RosterShift":
        """The shift of the book, as the roster sees it."""
        return cls(
            str(shift.id), shift.name, shift.start, shift.end, shift.places, shift.evening
        )

    def hours_until(self, later: "RosterShift", days: int = 1) -> float:
        """Hours of rest between this shift and the other one so many days later."""
        ends = _hours(self.end) + (24 if self.end <= self.start else 0)
        return 24 * days + _hours(later.start) - ends


@frozen
class Person:
    """Somebody who serves; carry is the load brought over from earlier months."""

    id: str
    name: str
    lead: bool = False
    frail: bool = False
    no_evening: bool = False
    max_shifts: int | None = None
    carry: float = 0.0
    unavailable: frozenset[Slot] = frozenset()
    unwanted: frozenset[Slot] = frozenset()


@frozen
class RosterProblem:
    """One month to be filled; duties in `fixed` stay, those outside the month count as neighbours.

    kinds: only the days that differ from what their weekday says.
    """

    first: date
    shifts: tuple[RosterShift, ...]
    people: tuple[Person, ...]
    apart: tuple[tuple[str, str], ...] = ()
    together: tuple[tuple[str, str], ...] = ()
    fixed: frozenset[Duty] = frozenset()
    kinds: Mapping[date, DayKind] = field(default_factory=lambda: MappingProxyType({}))

    @cached_property
    def days(self) -> tuple[date, ...]:
        """The days of the month."""
        last = (self.first + 31 * DAY).replace(day=1)
        return tuple(self.first + n * DAY for n in range((last - self.first).days))

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """Every slot of the month, in the order of days and shifts."""
        return tuple(Slot(day, shift.id) for day in self.days for shift in self.shifts)

    @cached_property
    def shift_by_id(self) -> Mapping[str, RosterShift]:
        """The shifts by their id."""
        return {shift.id: shift for shift in self.shifts}

    @cached_property
    def person_by_id(self) -> Mapping[str, Person]:
        """The people by their id."""
        return {person.id: person for person in self.people}

    def kind(self, day: date) -> DayKind:
        """What sort of day it is."""
        usual = DayKind.WEEKEND if day.weekday() >= 5 else DayKind.WORKDAY
        return self.kinds.get(day, usual)

    def load(self, slot: Slot) -> float:
        """The load of one slot in its person's ledger, a multiple of 0.5 (DOMAIN.md, section 4)."""
        return weight(self.kind(slot.on), evening=self.shift_by_id[slot.shift].evening)

    def in_month(self, slot: Slot) -> bool:
        """Whether the slot is one of this month."""
        return self.first <= slot.on <= self.days[-1]


@frozen
class Score:
    """How well a roster meets each wish; smaller is better, earlier ones count first."""

    empty: int
    leaderless: int
    unfairness: float
    next_day: int
    unwanted: int
    couples_split: int

    def of(self, level: Level) -> float:
        """The figure of one level."""
        return float(getattr(self, level.value))

    @property
    def levels(self) -> tuple[float, ...]:
        """All figures, the most important first."""
        return tuple(self.of(level) for level in Level)


@frozen
class Gap:
    """A slot that lacks somebody, or somebody who leads: why, and what would help, in words."""

    slot: Slot
    why: tuple[str, ...]
    help: tuple[str, ...]


@frozen
class Roster:
    """Who serves in the month, how good that is, and which levels are proved to be the best."""

    duties: tuple[Duty, ...]
    score: Score
    bounds: Mapping[Level, float]
    proved: Mapping[Level, bool]
    gaps: tuple[Gap, ...] = ()
    seconds: float = 0.0

    @property
    def optimal(self) -> bool:
        """Whether every level is proved."""
        return all(self.proved.values())


def day_kind(calendar: Calendar, day: date) -> DayKind:
    """What a day of the book weighs; a day off in lieu (调休) is as a weekend."""
    if calendar.is_statutory(day):
        return DayKind.HOLIDAY
    return DayKind.WORKDAY if calendar.is_working_day(day) else DayKind.WEEKEND


def weight(kind: DayKind, *, evening: bool) -> float:
    """The load of one shift: weekday 1, weekend 1.5, holiday 2; evening +0.5 (DOMAIN.md, 4)."""
    return _WEIGHTS[kind] + (_EVENING if evening else 0)


def score(problem: RosterProblem, duties: frozenset[Duty]) -> Score:
    """The score of these duties of the month; a day before or after it counts for next_day only."""
    served: dict[Slot, set[str]] = {slot: set() for slot in problem.slots}
    load = {person.id: 0.0 for person in problem.people}
    days: dict[str, set[date]] = {person.id: set() for person in problem.people}
    for duty in duties:
        served[duty.slot].add(duty.person)
        load[duty.person] += problem.load(duty.slot)
        days[duty.person].add(duty.slot.on)
    for duty in problem.fixed:
        days[duty.person].add(duty.slot.on)
    people = problem.person_by_id
    shifts = problem.shift_by_id
    return Score(
        empty=sum(shifts[slot.shift].places - len(who) for slot, who in served.items()),
        leaderless=sum(not any(people[each].lead for each in who) for who in served.values()),
        unfairness=sum((person.carry + load[person.id]) ** 2 for person in problem.people),
        next_day=sum(
            on + DAY in dates and problem.first - DAY <= on <= problem.days[-1]
            for dates in days.values()
            for on in dates
        ),
        unwanted=sum(duty.slot in people[duty.person].unwanted for duty in duties),
        couples_split=sum(
            (a in who) != (b in who) for a, b in problem.together for who in served.values()
        ),
    )


def _hours(moment: time) -> float:
    return moment.hour + moment.minute / 60
