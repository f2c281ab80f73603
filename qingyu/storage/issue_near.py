"""Issues that may be the same thing: near one another in place, category and time."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from peewee import Case

from qingyu.domain.duty_weather import Trouble
from qingyu.domain.issue import OPEN, Issue, State
from qingyu.domain.place import Place
from qingyu.storage.issue import is_open, issue_of
from qingyu.storage.tables import Issue as Table


def open_near(place: Place, category: str, matter: str = "", limit: int = 5) -> tuple[Issue, ...]:
    """Open issues of the same building, those of the same category and unit first.

    Without a building: those of the same category at the same spot, or where no spot is known
    either, those of the same matter that have no place.
    """
    if place.building is None:
        return _open_at_spot(place.spot, category, matter, limit)
    likeness = Case(None, [(Table.category == category, 0)], 1)
    nearness = Case(None, [(Table.unit == place.unit, 0)], 1)
    query = Table.select().where(is_open(), Table.building == place.building)
    query = query.order_by(likeness, nearness, Table.id.desc()).limit(limit)
    return tuple(issue_of(row) for row in query)


def closed_at_place(place: Place, category: str, since: datetime) -> Issue | None:
    """The newest issue of exactly this place and category closed since then, or None."""
    if not place:
        return None
    same = {"building": place.building, "unit": place.unit, "room": place.room, "spot": place.spot}
    query = Table.select().where(
        *(getattr(Table, name) == value for name, value in same.items() if value is not None),
        Table.category == category,
        Table.state == str(State.CLOSED),
        Table.closed_at >= since,
    )
    row = query.order_by(Table.closed_at.desc()).first()
    return issue_of(row) if row is not None else None


def same_matter(issue: Issue, since: datetime) -> tuple[Issue, ...]:
    """Issues of this building (or spot of the grounds) and category since then, oldest first."""
    place = issue.place
    if place.building is None and not place.spot:
        return ()
    where = Table.building == place.building
    if place.building is None:
        where = Table.building.is_null() & (Table.spot == place.spot)
    query = Table.select().where(
        where,
        Table.category == issue.category,
        Table.reported_at >= since,
        Table.state != State.VOID,
    )
    return tuple(issue_of(row) for row in query.order_by(Table.reported_at))


def of_matters(matters: Collection[str], since: datetime) -> tuple[Trouble, ...]:
    """Where these matters were reported since then, the oldest first; no merged or void ones."""
    issue = Table
    query: Any = (
        issue.select(
            issue.id, issue.building, issue.unit, issue.spot, issue.matter, issue.reported_at,
            issue.state, issue.dangerous,
        )
        .where(
            issue.matter.in_(list(matters)),
            issue.reported_at >= since,
            issue.state.not_in([str(State.VOID), str(State.MERGED), str(State.DECLINED)]),
        )
        .order_by(issue.reported_at)
        .tuples()
    )  # fmt: skip
    is_open = {str(state) for state in OPEN}
    return tuple(
        Trouble(ident, Place(building, unit, None, spot), matter, at, state in is_open, dangerous)
        for ident, building, unit, spot, matter, at, state, dangerous in query
    )


def _open_at_spot(spot: str, category: str, matter: str, limit: int) -> tuple[Issue, ...]:
    if not spot and not matter:
        return ()
    query = Table.select().where(is_open(), Table.category == category, Table.spot == spot)
    if not spot:
        query = query.where(Table.building.is_null(), Table.matter == matter)
    query = query.order_by(Table.building.is_null(False), Table.id.desc()).limit(limit)
    return tuple(issue_of(row) for row in query)
