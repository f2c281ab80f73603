"""What each row of the reception desk offers, and what a text settled there means."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from qingyu.domain.feedback import Channel, Kind, Mood
from qingyu.domain.issue import Urgency
from qingyu.domain.neighbourhood import Resident
from qingyu.domain.phone_reading import read_phone
from qingyu.domain.place_entry import read_entry
from qingyu.domain.reception import Corrections, Sheet
from qingyu.domain.resident_speaking import is_called
from qingyu.services import category, pinyin, reception, reveal
from qingyu.ui.operations import Operations
from qingyu.ui.pages.reception_wording import ARROW, resident_text

Suggest = Callable[[str], Sequence[str]]


class Offers:
    """Suggestions for what is typed into a row; remembers what the offered lines stand for."""

    def __init__(self, operations: Operations) -> None:
        self._operations = operations
        self._people: dict[str, Resident] = {}
        self._topics: dict[str, tuple[str, str]] = {}
        self.sheet: Sheet | None = None

    def suggest(self) -> dict[str, Suggest]:
        """The function of each row from what was typed to what is offered."""
        return {
            "place": self._find_places,
            "name": self._find_people,
            "kind": lambda typed: pinyin.narrowed([str(kind) for kind in Kind], typed),
            "topic": self._find_topics,
            "urgency": lambda typed: pinyin.narrowed([str(each) for each in Urgency], typed),
            "channel": lambda typed: pinyin.narrowed([str(each) for each in Channel], typed),
        }

    def take(self, by_hand: Corrections, field: str, value: object) -> Corrections:
        """The corrections with what the user settled in a row."""
        text = value.strip() if isinstance(value, str) else ""
        if field == "place":
            return replace(by_hand, place=read_entry(text))
        if field == "name":
            return self._named(by_hand, text)
        if field == "phone":
            return replace(by_hand, phone=_phone(text))
        if field == "kind":
            return replace(by_hand, kind=Kind(text))
        if field == "topic":
            return replace(by_hand, topic=self._topics.get(text, by_hand.topic))
        if field == "urgency":
            return replace(by_hand, urgency=Urgency(text))
        if field == "channel":
            return replace(by_hand, channel=Channel(text))
        if field == "dangerous":
            return replace(by_hand, dangerous=bool(value))
        if field == "mood":
            return replace(by_hand, mood=Mood(text))
        return replace(by_hand, may_contact=bool(value))

    def _named(self, by_hand: Corrections, text: str) -> Corrections:
        person = self._people.get(text)
        if person is None and text.isascii() and text.isalpha():
            # Letters are pinyin as long as they find somebody.
            self._find_people(text)
            person = next(iter(self._people.values()), None)
        if person is None:
            said = text.split(ARROW)[0].split("（")[0].strip()
            return replace(by_hand, name=said, resident=None)
        said = self.sheet.name.guess if self.sheet else ""
        name = None if said and is_called(person.name, said) else person.name
        return replace(by_hand, name=name, resident=person)

    def _find_places(self, typed: str) -> Sequence[str]:
        found = self._operations.read(reception.offer_places, typed) or ()
        return [place.text for place in found]

    def _find_people(self, typed: str) -> Sequence[str]:
        place = self.sheet.place.value if self.sheet else read_entry("")
        found = self._operations.read(reception.offer_residents, typed, place) or ()
        hidden = bool(self._operations.read(reveal.is_hiding))
        self._people = {resident_text(person, hidden=hidden): person for person in found}
        return list(self._people)

    def _find_topics(self, typed: str) -> Sequence[str]:
        found = self._operations.read(category.search, typed) or ()
        self._topics |= {choice.text: (choice.code, choice.matter) for choice in found}
        return [choice.text for choice in found]


def without(by_hand: Corrections, field: str) -> Corrections:
    """The corrections with the guess of one row put back."""
    names = {field: None, "resident": None} if field == "name" else {field: None}
    kept = {name: value for name, value in vars(by_hand).items() if name not in names}
    return Corrections(**kept)


def _phone(text: str) -> str:
    return read_phone(text) or "".join(char for char in text if char not in " 　-－")
