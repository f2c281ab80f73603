"""What the weekly agenda asks of the book, each in one query."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from peewee import fn

from qingyu.domain.duty import Standing
from qingyu.domain.followup import Satisfaction
from qingyu.domain.issue import Issue, State
from qingyu.domain.place import Place
from qingyu.domain.recurrence import Occurrence
from qingyu.storage import tables
from qingyu.storage.issue import is_open, issue_of

REVIEWED = "周例会"  # a decision of the review on the timeline, which is no progress by itself


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
    found: dict[int, list[Occurrence]] = {}
    rows = (*_likes(idents, days, grounds=False), *_likes(idents, days, grounds=True))
    for ident, _, number, at, building, unit, room, spot, category in rows:
        place = Place(building, unit, room, spot)
        told = Occurrence(number, _moment(at).date(), place, category)
        found.setdefault(ident, []).append(told)
    return found


def _likes(idents: Sequence[int], days: int, *, grounds: bool) -> list[Any]:
    """The same in the buildings, or on the grounds that belong to none."""
    new, old = tables.Issue.alias("new"), tables.Issue
    same = old.building == new.building
    if grounds:
        same = old.building.is_null() & new.building.is_null() & (new.spot != "")
    query: Any = (
        new.select(
            new.id, new.reported_at, old.number, old.reported_at, old.building, old.unit,
            old.room, old.spot, old.category,
        )
        .join(old, on=(old.category == new.category) & same)
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
    return list(query)


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
