"""What hangs on an issue: timeline, promises, costs, photos, follow-ups."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, time

from peewee import JOIN, fn

from qingyu.domain.few import Few
from qingyu.domain.followup import FollowUp, FollowUpDraft, Satisfaction
from qingyu.domain.issue import OPEN, CostLine, Promise, State
from qingyu.domain.issue_story import Event, Photo
from qingyu.storage import tables
from qingyu.storage.journal import Writer


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


def promises(issue_id: int) -> tuple[Promise, ...]:
    """The promises given on an issue, the next due first."""
    query = tables.Promise.select().where(tables.Promise.issue == issue_id)
    return tuple(_promise(row) for row in query.order_by(tables.Promise.by_date))


def promises_due(until: date, limit: int) -> Few[Promise]:
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


def add_promise(writer: Writer, issue_id: int, what: str, by_date: date) -> int:
    """The id of a new promise."""
    return writer.insert(tables.Promise, issue=issue_id, what=what, by_date=by_date)


def keep_promise(writer: Writer, promise_id: int) -> None:
    """Marks a promise as kept now."""
    writer.update(tables.Promise, promise_id, kept_at=writer.at)


def pass_promise(writer: Writer, promise_id: int, issue_id: int) -> None:
    """Hands a promise to another issue."""
    writer.update(tables.Promise, promise_id, issue=issue_id)


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


def followups(issue_id: int) -> tuple[FollowUp, ...]:
    """The follow-up tries, oldest first."""
    return followups_of([issue_id]).get(issue_id, ())


def followups_of(issue_ids: Sequence[int]) -> dict[int, tuple[FollowUp, ...]]:
    """The follow-up tries of each of these issues that has any, oldest first."""
    query = (
        tables.FollowUp.select(tables.FollowUp, tables.Steward.name)
        .join(tables.Steward, JOIN.LEFT_OUTER)
        .where(tables.FollowUp.issue.in_(list(issue_ids)))
        .order_by(tables.FollowUp.id)
    )
    found: dict[int, tuple[FollowUp, ...]] = {}
    for row in query:
        found[row.issue_id] = (*found.get(row.issue_id, ()), _followup(row))
    return found


def to_call(day: date, limit: int) -> Few[int]:
    """The ids of issues to be followed up: not tried that day first, then the longest waiting."""
    issue = tables.Issue
    tried = tables.FollowUp.select(tables.FollowUp.id).where(
        tables.FollowUp.issue == issue.id,
        tables.FollowUp.at >= datetime.combine(day, time.min),
    )
    query = issue.select(issue.id).where(issue.state == str(State.FOLLOWUP))
    shown = query.order_by(fn.EXISTS(tried), issue.finished_at, issue.id).limit(limit)
    return Few(tuple(row.id for row in shown), int(query.count()))


def add_followup(writer: Writer, issue_id: int, draft: FollowUpDraft) -> int:
    """The id of a new follow-up try."""
    values = asdict(draft)
    values["satisfaction"] = str(draft.satisfaction) if draft.satisfaction else None
    return writer.insert(tables.FollowUp, issue=issue_id, at=writer.at, by=writer.by, **values)


def _followup(row: tables.FollowUp) -> FollowUp:
    return FollowUp(
        row.id,
        row.at,
        row.by.name if row.by else "",
        row.how,
        row.reached,
        row.truthful,
        row.timely,
        Satisfaction(row.satisfaction) if row.satisfaction else None,
        row.words,
    )


def _promise(row: tables.Promise) -> Promise:
    return Promise(row.id, row.issue_id, row.what, row.by_date, row.kept_at)
