"""The steps of an issue's life, and the issue that they leave behind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from qingyu.domain.calendar import Calendar
from qingyu.domain.frozen import frozen
from qingyu.domain.issue import (
    ENDED,
    MOVES,
    WAITING,
    Clocks,
    Funding,
    Issue,
    IssueDraft,
    MoveDetails,
    State,
)
from qingyu.domain.worktime import Deadlines, Limits, deadlines, resume

VERBS = {(move.source, move.target): move.verb for move in MOVES}
SAFE = "安全处置"
NOTHING = MoveDetails()


@dataclass(slots=True)
class Step:
    """One line of a timeline: a move of the table when it has a target, otherwise words."""

    at: datetime
    by: int | None
    verb: str
    words: str = ""
    source: State | None = None
    target: State | None = None
    details: MoveDetails = NOTHING


class KnowingCalendar(Calendar):
    """A calendar that remembers its answers: ten years ask for the same days again and again."""

    def __init__(self, calendar: Calendar) -> None:
        super().__init__(calendar.tables)
        object.__setattr__(self, "_known", {})

    def add_working_days(self, day: date, count: int) -> date:
        """The count-th working day after that day; the day itself when count is 0."""
        known: dict[tuple[date, int], date] = self.__dict__["_known"]
        key = (day.date() if isinstance(day, datetime) else day, count)
        if key not in known:
            known[key] = super().add_working_days(*key)
        return known[key]


@frozen
class Rules:
    """What time is counted by."""

    calendar: Calendar
    limits: Limits


@dataclass
class _Ledger:
    """The columns that moves change; `domain.issue_moving` is the rule this keeps to."""

    limit: Deadlines
    state: State = State.REGISTERED
    responded_at: datetime | None = None
    made_safe_at: datetime | None = None
    finished_at: datetime | None = None
    closed_at: datetime | None = None
    suspended_at: datetime | None = None
    look_again_on: date | None = None


def settled(
    ident: int, draft: IssueDraft, steps: Iterable[Step], rules: Rules, *,
    people: tuple[int | None, int | None], funding: Funding, obstacle: str,
) -> Issue:  # fmt: skip
    """The issue after these steps, as `opened` and `moved` would leave it, at a tenth of the cost.

    `people` are (lead, supervisor). Tests hold this against the rule, step by step.
    """
    assert draft.reported_at is not None
    limit = deadlines(draft.urgency, draft.reported_at, rules.calendar, rules.limits)
    book = _Ledger(limit)
    review_on, last = limit.review_on, NOTHING
    handler: tuple[int | None, int | None] = (None, None)
    outcome, referred_to, their_number, target_id = None, "", "", None
    unreachable = False
    for step in steps:
        last = step.details
        if step.target is not None:
            _move(book, step, draft, rules)
        elif step.verb == SAFE:
            book.made_safe_at = step.at
            book.responded_at = book.responded_at or step.at
        if last.handler_id is not None or last.handler_contact_id is not None:
            handler = (last.handler_id, last.handler_contact_id)
        outcome = last.outcome or (None if step.target is State.WORKING else outcome)
        unreachable = last.unreachable or (unreachable and step.target is not State.WORKING)
        referred_to = last.referred_to or referred_to
        their_number = last.their_number or their_number
        target_id = last.target_id or target_id
    clocks = Clocks(
        limit.respond_at, book.limit.safe_at, book.limit.finish_at,
        book.responded_at, book.made_safe_at, book.finished_at,
    )  # fmt: skip
    return Issue(
        ident, ident, draft.title, draft.place, draft.category, draft.matter, draft.urgency,
        draft.dangerous, draft.detail, book.state, draft.reported_at, clocks.due(book.state),
        clocks, review_on, book.closed_at, book.look_again_on, *handler, *people, funding,
        obstacle, outcome, referred_to, their_number, target_id, book.suspended_at,
        unreachable,
    )  # fmt: skip


def _move(book: _Ledger, step: Step, draft: IssueDraft, rules: Rules) -> None:
    target, at = step.target, step.at
    assert target is not None
    book.responded_at = book.responded_at or at
    limit = book.limit
    if target is State.WORKING and book.suspended_at is not None:
        moved = resume(limit, book.suspended_at, at, rules.calendar)
        book.limit = Deadlines(limit.respond_at, moved.safe_at, moved.finish_at)
    if target is State.FOLLOWUP:
        book.finished_at, book.made_safe_at = at, book.made_safe_at or at
    if target is State.WORKING and book.state is State.REOPEN_ASKED:
        again = deadlines(draft.urgency, at, rules.calendar, rules.limits)
        book.limit = Deadlines(limit.respond_at, again.safe_at, again.finish_at)
        book.finished_at = book.made_safe_at = None
    since = book.suspended_at if book.state in WAITING else None
    book.suspended_at = (since or at) if target in WAITING else None
    book.state = target
    book.closed_at = at if target in ENDED else None
    told = step.details.look_again_on or step.details.chase_on
    book.look_again_on = told if target in WAITING else None
