"""The posting ledger (张贴台账): which notice hangs where, since when, until when."""

from datetime import date, datetime
from enum import StrEnum

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.notice_number import notice_number
from qingyu.domain.place import Place
from qingyu.domain.publicity import Publicity

LONGEST_NAME = 20
SOON_DAYS = 2


class PlaceKind(StrEnum):
    """What a notice is put up on."""

    BOARD = "公告栏"
    STAIRS = "楼道"
    GATE = "大门"
    WINDOW = "橱窗"
    OTHER = "其他"


@frozen
class PostingPlace:
    """A place to post (张贴点), in a building or unit or told in words; retired ones stay known."""

    id: int
    name: str
    kind: PlaceKind = PlaceKind.BOARD
    building: int | None = None
    unit: int | None = None
    active: bool = True

    @property
    def place(self) -> Place:
        """Where in the neighbourhood it is, as far as it belongs to a building."""
        return Place(self.building, self.unit)


class PostingMark(StrEnum):
    """What happened to a copy while it hung."""

    TORN = "撕坏"
    REPLACED = "补贴"


@frozen
class PostingEvent:
    """A copy was found torn, or a new one was put in its place; `on` is the day it happened."""

    mark: PostingMark
    on: date
    who: str = ""
    words: str = ""


@frozen
class Posting:
    """One copy at one place; `up_on` and `down_on` are the days told, not those of typing in."""

    id: int
    notice_id: int
    place: PostingPlace
    up_on: date
    up_by: str = ""
    until: date | None = None
    entered_at: datetime | None = None
    down_on: date | None = None
    down_by: str = ""
    events: tuple[PostingEvent, ...] = ()

    @property
    def hangs(self) -> bool:
        """Whether it has not been taken down."""
        return self.down_on is None

    @property
    def torn(self) -> bool:
        """Whether it hangs, was found torn and not replaced since."""
        return self.hangs and bool(self.events) and self.events[-1].mark is PostingMark.TORN

    def due(self, today: date) -> bool:
        """Whether it must come down by today."""
        return self.hangs and self.until is not None and self.until <= today


@frozen
class Objection:
    """An objection (异议) to what a notice makes public; without `who` it is anonymous."""

    id: int
    notice_id: int
    on: date
    words: str
    who: str = ""
    feedback_id: int | None = None
    answered_on: date | None = None
    answer: str = ""

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered it."""
        return self.answered_on is None


class LedgerState(StrEnum):
    """Where a numbered notice stands."""

    NOT_UP = "未张贴"
    UP = "张贴中"
    DUE = "到期"
    DOWN = "已撤"
    VOID = "作废"


@frozen
class LedgerLine:
    """A numbered notice as one line of the ledger."""

    id: int
    year: int
    serial: int
    kind: str
    title: str
    published_at: datetime
    posted_until: date | None = None
    hanging: int = 0
    posted: int = 0
    torn: int = 0
    until: date | None = None
    open_objections: int = 0
    answers: int = 0
    void_reason: str | None = None
    period: Publicity | None = None

    @property
    def number(self) -> str:
        """The number as printed."""
        return notice_number(self.year, self.serial)

    def state(self, today: date) -> LedgerState:
        """Where it stands today."""
        if self.void_reason is not None:
            return LedgerState.VOID
        if self.hanging:
            late = self.until is not None and self.until <= today
            return LedgerState.DUE if late else LedgerState.UP
        return LedgerState.DOWN if self.posted else LedgerState.NOT_UP

    def days_left(self, today: date) -> int | None:
        """Days until the first copy must come down, negative once late; None when none hangs."""
        return (self.until - today).days if self.hanging and self.until else None

    def left_words(self, today: date) -> str:
        """还有 3 天, 今天撤, 过期 2 天; empty when nothing hangs or no end was set."""
        left = self.days_left(today)
        if left is None:
            return ""
        if left < 0:
            return f"过期 {-left} 天"
        return f"还有 {left} 天" if left else "今天撤"


def check_place(place: PostingPlace) -> PostingPlace:
    """The place with a tidy name; RuleError when it has none or names a unit of no building."""
    name = " ".join(place.name.split())
    if not name and place.kind is PlaceKind.STAIRS and place.building is not None:
        name = stairs_name(place.building, place.unit)
    if not name:
        raise RuleError("张贴点还没有名称", "例如：北门公告栏、3幢2单元楼道。")
    if len(name) > LONGEST_NAME:
        raise RuleError(f"张贴点的名称太长（{len(name)} 个字）", f"请写 {LONGEST_NAME} 个字以内。")
    if place.unit is not None and place.building is None:
        raise RuleError("写了单元，还没写几幢", "请补上幢号，或把单元空着。")
    return PostingPlace(place.id, name, place.kind, place.building, place.unit, place.active)


def stairs_name(building: int, unit: int | None) -> str:
    """What a stairwell is called: 3幢2单元楼道."""
    return f"{Place(building, unit).text}楼道"


def check_up(up_on: date, until: date | None, *, today: date) -> None:
    """RuleError when the day it was put up is still to come, or it should come down earlier."""
    if up_on > today:
        raise RuleError("张贴的日子还没到", "请写实际贴出去的那一天。")
    if until is not None and until < up_on:
        raise RuleError("撤下的日子比张贴的日子还早", "请核对「贴到」的日期。")


def check_down(postings: tuple[Posting, ...], down_on: date, *, today: date) -> None:
    """RuleError when nothing hangs there any more, or the day told cannot be."""
    if not postings:
        raise RuleError("这张通知没有在张贴", "不用再撤下。")
    if down_on > today:
        raise RuleError("撤下的日子还没到", "请写实际撤下的那一天。")
    last = max(posting.up_on for posting in postings)
    if down_on < last:
        told = f"{last.month}月{last.day}日"
        raise RuleError("撤下的日子比张贴的日子还早", f"它是{told}贴出去的，请核对日期。")
