"""Narrowing a list that is on screen: words, a place, the end of a phone, pinyin of the name."""

from collections.abc import Sequence

from qingyu.domain.frozen import frozen
from qingyu.domain.numeral import NUMERAL_CHARS
from qingyu.domain.place import NOWHERE, Place
from qingyu.domain.place_reading import read_place
from qingyu.domain.plain_text import fold

_LONGEST = 100


@frozen
class Wanted:
    """One word of what was typed, and the place it means if it is one."""

    word: str
    place: Place | None

    def fits(self, haystack: str, place: Place, spellings: Sequence[str]) -> bool:
        """Whether a row has it; `haystack` is folded, spellings are full pinyin and initials."""
        if self.place is not None and self.place.building is not None:
            return _within(self.place, place)
        if self.word in haystack:
            return True
        return self.word.isascii() and any(each.startswith(self.word) for each in spellings)


def read_filter(typed: str) -> tuple[Wanted, ...]:
    """Every word of what was typed; all of them must fit. Nothing typed fits everything."""
    words = fold(typed[:_LONGEST]).split()
    return tuple(Wanted(word, _place(word)) for word in words)


def fits(
    wanted: Sequence[Wanted],
    haystack: str,
    place: Place = NOWHERE,
    spellings: Sequence[str] = (),
) -> bool:
    """Whether a row has everything that is wanted."""
    return all(each.fits(haystack, place, spellings) for each in wanted)


def _place(word: str) -> Place | None:
    return read_place(word) if any(char in NUMERAL_CHARS for char in word) else None


def _within(wanted: Place, place: Place) -> bool:
    return (
        wanted.building == place.building
        and wanted.unit in (None, place.unit)
        and wanted.room in (None, place.room)
    )
