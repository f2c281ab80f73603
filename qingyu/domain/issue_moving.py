"""What an issue becomes by a move: its state, its clocks, its people and dates."""

from dataclasses import replace
from datetime import date, datetime

from qingyu.domain.calendar import Calendar
from qingyu.domain.errors import RuleError
from qingyu.domain.issue import (
    ENDED,
    Clocks,
    Issue,
    IssueDraft,
    MoveDetails,
    State,
    Urgency,
    check_move,
)
from qingyu.domain.worktime import Deadlines, Limits, deadlines, resume


def opened(
    draft: IssueDraft, *, number: int, at: datetime, calendar: Calendar, limits: Limits
) -> Issue:
    """A new issue with its three clocks running from the report; RuleError without a title."""
    title = " ".join(draft.title.split())
    if not title:
        raise RuleError("工单还没有写事项", "请用几个字写明是什么事。")
    reported_at = draft.reported_at or at
    limit = deadlines(draft.urgency, reported_at, calendar, limits)
    clocks = Clocks(limit.respond_at, limit.safe_at, limit.finish_at)
    return Issue(
        id=0,
        number=number,
        title=title[:200],
        place=draft.place,
        category=draft.category,
        matter=draft.matter,
        urgency=draft.urgency,
        dangerous=draft.dangerous,
        detail=draft.detail,
        state=State.REGISTERED,
        reported_at=reported_at,
        due_at=clocks.due(State.REGISTERED),
        clocks=clocks,
        review_on=limit.review_on,
    )


def moved(
    issue: Issue,
    target: State,
    details: MoveDetails,
    *,
    at: datetime,
    calendar: Calendar,
    limits: Limits,
) -> Issue:
    """The issue after the move; RuleError when the table forbids it or something is missing."""
    check_move(issue.state, target, details)
    _check_dates(details, at)
    after = replace(issue, state=target, clocks=_clocks(issue, target, at, calendar, limits))
    after = _with_details(after, details)
    after = replace(
        after,
        suspended_at=at if target is State.SUSPENDED else None,
        closed_at=at if target in ENDED else None,
    )
    if target not in (State.SUSPENDED, State.REFERRED):
        after = replace(after, look_again_on=None)
    return replace(after, due_at=after.clocks.due(target))


def with_urgency(issue: Issue, urgency: Urgency, calendar: Calendar, limits: Limits) -> Issue:
    """The issue with another urgency; its limits are counted anew from the report."""
    limit = deadlines(urgency, issue.reported_at, calendar, limits)
    clocks = replace(
        issue.clocks,
        respond_at=limit.respond_at,
        safe_at=limit.safe_at,
        finish_at=limit.finish_at,
    )
    return replace(
        issue,
        urgency=urgency,
        clocks=clocks,
        review_on=limit.review_on,
        due_at=clocks.due(issue.state),
    )


def check_awaited_day(day: date, at: datetime, what: str = "日期") -> None:
    """RuleError when a day to look again or to chase has passed or is years away."""
    if day < at.date():
        raise RuleError(f"{what}不能早于今天", "请选今天或以后的日子。")
    if (day - at.date()).days > 730:
        raise RuleError(f"{what}太远了", "请选两年以内的日子。")


def _check_dates(details: MoveDetails, at: datetime) -> None:
    for day, what in ((details.look_again_on, "再看日期"), (details.chase_on, "催办日期")):
        if day is not None:
            check_awaited_day(day, at, what)


def _clocks(
    issue: Issue, target: State, at: datetime, calendar: Calendar, limits: Limits
) -> Clocks:
    clocks = issue.clocks
    if target is not State.REGISTERED and clocks.responded_at is None:
        clocks = replace(clocks, responded_at=at)
    waiting_since = issue.suspended_at if issue.state is State.SUSPENDED else None
    if waiting_since is not None and target is State.WORKING:
        limit = Deadlines(clocks.respond_at, clocks.safe_at, clocks.finish_at)
        limit = resume(limit, waiting_since, max(at, waiting_since), calendar)
        clocks = replace(clocks, safe_at=limit.safe_at, finish_at=limit.finish_at)
    if target is State.FOLLOWUP:
        clocks = replace(clocks, finished_at=at, made_safe_at=clocks.made_safe_at or at)
    if issue.state is State.REOPEN_ASKED and target is State.WORKING:
        limit = deadlines(issue.urgency, at, calendar, limits)
        clocks = replace(clocks, finish_at=limit.finish_at, finished_at=None)
    return clocks


def _with_details(issue: Issue, details: MoveDetails) -> Issue:
    if details.handler_id is not None or details.handler_contact_id is not None:
        issue = replace(
            issue,
            handler_id=details.handler_id,
            handler_contact_id=details.handler_contact_id,
        )
    return replace(
        issue,
        look_again_on=details.look_again_on or details.chase_on or issue.look_again_on,
        outcome=details.outcome or issue.outcome,
        referred_to=details.referred_to.strip() or issue.referred_to,
        their_number=details.their_number.strip() or issue.their_number,
        merged_into_id=details.target_id or issue.merged_into_id,
    )
