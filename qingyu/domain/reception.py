"""The reception desk: what was understood, what was changed by hand, what will be recorded."""

from dataclasses import fields, replace
from typing import Generic, TypeVar

from qingyu.domain.category import FALLBACK, Danger
from qingyu.domain.category import find as find_category
from qingyu.domain.feedback import Channel, FeedbackDraft, Kind, Mood
from qingyu.domain.frozen import frozen
from qingyu.domain.intake import Guess, Understanding
from qingyu.domain.issue import Urgency
from qingyu.domain.mood import CALM, MoodGuess
from qingyu.domain.neighbourhood import Resident
from qingyu.domain.place import NOWHERE, Place
from qingyu.domain.reception_cues import guess_channel, guess_may_contact
from qingyu.domain.resident_speaking import NOBODY, Speaker

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
Topic = tuple[str, str]  # category code and matter, the matter empty where only the first is known

FROM_BOOK = "住户资料"
AS_KNOWN = "与登记一致"
UNCLEAR = "没认出来，请选一下"
_CALM = (Kind.PRAISE, Kind.INQUIRY, Kind.SUGGESTION)


@frozen
class Corrections:
    """What the steward changed by hand; None where the guess stands."""

    place: Place | None = None
    name: str | None = None
    resident: Resident | None = None
    phone: str | None = None
    kind: Kind | None = None
    topic: Topic | None = None
    urgency: Urgency | None = None
    dangerous: bool | None = None
    channel: Channel | None = None
    may_contact: bool | None = None
    mood: Mood | None = None

    def __bool__(self) -> bool:
        return any(getattr(self, each.name) is not None for each in fields(self))


UNTOUCHED = Corrections()


@frozen
class Entry(Generic[T_co]):
    """One value of the sheet, what was guessed, why, and whether it was changed by hand."""

    value: T_co
    guess: T_co
    why: str = ""
    changed: bool = False


@frozen
class Mark:
    """A stretch of the text that the guess of this field rests on."""

    field: str
    start: int
    end: int


@frozen
class Sheet:
    """All that will be recorded of one message, field by field; `mood` once it is confirmed."""

    text: str
    place: Entry[Place]
    name: Entry[str]
    resident: Resident | None
    phone: Entry[str]
    kind: Entry[Kind]
    topic: Entry[Topic]
    urgency: Entry[Urgency]
    dangerous: Entry[bool]
    channel: Entry[Channel]
    may_contact: Entry[bool]
    said: str
    mood: Mood | None = None
    mood_guess: MoodGuess = CALM
    household: tuple[Resident, ...] = ()
    marks: tuple[Mark, ...] = ()

    @property
    def wants_issue(self) -> bool:
        """Whether something is to be done about it: repairs, complaints, pleas, dangers."""
        return self.kind.value not in _CALM or self.dangerous.value

    @property
    def title(self) -> str:
        """A short title for an issue: 3-2-501 屋面漏水."""
        what = self.topic.value[1] or self.said
        return f"{self.place.value.code} {what}".strip()

    def draft(self) -> FeedbackDraft:
        """What the services record."""
        said = self.name.value or (self.resident.name if self.resident else "")
        return FeedbackDraft(
            text=self.text,
            place=self.place.value,
            name=said,
            phone=self.phone.value,
            kind=self.kind.value,
            category=self.topic.value[0],
            matter=self.topic.value[1],
            dangerous=self.dangerous.value,
            urgency=str(self.urgency.value),
            title=self.title,
            channel=self.channel.value,
            resident_id=self.resident.id if self.resident else None,
            may_contact=self.may_contact.value,
            mood=self.mood,
        )


def not_understood(text: str) -> Understanding:
    """What is understood of a blank text."""
    return Understanding(
        text=text,
        place=None,
        name=None,
        phone=None,
        kind=Guess(Kind.REPAIR, text),
        category=Guess(FALLBACK, text),
        matter=None,
        dangerous=Guess(False, text),
        urgency=Guess(str(Urgency.NORMAL), text),
    )


def said_place(read: Understanding, by_hand: Corrections) -> Place:
    """The place to look the household up by."""
    guess = read.place.value if read.place else NOWHERE
    return by_hand.place if by_hand.place is not None else guess


def said_name(read: Understanding, by_hand: Corrections) -> str:
    """The name to look the speaker up by."""
    return by_hand.name if by_hand.name is not None else _value(read.name)


def said_phone(read: Understanding, by_hand: Corrections) -> str:
    """The number to look the speaker up by."""
    return by_hand.phone if by_hand.phone is not None else _value(read.phone)


def fill(
    text: str,
    read: Understanding,
    by_hand: Corrections,
    speaker: Speaker = NOBODY,
    mood: MoodGuess = CALM,
) -> Sheet:
    """The sheet of a text as understood, completed from the book, changed by hand."""
    person = by_hand.resident or (speaker.resident if by_hand.name != "" else None)
    topic = _topic(read, by_hand)
    kind = _entry(by_hand.kind, read.kind.value, _quoted(read.kind))
    dangerous = _dangerous(read, by_hand, topic, kind.value)
    channel, may_contact = guess_channel(read.text), guess_may_contact(read.text)
    return Sheet(
        text=text,
        place=_place(read, by_hand, person),
        name=_name(read, by_hand, speaker),
        resident=person,
        phone=_phone(read, by_hand, person),
        kind=kind,
        topic=topic,
        urgency=_urgency(read, by_hand, dangerous.value),
        dangerous=dangerous,
        channel=_entry(by_hand.channel, channel.value, _quoted(channel)),
        may_contact=_may_contact(may_contact, by_hand, person),
        said=read.said,
        mood=by_hand.mood,
        mood_guess=mood,
        household=speaker.household,
        marks=(
            *_marks(read, by_hand, channel, may_contact),
            *(Mark("mood", start, end) for start, end in mood.spans),
        ),
    )


