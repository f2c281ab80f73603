"""The ledger over months: who served how often, how heavily, and what is carried over."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from qingyu.domain.duty import Standing
from qingyu.domain.frozen import frozen
from qingyu.domain.month import Month
from qingyu.domain.roster import DayKind, weight

# About two thirds of what one person serves in a usual month: nobody makes good more than that.
MOST_CARRIED = 10.0
YearMonth = tuple[int, int]


class Served(NamedTuple):
    """One assignment as the ledger sees it (a tuple: there are many in ten years)."""

    steward_id: int
    on: date
    kind: DayKind
    evening: bool
    hours: float
    standing: Standing = Standing.PLANNED

    @property
    def counts(self) -> bool:
        """A duty that was not kept counts for nobody."""
        return self.standing is not Standing.ABSENT

    @property
    def load(self) -> float:
        """Its load (DOMAIN.md, section 4); 0 when nobody came."""
        return weight(self.kind, evening=self.evening) if self.counts else 0.0


@frozen
class LedgerLine:
    """次数, 加权, 节假日, 夜晚, 缺岗, 加班 (顶班 included), hours; carry is 结转 as of the end.

    before: what was brought in; share: what fell to this person (应摊); before + load - share is
    the carry, unless that was cut off at the most that is carried.
    """

    steward_id: int
    name: str
    times: int = 0
    load: float = 0.0
    holidays: int = 0
    evenings: int = 0
    absent: int = 0
    extra: int = 0
    hours: float = 0.0
    carry: float = 0.0
    before: float = 0.0
    share: float = 0.0


@frozen
class Ledger:
    """The lines of everybody who serves or served from one month to another."""

    first: Month
    last: Month
    lines: tuple[LedgerLine, ...]


@frozen
class YearHours:
    """Volunteer hours of one person in one year, up to a day; for the certificate."""

    steward_id: int
    name: str
    year: int
    times: int
    hours: float
    until: date


def carries(
    served: Iterable[Served],
    asked: Mapping[Month, frozenset[int]],
    *,
    most: float | None = MOST_CARRIED,
) -> dict[int, float]:
    """What each steward carries over: month by month, own load less the share of that month.

    The share is the load of all over those asked to serve in it (frozen when it was published;
    of a month never published, everybody who served). Whoever was not asked owes no share, so a
    newcomer starts at 0 and helping out counts for them in full. After every month nobody
    carries more than `most` either way (None: without end). Unit: load of DOMAIN.md section 4.
    """
    return carries_of(_loads(served), asked, most=most)


def carries_of(
    loads: Mapping[YearMonth, Mapping[int, float]],
    asked: Mapping[Month, frozenset[int]],
    *,
    most: float | None = MOST_CARRIED,
) -> dict[int, float]:
    """The same from the loads of each month by steward."""
    carry: dict[int, float] = {}
    for own, turn in _months(loads, asked):
        share = sum(own.values()) / len(turn) if turn else 0.0
        for ident in own.keys() | turn:
            step = own.get(ident, 0.0) - (share if ident in turn else 0.0)
            total = carry.get(ident, 0.0) + step
            carry[ident] = total if most is None else max(-most, min(most, total))
    return carry


def shares(served: Iterable[Served], asked: Mapping[Month, frozenset[int]]) -> dict[int, float]:
    """What fell to each steward in these months: the load of all over those asked to serve."""
    found: dict[int, float] = {}
    for own, turn in _months(_loads(served), asked):
        for ident in turn:
            found[ident] = found.get(ident, 0.0) + sum(own.values()) / len(turn)
    return found


def _loads(served: Iterable[Served]) -> dict[YearMonth, dict[int, float]]:
    loads: dict[YearMonth, dict[int, float]] = {}
    for each in served:
        month = loads.setdefault((each.on.year, each.on.month), {})
        month[each.steward_id] = month.get(each.steward_id, 0.0) + each.load
    return loads


def _months(
    loads: Mapping[YearMonth, Mapping[int, float]], asked: Mapping[Month, frozenset[int]]
) -> Iterator[tuple[Mapping[int, float], frozenset[int]]]:
    """The loads of everybody and whose turn it was, month by month."""
    turns = {(month.year, month.number): people for month, people in asked.items()}
    for key in sorted(loads.keys() | turns):
        own = loads.get(key, {})
        yield own, turns.get(key) or frozenset(own)


def carry_words(most: float | None) -> str:
    """How 结转 is reckoned, in words for the wall and the screen."""
    end = f"最多记 ±{most:g} 分，再早的不追了。" if most is not None else ""
    return (
        "结转：每月大家的总分由这个月参加排班的人平摊，多值的记＋，下月少排；少值的记－，下月多排。"
        "新来的从 0 算起，整月请假的那个月不摊，只请几天的照摊；"
        "没轮到还来帮忙的，全部记作多值。" + end
    )


def lines(
    served: Iterable[Served], names: Mapping[int, str], carry: Mapping[int, float]
) -> tuple[LedgerLine, ...]:
    """One line for each of these people, in the order of the names."""
    own: dict[int, list[Served]] = {ident: [] for ident in names}
    for each in served:
        own.setdefault(each.steward_id, []).append(each)
    return tuple(
        _line(ident, name, own[ident], carry.get(ident, 0.0)) for ident, name in names.items()
    )


def _line(ident: int, name: str, own: list[Served], carry: float) -> LedgerLine:
    done = [each for each in own if each.counts]
    return LedgerLine(
        ident,
        name,
        times=len(done),
        load=sum(each.load for each in done),
        holidays=sum(each.kind is DayKind.HOLIDAY for each in done),
        evenings=sum(each.evening for each in done),
        absent=len(own) - len(done),
        extra=sum(each.standing in (Standing.EXTRA, Standing.STAND_IN) for each in done),
        hours=sum(each.hours for each in done),
        carry=round(carry, 6),
    )
