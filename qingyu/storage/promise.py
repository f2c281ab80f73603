"""Promises given to residents, on the issues they belong to."""

from datetime import date, datetime, time, timedelta
from typing import Any

from qingyu.domain.few import Few
from qingyu.domain.issue import OPEN, Promise, State
from qingyu.domain.place import Place
from qingyu.domain.promise import PromiseLine
from qingyu.domain.wording import code
from qingyu.storage import tables
from qingyu.storage.issue import is_open
from qingyu.storage.journal import Writer

_LATELY = timedelta(days=90)
_GONE = (str(State.MERGED), str(State.VOID))


def of_issue(issue_id: int) -> tuple[Promise, ...]:
    """The promises given on an issue, the next due first."""
    query = tables.Promise.select().where(tables.Promise.issue == issue_id)
    return tuple(_promise(row) for row in query.order_by(tables.Promise.by_date))


def due(until: date, limit: int) -> Few[Promise]:
    """Promises on open issues, not yet kept, that are due by then, the oldest first."""
    query = (
        tables.Promise.select()
        .join(tables.Issue)
        .where(
            tables.Promise.kept_at.is_null(),
            tables.Promise.by_date <= until,
            tables.Issue.state.in_([str(state) for state in OPEN]),
        )
    )
    shown = query.order_by(tables.Promise.by_date, tables.Promise.id).limit(limit)
    return Few(tuple(_promise(row) for row in shown), int(query.count()))


def between(first: date, last: date) -> tuple[PromiseLine, ...]:
    """Promises due in these days, kept in them, or older and still to be kept, oldest first."""
    given = tables.Promise
    start = datetime.combine(first, time.min)
    end = datetime.combine(last, time.max)
    kept_now = given.kept_at.between(start, end)
    due_now = given.by_date.between(first, last)
    # Each asked for by its own index; one kept much later than its day is history.
    lately = given.by_date.between(max(first, date.min + _LATELY) - _LATELY, last)
    living = (given.by_date < first) & given.kept_at.is_null() & is_open()
    rows = {*_given(lately & (due_now | kept_now)), *_given(living)}
    return tuple(
        _line(row)
        for row in sorted(rows, key=lambda row: row[:2])
        if row[5] is not None or row[7] not in _GONE
    )


def _given(wanted: Any) -> list[Any]:
    given, issue = tables.Promise, tables.Issue
    query: Any = given.select(
        given.by_date, given.id, issue.id, issue.number, given.what, given.kept_at, given.who,
        issue.state, issue.title, issue.building, issue.unit, issue.room, issue.spot,
    ).join(issue)  # fmt: skip
    return list(query.where(wanted).tuples())


def _line(row: Any) -> PromiseLine:
    by, _, ident, number, what, kept_at, who, _, title, *where = row
    place = Place(*where)
    matter = title if place.named_in(title) else f"{place.code} {title}".strip()
    return PromiseLine(ident, code(number), what, by, kept_at, who or "", matter)


def add(writer: Writer, issue_id: int, what: str, by_date: date, who: str) -> int:
    """The id of a new promise."""
    return writer.insert(tables.Promise, issue=issue_id, what=what, by_date=by_date, who=who)


def keep(writer: Writer, promise_id: int) -> None:
    """Marks a promise as kept now."""
    writer.update(tables.Promise, promise_id, kept_at=writer.at)


def hand_over(writer: Writer, promise_id: int, issue_id: int) -> None:
    """Hands a promise to another issue."""
    writer.update(tables.Promise, promise_id, issue=issue_id)


def _promise(row: tables.Promise) -> Promise:
    return Promise(row.id, row.issue_id, row.what, row.by_date, row.kept_at, row.who or "")
