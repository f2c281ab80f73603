"""How a name may be typed in letters: full pinyin and initials, for the search index."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, islice, product

_MOST = 64
_LONGEST = 40
# DOMAIN.md section 8: as surnames these are read otherwise than usual.
_SURNAMES = {
    **{"单": "shan", "解": "xie", "曾": "zeng", "仇": "qiu", "区": "ou", "查": "zha"},
    **{"朴": "piao", "盖": "ge", "翟": "zhai", "乐": "yue", "员": "yun", "任": "ren"},
    **{"华": "hua", "纪": "ji", "葛": "ge", "缪": "miao"},
}
_LONG_SURNAMES = {
    "尉迟": ("yu", "chi"),
    "万俟": ("mo", "qi"),
    "令狐": ("ling", "hu"),
    "长孙": ("zhang", "sun"),
}
# Characters of names that pypinyin does not know.
_UNKNOWN = {"𠮷": "ji"}


@lru_cache(maxsize=4096)
def spellings(name: str) -> tuple[str, ...]:
    """Full pinyin, then initials (zhangayi, zay), by every reading, likeliest first; at most 64.

    Letters and digits of the name are kept in lower case; ü is spelt v, then u. Other characters
    have no spelling; a name without any gives an empty tuple.
    """
    readings = [each for each in _readings(name[:_LONGEST]) if each]
    if not readings:
        return ()
    full = _bounded(_spelt(readings), _MOST * 3 // 4)
    initials = [tuple(dict.fromkeys(_initial(each) for each in char)) for char in readings]
    return tuple(_bounded([*full, *_bounded(_spelt(initials), _MOST // 4)], _MOST))


def _readings(name: str) -> Iterator[tuple[str, ...]]:
    """The readings of each character, the likeliest first; an empty tuple when it has none."""
    surname = _surname(name)
    for at, char in enumerate(name):
        first = [surname[at]] if at < len(surname) else []
        yield tuple(dict.fromkeys(_typed([*first, *_every_reading(char)])))


def _every_reading(char: str) -> list[str]:
    from pypinyin import Style, pinyin

    if char.isascii():
        return [char.lower()] if char.isalnum() else []
    if char in _UNKNOWN:
        return [_UNKNOWN[char]]
    # Character by character: read as a phrase, pypinyin would give one reading only.
    found = pinyin(char, style=Style.NORMAL, heteronym=True, errors="ignore")
    return found[0] if found else []


def _typed(readings: Iterable[str]) -> Iterator[str]:
    for reading in readings:
        if reading:
            yield reading
            if "v" in reading and reading != "v":
                yield reading.replace("v", "u")


def _surname(name: str) -> tuple[str, ...]:
    if name[:2] in _LONG_SURNAMES:
        return _LONG_SURNAMES[name[:2]]
    return (_SURNAMES[name[0]],) if name[:1] in _SURNAMES else ()


def _initial(reading: str) -> str:
    return reading if reading.isdigit() else reading[:1]


def _spelt(readings: Sequence[Sequence[str]]) -> Iterator[str]:
    """Every combination, those that leave the likeliest reading in the fewest places first."""
    several = [at for at, each in enumerate(readings) if len(each) > 1]
    for changes in range(len(several) + 1):
        for places in combinations(several, changes):
            for others in product(*(readings[at][1:] for at in places)):
                changed = dict(zip(places, others, strict=True))
                yield "".join(changed.get(at, each[0]) for at, each in enumerate(readings))


def _bounded(spelt: Iterable[str], most: int) -> list[str]:
    # Bounded before duplicates go, so that no name can make this long.
    return list(dict.fromkeys(islice(spelt, most)))
