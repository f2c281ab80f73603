"""The state of feedback in SQL: `domain.feedback_answer` is the rule, tests hold this to it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from peewee import JOIN, Case, fn

from qingyu.domain.feedback import Kind
from qingyu.domain.feedback_answer import FOLLOWED, Answer
from qingyu.domain.followup import TRIES
from qingyu.domain.issue import State
from qingyu.storage.tables import Feedback, FollowUp, Issue, Reply

_FOLLOWED = [str(state) for state in FOLLOWED]


def among(query: Any, answers: Collection[Answer]) -> Any:
    """The query of pieces narrowed to those in one of these states."""
    if set(answers) == {Answer.TO_CALL}:
        # Few issues wait for a follow-up: found by their index, however many pieces there are.
        due = Issue.select(Issue.id).where(Issue.state == str(State.FOLLOWUP))
        return query.where(Feedback.issue.in_(due))
    if set(answers) == {Answer.ANSWERED}:
        # While few replies are written, they are found without asking after every piece.
        query = query.where(Feedback.id.in_(Reply.select(Reply.feedback)))
    joined = query.join(Issue, JOIN.LEFT_OUTER, on=(Feedback.issue == Issue.id))
    return joined.where(_state().in_([str(each) for each in answers]))


def counts(since: datetime | None) -> dict[Answer, int]:
    """How many pieces received since then stand in each state."""
    state = _state()
    query: Any = Feedback.select(state, fn.COUNT(Feedback.id))
    query = query.join(Issue, JOIN.LEFT_OUTER, on=(Feedback.issue == Issue.id))
    if since is not None:
        query = query.where(Feedback.received_at >= since)
    found = dict(query.group_by(state).tuples())
    return {each: int(found.get(str(each), 0)) for each in Answer}


def _state() -> Any:
    replied = fn.EXISTS(Reply.select(Reply.id).where(Reply.feedback == Feedback.id))
    tried = FollowUp.select(FollowUp.id).where(
        FollowUp.issue == Issue.id,
        Issue.finished_at.is_null() | (FollowUp.at >= Issue.finished_at),
    )
    answered = fn.EXISTS(tried.where(FollowUp.satisfaction.is_null(False)))
    missed = FollowUp.select(fn.COUNT(FollowUp.id) >= TRIES).where(
        FollowUp.issue == Issue.id,
        ~FollowUp.reached,
        Issue.finished_at.is_null() | (FollowUp.at >= Issue.finished_at),
    )
    return Case(
        None,
        [
            (Issue.state == str(State.FOLLOWUP), str(Answer.TO_CALL)),
            (Issue.state.in_(_FOLLOWED) & (answered | missed), str(Answer.CALLED)),
            (replied, str(Answer.ANSWERED)),
            (Feedback.no_issue | (Feedback.kind == str(Kind.PRAISE)), str(Answer.UNNEEDED)),
        ],
        str(Answer.UNANSWERED),
    )
