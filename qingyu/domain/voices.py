"""How many people and households stand behind pieces of feedback: ten pieces may be one voice."""

from collections.abc import Collection, Hashable, Iterable, Iterator
from typing import Any, Protocol

from qingyu.domain.feedback import Mood
from qingyu.domain.frozen import frozen
from qingyu.domain.place import NOWHERE, Place

_Key = Hashable
# What stands in a masked name or phone.
HIDDEN = "*"
_SORTS = {"phone": "p", "name": "n", "resident": "r", "piece": "i"}


class Spoken(Protocol):
    """Who said a piece and where they live, as far as it is known: a Feedback, a Said."""

    @property
    def id(self) -> int: ...
    @property
    def place(self) -> Place: ...
    @property
    def name(self) -> str: ...
    @property
    def phone(self) -> str: ...
    @property
    def resident_id(self) -> int | None: ...
    @property
    def voice(self) -> str: ...


@frozen
class Said:
    """One piece of feedback as counting voices needs it; `mood` is what a steward confirmed."""

    id: int
    category: str
    text: str
    place: Place = NOWHERE
    name: str = ""
    phone: str = ""
    resident_id: int | None = None
    issue_id: int | None = None
    mood: Mood | None = None
    voice: str = ""


@frozen
class Voices:
    """Pieces, the people who said them and the households they live in, counted apart."""

    pieces: int = 0
    people: int = 0
    households: int = 0

    @property
    def text(self) -> str:
        """「10 件 · 3 人 · 2 户」; the rest is left out where nothing is known of it."""
        if not self.pieces:
            return ""
        homes = f" · {self.households} 户" if self.households else ""
        return f"{self.pieces} 件 · {self.people} 人{homes}"


def voices(pieces: Iterable[Spoken]) -> Voices:
    """The three counts, one person being whoever shares a phone, a resident or a name at home.

    Nameless words of a household come from nobody new where somebody of it is known.
    """
    every = tuple(pieces)
    groups = _Groups()
    known_homes: dict[_Key, _Key] = {}
    nameless = []
    for piece in every:
        keys = tuple(_keys(piece))
        for key in keys:
            groups.join(keys[0], key)
        home = _home(piece)
        if keys and home is not None:
            known_homes.setdefault(home, keys[0])
        elif not keys:
            nameless.append(home if home is not None else ("piece", piece.id))
    unknown = {home for home in nameless if home not in known_homes}
    homes = {home for home in map(_home, every) if home is not None}
    return Voices(len(every), groups.count() + len(unknown), len(homes))


def ties(
    every: Iterable[Spoken], hidden: Collection[int], sorts: str = "pn"
) -> dict[int, str]:
    """The voices by id that keep every count as it is when these pieces lose name and phone.

    Who shares a phone (p), a name at home (n), a resident (r) with a hidden piece gets its number
    too; i is a name without an address. A number tells nothing of what it stands for.
    """
    pieces = [(piece, tuple(_named_keys(piece, sorts))) for piece in every]
    needed = {key for piece, keys in pieces if piece.id in hidden for _, key in keys}
    numbers: dict[_Key, str] = {}
    for piece, keys in sorted(pieces, key=lambda each: each[0].id):
        known = {token[0]: token for token in piece.voice.split()}
        for sort, key in keys:
            if key in needed and (sort in known or key not in numbers):
                numbers[key] = known.get(sort, f"{sort}{piece.id}")
    made = {}
    for piece, keys in pieces:
        tokens = {numbers[key] for _, key in keys if key in needed} | {*piece.voice.split()}
        if tokens != {*piece.voice.split()}:
            made[piece.id] = " ".join(sorted(tokens))
    return made


def _named_keys(piece: Spoken, sorts: str) -> Iterator[tuple[str, _Key]]:
    for key in _plain_keys(piece):
        sort = _SORTS[key[0]]
        if sort in sorts:
            yield sort, key


def _keys(piece: Spoken) -> Iterator[_Key]:
    """Everything that tells who spoke; nothing for words without a name or phone."""
    for token in piece.voice.split():
        yield ("voice", token)
    yield from _plain_keys(piece)


def _plain_keys(piece: Spoken) -> Iterator[tuple[Any, ...]]:
    """What tells who spoke as far as it is not hidden."""
    phone = "".join(char for char in piece.phone if char.isdigit())
    if piece.resident_id is not None:
        yield ("resident", piece.resident_id)
    if phone and HIDDEN not in piece.phone:
        yield ("phone", phone)
    name = "".join(piece.name.split())
    home = _home(piece)
    if name and home is not None and HIDDEN not in name:
        yield ("name", name, home)
    elif name and home is None and not phone and piece.resident_id is None:
        # A name without an address may be anybody's.
        yield ("piece", piece.id)


def _home(piece: Spoken) -> _Key | None:
    place = piece.place
    if place.building is None or not place.room:
        return None
    return ("home", place.building, place.unit, place.room)


class _Groups:
    """Keys joined into groups, each group one person."""

    def __init__(self) -> None:
        self._above: dict[_Key, _Key] = {}

    def join(self, one: _Key, other: _Key) -> None:
        self._above[self._top(one)] = self._top(other)

    def count(self) -> int:
        return len({self._top(key) for key in self._above})

    def _top(self, key: _Key) -> _Key:
        self._above.setdefault(key, key)
        while self._above[key] != key:
            # Halving the way keeps it short, however many pieces one person wrote.
            self._above[key] = self._above[self._above[key]]
            key = self._above[key]
        return key
