"""Issues: rows ↔ Issue, with the lists and counts the pages ask for."""

import functools
import operator
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from peewee import Case, Expression, fn

from qingyu.domain.errors import RuleError
from qingyu.domain.issue import (
    CLOCKED,
    OPEN,
    Clocks,
    Funding,
    Issue,
    Outcome,
    State,
    Urgency,
)
from qingyu.domain.issue_list import IssueCounts, IssueFilter, Order
from qingyu.domain.place import Place
from qingyu.storage.journal import Writer
from qingyu.storage.tables import Issue as Table

_URGENCY_RANK = {urgency.value: rank for rank, urgency in enumerate(Urgency)}
_STATE_RANK = {state.value: rank for rank, state in enumerate(State)}


def add(writer: Writer, issue: Issue) -> int:
    """The id of a newly stored issue; `issue.id` is not used."""
    return writer.insert(Table, **columns(issue))


def save(writer: Writer, issue: Issue) -> bool:
    """Whether the stored issue differed and was brought to this."""
    return writer.update(Table, issue.id, **columns(issue))


def get(ident: int) -> Issue:
    """The issue; RuleError when it is gone."""
    row = Table.get_or_none(Table.id == ident)
    if row is None:
        raise RuleError("这件工单已经不在了", "请回到列表重新选择。")
    return issue_of(row)


def by_number(number: int) -> Issue | None:
    """The issue with this number, or None."""
    row = Table.get_or_none(Table.number == number)
    return issue_of(row) if row is not None else None


def many(idents: Iterable[int]) -> dict[int, Issue]:
    """The issues of these ids by id; those gone are left out."""
    wanted = list(idents)
    rows = Table.select().where(Table.id.in_(wanted)) if wanted else ()
    return {row.id: issue_of(row) for row in rows}


def page(
    wanted: IssueFilter,
    now: datetime,
    *,
    order: Order = Order.DUE,
    descending: bool = False,
    offset: int = 0,
    limit: int = 500,
) -> tuple[Issue, ...]:
    """One stretch of the filtered list in this order."""
    stretch = idents(wanted, now, order=order, descending=descending, offset=offset, limit=limit)
    found = many(stretch)
    return tuple(found[ident] for ident in stretch)


def idents(
    wanted: IssueFilter,
    now: datetime,
    *,
    order: Order = Order.DUE,
    descending: bool = False,
    offset: int = 0,
    limit: int = 500,
) -> tuple[int, ...]:
    """The ids of one stretch of the filtered list in this order."""
    keys = [key.desc() if descending else key.asc() for key in _keys(order)]
    if order is Order.DUE:
        keys.insert(0, Case(None, [(Table.due_at.is_null(), 1)], 0).asc())
    # Sorting ids and reading only the rows asked for spares moving every row about.
    query = Table.select(Table.id).where(_condition(wanted, now)).order_by(*keys, Table.id.desc())
    stretch: Any = query.offset(offset).limit(limit).tuples()
    return tuple(ident for (ident,) in stretch)


def count(wanted: IssueFilter, now: datetime) -> int:
    """How many issues the filter lets through."""
    return int(Table.select().where(_condition(wanted, now)).count())


def counts(steward_id: int | None, now: datetime) -> IssueCounts:
    """The numbers on the filter chips in one reading."""
    mine = _mine(steward_id) if steward_id is not None else Table.id.is_null()
    row: Any = (
        Table.select(
            fn.COUNT(Table.id), how_many(overdue(now)), how_many(_unsafe()), how_many(mine)
        )
        .where(is_open())
        .tuples()
        .first()
    )
    opened, late, dangerous, own = (int(value or 0) for value in row)
    return IssueCounts(opened, late, dangerous, own)


def reported_between(start: datetime, end: datetime) -> tuple[Issue, ...]:
    """Issues reported in [start, end), oldest first."""
    query = Table.select().where(Table.reported_at >= start, Table.reported_at < end)
    return tuple(issue_of(row) for row in query.order_by(Table.reported_at))


def closed_between(start: datetime, end: datetime) -> int:
    """How many issues were closed in [start, end)."""
    query = Table.select().where(
        Table.state == str(State.CLOSED), Table.closed_at >= start, Table.closed_at < end
    )
    return int(query.count())


def columns(issue: Issue) -> dict[str, Any]:
    """The column values of an issue, without its id."""
    clocks = vars(issue.clocks)
    place = vars(issue.place)
    skipped = {"id", "place", "clocks"}
    rest = {name: value for name, value in vars(issue).items() if name not in skipped}
    plain = {name: str(value) if isinstance(value, str) else value for name, value in rest.items()}
    return {**plain, **clocks, **place, "due_at": issue.clocks.due(issue.state)}


