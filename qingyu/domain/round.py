"""A round (巡查单、回访单): numbered lines that go out on paper and come back line by line."""

import re
from datetime import date, datetime
from enum import StrEnum

from qingyu.domain.errors import RuleError
from qingyu.domain.followup import Satisfaction
from qingyu.domain.frozen import frozen
from qingyu.domain.place import NOWHERE, Place
from qingyu.domain.wording import code, plain_code

MOST_LINES = 200
LATE_DAYS = 7  # from so many on, a round that is still out comes on the agenda


class RoundKind(StrEnum):
    """What a round is for: calling back, looking at open issues, walking the public places."""

    FOLLOWUP = "回访"
    LOOK = "查看"
    PATROL = "巡查"

    @property
    def paper(self) -> str:
        """What stands on top of the paper."""
        return f"{self}单"


class Tick(StrEnum):
    """The box ticked on paper; LOST is never printed, it stands for paper that is gone."""

    SATISFIED = "满意"
    MOSTLY = "基本满意"
    DISSATISFIED = "不满意"
    UNREACHED = "没联系上"
    BETTER = "有好转"
    SAME = "没变化"
    WORSE = "更严重"
    FINE = "正常"
    TROUBLE = "有问题"
    NOT_DONE = "没去做"
    LOST = "单子作废"

    @property
    def satisfaction(self) -> Satisfaction | None:
        """How content the resident is, where the box tells it."""
        return Satisfaction(self.value) if self.value in set(Satisfaction) else None


_TICKS = {
    RoundKind.FOLLOWUP: (
        Tick.SATISFIED,
        Tick.MOSTLY,
        Tick.DISSATISFIED,
        Tick.UNREACHED,
        Tick.NOT_DONE,
    ),
    RoundKind.LOOK: (Tick.BETTER, Tick.SAME, Tick.WORSE, Tick.NOT_DONE),
    RoundKind.PATROL: (Tick.FINE, Tick.TROUBLE, Tick.NOT_DONE),
}


def ticks(kind: RoundKind) -> tuple[Tick, ...]:
    """The boxes of this kind as they are printed; the first is typed as 1."""
    return _TICKS[kind]


@frozen
class Visit:
    """How a line was done: in which way, what was asked beside (None: not asked), by whom.

    walker_id None: whom the round names, else who types it in.
    """

    how: str = "上门"
    truthful: bool | None = None
    timely: bool | None = None
    walker_id: int | None = None


UNASKED = Visit()


@frozen
class LineDraft:
    """What one line asks: about an issue, or about a place."""

    matter: str
    place: Place = NOWHERE
    issue_id: int | None = None


@frozen
class RoundLine:
    """A printed line; `on_paper` is the day written on it, `entered_at` when it was typed in."""

    id: int
    no: int
    matter: str
    place: Place
    issue_id: int | None = None
    tick: Tick | None = None
    words: str = ""
    on_paper: date | None = None
    entered_at: datetime | None = None
    feedback_id: int | None = None
    visit: Visit = UNASKED

    @property
    def told(self) -> str:
        """「3幢2单元501室　厨房漏水」: the place in words and once, then the matter."""
        where = self.place.text
        what = self.matter.removeprefix(f"{self.place.code} ").strip()
        return what if not where or where in what else f"{where}　{what}".strip()

    @property
    def is_open(self) -> bool:
        """Whether the paper has not come back for this line."""
        return self.tick is None


@frozen
class Round:
    """One printed round with all its lines, by line number."""

    id: int
    number: int
    kind: RoundKind
    made_at: datetime
    lines: tuple[RoundLine, ...] = ()
    walker_id: int | None = None

    @property
    def code(self) -> str:
        """The number as printed: 0003."""
        return code(self.number)

    @property
    def name(self) -> str:
        """What people call it: 回访单 0003."""
        return f"{self.kind.paper} {self.code}"

    @property
    def open_lines(self) -> tuple[RoundLine, ...]:
        """The lines that have not come back."""
        return tuple(line for line in self.lines if line.is_open)

    def is_late(self, day: date) -> bool:
        """Whether it should be back by that day."""
        return bool(self.open_lines) and (day - self.made_at.date()).days >= LATE_DAYS

    def line(self, no: int) -> RoundLine:
        """The line of this number; RuleError when there is none."""
        found = next((line for line in self.lines if line.no == no), None)
        if found is None:
            last = self.lines[-1].no if self.lines else 0
            raise RuleError(f"{self.name} 没有第 {no} 行", f"它是第 1 行到第 {last} 行，请核对。")
        return found


@frozen
class RoundSheet:
    """What the printed round says: whom to call or where it belongs, per line number."""

    round: Round
    neighbourhood: str = ""
    notes: tuple[str, ...] = ()
    walker: str = ""


def line_code(number: int, no: int) -> str:
    """The bar code of one line: R0003-05."""
    return f"R{number:04d}-{no:02d}"


def read_line_code(text: str) -> tuple[int, int] | None:
    """Round number and line number of a scanned line (R0003-05, full width too), or None."""
    match = re.fullmatch(r"R(\d{1,9})-(\d{1,4})", plain_code(text), re.ASCII)
    return (int(match[1]), int(match[2])) if match else None


def read_round_code(text: str) -> int | None:
    """The number of a round typed as R0003, or None."""
    match = re.fullmatch(r"R(\d{1,9})", plain_code(text), re.ASCII)
    return int(match[1]) if match else None


def check_lines(lines: int) -> None:
    """RuleError when a round would be empty or too long to carry about."""
    if lines < 1:
        raise RuleError("这张单子一行也没有", "换一种单子，或换几幢楼再试。")
    if lines > MOST_LINES:
        raise RuleError(f"一张单子最多 {MOST_LINES} 行", "请分成几张来印。")


def check_paper_day(day: date, *, printed: date, today: date) -> None:
    """RuleError when the day on the paper lies before its printing or after today."""
    if day > today:
        raise RuleError("纸上的日子还没到", "请核对纸上写的日期。")
    if day < printed:
        told = f"{printed.month}月{printed.day}日"
        raise RuleError("纸上的日子比印的日子还早", f"它是{told}印的，请核对日期。")


def check_tick(round_: Round, line: RoundLine, tick: Tick, words: str) -> None:
    """RuleError when the line was typed in before, or the box does not fit or wants words."""
    if not line.is_open:
        raise RuleError(
            f"{round_.name} 第 {line.no} 行已经录过了（{line.tick}）", "录错了请先撤销那一次。"
        )
    if tick not in ticks(round_.kind):
        known = "、".join(ticks(round_.kind))
        raise RuleError(f"没有「{tick}」这个结果", f"{round_.kind.paper}可以是：{known}。")
    if tick is Tick.TROUBLE and not words.strip():
        raise RuleError(f"第 {line.no} 行有问题，还没写是什么问题", "请照纸上写一句话。")
