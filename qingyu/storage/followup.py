"""Follow-ups (回访): every try to reach a resident, and which issues wait for one."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, time

from peewee import JOIN, fn

from qingyu.domain.few import Few
from qingyu.domain.followup import FollowUp, FollowUpDraft, Paper, Satisfaction
from qingyu.domain.issue import State
from qingyu.storage import tables
from qingyu.storage.journal import Writer


def of_issue(issue_id: int) -> tuple[FollowUp, ...]:
    """The follow-up tries, oldest first."""
    return of_issues([issue_id]).get(issue_id, ())


def of_issues(issue_ids: Sequence[int]) -> dict[int, tuple[FollowUp, ...]]:
    """The follow-up tries of each of these issues that has any, oldest first."""
    query = (
        tables.FollowUp.select(tables.FollowUp, tables.Steward.name)
        .join(tables.Steward, JOIN.LEFT_OUTER, on=(tables.FollowUp.by == tables.Steward.id))
        .where(tables.FollowUp.issue.in_(list(issue_ids)))
        .order_by(tables.FollowUp.id)
    )
    rows = list(query)
    typists = _names({row.entered_by_id for row in rows if row.entered_by_id is not None})
    found: dict[int, tuple[FollowUp, ...]] = {}
    for row in rows:
        made = _followup(row, typists.get(row.entered_by_id or 0, ""))
        found[row.issue_id] = (*found.get(row.issue_id, ()), made)
    return found


def to_call(day: date, limit: int) -> Few[int]:
    """The ids of issues to be followed up: not tried that day first, then the longest waiting."""
    issue = tables.Issue
    tried = tables.FollowUp.select(tables.FollowUp.id).where(
        tables.FollowUp.issue == issue.id,
        tables.FollowUp.at >= datetime.combine(day, time.min),
        tables.FollowUp.on_paper.is_null() | (tables.FollowUp.on_paper >= day),
    )
    query = issue.select(issue.id).where(issue.state == str(State.FOLLOWUP))
    shown = query.order_by(fn.EXISTS(tried), issue.finished_at, issue.id).limit(limit)
    return Few(tuple(row.id for row in shown), int(query.count()))


def add(writer: Writer, issue_id: int, draft: FollowUpDraft, paper: Paper | None = None) -> int:
    """The id of a new follow-up try; from paper, by who called and with who typed it in."""
    values = asdict(draft)
    values["satisfaction"] = str(draft.satisfaction) if draft.satisfaction else None
    if paper is not None:
        values |= {"by": paper.caller_id, "entered_by": writer.by, "on_paper": paper.day}
    values = {"by": writer.by, **values}
    return writer.insert(tables.FollowUp, issue=issue_id, at=writer.at, **values)


def _names(idents: set[int]) -> dict[int, str]:
    person = tables.Steward
    query = person.select().where(person.id.in_(list(idents))) if idents else ()
    return {row.id: row.name for row in query}


def _followup(row: tables.FollowUp, typist: str) -> FollowUp:
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
        row.on_paper,
        typist,
    )