def issue_of(row: Any) -> Issue:
    """The issue that a row of the table holds."""
    return Issue(
        id=row.id,
        number=row.number,
        title=row.title,
        place=Place(row.building, row.unit, row.room, row.spot),
        category=row.category,
        matter=row.matter,
        urgency=Urgency(row.urgency),
        dangerous=row.dangerous,
        detail=row.detail,
        state=State(row.state),
        reported_at=row.reported_at,
        due_at=row.due_at,
        clocks=Clocks(
            row.respond_at,
            row.safe_at,
            row.finish_at,
            row.responded_at,
            row.made_safe_at,
            row.finished_at,
        ),
        review_on=row.review_on,
        closed_at=row.closed_at,
        look_again_on=row.look_again_on,
        handler_id=row.handler_id,
        handler_contact_id=row.handler_contact_id,
        lead_id=row.lead_id,
        supervisor_id=row.supervisor_id,
        funding=Funding(row.funding),
        obstacle=row.obstacle,
        outcome=Outcome(row.outcome) if row.outcome else None,
        referred_to=row.referred_to,
        their_number=row.their_number,
        merged_into_id=row.merged_into_id,
        suspended_at=row.suspended_at,
        unreachable=bool(row.unreachable),
    )


def _keys(order: Order) -> tuple[Any, ...]:
    ranks = {
        Order.URGENCY: Case(Table.urgency, list(_URGENCY_RANK.items()), 9),
        Order.STATE: Case(Table.state, list(_STATE_RANK.items()), 99),
    }
    plain = {
        Order.DUE: (Table.due_at,),
        Order.NUMBER: (Table.number,),
        Order.TITLE: (Table.title,),
        Order.PLACE: (Table.building, Table.unit, Table.room),
        Order.CATEGORY: (Table.category,),
        Order.REPORTED: (Table.reported_at,),
    }
    return (ranks[order],) if order in ranks else plain[order]


def _condition(wanted: IssueFilter, now: datetime) -> Any:
    parts: list[Any] = []
    if wanted.states:
        parts.append(Table.state.in_([str(state) for state in wanted.states]))
    elif not wanted.everything:
        parts.append(is_open())
    if wanted.overdue:
        parts.append(overdue(now))
    if wanted.dangerous:
        parts.append(_unsafe())
    if wanted.calm:
        parts.append(~Table.dangerous | Table.made_safe_at.is_null(False))
    if wanted.fenced:
        parts.append(_fenced(now))
    if wanted.steward_id is not None:
        parts.append(_mine(wanted.steward_id))
    if wanted.building is not None:
        parts.append(Table.building == wanted.building)
    if wanted.category:
        parts.append(Table.category == wanted.category)
    if wanted.words:
        parts.append(_says(wanted.words))
    return functools.reduce(operator.and_, parts) if parts else Table.id.is_null(False)


def _says(words: str) -> Any:
    # Its patterns take long to compile; only who types into the filter needs them.
    from qingyu.domain.place_reading import read_place

    place = read_place(words)
    if place is not None and place.building is not None:
        asked = {Table.building: place.building, Table.unit: place.unit, Table.room: place.room}
        at_place = [column == value for column, value in asked.items() if value is not None]
        return functools.reduce(operator.and_, at_place)
    found = Table.title.contains(words) | Table.spot.contains(words)
    found = found | Table.matter.contains(words) | Table.referred_to.contains(words)
    return found | (Table.number == int(words)) if _is_number(words) else found


def _is_number(words: str) -> bool:
    return words.isascii() and words.isdigit() and len(words) <= 9


def how_many(condition: Any) -> Any:
    """How many rows of a group meet a condition."""
    return fn.SUM(Case(None, [(condition, 1)], 0))


def is_open() -> Expression:
    """The condition that anything is still to be done."""
    return Table.state.in_([str(state) for state in OPEN])


def _unsafe() -> Any:
    return Table.dangerous & Table.made_safe_at.is_null()


def _fenced(now: datetime) -> Any:
    return (
        Table.state.in_([str(state) for state in CLOCKED])
        & (Table.urgency == str(Urgency.EMERGENCY))
        & Table.dangerous
        & Table.made_safe_at.is_null(False)
        & (Table.due_at >= now)
    )


def _mine(steward_id: int) -> Any:
    return (
        (Table.handler == steward_id)
        | (Table.lead == steward_id)
        | (Table.supervisor == steward_id)
    )


def overdue(now: datetime) -> Any:
    """The condition of `Issue.overdue`: past its limit, or past its day to look again."""
    waiting = [str(State.SUSPENDED), str(State.REFERRED)]
    late = Table.state.in_([str(state) for state in CLOCKED]) & (Table.due_at < now)
    return late | (Table.state.in_(waiting) & (Table.look_again_on < now.date()))
