"""What hangs on an issue: timeline, costs, photos."""

from datetime import datetime
from typing import Any

from peewee import JOIN, fn

from qingyu.domain.issue import CostLine
from qingyu.domain.issue_story import Event, Photo
from qingyu.storage import tables
from qingyu.storage.journal import Writer

_RECENT = 5_000


def add_event(
    writer: Writer,
    issue_id: int,
    verb: str,
    *,
    source: str | None = None,
    target: str | None = None,
    words: str = "",
) -> int:
    """The id of a new line on the timeline, signed and dated like the operation."""
    return writer.insert(
        tables.IssueEvent,
        issue=issue_id,
        at=writer.at,
        by=writer.by,
        verb=verb,
        source=source,
        target=target,
        words=words,
    )


def events(issue_id: int) -> tuple[Event, ...]:
    """The timeline, newest first."""
    query = (
        tables.IssueEvent.select(tables.IssueEvent, tables.Steward.name)
        .join(tables.Steward, JOIN.LEFT_OUTER)
        .where(tables.IssueEvent.issue == issue_id)
        .order_by(tables.IssueEvent.at.desc(), tables.IssueEvent.id.desc())
    )
    return tuple(
        Event(
            row.at,
            row.by.name if row.by else "",
            row.verb,
            row.words,
            row.source or "",
            row.target or "",
        )
        for row in query
    )


def moves_between(
    start: datetime, end: datetime, limit: int
) -> tuple[tuple[int, str, str, int | None], ...]:
    """Issue number, title, verb and by whom of what was done on issues then, newest first."""
    event = tables.IssueEvent
    newest = event.select(fn.MAX(event.id)).scalar() or 0
    query: Any = (
        event.select(tables.Issue.number, tables.Issue.title, event.verb, event.by)
        .join(tables.Issue)
        # No index on `at`: what happened in the last shifts is among the last rows.
        .where(event.id > newest - _RECENT, event.at >= start, event.at <= end)
        .order_by(event.id.desc())
        .limit(limit)
        .tuples()
    )
    return tuple(query)


def costs(issue_id: int) -> tuple[CostLine, ...]:
    """The cost lines in the order they were entered."""
    query = tables.CostLine.select().where(tables.CostLine.issue == issue_id)
    return tuple(
        CostLine(row.id, row.issue_id, row.what, row.fen, row.receipt)
        for row in query.order_by(tables.CostLine.id)
    )


def add_cost(writer: Writer, issue_id: int, what: str, fen: int, receipt: str) -> int:
    """The id of a new cost line."""
    return writer.insert(tables.CostLine, issue=issue_id, what=what, fen=fen, receipt=receipt)


def remove_cost(writer: Writer, cost_id: int) -> None:
    """Takes a cost line out."""
    writer.delete(tables.CostLine, cost_id)


def photos(issue_id: int) -> tuple[Photo, ...]:
    """The photos of an issue, before the work first."""
    query = tables.Photo.select().where(tables.Photo.issue == issue_id)
    return tuple(
        Photo(row.id, row.sha256, row.suffix, row.stage) for row in query.order_by(tables.Photo.id)
    )


def add_photo(
    writer: Writer, issue_id: int, *, sha256: str, suffix: str, stage: str, taken: datetime | None
) -> int:
    """The id of a new photo row; the file itself is kept by storage.photo."""
    return writer.insert(
        tables.Photo,
        issue=issue_id,
        sha256=sha256,
        suffix=suffix,
        stage=stage,
        taken_at=taken,
        added_at=writer.at,
        added_by=writer.by,
    )


def remove_photo(writer: Writer, photo_id: int) -> None:
    """Takes a photo off its issue; the file stays so that undo can bring it back."""
    writer.delete(tables.Photo, photo_id)


def photo_files() -> frozenset[tuple[str, str]]:
    """The SHA-256 and suffix of every photo some issue shows."""
    rows = tables.Photo.select(tables.Photo.sha256, tables.Photo.suffix)
    return frozenset((row.sha256, row.suffix) for row in rows)
