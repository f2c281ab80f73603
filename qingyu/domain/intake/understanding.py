"""What was understood of a resident's words, each guess with the words it rests on."""

import re
from dataclasses import dataclass
from typing import Generic, TypeVar

from qingyu.domain.feedback import Kind
from qingyu.domain.place import Place

T = TypeVar("T")
_PAUSE = re.compile(r"[\s,，。;；:：!！?？]+")
_TITLE_LENGTH = 20


@dataclass(frozen=True)
class Guess(Generic[T]):
    """A value and the spans of the original text that it rests on."""

    value: T
    text: str
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The words it rests on, in their order."""
        return tuple(self.text[start:end] for start, end in self.spans)


@dataclass(frozen=True)
class Understanding:
    """Everything read out of one message; category and kind always have a best guess."""

    text: str
    place: Guess[Place] | None
    name: Guess[str] | None
    phone: Guess[str] | None
    kind: Guess[Kind]
    category: Guess[str]
    matter: Guess[str] | None
    dangerous: Guess[bool]
    urgency: Guess[str]

    @property
    def title(self) -> str:
        """A short title for an issue: 6-3-402 楼上漏水, 3幢 屋面漏水."""
        where = self.place.value.code if self.place else ""
        what = self.matter.value if self.matter else self._said()
        spot = self.place.value.spot if self.place else ""
        if spot and what.startswith(spot):
            where = where.removesuffix(spot).strip()  # 3幢 屋面漏水, not 3幢 屋面 屋面漏水
        return f"{where} {what}".strip()

    def _said(self) -> str:
        """The first words that are not place, name or number, cut at a pause."""
        chars = list(self.text)
        for guess in (self.place, self.name, self.phone):
            for start, end in guess.spans if guess else ():
                chars[start:end] = "\n" * (end - start)
        parts = [part.strip(" -—、") for part in _PAUSE.split("".join(chars))]
        said = next((part for part in parts if len(part) > 3), self.text.strip())
        return said[:_TITLE_LENGTH]


@dataclass(frozen=True)
class Record:
    """One line of the command line's `parse`, keys in the order of the sample messages."""

    text: str
    building: int | None
    unit: int | None
    room: str | None
    name: str | None
    phone: str | None
    category: str
    dangerous: bool
    kind: str


def as_record(understanding: Understanding) -> Record:
    """The understanding as flat, JSON-ready values."""
    place = understanding.place.value if understanding.place else Place()
    return Record(
        text=understanding.text,
        building=place.building,
        unit=place.unit,
        room=place.room,
        name=understanding.name.value if understanding.name else None,
        phone=understanding.phone.value if understanding.phone else None,
        category=understanding.category.value,
        dangerous=understanding.dangerous.value,
        kind=understanding.kind.value.value,
    )
