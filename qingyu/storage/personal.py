"""One resident's traces in all tables and in the journal: found, and taken out."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from peewee import TextField

from qingyu.domain import personal
from qingyu.domain.feedback_list import WANTING
from qingyu.domain.issue import ENDED
from qingyu.domain.neighbourhood import Resident
from qingyu.domain.personal import Finding
from qingyu.domain.phone_reading import find_phones
from qingyu.domain.place import Place
from qingyu.domain.voices import ties
from qingyu.domain.wording import code
from qingyu.storage import retention, tables
from qingyu.storage.forgetting import Target, Values
from qingyu.storage.journal import plain

# What of these stays is nobody's private matter, or somebody else's.
_OTHERS = frozenset({"steward", "contact", "setting", "building", "public_place", "duty_shift"})
_NOUNS = {
    "resident": "住户登记", "household": "住户登记", "issue": "工单", "feedback": "来件",
    "issue_event": "工单记录", "promise": "答应的事", "cost_line": "费用", "follow_up": "回访",
    "reply": "回复", "photo": "室内照片", "notice": "通知", "objection": "异议",
    "slip_answer": "回执", "round_line": "走访单", "agenda_item": "例会记录", "action": "例会记录",
    "topic": "例会记录", "meeting": "例会记录", "vote": "例会记录",
}  # fmt: skip
_HANGING = {"issue": ("issue_event", "promise", "follow_up", "photo", "round_line", "agenda_item"),
            "feedback": ("reply", "round_line")}  # fmt: skip
_MONEY = ("cost_line",)
_TABLES = {table._meta.table_name: table for table in tables.JOURNALED}


class Traces:
    """What there is of a resident, as rows; and how each looks without them."""

    def __init__(self, person: Resident) -> None:
        self.person = person
        self.namesakes = _namesakes(person)
        self._phone = person.phone if not _is_shared(person) else ""
        self._feedback = _own_feedback(person)
        states = _states({each.issue_id for each in self._feedback if each.issue_id})
        self._issues = set(states)
        self._open = {ident for ident, state in states.items() if state not in ENDED}
        self._pending = {each.id for each in self._feedback if self._waits(each)}
        self._ids = {each.id for each in self._feedback}
        self._aliases = {person.name} | {each.name for each in self._feedback if each.name}
        self.protected: set[Target] = {("feedback", ident) for ident in self._pending}
        self.protected |= {("issue", ident) for ident in self._open}
        self._linked: set[Target] = {("feedback", ident) for ident in self._ids}
        self._linked |= {("issue", ident) for ident in self._issues}
        self._gather()
        self._voices = ties(retention.said(), self._ids - self._pending, "pnri")
        self.rows = set(self._rows())

    @property
    def is_open(self) -> bool:
        """Whether something of theirs is not finished."""
        return bool(self._pending)

    def findings(self) -> tuple[Finding, ...]:
        """What there is, in words."""
        found = [self._finding(target) for target in sorted(self.rows | self._stays())]
        return tuple(each for each in found if each is not None)

    def is_in(self, text: str) -> bool:
        """Whether this text, of the journal or a draft, may name them."""
        own = not self.namesakes and self.person.name in text
        tail = self.person.phone[-4:]
        return own or (bool(tail) and tail in text and self._says_phone(text))

    def verb(self, told: str, hit: bool) -> str:
        """What an entry of the journal is called without them."""
        return self._scrubbed(told, hit)

    def change(self, name: str, ident: int, values: Values) -> Values | None:
        """The row as it may be kept; None for one that goes."""
        target = (name, ident)
        if target in self.protected or name in _OTHERS or _is_money(name, values):
            return values
        if target == ("resident", self.person.id):
            return values if self.is_open else None
        if name == "photo":
            return None if target in self._linked else values
        made = dict(values)
        linked = target in self._linked
        if name == "feedback":
            made["voice"] = self._voices.get(ident, values.get("voice"))
            if linked:
                made |= {"name": "", "phone": "", "resident_id": None}
        if name != "resident":
            for column in _texts(name):
                if made.get(column):
                    made[column] = self._scrubbed(made[column], linked)
        return made

    def photos(self) -> list[str]:
        """The files of the photos that go."""
        idents = [ident for name, ident in self.rows if name == "photo"]
        rows = tables.Photo.select().where(tables.Photo.id.in_(idents))
        return [f"{row.sha256}{row.suffix}" for row in rows]

    def _waits(self, piece: Any) -> bool:
        if piece.issue_id is not None:
            return piece.issue_id in self._open
        return not piece.no_issue and piece.kind in WANTING

    def _gather(self) -> None:
        """Adds what hangs on the person's issues and feedback."""
        home = self.person.household.place
        for owner, names in _HANGING.items():
            for ident in [each for name, each in self._linked if name == owner]:
                protected = (owner, ident) in self.protected
                for name in names:
                    table: Any = _TABLES[name]
                    for row in table.select().where(getattr(table, owner) == ident):
                        if name == "photo" and not _is_at(row.issue, home):
                            continue
                        where = self.protected if protected else self._linked
                        where.add((name, row.id))

    def _rows(self) -> Iterator[Target]:
        """Every row that would change."""
        yield from (("feedback", ident) for ident in self._voices)
        for name, table in _TABLES.items():
            if name in _OTHERS:
                continue
            for row in self._candidates(name, table):
                values = plain(row)
                if self.change(name, row.id, values) != values:
                    yield name, int(row.id)

    def _candidates(self, name: str, table: Any) -> Any:
        own = [ident for noun, ident in self._linked if noun == name]
        wanted = table.id.in_(own) | (table.id == (self.person.id if name == "resident" else 0))
        words = [word for word in (*self._aliases, self.person.phone[-4:]) if len(word) > 1]
        for column in _texts(name):
            field = next(each for each in table._meta.sorted_fields if each.column_name == column)
            for word in words:
                wanted |= field.contains(word)
        return table.select().where(wanted)

    def _stays(self) -> set[Target]:
        own = {target for target in self.protected if target[0] in ("feedback", "issue")}
        if self.is_open:
            own.add(("resident", self.person.id))
        for row in tables.CostLine.select().where(tables.CostLine.issue.in_(self._issues)):
            own.add(("cost_line", row.id))
        home = self.person.household
        slip = tables.SlipAnswer
        answers = slip.select().where(
            slip.building == home.building, slip.unit == home.unit, slip.room == home.room
        )
        return own | {("slip_answer", answer.id) for answer in answers}

    def _finding(self, target: Target) -> Finding | None:
        name, ident = target
        row = _TABLES[name].get_or_none(_TABLES[name].id == ident)
        if row is None or (name == "feedback" and ident not in self._ids and ident in self._voices):
            return None
        values = plain(row)
        why = ""
        if target in self.protected:
            why = personal.OPEN_WHY
        elif name in _MONEY:
            why = personal.MONEY_WHY
        elif name == "slip_answer":
            why = personal.VOTE_WHY
        elif name == "resident":
            why = personal.REGISTER_WHY if self.is_open else ""
        return Finding(_NOUNS.get(name, "其他记录"), _label(name, values), _day(values), why)

    def _scrubbed(self, text: str, linked: bool) -> str:
        text = self._without_phone(text)
        names = self._aliases if linked else set() if self.namesakes else {self.person.name}
        for name in sorted(names, key=len, reverse=True):
            if len(name) > 1:
                text = text.replace(name, personal.SOMEBODY)
        return text

    def _without_phone(self, text: str) -> str:
        if not self._phone:
            return text
        for phone in reversed(find_phones(text)):
            if phone.digits == self._phone:
                text = f"{text[: phone.start]}{personal.NO_PHONE}{text[phone.end :]}"
        return text.replace(self._phone, personal.NO_PHONE)

    def _says_phone(self, text: str) -> bool:
        return self._without_phone(text) != text