def _entry(by_hand: T | None, guess: T, why: str) -> Entry[T]:
    changed = by_hand is not None and by_hand != guess
    return Entry(by_hand if by_hand is not None else guess, guess, "" if changed else why, changed)


def _name(read: Understanding, by_hand: Corrections, speaker: Speaker) -> Entry[str]:
    entry = _entry(by_hand.name, _value(read.name), _quoted(read.name))
    if by_hand.resident is not None and by_hand.resident != speaker.resident:
        return replace(entry, changed=True)
    return replace(entry, why=FROM_BOOK) if speaker.resident and not entry.changed else entry


def _place(read: Understanding, by_hand: Corrections, person: Resident | None) -> Entry[Place]:
    nowhere = read.place is None or read.place.value.building is None
    if nowhere and person is not None:
        return _entry(by_hand.place, person.household.place, FROM_BOOK)
    return _entry(by_hand.place, read.place.value if read.place else NOWHERE, _quoted(read.place))


def _phone(read: Understanding, by_hand: Corrections, person: Resident | None) -> Entry[str]:
    if read.phone is None:
        known = person.phone if person is not None else ""
        return _entry(by_hand.phone, known, FROM_BOOK if known else "")
    same = person is not None and person.phone == read.phone.value
    return _entry(by_hand.phone, read.phone.value, AS_KNOWN if same else _quoted(read.phone))


def _topic(read: Understanding, by_hand: Corrections) -> Entry[Topic]:
    guess = read.category.value, _value(read.matter)
    why = _quoted(read.matter) or _quoted(read.category)
    if guess == (FALLBACK, "") and not why and read.text.strip():
        why = UNCLEAR
    return _entry(by_hand.topic, guess, why)


def _dangerous(
    read: Understanding, by_hand: Corrections, topic: Entry[Topic], kind: Kind
) -> Entry[bool]:
    if topic.changed and not read.dangerous.value and kind not in _CALM:
        category = find_category(topic.value[0])
        matter = category.matter(topic.value[1]) if category else None
        if matter is not None and matter.danger is Danger.IMMEDIATE:
            return _entry(by_hand.dangerous, True, f"「{matter.name}」属于危险")
    return _entry(by_hand.dangerous, read.dangerous.value, _quoted(read.dangerous))


def _urgency(read: Understanding, by_hand: Corrections, dangerous: bool) -> Entry[Urgency]:
    guess, why = Urgency(read.urgency.value), _quoted(read.urgency)
    if dangerous and guess is not Urgency.EMERGENCY:
        guess, why = Urgency.EMERGENCY, "危险的一律紧急"
    elif guess is Urgency.EMERGENCY and not dangerous and read.dangerous.value:
        guess, why = Urgency.NORMAL, ""
    return _entry(by_hand.urgency, guess, why)


def _may_contact(
    guess: Guess[bool], by_hand: Corrections, person: Resident | None
) -> Entry[bool]:
    if guess.value and person is not None and not person.may_contact:
        return _entry(by_hand.may_contact, False, FROM_BOOK)
    return _entry(by_hand.may_contact, guess.value, _quoted(guess))


def _marks(
    read: Understanding, by_hand: Corrections, channel: Guess[Channel], contact: Guess[bool]
) -> tuple[Mark, ...]:
    found: tuple[tuple[str, Guess[object] | None, bool], ...] = (
        ("place", _any(read.place), by_hand.place is None),
        ("name", _any(read.name), by_hand.name is None),
        ("phone", _any(read.phone), by_hand.phone is None),
        ("kind", _any(read.kind), by_hand.kind is None),
        ("topic", _any(read.matter or read.category), by_hand.topic is None),
        ("urgency", _any(read.urgency), by_hand.urgency is None),
        ("channel", _any(channel), by_hand.channel is None),
        ("may_contact", _any(contact), by_hand.may_contact is None),
        ("dangerous", _any(read.dangerous), by_hand.dangerous is None),
    )
    return tuple(
        Mark(name, start, end)
        for name, guess, stands in found
        if guess is not None and stands
        for start, end in guess.spans
    )


def _any(guess: Guess[T] | None) -> Guess[object] | None:
    return Guess(guess.value, guess.text, guess.spans) if guess is not None else None


def _value(guess: Guess[str] | None) -> str:
    return guess.value if guess is not None else ""


def _quoted(guess: Guess[T] | None) -> str:
    """The words as shown beside a value: “漏水” “滴到”."""
    words = dict.fromkeys(guess.words if guess is not None else ())
    return " ".join(f"“{' '.join(word.split())}”" for word in words)
