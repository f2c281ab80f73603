"""Promises given to residents, on the issues they belong to."""

from datetime import date

from qingyu.domain.few import Few
from qingyu.domain.issue import OPEN, Promise
from qingyu.storage import tables
from qingyu.storage.journal import Writer


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
