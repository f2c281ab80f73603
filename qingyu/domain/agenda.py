"""Which reasons put an issue on the agenda of a week, each in words a volunteer understands."""

from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date, datetime, timedelta

from qingyu.domain.frozen import frozen
from qingyu.domain.issue import WAITING, Issue, Promise, State, Urgency
from qingyu.domain.recurrence import Recurrence
from qingyu.domain.review import Action, AgendaItem, Reason, ordered
from qingyu.domain.week import Week
from qingyu.domain.wording import due

STALL_WEEKS = 3
_LONG_ENOUGH = timedelta(weeks=4)

Ground = tuple[Reason, str]


@frozen
class Happenings:
    """What is known beside the issues themselves, by issue id where it belongs to one.

    since: from when on something is new; unfinished: matters of the last meeting, and its week;
    left: what earlier meetings left to do.
    """

    since: datetime
    promises: Mapping[int, Sequence[Promise]] = field(default_factory=dict)
    dissatisfied: Mapping[int, datetime] = field(default_factory=dict)
    stalled: frozenset[int] = frozenset()
    recurring: Mapping[int, Recurrence] = field(default_factory=dict)
    unfinished: Mapping[int, AgendaItem] = field(default_factory=dict)
    left: Mapping[int, Sequence[Action]] = field(default_factory=dict)
    last: Week | None = None


def fresh_since(last_opened: datetime | None, week: Week) -> datetime:
    """From when on an issue is new: since the last meeting, else since the week before."""
    monday = datetime.combine(week.monday, datetime.min.time())
    if last_opened is not None and monday - last_opened <= _LONG_ENOUGH:
        return last_opened
    # The first week there is has none before it.
    return max(monday, datetime.min + timedelta(weeks=1)) - timedelta(weeks=1)


def issue_key(ident: int) -> str:
    """The key of an issue's item."""
    return f"issue:{ident}"


def left_words(actions: Sequence[Action]) -> str:
    """「还有 2 件事没办完：问三家报价（赵文斌，11月28日前）等」, the next due first."""
    first = actions[0]
    more = "等" if len(actions) > 1 else ""
    told = f"{first.what}（{first.who}，{_day(first.by)}前）{more}"
    return f"还有 {len(actions)} 件事没办完：{told}"


def issue_item(issue: Issue, week: Week, now: datetime, known: Happenings) -> AgendaItem | None:
    """The issue's place on the agenda with all its reasons, None when there is none."""
    grounds = [*_urgent(issue, now, known), *_awaited(issue, week, now, known)]
    grounds += _lasting(issue, week, known)
    if not grounds:
        return None
    reasons = ordered(reason for reason, _ in grounds)
    words = sorted(grounds, key=lambda ground: reasons.index(ground[0]))
    why = "；".join(dict.fromkeys(said for _, said in words))
    return AgendaItem(issue_key(issue.id), _title(issue), reasons, why, issue=issue.id)


def _title(issue: Issue) -> str:
    """「0198 3幢2单元501室 屋面漏水」, the place as it is said at the table."""
    named = issue.place.named_in(issue.title)
    place = "" if named else issue.place.text
    return " ".join(part for part in (issue.code, place, issue.title) if part)


def _urgent(issue: Issue, now: datetime, known: Happenings) -> list[Ground]:
    found: list[Ground] = []
    if issue.is_open and issue.dangerous and issue.clocks.made_safe_at is None:
        found.append((Reason.DANGER, "有危险，还没有安全处置"))
    if issue.state is State.REOPEN_ASKED:
        found.append((Reason.REOPEN_ASKED, "有人申请重开，要大家定"))
    told = known.dissatisfied.get(issue.id)
    if told is not None:
        found.append((Reason.DISSATISFIED, f"{_day(told.date())}回访，居民不满意"))
    if issue.is_open and issue.overdue(now):
        found.append((Reason.OVERDUE, _late(issue, now)))
    return found


def _awaited(issue: Issue, week: Week, now: datetime, known: Happenings) -> list[Ground]:
    found: list[Ground] = []
    for promise in known.promises.get(issue.id, ()):
        late = "，已经过了" if promise.by < now.date() else "前"
        found.append((Reason.PROMISED, f"答应过「{promise.what}」，{_day(promise.by)}{late}"))
    if issue.id in known.unfinished:
        found.append((Reason.UNFINISHED, f"{known.last.text if known.last else '上次'}没有议到"))
    if left := known.left.get(issue.id):
        found.append((Reason.UNFINISHED, left_words(left)))
    again = issue.look_again_on
    if issue.state in WAITING and again is not None and again <= week.sunday:
        asked = f"转给{issue.referred_to}，" if issue.state is State.REFERRED else "挂起，"
        verb = "该催一催" if issue.state is State.REFERRED else "该再看"
        found.append((Reason.LOOK_AGAIN, f"{asked}{_day(again)}{verb}"))
    return found


def _lasting(issue: Issue, week: Week, known: Happenings) -> list[Ground]:
    if not issue.is_open:
        return []
    found: list[Ground] = []
    if issue.id in known.stalled:
        found.append((Reason.STALLED, "三周没有进展"))
    if issue.reported_at >= known.since:
        found.append((Reason.FRESH, f"{_day(issue.reported_at.date())}新报的"))
    again = known.recurring.get(issue.id)
    if again is not None and again.text:
        found.append((Reason.RECURRING, again.text))
    if (
        issue.urgency is Urgency.LONG_TERM
        and issue.review_on is not None
        and issue.review_on <= week.sunday
    ):
        found.append((Reason.LONG_TERM, f"长期的事，{_day(issue.review_on)}该议一议"))
    return found


def _late(issue: Issue, now: datetime) -> str:
    if issue.due_at is not None:
        return f"已经{due(issue.due_at, now)}"
    day = issue.look_again_on
    assert day is not None
    return f"{'该催办' if issue.state is State.REFERRED else '该再看'}的日子{due(day, now)}"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"
