"""What the duty papers say: wall chart, week, slips, handover, patrol, certificate."""

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from qingyu.domain.duty import Shift, Standing
from qingyu.domain.duty_ledger import LedgerLine, YearHours
from qingyu.domain.duty_month import MonthRoster, RosterDay, RosterState, Seat
from qingyu.domain.duty_weather import WeatherAlarm
from qingyu.domain.frozen import frozen
from qingyu.domain.handover import Handover
from qingyu.domain.month import Month
from qingyu.domain.place import Place
from qingyu.domain.roster import DayKind

WEEKDAYS = "一二三四五六日"
LOADS = "加权：平日 1，双休日 1.5，法定节日 2，夜晚再加 0.5。"
_SATURDAY = 5


class Paper(StrEnum):
    """The papers a wall chart is printed on."""

    A4 = "a4"
    A3 = "a3"


class DutyPaper(StrEnum):
    """The duty papers, by the word the command line knows them by."""

    CHART = "chart"
    WEEK = "week"
    SLIPS = "slips"
    HANDOVER = "handover"
    PATROL = "patrol"
    CERTIFICATE = "certificate"

    @property
    def words(self) -> str:
        """What people call it."""
        return _TITLES[self]


_TITLES = {
    DutyPaper.CHART: "值班表",
    DutyPaper.WEEK: "一周值班表",
    DutyPaper.SLIPS: "值班条",
    DutyPaper.HANDOVER: "交接班记录",
    DutyPaper.PATROL: "巡查单",
    DutyPaper.CERTIFICATE: "志愿服务证明",
}


@frozen
class PaperOrder:
    """What to print of a month.

    day: of the week or the handover (None: this week, an empty form), its shift by name or, also
    a former one, by id; person: one steward's slip or certificate; changed: only the slips that
    differ from what was published.
    """

    what: DutyPaper
    month: Month
    paper: Paper = Paper.A4
    changed: bool = False
    day: date | None = None
    shift: str = ""
    person: str = ""
    alarm: WeatherAlarm | None = None
    shift_id: int = 0


@frozen
class LedgerRow:
    """One person's line of the month and what was carried into it."""

    line: LedgerLine
    before: float = 0.0


@frozen
class WallSheet:
    """The month for the wall; `changes` in words by day of duty; changed_on: the newest's.

    carry_words: how what is carried over is reckoned.
    """

    neighbourhood: str
    roster: MonthRoster
    ledger: tuple[LedgerRow, ...]
    changes: tuple[str, ...]
    changed_on: date | None
    phone: str
    printed_on: date
    carry_words: str = ""


@frozen
class WeekSheet:
    """Seven days, from Monday on, with the shifts of the months they lie in.

    people: the steward ids of the whole month, so that tones are those of its wall chart.
    """

    neighbourhood: str
    days: tuple[RosterDay, ...]
    shifts: tuple[Shift, ...]
    people: tuple[int, ...]
    state: str
    warning: str
    phone: str
    printed_on: date


@frozen
class SlipDuty:
    """One duty on a personal slip; new: not so in the version that was published."""

    day: RosterDay
    shift: Shift
    partners: tuple[str, ...]
    lead: bool = False
    new: bool = False


@frozen
class Slip:
    """One person's month; `dropped` are the duties that somebody else has now, in words."""

    name: str
    duties: tuple[SlipDuty, ...]
    dropped: tuple[str, ...] = ()


@frozen
class SlipSheet:
    """The slips of a month, to be cut apart."""

    neighbourhood: str
    month: Month
    state: str
    slips: tuple[Slip, ...]
    phone: str
    printed_on: date


@frozen
class HandoverSheet:
    """A handover record to sign; None is an empty form, `things` what is counted on it."""

    neighbourhood: str
    record: Handover | None
    points: tuple[str, ...]
    things: tuple[tuple[str, int], ...]
    given_by: str = ""
    taken_by: str = ""


@frozen
class PatrolSpot:
    """A place to look at, and what is known about it."""

    place: Place
    note: str = ""


@frozen
class PatrolSheet:
    """The checklist of a patrol: `title` says which weather, `advice` comes first."""

    neighbourhood: str
    title: str
    advice: tuple[str, ...]
    spots: tuple[PatrolSpot, ...]
    more: int
    phone: str


@frozen
class CertificateSheet:
    """The volunteer hours of some people, one page each."""

    neighbourhood: str
    people: tuple[YearHours, ...]
    printed_on: date


def weekday(day: date) -> str:
    """周三."""
    return f"周{WEEKDAYS[day.weekday()]}"


def short_day(day: date) -> str:
    """12月3日."""
    return f"{day.month}月{day.day}日"


def clock(shift: Shift) -> str:
    """08:00–12:00."""
    return f"{shift.start:%H:%M}–{shift.end:%H:%M}"


def day_mark(day: RosterDay) -> str:
    """休 on a holiday, 班 on a weekend that is worked, otherwise nothing."""
    if day.holiday:
        return "休"
    return "班" if day.on.weekday() >= _SATURDAY and day.kind is DayKind.WORKDAY else ""


def day_parts(day: RosterDay) -> tuple[str, ...]:
    """The holiday and whether it is 法定, 调休上班, 节气 and festival, each by itself."""
    named = f"{day.holiday}（法定）" if day.kind is DayKind.HOLIDAY else day.holiday
    worked = "调休上班" if day_mark(day) == "班" else ""
    # 元旦 is both the holiday and the festival of the day.
    terms = (part for part in day.term.split("、") if part not in day.holiday)
    return tuple(part for part in (named, worked, *terms) if part)


def day_words(day: RosterDay) -> str:
    """All of them on one line: 元旦（法定）."""
    return " ".join(day_parts(day))


def served(seats: Iterable[Seat]) -> tuple[Seat, ...]:
    """Those who serve; who did not come is a matter for the ledger, not for the wall."""
    return tuple(seat for seat in seats if seat.standing is not Standing.ABSENT)


def people(days: Iterable[RosterDay]) -> tuple[int, ...]:
    """The ids of all stewards of these days, in order."""
    return tuple(sorted({s.steward_id for day in days for cell in day.cells for s in cell.seats}))


def seat_mark(seat: Seat) -> str:
    """顶 for a stand-in, 加 for extra duty, 换 for anybody else who was not published there."""
    special = {Standing.STAND_IN: "顶", Standing.EXTRA: "加"}.get(seat.standing)
    return special or ("换" if seat.changed else "")


def state_words(roster: MonthRoster) -> str:
    """第 1 版，11月28日公布, or that it is a draft or not even that."""
    if roster.state is RosterState.NONE:
        return "还没有排班"
    if roster.published_at is None:
        return "草稿，还没有公布"
    return f"第 {roster.version} 版，{short_day(roster.published_at.date())}公布"


def week_of(day: date) -> tuple[date, ...]:
    """The seven days of that day's week, from Monday on."""
    monday = day - timedelta(days=day.weekday())
    return tuple(monday + timedelta(days=n) for n in range(7))


def signed(value: float) -> str:
    """A load carried over: +1.5, -0.5, 0."""
    rounded = round(value, 1)
    return f"{rounded:+g}" if rounded else "0"


def plain(value: float) -> str:
    """A load or hours without needless decimals: 4, 4.5."""
    return f"{round(value, 1):g}"
