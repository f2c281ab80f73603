"""Matters that ended long ago: which they are, and how they look without personal data."""

import json
from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from qingyu.domain.feedback_list import WANTING
from qingyu.domain.frozen import frozen
from qingyu.domain.issue import ENDED
from qingyu.domain.masking import mask_name, mask_phone
from qingyu.domain.place import Place
from qingyu.domain.retention import Exemption, hidden_text
from qingyu.domain.voices import Said, ties
from qingyu.storage import setting, tables
from qingyu.storage.forgetting import Target, Values
from qingyu.storage.journal import Writer

ISSUE, FEEDBACK = "工单", "来件"
_EXEMPT = "privacy.kept"
_TEXTS = {
    "issue": ("title", "detail", "obstacle"),
    "feedback": ("text", "title"),
    "issue_event": ("words",),
    "follow_up": ("words",),
    "promise": ("what",),
    "reply": ("words",),
    "round_line": ("words",),
    "agenda_item": ("title", "why", "words", "decisions"),
}
_OF_ISSUES: tuple[Any, ...] = (tables.IssueEvent, tables.FollowUp, tables.Promise, tables.RoundLine,
              tables.AgendaItem)  # fmt: skip


@frozen
class Due:
    """The ids of what a run takes."""

    issues: frozenset[int]
    feedback: frozenset[int]
    photos: frozenset[int]


def exemptions() -> tuple[Exemption, ...]:
    """The matters that are kept whole, in the order they were named."""
    return tuple(Exemption(*each) for each in json.loads(setting.value(_EXEMPT) or "[]"))


def put_exemptions(writer: Writer, kept: Collection[Exemption]) -> None:
    """Makes these the matters that are kept whole."""
    told = [[each.sort, each.number, each.why] for each in kept]
    setting.put(writer, _EXEMPT, json.dumps(told, ensure_ascii=False))


def due(contact: datetime | None, photo: datetime | None) -> Due:
    """What ended before these moments and still shows somebody; open matters never."""
    kept = {(each.sort, each.number) for each in exemptions()}
    ended = _ended(kept)
    old: dict[int, date | None] = {}
    rooms: set[int] = set()
    for ident, (closed_at, masked_on, in_home) in ended.items():
        if contact is not None and closed_at < contact:
            old[ident] = masked_on
        if photo is not None and closed_at < photo and in_home:
            rooms.add(ident)
    pieces = _feedback(contact, old, kept) if contact is not None else frozenset()
    pictures: Any = tables.Photo.select(
        tables.Photo.id, tables.Photo.issue, tables.Photo.added_at
    )
    photos = {ident for ident, issue, at in pictures.tuples()
              if issue in rooms and photo is not None and at < photo}  # fmt: skip
    fresh = (ident for ident, on in old.items() if on is None or on <= ended[ident][0].date())
    return Due(frozenset(fresh), pieces, frozenset(photos))


def _ended(kept: set[tuple[str, int]]) -> dict[int, tuple[datetime, date | None, bool]]:
    """When each ended matter ended, when it was masked, whether it is in somebody's home.

    What was merged ends with the issue it went into.
    """
    table = tables.Issue
    query: Any = table.select(
        table.id, table.number, table.state, table.closed_at, table.merged_into, table.masked_on,
        table.room,
    )  # fmt: skip
    rows = {row[0]: row[1:] for row in query.tuples()}
    made = {}
    for ident in rows:
        way, at, closed = [ident], ident, datetime.min
        while True:
            number, state, closed_at, into, _, _ = rows[at]
            if state not in ENDED or closed_at is None or (ISSUE, number) in kept:
                break
            closed = max(closed, closed_at)
            if into is None or into in way or into not in rows:
                made[ident] = closed, rows[ident][4], rows[ident][5] is not None
                break
            at = into
            way.append(at)
    return made


def _feedback(
    contact: datetime, old: Collection[int], kept: set[tuple[str, int]]
) -> frozenset[int]:
    table = tables.Feedback
    query: Any = table.select(table.id, table.number, table.issue, table.no_issue, table.kind)
    query = query.where(table.received_at < contact, table.masked_on.is_null())
    answered: Any = tables.Reply.select(tables.Reply.feedback).where(tables.Reply.at >= contact)
    lately = {ident for (ident,) in answered.tuples()}
    return frozenset(
        ident
        for ident, number, issue, no_issue, kind in query.tuples()
        if (FEEDBACK, number) not in kept and ident not in lately
        and (issue in old if issue is not None else no_issue or kind not in WANTING)
    )  # fmt: skip


