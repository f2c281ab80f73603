"""说到做到: every promise given to residents, who gave it, and whether it was kept in time."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum

from qingyu.domain.frozen import frozen
from qingyu.domain.week import Week

QUARTER_DAYS = 91


class Standing(StrEnum):
    """How a promise stands, the most pressing first."""

    BROKEN = "过了还没做到"
    OPEN = "还没到期"
    LATE = "晚了才做到"
    KEPT = "说到做到"


class Period(StrEnum):
    """Which promises are looked at, by the day they were given for."""

    WEEK = "这一周"
    QUARTER = "三个月"
    YEAR = "今年"
    ALL = "全部"


@frozen
class PromiseLine:
    """One promise on the 说到做到表: whose issue, what, by when, kept when, given by whom."""

    issue: int
    number: str
    what: str
    by: date
    kept_at: datetime | None
    who: str = ""
    matter: str = ""

    def late(self, today: date) -> bool:
        """Whether it was kept after its day, or its day has passed."""
        return self.days_late(today) > 0

    def days_late(self, today: date) -> int:
        """How many days after its day it was kept, or has been waiting; 0 when in time."""
        return max(0, ((self.kept_at.date() if self.kept_at else today) - self.by).days)

    def standing(self, today: date) -> Standing:
        """Kept in time or late, broken, or still to come."""
        if self.kept_at is not None:
            return Standing.LATE if self.late(today) else Standing.KEPT
        return Standing.BROKEN if self.late(today) else Standing.OPEN


@frozen
class PromisesKept:
    """说到做到表 of a stretch of time: its promises in time, late, still open."""

    kept: tuple[PromiseLine, ...] = ()
    late: tuple[PromiseLine, ...] = ()
    open: tuple[PromiseLine, ...] = ()

    @property
    def every(self) -> tuple[PromiseLine, ...]:
        """All of them, the late ones first."""
        return (*self.late, *self.open, *self.kept)

    @property
    def rate(self) -> float | None:
        """Kept in time among those whose day has come, 0 to 1; None when there were none."""
        settled = len(self.kept) + len(self.late)
        return len(self.kept) / settled if settled else None

    @property
    def text(self) -> str:
        """「说到做到 3 件，晚了 1 件，还没到期 2 件（75%）」."""
        if self.rate is None and not self.open:
            return "这一周没有到期的答应"
        return self.counted

    @property
    def counted(self) -> str:
        """The same of any stretch of time."""
        share = f"（{self.rate:.0%}）" if self.rate is not None else ""
        return (
            f"说到做到 {len(self.kept)} 件，晚了 {len(self.late)} 件，"
            f"还没到期 {len(self.open)} 件{share}"
        )


def promises_kept(lines: Iterable[PromiseLine], today: date) -> PromisesKept:
    """The lines in time, late and still open, each in the order given."""
    sorted_out: dict[Standing, list[PromiseLine]] = {standing: [] for standing in Standing}
    for line in lines:
        sorted_out[line.standing(today)].append(line)
    late = [*sorted_out[Standing.BROKEN], *sorted_out[Standing.LATE]]
    return PromisesKept(
        tuple(sorted_out[Standing.KEPT]), tuple(late), tuple(sorted_out[Standing.OPEN])
    )


def days_of(period: Period, week: Week, today: date) -> tuple[date, date]:
    """The first and last day a period looks at; one that reaches to now has no end."""
    if period is Period.WEEK:
        return week.monday, week.sunday
    if period is Period.QUARTER:
        return today - timedelta(days=QUARTER_DAYS), date.max
    if period is Period.YEAR:
        return date(today.year, 1, 1), date.max
    return date.min, date.max


def late_words(line: PromiseLine, today: date) -> str:
    """「晚了 3 天」, 「超 2 天」 while it is not kept, else nothing."""
    days = line.days_late(today)
    if not days:
        return ""
    return f"晚了 {days} 天" if line.kept_at is not None else f"超 {days} 天"


HEADS = ("谁", "答应了什么", "哪件工单", "哪天前", "做到的日子", "晚了几天", "怎样")


@frozen
class PromiseTable:
    """The 说到做到表 as it is copied, printed and exported; `stretch` says of what time it is."""

    promises: PromisesKept
    stretch: str
    today: date
    shown: tuple[PromiseLine, ...]

    name = "说到做到表"
    lacking = ""
    heads = HEADS

    @property
    def finding(self) -> str:
        """「说到做到表（三个月）：说到做到 3 件，…」."""
        return f"{self.name}（{self.stretch}）：{self.promises.counted}"

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """One row a promise, in the order shown."""
        return tuple(cells(line, self.today) for line in self.shown)

    @property
    def text(self) -> str:
        """Plain lines to paste into a chat."""
        lines = [
            f"{number}. {line.who or '没写是谁'}：{line.what}（{_day(line.by)}前）"
            f"{line.standing(self.today)}"
            + (f"，{late}" if (late := late_words(line, self.today)) else "")
            + f"　{line.matter}"
            for number, line in enumerate(self.shown, start=1)
        ]
        return "\n".join((self.finding, *lines))


def cells(line: PromiseLine, today: date) -> tuple[str, ...]:
    """The cells of one promise under HEADS."""
    days = line.days_late(today)
    return (
        line.who,
        line.what,
        f"{line.number} {line.matter}".strip(),
        str(line.by),
        str(line.kept_at.date()) if line.kept_at else "",
        str(days) if days else "",
        str(line.standing(today)),
    )


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"
