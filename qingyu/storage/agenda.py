"""What the weekly agenda asks of the book, each in one query."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from peewee import fn

from qingyu.domain.duty import Standing
from qingyu.domain.followup import Satisfaction
from qingyu.domain.issue import Issue, State
from qingyu.domain.place import Place
from qingyu.domain.recurrence import Occurrence
from qingyu.domain.review import PromiseLine
from qingyu.domain.week import Week
from qingyu.domain.wording import code
from qingyu.storage import tables
from qingyu.storage.issue import is_open, issue_of

REVIEWED = "周例会"  # a decision of the review on the timeline, which is no progress by itself
_LATELY = timedelta(days=90)
_GONE = (str(State.MERGED), str(State.VOID))


def open_issues() -> tuple[Issue, ...]:
    """Every issue on which something is still to be done, the next due first."""
    query = tables.Issue.select().where(is_open())
    order = (tables.Issue.due_at.is_null(), tables.Issue.due_at, tables.Issue.id)
    return tuple(issue_of(row) for row in query.order_by(*order))


def dissatisfied(since: datetime) -> dict[int, datetime]:
    """When a resident last said 不满意 since then, by issue id."""
    told = tables.FollowUp
    query: Any = (
        told.select(told.issue, told.at)
        .where(told.at >= since, told.satisfaction == str(Satisfaction.DISSATISFIED))
        .order_by(told.at)
        .tuples()
    )
    return dict(query)


def stalled(since: datetime) -> frozenset[int]:
    """The ids of open issues, nobody else's turn, on which nothing has happened since then."""
    event = tables.IssueEvent
    moved = event.select(event.id).where(
        event.issue == tables.Issue.id, event.at >= since, event.verb != REVIEWED
    )
    waiting = (str(State.SUSPENDED), str(State.REFERRED))
    query = tables.Issue.select(tables.Issue.id).where(
        is_open(),
        tables.Issue.state.not_in(waiting),
        tables.Issue.reported_at < since,
        ~fn.EXISTS(moved),
    )
    return frozenset(row.id for row in query)


def likes(idents: Sequence[int], days: int) -> dict[int, list[Occurrence]]:
    """Earlier issues of the same place and category, so many days back, by issue id."""
    # The rule itself stands in domain.recurrence; thousands of rows it would refuse stay here.
    new, old = tables.Issue.alias("new"), tables.Issue
    query: Any = (
        new.select(
            new.id, new.reported_at, old.number, old.reported_at, old.building, old.unit,
            old.room, old.spot, old.category,
        )
        .join(old, on=(old.building == new.building) & (old.category == new.category))
        .where(
            new.id.in_(list(idents)),
            old.reported_at < new.reported_at,
            old.reported_at >= fn.datetime(new.reported_at, f"-{days} days", "start of day"),
            old.state != str(State.VOID),
            fn.COALESCE(old.unit, 0) == fn.COALESCE(new.unit, 0),
            fn.COALESCE(old.room, "") == fn.COALESCE(new.room, ""),
            (fn.COALESCE(new.room, "") != "") | (old.spot == new.spot),
        )
        .tuples()
    )  # fmt: skip
    found: dict[int, list[Occurrence]] = {}
    for ident, _, number, at, building, unit, room, spot, category in query:
        place = Place(building, unit, room, spot)
        found.setdefault(ident, []).append(Occurrence(number, _moment(at).date(), place, category))
    return found


def promises(week: Week) -> tuple[PromiseLine, ...]:
    """Promises due in this week, kept in it, or older and still to be kept, the oldest first."""
    given = tables.Promise
    start = datetime.combine(week.monday, time.min)
    kept_now = given.kept_at.between(start, start + timedelta(days=7))
    due_now = given.by_date.between(week.monday, week.sunday)
    # Each asked for by its own index; one kept later than this is history.
    lately = given.by_date.between(max(week.monday, date.min + _LATELY) - _LATELY, week.sunday)
    living = (given.by_date < week.monday) & given.kept_at.is_null() & is_open()
    rows = {*_promised(lately & (due_now | kept_now)), *_promised(living)}
    return tuple(
        PromiseLine(ident, code(number), what, by, kept_at)
        for by, _, ident, number, what, kept_at, state in sorted(rows, key=lambda row: row[:2])
        if kept_at is not None or state not in _GONE
    )


def _promised(wanted: Any) -> list[Any]:
    given, issue = tables.Promise, tables.Issue
    query: Any = given.select(
        given.by_date, given.id, issue.id, issue.number, given.what, given.kept_at, issue.state
    ).join(issue)
    return list(query.where(wanted).tuples())


def roster(first: date, last: date) -> dict[tuple[date, int], tuple[int, bool]]:
    """How many serve and whether one leads, by day and shift id; empty shifts are left out."""
    table = tables.DutyAssignment
    came = table.standing.is_null() | (table.standing != str(Standing.ABSENT))
    query: Any = (
        table.select(table.on, table.shift, fn.COUNT(table.id), fn.MAX(table.lead))
        .where(table.on.between(first, last), came)
        .group_by(table.on, table.shift)
        .tuples()
    )
    return {(_plain_day(on), shift): (count, bool(lead)) for on, shift, count, lead in query}


def _moment(value: object) -> datetime:
    return value if isinstance(value, datetime) else datetime.fromisoformat(str(value))


def _plain_day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))