def _own_feedback(person: Resident) -> list[Any]:
    """What they said: tied to them, or by their phone, or by their name from their home."""
    table, home = tables.Feedback, person.household
    at_home = (table.building == home.building) & (table.room == home.room) & (
        table.name == person.name
    )
    unknown = table.resident.is_null()
    wanted = (table.resident == person.id) | (unknown & at_home)
    if person.phone:
        wanted |= unknown & (table.phone == person.phone)
    return list(table.select().where(wanted))


def _states(issues: set[int]) -> dict[int, str]:
    query: Any = tables.Issue.select(tables.Issue.id, tables.Issue.state)
    return dict(query.where(tables.Issue.id.in_(issues)).tuples())


def _namesakes(person: Resident) -> int:
    """How many others are called so, or have this in their name."""
    others = tables.Resident.select().where(
        tables.Resident.name.contains(person.name), tables.Resident.id != person.id
    )
    serving = tables.Steward.select().where(tables.Steward.name.contains(person.name))
    parties = tables.Contact.select().where(tables.Contact.name.contains(person.name))
    return int(others.count() + serving.count() + parties.count())


def _is_shared(person: Resident) -> bool:
    """Whether somebody else is reached by this phone."""
    if not person.phone:
        return True
    others = tables.Resident.select().where(
        tables.Resident.phone == person.phone, tables.Resident.id != person.id
    )
    serving = tables.Steward.select().where(tables.Steward.phone == person.phone)
    return others.exists() or serving.exists()


def _is_at(issue: Any, home: Place) -> bool:
    return (issue.building, issue.room) == (home.building, home.room)


def _is_money(name: str, values: Values) -> bool:
    return name in _MONEY or (name == "notice" and values.get("kind") == "accounts")


def _texts(name: str) -> tuple[str, ...]:
    fields = _TABLES[name]._meta.sorted_fields
    return tuple(each.column_name for each in fields if isinstance(each, TextField))


def _label(name: str, values: Values) -> str:
    if name in ("issue", "feedback"):
        told = values.get("title") or values.get("text") or ""
        return f"{code(values['number'])} {told}"[:40]
    if name == "photo":
        return f"施工{values['stage']}的照片"
    said = ("title", "name", "what", "words", "who", "option", "question")
    return str(next((values[each] for each in said if values.get(each)), ""))[:40]


def _day(values: Values) -> date | None:
    keys = ("received_at", "reported_at", "at", "added_at", "entered_at", "created_at", "on")
    told = next((str(values[key]) for key in keys if values.get(key)), "")
    return date.fromisoformat(told[:10]) if told else None
