"""Follow-up (回访): was the resident reached, and what did they say."""

from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum

from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import Feedback
from qingyu.domain.frozen import frozen
from qingyu.domain.issue import Issue

TRIES = 3
_NAMED = 6


class Satisfaction(StrEnum):
    """What the resident thinks of it."""

    SATISFIED = "满意"
    MOSTLY = "基本满意"
    DISSATISFIED = "不满意"


class Result(StrEnum):
    """What following up came to: nobody reached is a result of its own, never a content one."""

    SATISFIED = "满意"
    MOSTLY = "基本满意"
    DISSATISFIED = "不满意"
    UNREACHABLE = "联系不上"


@frozen
class FollowUpDraft:
    """What the person who called fills in."""

    how: str = "电话"
    reached: bool = True
    truthful: bool | None = None
    timely: bool | None = None
    satisfaction: Satisfaction | None = None
    words: str = ""


@frozen
class Paper:
    """A try first written down on paper: who made it, the day there, which line in words."""

    caller_id: int | None = None
    day: date | None = None
    source: str = ""


@frozen
class FollowUp:
    """One recorded try by `by`; from paper, with the day on it and who typed it in at `at`."""

    id: int
    at: datetime
    by: str
    how: str
    reached: bool
    truthful: bool | None
    timely: bool | None
    satisfaction: Satisfaction | None
    words: str
    on_paper: date | None = None
    entered_by: str = ""

    @property
    def who(self) -> str:
        """Who made the try and, where that was another, who typed it in: 何秀英（赵文斌录）."""
        typist = self.entered_by if self.entered_by != self.by else ""
        return f"{self.by}（{typist}录）" if typist else self.by

    @property
    def when(self) -> date:
        """The moment of the try, or the day on its paper."""
        return self.on_paper or self.at

    @property
    def day(self) -> date:
        """The day of the try itself."""
        return self.on_paper or self.at.date()


@frozen
class Call:
    """An issue whose residents are to be called back: who spoke up, and the tries so far."""

    issue: Issue
    said: tuple[Feedback, ...]
    tries: tuple[FollowUp, ...]

    @property
    def speaker(self) -> Feedback | None:
        """Whom to call: the last one with a telephone who agrees to it, else the last one."""
        willing = (each for each in self.said if each.may_contact and each.phone)
        return next(willing, self.said[0] if self.said else None)

    def tried_on(self, day: date) -> bool:
        """Whether somebody tried on that day already."""
        return any(each.day == day for each in self.tries)


def since_finish(tries: Sequence[FollowUp], finished_at: datetime | None) -> tuple[FollowUp, ...]:
    """The tries that count: those since the work was finished last, in their order."""
    return tuple(each for each in tries if finished_at is None or each.at >= finished_at)


def result_of(tries: Sequence[FollowUp], since: datetime | None) -> Result | None:
    """What the tries since the work was finished came to, oldest first; None while undecided."""
    counted = since_finish(tries, since)
    answers = [each.satisfaction for each in counted if each.satisfaction is not None]
    if answers:
        return Result(answers[-1].value)
    missed = sum(not each.reached for each in counted)
    return Result.UNREACHABLE if missed >= TRIES else None


def own_work(others: Sequence[str]) -> RuleError:
    """The refusal of a follow-up by who did the work, naming who can do it instead."""
    named = _some(others)
    hint = f"可以请{named}来回访。" if named else "请先添加一位管家，再由他来回访。"
    return RuleError("干活的人不能回访自己办的事", hint)


def _unsigned(others: Sequence[str]) -> RuleError:
    named = _some(others)
    hint = f"请先选好现在是谁在用，可以是{named}。" if named else "请先添加一位管家，再由他来回访。"
    return RuleError("还不知道是谁回访的", hint)


def _some(names: Sequence[str]) -> str:
    more = f"等 {len(names)} 位" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more


def check_unasked(*, result: Result | None, reachable: bool, lead: bool) -> None:
    """RuleError when nobody asked the resident yet; only the lead may end it all the same."""
    if result is not None or not reachable or lead:
        return
    hint = f"请先回访；{TRIES} 次联系不上也算数。不回访就办结，要请组长写明原因。"
    raise RuleError("还没有回访过居民，不能办结", hint)


def check_followup(
    draft: FollowUpDraft, *, by: int | None, worker: int | None, others: Sequence[str] = ()
) -> None:
    """RuleError when the worker follows up his own work or the answer is not whole.

    `by` is who called, not who types it in; `others` name those who may, for the refusal.
    """
    if worker is not None and by is None:
        # Without a name nobody could tell whether it was the one who did the work.
        raise _unsigned(others)
    if worker is not None and by == worker:
        raise own_work(others)
    if draft.reached and draft.satisfaction is None:
        raise RuleError("联系上了就要记下满意不满意", "请选：满意、基本满意或不满意。")
    if not draft.reached and draft.satisfaction is not None:
        raise RuleError("没联系上就不能记满意度", "请把满意度留空，改天再打。")