def said(ids: Collection[int] | None = None) -> tuple[Said, ...]:
    """Every piece, or these, as counting voices needs it, without words."""
    table = tables.Feedback
    query: Any = table.select(
        table.id, table.building, table.unit, table.room, table.name, table.phone,
        table.resident, table.voice, table.issue,
    )  # fmt: skip
    rows = query.where(table.id.in_(list(ids))) if ids is not None else query
    return tuple(
        Said(ident, "", "", Place(building, unit, room), name, phone, resident, issue,
             voice=voice or "")
        for ident, building, unit, room, name, phone, resident, voice, issue in rows.tuples()
    )  # fmt: skip


class Masking:
    """What is due with all that hangs on it, and what may be kept of each row."""

    def __init__(self, taken: Due, today: date, contact: datetime | None) -> None:
        self._taken = taken
        self._today = str(today)
        self._limit = str(contact) if contact is not None else ""
        every = said()
        self._voices = ties(every, taken.feedback)
        self._people = _people(every, taken)
        self._keep = _office_phones()
        self._issue_of = {each.id: each.issue_id for each in every}
        self.rows: set[Target] = {("photo", ident) for ident in taken.photos}
        self.rows |= {("feedback", ident) for ident in self._voices.keys() | taken.feedback}
        self.rows |= {("issue", ident) for ident in taken.issues}
        for table in _OF_ISSUES:
            self.rows |= _hanging(table, "issue", taken.issues)
        for table in (tables.Reply, tables.RoundLine):
            self.rows |= _hanging(table, "feedback", taken.feedback)

    def change(self, name: str, ident: int, values: Values) -> Values | None:
        """The row as it may be kept; None for a photo that goes."""
        if (name, ident) not in self.rows:
            return values
        if name == "photo":
            return None
        made = dict(values)
        if name == "feedback":
            made["voice"] = self._voices.get(ident, values.get("voice"))
            if ident not in self._taken.feedback:
                return made
            made["name"], made["phone"] = mask_name(made["name"]), mask_phone(made["phone"])
            made["masked_on"] = self._today
        elif name == "issue":
            made["masked_on"] = self._today
        elif self._is_young(values):
            return values
        names = self._people.get(_matter(name, ident, values, self._issue_of), frozenset())
        for column in _TEXTS[name]:
            if made.get(column):
                made[column] = hidden_text(made[column], names, self._keep)
        return made

    def _is_young(self, values: Values) -> bool:
        """Whether it was written after the limit, on a matter that ended before it."""
        at = values.get("at") or values.get("entered_at")
        return at is not None and str(at) >= self._limit


def _hanging(table: Any, owner: str, idents: Collection[int]) -> set[Target]:
    """The rows of a table that hang on these."""
    if not idents:
        return set()
    pairs = table.select(table.id, getattr(table, owner)).tuples()
    return {(table._meta.table_name, ident) for ident, on in pairs if on in idents}


def _matter(
    name: str, ident: int, values: Values, issue_of: dict[int, int | None]
) -> tuple[str, int | None]:
    """The matter a row belongs to: an issue, or a piece without one."""
    if name == "issue":
        return ISSUE, ident
    piece = ident if name == "feedback" else values.get("feedback_id")
    issue = values.get("issue_id") or (issue_of.get(piece) if piece is not None else None)
    return (ISSUE, issue) if issue is not None else (FEEDBACK, piece)


def _people(
    every: Collection[Said], taken: Due
) -> dict[tuple[str, int | None], frozenset[str]]:
    """The names of who spoke about each matter taken; those who serve here stay named."""
    serving = {row.name for row in tables.Steward.select(tables.Steward.name)}
    query: Any = tables.Resident.select(tables.Resident.id, tables.Resident.name)
    residents = dict(query.tuples())
    found: dict[tuple[str, int | None], set[str]] = {}
    for each in every:
        if each.id in taken.feedback or each.issue_id in taken.issues:
            matter = (ISSUE, each.issue_id) if each.issue_id else (FEEDBACK, each.id)
            names = {each.name, residents.get(each.resident_id, "")} - serving
            found.setdefault(matter, set()).update(
                name for name in names if name and "*" not in name
            )
    return {matter: frozenset(names) for matter, names in found.items()}


def _office_phones() -> frozenset[str]:
    """The telephones of those who serve and of the address book, which are no resident's data."""
    kept = {row.phone for table in (tables.Steward, tables.Contact) for row in table.select()}
    kept.add(setting.value("duty.phone"))
    return frozenset("".join(filter(str.isdigit, each)) for each in kept) - {""}
