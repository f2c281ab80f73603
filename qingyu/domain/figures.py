"""Figures over time and place for the charts: each says its finding and knows its table."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol

from qingyu.domain.category import name_of
from qingyu.domain.frozen import frozen
from qingyu.domain.month import Month
from qingyu.domain.week import Week

GROUNDS = "公共场地"
HEAT_DAYS = 90
_FEWEST_ANSWERS = 5  # fewer say nothing about a trend


class Figure(Protocol):
    """What every chart is told: its name, what it shows in one sentence, its table."""

    @property
    def name(self) -> str:
        """What it is about, as on the button and in file names."""

    @property
    def finding(self) -> str:
        """The one sentence a reader should take away."""

    @property
    def lacking(self) -> str:
        """Why there is nothing to draw yet; empty when there is."""

    @property
    def heads(self) -> tuple[str, ...]:
        """The heads of its table."""

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows of its table as they are read."""


def place_name(building: int | None) -> str:
    """3幢, or 公共场地 for what belongs to no building."""
    return GROUNDS if building is None else f"{building}幢"


@frozen
class WeekFlow:
    """How many issues came and how many were closed in one week."""

    week: Week
    opened: int
    closed: int


@frozen
class FlowFigure:
    """Opened and closed per week, oldest first; the last week is the one that runs."""

    weeks: tuple[WeekFlow, ...]
    name: str = "每周进出"
    heads: tuple[str, ...] = ("哪一周", "新增", "办结", "办结减新增")

    @property
    def finding(self) -> str:
        """上周办结 18 件，比新增多 5 件."""
        last = self.weeks[-2] if len(self.weeks) > 1 else None
        if last is None or not (last.opened or last.closed):
            this = self.weeks[-1]
            quiet = "上周没有新增，也没有办结；" if last is not None else ""
            return f"{quiet}本周到今天新增 {this.opened} 件，办结 {this.closed} 件"
        more = last.closed - last.opened
        if not more:
            return f"上周办结 {last.closed} 件，和新增一样多"
        return f"上周办结 {last.closed} 件，比新增{'多' if more > 0 else '少'} {abs(more)} 件"

    @property
    def lacking(self) -> str:
        """Nothing came and nothing was closed in all these weeks."""
        some = any(each.opened or each.closed for each in self.weeks)
        return "" if some else f"近 {len(self.weeks)} 周没有工单，有了就会画在这里。"

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The newest week first."""
        last = self.weeks[-1].week
        return tuple(
            (
                each.week.text + ("（到今天）" if each.week == last else ""),
                str(each.opened),
                str(each.closed),
                f"{each.closed - each.opened:+d}" if each.closed != each.opened else "0",
            )
            for each in reversed(self.weeks)
        )


BANDS = (("3 天以内", 3), ("4–7 天", 7), ("8–15 天", 15), ("16–30 天", 30), ("31–90 天", 90))
_OLDEST_BAND = "90 天以上"


@frozen
class AgeBand:
    """Open issues of one age, and how many of them are late."""

    name: str
    issues: int
    overdue: int


@frozen
class AgeFigure:
    """How long the open issues have been waiting; `oldest` in days."""

    bands: tuple[AgeBand, ...]
    oldest: int
    name: str = "未办结多久"
    heads: tuple[str, ...] = ("等了多久", "未办结", "其中超期")

    @property
    def finding(self) -> str:
        """未办结 218 件，其中 12 件等了 90 天以上，最久的 210 天."""
        every = sum(band.issues for band in self.bands)
        old = self.bands[-1].issues
        if not every:
            return "没有未办结的工单"
        if old:
            return f"未办结 {every} 件，其中 {old} 件等了 90 天以上，最久的 {self.oldest} 天"
        return f"未办结 {every} 件，都在 90 天以内，最久的 {self.oldest} 天"

    @property
    def lacking(self) -> str:
        """Nothing is open."""
        some = any(band.issues for band in self.bands)
        return "" if some else "没有未办结的工单，不用画图。"

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The youngest first."""
        return tuple((band.name, str(band.issues), str(band.overdue)) for band in self.bands)


def ages(open_issues: Iterable[tuple[date, bool]], today: date) -> AgeFigure:
    """The ages of open issues told as (day reported, late)."""
    counted: Counter[str] = Counter()
    late: Counter[str] = Counter()
    oldest = 0
    for reported, overdue in open_issues:
        days = max(0, (today - reported).days)
        oldest = max(oldest, days)
        band = next((name for name, most in BANDS if days <= most), _OLDEST_BAND)
        counted[band] += 1
        late[band] += overdue
    names = (*(name for name, _most in BANDS), _OLDEST_BAND)
    return AgeFigure(tuple(AgeBand(name, counted[name], late[name]) for name in names), oldest)


