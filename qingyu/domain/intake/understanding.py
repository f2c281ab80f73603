"""What was understood of a resident's words, each guess with the words it rests on."""

from typing import Generic, TypeVar

from qingyu.domain.feedback import Kind
from qingyu.domain.frozen import frozen
from qingyu.domain.pattern import pattern
from qingyu.domain.place import Place

T = TypeVar("T")
_PART = pattern(r"[^\s,，。;；:：!！?？]+")
_TITLE_LENGTH = 20


@frozen
class Guess(Generic[T]):
    """A value and the spans of the original text that it rests on."""

    value: T
    text: str
    spans: tuple[tuple[int, int], ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The words it rests on, in their order."""
        return tuple(self.text[start:end] for start, end in self.spans)


@frozen
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
        what = self.matter.value if self.matter else self.said
        spot = self.place.value.spot if self.place else ""
        if spot and what.startswith(spot):
            where = where.removesuffix(spot).strip()  # 3幢 屋面漏水, not 3幢 屋面 屋面漏水
        return f"{where} {what}".strip()

    @property
    def said(self) -> str:
        """The matter in the resident's own words, cut at a pause, without place, name or number."""
        chars = list(self.text)
        for guess in (self.place, self.name, self.phone):
            for start, end in guess.spans if guess else ():
                chars[start:end] = "\n" * (end - start)
        parts = [each for each in _PART.finditer("".join(chars)) if len(_bare(each[0])) > 3]
        telling = (each for each in parts if self._tells(each.start(), each.end()))
        found = next(telling, parts[0] if parts else None)
        return _bare(found[0] if found else self.text)[:_TITLE_LENGTH]

    def _tells(self, first: int, last: int) -> bool:
        return any(start < last and end > first for start, end in self.category.spans)


def _bare(part: str) -> str:
    return part.strip(" -—、\n")


@frozen
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
