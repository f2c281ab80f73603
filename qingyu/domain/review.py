"""The weekly review (周例会 / 议事坊): its agenda, what was said, decided, voted, to be done."""

from collections.abc import Iterable
from dataclasses import field
from datetime import date, datetime, time
from enum import StrEnum

from qingyu.domain.frozen import frozen
from qingyu.domain.issue import Funding, MoveDetails
from qingyu.domain.promise import PromisesKept
from qingyu.domain.vote import Vote
from qingyu.domain.week import Week


class Reason(StrEnum):
    """Why a matter is on the agenda, the most urgent first."""

    DANGER = "马上处理"
    REOPEN_ASKED = "申请重开"
    DISSATISFIED = "不满意"
    OVERDUE = "超期"
    PROMISED = "本周承诺到期"
    UNFINISHED = "上次没议完"
    LOOK_AGAIN = "挂起到期"
    STALLED = "连续三周无进展"
    FRESH = "新增"
    RECURRING = "重复发生"
    LONG_TERM = "长期待议"
    DUTY_GAP = "值班空缺"
    NOTICE_DOWN = "撤下到期的公示"
    PAPER_OUT = "单子没回来"
    TOPIC = "议题"


class Rhythm(StrEnum):
    """How often a topic returns by itself."""

    ONCE = "一次"
    WEEKLY = "每周"
    MONTHLY = "每月"


class DecisionKind(StrEnum):
    """What the meeting decided; all but NOTED write back to the item's issue."""

    NOTED = "只记下"
    ASSIGN = "派单"
    SUSPEND = "挂起"
    REFER = "转办"
    REOPEN = "重开"
    KEEP_CLOSED = "不重开"
    FUND = "定资金来源"
    CLOSE = "办结"


class MeetingState(StrEnum):
    """Whether the minutes may still change."""

    DRAFT = "草稿"
    FINAL = "定稿"


@frozen
class AgendaItem:
    """One matter with all its reasons; `why` says in words why it is there.

    key: issue:231, topic:5, duty:2026-11-24, notice:7; issue and topic are ids, not numbers.
    """

    key: str
    title: str
    reasons: tuple[Reason, ...]
    why: str
    issue: int | None = None
    topic: int | None = None

    @property
    def reason(self) -> Reason:
        """The reason it is listed under: its most urgent one."""
        return self.reasons[0]


@frozen
class Topic:
    """A matter put on the agenda by hand; ended_on None while it may return."""

    id: int
    title: str
    detail: str = ""
    rhythm: Rhythm = Rhythm.ONCE
    added_on: date | None = None
    ended_on: date | None = None


@frozen
class Action:
    """What somebody took on at a meeting, by when; done_at None while it is open."""

    id: int
    key: str
    what: str
    who: str
    by: date
    done_at: datetime | None = None
    week: Week | None = None


@frozen
class Decision:
    """A decision on one item; what its kind needs is told in details or funding."""

    kind: DecisionKind
    words: str = ""
    details: MoveDetails = field(default_factory=MoveDetails)
    funding: Funding | None = None


@frozen
class Discussion:
    """One item of a meeting as it stands in the minutes; discussed_at None: not talked about."""

    item: AgendaItem
    words: str = ""
    decisions: tuple[str, ...] = ()
    discussed_at: datetime | None = None
    actions: tuple[Action, ...] = ()
    votes: tuple[Vote, ...] = ()


@frozen
class MeetingFacts:
    """When, where, who: what the note-taker fills in about the meeting itself."""

    held_on: date
    start: time | None = None
    end: time | None = None
    place: str = ""
    chair: str = ""
    note_taker: str = ""
    present: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()


@frozen
class Meeting:
    """The meeting of a week; version counts how often its minutes became final."""

    id: int
    week: Week
    facts: MeetingFacts
    opened_at: datetime
    state: MeetingState = MeetingState.DRAFT
    version: int = 0
    items: tuple[Discussion, ...] = ()

    @property
    def final(self) -> bool:
        """Whether the minutes are frozen."""
        return self.state is MeetingState.FINAL


@frozen
class Agenda:
    """What the meeting of a week must talk about, the most urgent first, and what was promised.

    actions: what earlier meetings left to do and is not done yet.
    """

    week: Week
    items: tuple[AgendaItem, ...] = ()
    actions: tuple[Action, ...] = ()
    promises: PromisesKept = field(default_factory=PromisesKept)

    def of(self, reason: Reason) -> tuple[AgendaItem, ...]:
        """The items listed under this reason."""
        return tuple(item for item in self.items if item.reason is reason)


def returns(topic: Topic, *, week: Week, discussed: Week | None, open_action: bool) -> bool:
    """Whether a topic is on this week's agenda; discussed: the last earlier week it was.

    A topic returns unless it was discussed and has no open action and is not recurring.
    """
    if topic.ended_on is not None or (topic.added_on and topic.added_on > week.sunday):
        return False
    if discussed is None or open_action or topic.rhythm is Rhythm.WEEKLY:
        return True
    return topic.rhythm is Rhythm.MONTHLY and _month(discussed) != _month(week)


def ordered(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """Each reason once, the most urgent first."""
    wanted = set(reasons)
    return tuple(reason for reason in Reason if reason in wanted)


def _month(week: Week) -> tuple[int, int]:
    """The month a week belongs to: that of its middle day, as ISO counts years."""
    middle = date.fromordinal(week.monday.toordinal() + 3)
    return middle.year, middle.month
