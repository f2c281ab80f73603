"""Feedback: rows ↔ Feedback."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from peewee import fn

from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import Channel, Feedback, FeedbackDraft, Kind, Mood
from qingyu.domain.feedback_list import ANY_FEEDBACK, WANTING, FeedbackFilter
from qingyu.domain.issue import State
from qingyu.domain.place import Place
from qingyu.storage import feedback_answer
from qingyu.storage.journal import Writer
from qingyu.storage.tables import Feedback as Table
from qingyu.storage.tables import Issue


def add(writer: Writer, draft: FeedbackDraft, *, number: int, issue_id: int | None) -> int:
    """The id of a newly recorded piece, signed by the operation."""
    values: dict[str, Any] = {**vars(draft), **vars(draft.place)}
    del values["place"], values["resident_id"]
    values |= {
        "kind": str(draft.kind),
        "channel": str(draft.channel),
        "mood": _told(draft.mood),
        "received_at": draft.received_at or writer.at,
    }
    return writer.insert(
        Table,
        number=number,
        recorded_by=writer.by,
        resident=draft.resident_id,
        issue=issue_id,
        **values,
    )


def update(writer: Writer, feedback_id: int, draft: FeedbackDraft) -> bool:
    """Whether the stored piece differed and was brought to this draft; its words stay."""
    values: dict[str, Any] = {**vars(draft), **vars(draft.place)}
    for name in ("place", "resident_id", "received_at"):
        del values[name]
    values |= {
        "kind": str(draft.kind),
        "channel": str(draft.channel),
        "mood": _told(draft.mood),
    }
    return writer.update(Table, feedback_id, resident=draft.resident_id, **values)


def attach(writer: Writer, feedback_id: int, issue_id: int | None) -> None:
    """Ties a piece to an issue, or unties it; either way it is open what becomes of it."""
    writer.update(Table, feedback_id, issue=issue_id, no_issue=False)


def need_issue(writer: Writer, feedback_id: int, needed: bool) -> None:
    """Notes whether a piece without an issue needs one."""
    writer.update(Table, feedback_id, no_issue=not needed)


def set_mood(writer: Writer, feedback_id: int, mood: Mood | None) -> None:
    """Notes the mood somebody confirmed, or that it is open again."""
    writer.update(Table, feedback_id, mood=_told(mood))


def _told(mood: Mood | None) -> str | None:
    return None if mood is None else str(mood)


def get(ident: int) -> Feedback:
    """The piece; RuleError when it is gone."""
    row = Table.get_or_none(Table.id == ident)
    if row is None:
        raise RuleError("这条来件已经不在了", "请回到列表重新选择。")
    return _feedback(row)


def by_number(number: int) -> Feedback | None:
    """The piece with this number, or None."""
    row = Table.get_or_none(Table.number == number)
    return _feedback(row) if row is not None else None


def many(idents: list[int]) -> dict[int, Feedback]:
    """The pieces of these ids by id; those gone are left out."""
    return {row.id: _feedback(row) for row in Table.select().where(Table.id.in_(idents))}


def of_issue(issue_id: int) -> tuple[Feedback, ...]:
    """The pieces attached to an issue, newest first."""
    query = Table.select().where(Table.issue == issue_id).order_by(Table.id.desc())
    return tuple(_feedback(row) for row in query)


def of_issues(issue_ids: Sequence[int]) -> dict[int, tuple[Feedback, ...]]:
    """The pieces attached to each of these issues that has any, newest first."""
    query: Any = Table.select().where(Table.issue.in_(list(issue_ids))).order_by(Table.id.desc())
    found: dict[int, tuple[Feedback, ...]] = {}
    for row in query:
        found[row.issue_id] = (*found.get(row.issue_id, ()), _feedback(row))
    return found


def issues_of(pieces: Sequence[Feedback]) -> dict[int, tuple[int, State, datetime | None]]:
    """Number, state and finish of the issues these pieces belong to, by the issue's id."""
    idents = {piece.issue_id for piece in pieces if piece.issue_id is not None}
    query: Any = Issue.select(Issue.id, Issue.number, Issue.state, Issue.finished_at)
    rows = query.where(Issue.id.in_(idents)).tuples()
    return {ident: (number, State(state), at) for ident, number, state, at in rows}


def newest(
    wanted: FeedbackFilter = ANY_FEEDBACK,
    *,
    before: int | None = None,
    offset: int = 0,
    limit: int = 500,
) -> tuple[Feedback, ...]:
    """Pieces newest first; with `before`, those recorded before the piece of that id."""
    query = _matching(wanted)
    if before is not None:
        query = query.where(Table.id < before)
    query = query.order_by(Table.id.desc()).offset(offset).limit(limit)
    return tuple(_feedback(row) for row in query)


def count(wanted: FeedbackFilter) -> int:
    """How many pieces the filter lets through."""
    return int(_matching(wanted).count())


def exceeds(wanted: FeedbackFilter, many: int) -> bool:
    """Whether the filter lets more than so many pieces through."""
    return bool(_matching(wanted).offset(many).limit(1).exists())


def of_household(place: Place, since: datetime) -> tuple[Feedback, ...]:
    """What this household said since then, newest first."""
    query = Table.select().where(
        Table.building == place.building,
        Table.unit == place.unit,
        Table.room == place.room,
        Table.received_at >= since,
    )
    return tuple(_feedback(row) for row in query.order_by(Table.id.desc()))


def names_of(issue_ids: list[int]) -> tuple[str, ...]:
    """The names of everybody who spoke about these issues, each once."""
    query = Table.select(Table.name).where(Table.issue.in_(issue_ids), Table.name != "")
    return tuple(dict.fromkeys(row.name for row in query))


def _matching(wanted: FeedbackFilter) -> Any:
    query = Table.select()
    if wanted.loose:
        query = query.where(~Table.no_issue)
    if wanted.loose and wanted.since is not None:
        # Wrapped, so that the index of the time is used: it leaves far fewer rows.
        query = query.where(fn.COALESCE(Table.issue, 0) == 0)
    elif wanted.loose:
        query = query.where(Table.issue.is_null())
    kinds = wanted.kinds or (WANTING if wanted.loose else ())
    if kinds:
        query = query.where(Table.kind.in_([str(kind) for kind in kinds]))
    if wanted.since is not None:
        query = query.where(Table.received_at >= wanted.since)
    if wanted.moods:
        query = query.where(Table.mood.in_([str(mood) for mood in wanted.moods]))
    if wanted.answers:
        query = feedback_answer.among(query, wanted.answers)
    return query


def _feedback(row: Any) -> Feedback:
    return Feedback(
        id=row.id,
        number=row.number,
        text=row.text,
        place=Place(row.building, row.unit, row.room, row.spot),
        name=row.name,
        phone=row.phone,
        kind=Kind(row.kind),
        category=row.category,
        matter=row.matter,
        dangerous=row.dangerous,
        urgency=row.urgency,
        title=row.title,
        channel=Channel(row.channel),
        may_contact=row.may_contact,
        received_at=row.received_at,
        recorded_by=row.recorded_by_id,
        resident_id=row.resident_id,
        issue_id=row.issue_id,
        no_issue=row.no_issue,
        mood=Mood(row.mood) if row.mood else None,
        voice=row.voice or "",
    )
