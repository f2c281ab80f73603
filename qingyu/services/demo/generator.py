"""Makes a whole neighbourhood with its years of feedback and issues, in one stream."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.services.demo.dice import Dice
from qingyu.services.demo.names import NameMaker
from qingyu.services.demo.people import crew
from qingyu.services.demo.settlement import Settlement, write_settlement
from qingyu.services.demo.story import Amounts, Stream
from qingyu.services.demo.streets import build
from qingyu.storage.bulk import filling
from qingyu.storage.store import Store

VERB = "生成练习数据"
_MOST_YEARS = 30
_STRETCH = 4_000

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]


@frozen
class DemoCounts:
    """How much was made; all zero when it was cancelled."""

    buildings: int = 0
    households: int = 0
    residents: int = 0
    stewards: int = 0
    issues: int = 0
    open_issues: int = 0
    feedback: int = 0

    def __str__(self) -> str:
        return (
            f"{self.buildings} 幢 {self.households} 户 {self.residents} 人，"
            f"工单 {self.issues} 件（未办结 {self.open_issues} 件），来件 {self.feedback} 条"
        )


class _CancelledError(Exception):
    """The person pressed cancel; the transaction takes everything back."""


@dataclass
class _Meter:
    """Tells how far it is: rows written, then texts indexed."""

    total: int
    on_progress: Progress | None
    cancelled: Cancelled | None
    done: int = 0
    indexing: bool = False

    def tick(self) -> None:
        if self.cancelled is not None and self.cancelled():
            raise _CancelledError
        if self.indexing:
            self.done = min(self.done + _STRETCH, self.total)
        if self.on_progress is not None:
            self.on_progress(self.done, self.total)


def generate(
    store: Store,
    *,
    seed: int = 1,
    buildings: int = 16,
    households: int = 480,
    issues: int = 240,
    feedback: int = 360,
    years: int = 2,
    until: datetime | None = None,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> DemoCounts:
    """What was made in an empty book, up to `until` (now); same seed and `until`, same data.

    RuleError when the book is not empty or a number makes no sense. Cancelled or failed, the
    book stays empty. `on_progress` is given (done, total).
    """
    amounts = Amounts(buildings, households, issues, feedback, years)
    _check(amounts)
    until = (until or store.now()).replace(microsecond=0)
    meter = _Meter((issues + feedback) * 2 or 1, on_progress, cancelled)
    try:
        with filling(store, VERB, at=until, tick=meter.tick) as writer:
            dice = Dice(seed)
            names = NameMaker(dice)
            streets = build(dice, names, buildings, households, until.year)
            people = crew(dice, names)
            write_settlement(writer, dice, Settlement(streets, people), until)
            stream = Stream(store, writer, dice, Settlement(streets, people), amounts, until)
            for meter.done in stream.write():
                pass
            meter.indexing = True
    except _CancelledError:
        return DemoCounts()
    if on_progress is not None:
        on_progress(meter.total, meter.total)
    return DemoCounts(
        buildings, households, len(streets.people), len(people.stewards), issues,
        stream.open_issues, feedback,
    )  # fmt: skip


def _check(amounts: Amounts) -> None:
    for what, number in (
        ("楼数", amounts.buildings), ("户数", amounts.households), ("工单数", amounts.issues),
        ("来件数", amounts.feedback), ("年数", amounts.years),
    ):  # fmt: skip
        if number < 0:
            raise RuleError(f"{what}不能是负数（{number}）", "请给 0 或更大的数。")
    if amounts.years > _MOST_YEARS:
        raise RuleError(f"年数太多了（{amounts.years}）", f"请给 {_MOST_YEARS} 以内的数。")
    if amounts.households and not amounts.buildings:
        raise RuleError("没有楼，住户没有地方住", "请至少给 1 幢楼。")
