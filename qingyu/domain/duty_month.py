"""A month of duty as the wall chart shows it."""

from datetime import date, datetime
from enum import StrEnum

from qingyu.domain.duty import Shift, Standing
from qingyu.domain.duty_change import ShiftRef
from qingyu.domain.frozen import frozen
from qingyu.domain.month import Month
from qingyu.domain.roster import DayKind, Duty


class RosterState(StrEnum):
    """How far a month is: nothing proposed yet, a draft, published."""

    NONE = "未排"
    DRAFT = "草稿"
    PUBLISHED = "已公布"


@frozen
class Seat:
    """One person in one shift.

    pinned: put there by hand; changed: not so in the version that was published; kept: the rules
    it breaks knowingly, in words.
    """

    assignment_id: int
    steward_id: int
    name: str
    lead: bool = False
    standing: Standing = Standing.PLANNED
    pinned: bool = False
    changed: bool = False
    kept: str = ""


@frozen
class RosterCell:
    """One shift of one day with its people, the 值班长 first; `gap` says why it lacks somebody."""

    on: date
    shift: Shift
    seats: tuple[Seat, ...] = ()
    changed: bool = False
    gap: str = ""

    @property
    def empty(self) -> int:
        """How many places nobody fills."""
        served = sum(seat.standing is not Standing.ABSENT for seat in self.seats)
        return max(0, self.shift.places - served)

    @property
    def led(self) -> bool:
        """Whether a 值班长 serves."""
        return any(seat.lead and seat.standing is not Standing.ABSENT for seat in self.seats)


@frozen
class RosterDay:
    """One day: what it weighs, the holiday it belongs to, the lunar day, 节气 or festival."""

    on: date
    kind: DayKind
    holiday: str
    lunar: str
    term: str
    cells: tuple[RosterCell, ...]


@frozen
class MonthRoster:
    """A whole month; version 0 was never published; `summary` says how good the proposal was.

    warning: what is not known about the year's holidays; faults: rules broken, in words.
    """

    month: Month
    state: RosterState
    version: int
    published_at: datetime | None
    published_by: str
    summary: str
    shifts: tuple[Shift, ...]
    days: tuple[RosterDay, ...]
    warning: str = ""
    faults: tuple[str, ...] = ()

    @property
    def cells(self) -> tuple[RosterCell, ...]:
        """All shifts of the month in order."""
        return tuple(cell for day in self.days for cell in day.cells)

    @property
    def changed(self) -> bool:
        """Whether anything differs from what was published: the wall chart says 已换班."""
        return any(cell.changed for cell in self.cells)


@frozen
class VersionSeat:
    """Who served where in a published version, by name as it was then."""

    on: date
    shift_id: int
    steward_id: int
    name: str
    lead: bool


@frozen
class RosterVersion:
    """A month as it was published; `asked` are the stewards whose turn it could have been."""

    month: Month
    number: int
    at: datetime
    by: str
    seats: tuple[VersionSeat, ...]
    asked: frozenset[int]


@frozen
class HistoryLine:
    """One thing that happened to a month: a version published, or (with `where`) a change of it.

    version: the one published, or in force when it was changed; kept: broken rules, knowingly.
    """

    at: datetime
    by: str
    kind: str
    words: str
    version: int
    where: ShiftRef | None = None
    agreed: str = ""
    remark: str = ""
    kept: str = ""


@frozen
class Proposal:
    """A solved month that is not stored yet; `words` says how good it is."""

    month: Month
    duties: tuple[Duty, ...]
    words: str
    gaps: tuple[str, ...]
    optimal: bool
