"""What the yearbook tells of one year, as few plain rows."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from peewee import JOIN, fn

from qingyu.domain.frozen import frozen
from qingyu.domain.issue import OPEN, State
from qingyu.domain.place import Place
from qingyu.storage.tables import AgendaItem, CostLine, Issue, Meeting, Notice, Posting, Topic

_OPEN = [str(state) for state in OPEN]


@frozen
class YearIssue:
    """An issue as one line of the book; `fen` is what it cost."""

    number: int
    place: Place
    title: str
    category: str
    state: str
    reported_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    outcome: str
    dangerous: bool
    funding: str
    fen: int


@frozen
class YearDecision:
    """What a meeting decided on one matter; binding: its issue or topic is not finished."""

    held_on: date
    title: str
    decisions: str
    binding: bool


@frozen
class YearNotice:
    """A notice of the year, and how many copies hang still."""

    year: int
    serial: int
    title: str
    created_at: datetime
    posted_until: date | None
    void: bool
    hanging: int


def counted(bounds: Sequence[datetime]) -> dict[str, tuple[int, int]]:
    """Category → (issues reported, issues closed) between two moments."""
    found: dict[str, tuple[int, int]] = {}
    opened = _per_category(Issue.reported_at, bounds)
    closed = _per_category(Issue.closed_at, bounds, Issue.state == str(State.CLOSED))
    for code in {*opened, *closed}:
        found[code] = (opened.get(code, 0), closed.get(code, 0))
    return found


def reported_where(bounds: Sequence[datetime]) -> tuple[tuple[int | None, str], ...]:
    """(building, category) of every issue reported between two moments."""
    query: Any = Issue.select(Issue.building, Issue.category).where(
        Issue.reported_at >= bounds[0], Issue.reported_at < bounds[1]
    )
    return tuple(query.tuples())


def closed(bounds: Sequence[datetime], limit: int) -> tuple[YearIssue, ...]:
    """The issues closed between two moments, the dearest and then the newest first."""
    query = _issues().where(
        Issue.state == str(State.CLOSED),
        Issue.closed_at >= bounds[0],
        Issue.closed_at < bounds[1],
    )
    return _lines(query.order_by(fn.COALESCE(_spent(), 0).desc(), Issue.closed_at.desc()), limit)


def still_open(limit: int) -> tuple[YearIssue, ...]:
    """The open issues, dangerous ones and those longest due first."""
    query = _issues().where(Issue.state.in_(_OPEN))
    return _lines(
        query.order_by(Issue.dangerous.desc(), Issue.due_at.is_null(), Issue.due_at), limit
    )


def how_many_open() -> int:
    """How many issues are open."""
    return int(Issue.select().where(Issue.state.in_(_OPEN)).count())


def spent(bounds: Sequence[datetime]) -> tuple[tuple[str, str, int, int], ...]:
    """(category, funding, issues, fen) of what was spent on issues closed or reported then."""
    when = fn.COALESCE(Issue.closed_at, Issue.reported_at)
    query: Any = (
        CostLine.select(
            Issue.category, Issue.funding, fn.COUNT(Issue.id.distinct()), fn.SUM(CostLine.fen)
        )
        .join(Issue)
        .where(when >= bounds[0], when < bounds[1])
        .group_by(Issue.category, Issue.funding)
        .order_by(fn.SUM(CostLine.fen).desc())
    )
    return tuple(query.tuples())


def decisions(first: date, last: date) -> tuple[YearDecision, ...]:
    """What the meetings of these days decided, the oldest first."""
    query: Any = (
        AgendaItem.select(
            Meeting.held_on, AgendaItem.title, AgendaItem.decisions, Issue.state,
            Topic.id, Topic.ended_on,
        )
        .join(Meeting)
        .switch(AgendaItem)
        .join(Issue, JOIN.LEFT_OUTER)
        .switch(AgendaItem)
        .join(Topic, JOIN.LEFT_OUTER)
        .where(Meeting.held_on >= first, Meeting.held_on <= last, AgendaItem.decisions != "")
        .order_by(Meeting.held_on, AgendaItem.id)
    )  # fmt: skip
    return tuple(
        YearDecision(
            held_on, title, words.replace("\n", "；"),
            state in _OPEN if state else topic is None or ended is None,
        )
        for held_on, title, words, state, topic, ended in query.tuples()
    )  # fmt: skip


def meetings(first: date, last: date) -> int:
    """How many meetings were held."""
    return int(Meeting.select().where(Meeting.held_on >= first, Meeting.held_on <= last).count())


def notices(year: int) -> tuple[YearNotice, ...]:
    """The notices of a year by number."""
    query: Any = (
        Notice.select(
            Notice.year, Notice.serial, Notice.title, Notice.created_at, Notice.posted_until,
            Notice.voided_at, fn.COUNT(Posting.id),
        )
        .join(Posting, JOIN.LEFT_OUTER,
              on=(Posting.notice == Notice.id) & Posting.down_on.is_null())
        .where(Notice.year == year)
        .group_by(Notice.id)
        .order_by(Notice.serial)
    )  # fmt: skip
    return tuple(
        YearNotice(number, serial, title, made, until, voided is not None, hanging)
        for number, serial, title, made, until, voided, hanging in query.tuples()
    )


def recurring(
    bounds: Sequence[datetime], least: int, limit: int
) -> tuple[tuple[Place, str, int], ...]:
    """(place, category, times) of what came again and again, the most often first."""
    where = (Issue.building, Issue.unit, Issue.room, Issue.spot)
    times = fn.COUNT(Issue.id)
    query: Any = (
        Issue.select(*where, Issue.category, times)
        .where(
            Issue.reported_at >= bounds[0],
            Issue.reported_at < bounds[1],
            Issue.building.is_null(False) | (Issue.spot != ""),
        )
        .group_by(*where, Issue.category)
        .having(times >= least)
        .order_by(times.desc())
        .limit(limit)
    )
    return tuple((Place(*found[:4]), found[4], found[5]) for found in query.tuples())


def _per_category(field: Any, bounds: Sequence[datetime], *wanted: Any) -> dict[str, int]:
    query: Any = (
        Issue.select(Issue.category, fn.COUNT(Issue.id))
        .where(field >= bounds[0], field < bounds[1], *wanted)
        .group_by(Issue.category)
    )
    return dict(query.tuples())


def _spent() -> Any:
    return CostLine.select(fn.SUM(CostLine.fen)).where(CostLine.issue == Issue.id)


def _issues() -> Any:
    return Issue.select(
        Issue.number, Issue.building, Issue.unit, Issue.room, Issue.spot, Issue.title,
        Issue.category, Issue.state, Issue.reported_at, Issue.due_at, Issue.closed_at,
        Issue.outcome, Issue.dangerous, Issue.funding, _spent().alias("fen"),
    )  # fmt: skip


def _lines(query: Any, limit: int) -> tuple[YearIssue, ...]:
    return tuple(
        YearIssue(
            number, Place(*where), title, category, state, reported, due, ended, outcome or "",
            bool(danger), funding, int(fen or 0),
        )
        for number, *where, title, category, state, reported, due, ended, outcome, danger,
        funding, fen in query.limit(limit).tuples()
    )  # fmt: skip
