"""What an issue becomes by a move: its state, its clocks, its people and dates."""

from dataclasses import replace
from datetime import date, datetime

from qingyu.domain.calendar import Calendar
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.issue import (
    ENDED,
    WAITING,
    Clocks,
    Issue,
    IssueDraft,
    MoveDetails,
    Need,
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


def draft_from(said: FeedbackDraft) -> IssueDraft:
    """The issue that these words of a resident ask for; nothing of them is lost."""
    return IssueDraft(
        title=said.title.strip() or said.text.strip()[:30],
        place=said.place,
        category=said.category,
        matter=said.matter,
        urgency=Urgency(said.urgency),
        dangerous=said.dangerous,
        detail=said.text,
        reported_at=said.received_at,
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
    details = belonging(issue.state, target, details)
    _check_dates(details, at)
    after = replace(issue, state=target, clocks=_clocks(issue, target, at, calendar, limits))
    after = _with_details(after, target, details)
    after = replace(
        after,
        suspended_at=_still_since(issue, at) if target in WAITING else None,
        closed_at=at if target in ENDED else None,
    )
    return replace(after, due_at=after.clocks.due(target))


def belonging(source: State, target: State, details: MoveDetails) -> MoveDetails:
    """What of the details this move is told, the rest left out; RuleError when it lacks some."""
    needs = check_move(source, target, details).needs
    referred = target is State.REFERRED
    return MoveDetails(
        reason=details.reason,
        handler_id=details.handler_id,
        handler_contact_id=details.handler_contact_id,
        look_again_on=details.look_again_on if Need.LOOK_AGAIN in needs else None,
        referred_to=details.referred_to if referred else "",
        their_number=details.their_number if referred else "",
        chase_on=details.chase_on if referred else None,
        target_id=details.target_id if Need.TARGET in needs else None,
        accepted_by=details.accepted_by if Need.ACCEPTED_BY in needs else "",
        outcome=details.outcome if Need.OUTCOME in needs else None,
        unreachable=details.unreachable and target is State.CLOSED,
    )


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


def endangered(issue: Issue, other: Issue) -> Issue:
    """The issue with an unmet danger of another one that is merged into it, and with its limits."""
    ends = (issue.clocks.finish_at, other.clocks.finish_at)
    clocks = replace(
        issue.clocks,
        safe_at=other.clocks.safe_at,
        made_safe_at=None,
        finish_at=min((end for end in ends if end), default=None),
    )
    return replace(
        issue,
        dangerous=True,
        urgency=min(issue.urgency, other.urgency, key=list(Urgency).index),
        clocks=clocks,
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


def _still_since(issue: Issue, at: datetime) -> datetime:
    """Since when the clocks stand still: one suspended first and referred then stood all along."""
    known = issue.suspended_at if issue.state in WAITING else None
    return known or at


def _clocks(
    issue: Issue, target: State, at: datetime, calendar: Calendar, limits: Limits
) -> Clocks:
    clocks = issue.clocks
    if target is not State.REGISTERED and clocks.responded_at is None:
        clocks = replace(clocks, responded_at=at)
    waiting_since = issue.suspended_at if issue.state in WAITING else None
    if waiting_since is not None and target is State.WORKING:
        limit = Deadlines(clocks.respond_at, clocks.safe_at, clocks.finish_at)
        limit = resume(limit, waiting_since, max(at, waiting_since), calendar)
        clocks = replace(clocks, safe_at=limit.safe_at, finish_at=limit.finish_at)
    if target is State.FOLLOWUP:
        clocks = replace(clocks, finished_at=at, made_safe_at=clocks.made_safe_at or at)
    if issue.state is State.REOPEN_ASKED and target is State.WORKING:
        limit = deadlines(issue.urgency, at, calendar, limits)
        # Whether it is still fenced off nobody knows, so it has to be looked at again.
        clocks = replace(
            clocks,
            safe_at=limit.safe_at,
            made_safe_at=None,
            finish_at=limit.finish_at,
            finished_at=None,
        )
    return clocks


def _with_details(issue: Issue, target: State, details: MoveDetails) -> Issue:
    if details.handler_id is not None or details.handler_contact_id is not None:
        issue = replace(
            issue,
            handler_id=details.handler_id,
            handler_contact_id=details.handler_contact_id,
        )
    # What came of it is open again once somebody works on it.
    outcome = None if target is State.WORKING else issue.outcome
    unreachable = issue.unreachable and target is not State.WORKING
    return replace(
        issue,
        look_again_on=details.look_again_on or details.chase_on,
        outcome=details.outcome or outcome,
        referred_to=details.referred_to.strip() or issue.referred_to,
        their_number=details.their_number.strip() or issue.their_number,
        merged_into_id=details.target_id,
        unreachable=details.unreachable or unreachable,
    )