@frozen
class HeatRow:
    """One building (None: public grounds) and its issues per category, in the figure's order."""

    building: int | None
    counts: tuple[int, ...]


@frozen
class HeatFigure:
    """Issues of the last HEAT_DAYS days per building and category (codes, most frequent first)."""

    categories: tuple[str, ...]
    places: tuple[HeatRow, ...]
    name: str = "楼栋和类别"

    @property
    def heads(self) -> tuple[str, ...]:
        """The building, the names of the categories, the sum."""
        return ("楼栋", *(name_of(code) for code in self.categories), "合计")

    @property
    def finding(self) -> str:
        """近 90 天，3幢的给排水最多，有 12 件."""
        most, place, code = max(
            (
                (count, -order, code)
                for order, row in enumerate(self.places)
                for code, count in zip(self.categories, row.counts, strict=True)
            ),
            default=(0, 0, ""),
        )
        if not most:
            return f"近 {HEAT_DAYS} 天没有新的工单"
        where = place_name(self.places[-place].building)
        return f"近 {HEAT_DAYS} 天，{where}的{name_of(code)}最多，有 {most} 件"

    @property
    def lacking(self) -> str:
        """No issue in all these days."""
        return "" if self.categories else f"近 {HEAT_DAYS} 天没有新的工单，有了就会画在这里。"

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """One building a row, the sum at the end."""
        return tuple(
            (place_name(row.building), *map(str, row.counts), str(sum(row.counts)))
            for row in self.places
        )


def heat(issues: Iterable[tuple[int | None, str]], buildings: Sequence[int]) -> HeatFigure:
    """The figure of issues told as (building, category); known buildings are in it even if 0."""
    counted = Counter(issues)
    sums: Counter[str] = Counter()
    for (_building, code), count in counted.items():
        sums[code] += count
    codes = tuple(sorted(sums, key=lambda code: (-sums[code], code)))
    numbers = sorted({*buildings, *(place for place, _code in counted if place is not None)})
    places: list[int | None] = [*numbers]
    if any(place is None for place, _code in counted):
        places.append(None)
    rows = (HeatRow(place, tuple(counted[place, code] for code in codes)) for place in places)
    return HeatFigure(codes, tuple(rows))


@frozen
class MonthAnswers:
    """What residents answered in follow-ups of one month."""

    month: Month
    satisfied: int
    mostly: int
    dissatisfied: int

    @property
    def answered(self) -> int:
        """How many answered at all."""
        return self.satisfied + self.mostly + self.dissatisfied

    @property
    def percent(self) -> int | None:
        """The share that was satisfied or mostly so, whole percent; None when nobody answered."""
        return (self.satisfied + self.mostly) * 100 // self.answered if self.answered else None


@frozen
class SatisfactionFigure:
    """The answers per month, oldest first; `limit` is the percent the formula asks for."""

    months: tuple[MonthAnswers, ...]
    limit: int
    name: str = "满意率"
    heads: tuple[str, ...] = ("月份", "满意率", "答复", "满意", "基本满意", "不满意")

    @property
    def finding(self) -> str:
        """近 3 个月满意率 94%，比前 3 个月高 2 个百分点."""
        now, before = _together(self.months[-3:]), _together(self.months[-6:-3])
        if now.percent is None:
            return "近 3 个月没有人答复回访"
        if min(now.answered, before.answered) < _FEWEST_ANSWERS or before.percent is None:
            return f"近 3 个月满意率 {now.percent}%（{now.answered} 人答复）"
        more = now.percent - before.percent
        if not more:
            return f"近 3 个月满意率 {now.percent}%，和前 3 个月一样"
        points = f"{'高' if more > 0 else '低'} {abs(more)} 个百分点"
        return f"近 3 个月满意率 {now.percent}%，比前 3 个月{points}"

    @property
    def lacking(self) -> str:
        """Nobody answered in all these months."""
        some = any(each.answered for each in self.months)
        return "" if some else "还没有人答复回访，回访过就会画在这里。"

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The newest month first."""
        return tuple(
            (
                each.month.text,
                "—" if each.percent is None else f"{each.percent}%",
                str(each.answered),
                str(each.satisfied),
                str(each.mostly),
                str(each.dissatisfied),
            )
            for each in reversed(self.months)
        )


def _together(months: Sequence[MonthAnswers]) -> MonthAnswers:
    return MonthAnswers(
        months[-1].month if months else Month(1970, 1),
        sum(each.satisfied for each in months),
        sum(each.mostly for each in months),
        sum(each.dissatisfied for each in months),
    )
