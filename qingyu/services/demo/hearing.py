"""The feedback of the stream: queued as it is thought of, written in the order of time."""

import heapq
from datetime import datetime, timedelta
from functools import cache

from qingyu.domain.feedback import Kind
from qingyu.domain.frozen import frozen
from qingyu.domain.issue import Urgency
from qingyu.domain.mood import MoodTable, read_moods
from qingyu.domain.place import Place
from qingyu.paths import resource
from qingyu.services.demo import rows, voices
from qingyu.services.demo.dice import Dice, Wheel
from qingyu.services.demo.lore import Lines, MatterLore, matters
from qingyu.services.demo.pace import Pace
from qingyu.services.demo.people import Crew
from qingyu.services.demo.places import PlaceFinder, place_of
from qingyu.services.demo.voices import Said, Slots, Story
from qingyu.storage import tables
from qingyu.storage.bulk import BulkWriter

_LATELY = timedelta(hours=40)
_HOW = ("微信", "电话", "微信", "上门")
_REPLY = "您反映的事我们收到了，会尽快了解，有进展再告诉您。"
_LOOSE: Wheel[Kind] = Wheel(
    [(Kind.INQUIRY, 36), (Kind.PRAISE, 29), (Kind.SUGGESTION, 27), (Kind.HELP, 8)]
)


@frozen
class Piece:
    """One piece of feedback on its way: what was said, and which issue it belongs to."""

    said: Said
    matter: MatterLore
    urgency: Urgency
    title: str
    clerk: int
    issue_id: int | None = None
    again: bool = False


class Hearing:
    """Takes in feedback; `pieces` counts those written so far."""

    def __init__(
        self, writer: BulkWriter, dice: Dice, finder: PlaceFinder, pace: Pace, crew: Crew,
        until: datetime,
    ) -> None:  # fmt: skip
        self.pieces = 0
        self._writer = writer
        self._dice = dice
        self._finder = finder
        self._pace = pace
        self._crew = crew
        self._until = until
        self._waiting: list[tuple[datetime, int, Piece]] = []
        self._queued = 0

    def in_passing(self, at: datetime) -> None:
        """Something that needs no issue, or lately one that nobody has opened yet."""
        kind = self._dice.spin(_LOOSE)
        fresh = self._until - at < _LATELY and self._dice.chance(0.5)
        told = self._need if fresh or kind is Kind.HELP else self._remark
        matter, heard = told(at, kind, fresh)
        what = matter.name if matter.name != "其他" else heard.text[:20]
        title = f"{heard.place.code} {what}".strip()
        urgency = Urgency.NORMAL if not fresh else self._dice.spin(matter.urgency)
        clerk = self._dice.pick(self._crew.recorders).id
        self.queue(at, Piece(heard, matter, urgency, title, clerk))

    def _need(self, at: datetime, kind: Kind, fresh: bool) -> tuple[MatterLore, Said]:
        """Something to be done; older ones were small enough to be done at once."""
        matter = self._pace.matter(at.date())
        while matter.dangerous or (not fresh and matter.kind is not kind):
            matter = self._dice.pick(matters())
        story = self._story(matter, self._place(matter), at)
        speaker = self._finder.speaker(story.place, who=matter.who)
        return matter, voices.first(self._dice, story, speaker)

    def _remark(self, at: datetime, kind: Kind, _fresh: bool) -> tuple[MatterLore, Said]:
        """A question, a proposal or thanks."""
        matter, lines = self._dice.spin(_passing(kind))
        person = self._finder.home()
        place = self._place(matter)
        if kind is Kind.INQUIRY or matter.where == "grounds":
            place = Place()
        elif person is not None and self._dice.chance(0.6):
            place = place_of(person.home)
        story = self._story(matter, place, at)
        return matter, voices.in_passing(self._dice, story, kind, lines, person)

    def _place(self, matter: MatterLore) -> Place:
        return self._finder.place(matter) if self._finder.can(matter) else Place()

    def _story(self, matter: MatterLore, place: Place, at: datetime) -> Story:
        slots = Slots(self._dice, place, self._finder.storeys(place))
        return Story(matter, place, slots, at.year)

    def queue(self, at: datetime, piece: Piece) -> None:
        self._queued += 1
        heapq.heappush(self._waiting, (at, self._queued, piece))

    def tell(self, until: datetime) -> None:
        """Writes the feedback that has come in by then, numbered as it came."""
        while self._waiting and self._waiting[0][0] <= until:
            at, _, piece = heapq.heappop(self._waiting)
            self.pieces += 1
            number, told = self.pieces, piece.said
            self._writer.add(tables.Feedback, _row(number, at, piece))
            self._reply(number, at, piece)
            if piece.again:
                who = told.name or told.place.code or "居民"
                words = f"{who}：{told.text[:40]}（来件 {number:04d}）"
                row = {"issue_id": piece.issue_id, "at": at, "by_id": piece.clerk}
                self._writer.add(tables.IssueEvent, {**row, "verb": "又来反映", "words": words})


    def _reply(self, number: int, at: datetime, piece: Piece) -> None:
        """Most are answered within a day or two; every tenth waits a little too long."""
        replied_at = at + timedelta(hours=2 + number % 29)
        if replied_at > self._until or number % 10 == 3 or piece.said.kind is Kind.PRAISE:
            return
        row = {"feedback_id": number, "at": replied_at, "by_id": piece.clerk}
        self._writer.add(tables.Reply, {**row, "how": _HOW[number % 4], "words": _REPLY})


def _mood(number: int, text: str) -> str | None:
    """What a steward confirmed; nobody gets round to all of them."""
    return _moods().suggest(text).mood.value if number % 4 else None


def _row(number: int, at: datetime, piece: Piece) -> dict[str, object]:
    """The columns of the table `feedback`."""
    told = piece.said
    return {
        "id": number,
        "number": number,
        "text": told.text,
        **rows.place_columns(told.place),
        "name": told.name,
        "phone": told.phone,
        "kind": told.kind.value,
        "category": piece.matter.category,
        "matter": piece.matter.name,
        "dangerous": piece.matter.dangerous and told.kind is not Kind.PRAISE,
        "urgency": piece.urgency.value,
        "title": piece.title,
        "channel": told.channel.value,
        "may_contact": told.person.may_contact if told.person else bool(told.phone),
        "received_at": at,
        "recorded_by_id": piece.clerk,
        "resident_id": told.person.id if told.person else None,
        "issue_id": piece.issue_id,
        "mood": _mood(number, told.text),
    }


@cache
def _moods() -> MoodTable:
    return read_moods(resource("words", "moods.toml"))


@cache
def _passing(kind: Kind) -> Wheel[tuple[MatterLore, Lines]]:
    key = {Kind.INQUIRY: "asks", Kind.SUGGESTION: "ideas", Kind.PRAISE: "thanks"}[kind]
    said: list[tuple[MatterLore, Lines]] = [(each, getattr(each, key)) for each in matters()]
    return Wheel(((each, lines), len(lines) ** 0.7) for each, lines in said if lines)
