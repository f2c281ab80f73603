"""Whether a resident heard back: every piece of feedback stands in exactly one state."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from qingyu.domain.feedback import Feedback, Kind
from qingyu.domain.followup import FollowUp, Result, result_of
from qingyu.domain.frozen import frozen
from qingyu.domain.issue import State


class Answer(StrEnum):
    """How far we are with a resident who said something."""

    UNANSWERED = "未回复"
    ANSWERED = "已回复"
    TO_CALL = "待回访"
    CALLED = "已回访"
    UNNEEDED = "无需"


# Only here does a follow-up still count; once the issue is worked on again it is due anew.
FOLLOWED = frozenset({State.CLOSED, State.REOPEN_ASKED})


def answer_of(
    *, replied: bool, no_issue: bool, kind: Kind, issue: State | None, result: Result | None
) -> Answer:
    """The one state of a piece, from its reply, its issue and what the follow-up came to.

    A due follow-up goes before everything; thanks, and what somebody settled, ask for no reply.
    """
    if issue is State.FOLLOWUP:
        return Answer.TO_CALL
    if issue in FOLLOWED and result is not None:
        return Answer.CALLED
    if replied:
        return Answer.ANSWERED
    if no_issue or kind is Kind.PRAISE:
        return Answer.UNNEEDED
    return Answer.UNANSWERED


@frozen
class Reply:
    """What a resident was told: when, by whom, how (微信, 电话 …), in which words."""

    id: int
    at: datetime
    by: str
    how: str
    words: str


WAYS = ("微信", "电话", "上门", "书面")


@frozen
class Standing:
    """The state of a piece and what its follow-up came to, None while there is none."""

    answer: Answer
    result: Result | None = None

    @property
    def text(self) -> str:
        """「已回访 · 联系不上」, or the state alone."""
        called = self.answer is Answer.CALLED and self.result is not None
        return f"{self.answer} · {self.result}" if called else str(self.answer)


UNHEARD = Standing(Answer.UNANSWERED)


def standing_of(
    piece: Feedback,
    *,
    replied: bool,
    issue: State | None,
    finished_at: datetime | None,
    tries: Sequence[FollowUp],
) -> Standing:
    """How a stored piece stands; tries before the last finish do not count."""
    result = result_of(tries, finished_at)
    answer = answer_of(
        replied=replied, no_issue=piece.no_issue, kind=piece.kind, issue=issue, result=result
    )
    return Standing(answer, result)
