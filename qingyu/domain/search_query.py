"""The one search box: what was typed, and the portable per-character text it is looked up in.

The index text is a run of tokens parted by spaces, the same for SQLite's FTS5 `unicode61` and for
PostgreSQL's `simple`: one token per Han character, letter and digit, so that a phrase finds any
part of a word. Invented tokens begin with u, n or p and a digit, as no pinyin spelling does:

- `u0` stands for punctuation and space;
- `u02cc56` is a character that a tokenizer may not know as a letter (𬱖, 㛃, é);
- `n138` is three neighbouring digits of a run of four or more, and `p3u2r501`, `p3u2`, `p3`,
  `p0u2r501` … a place said as 3幢2单元501室. They stand at the end, because what every text is full
  of is slow to search as a phrase: 100 ms in 200,000 texts for 「3幢2单元」, 1 ms for its token.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import product

from qingyu.domain.frozen import frozen
from qingyu.domain.pattern import pattern
from qingyu.domain.phone_reading import find_phones
from qingyu.domain.place import Place
from qingyu.domain.place_reading import find_places, read_place

BARRIER = "u0"
LONGEST = 200
MOST_WORDS = 8

_ISSUE = pattern(r"(?:(?<!\d)#|工单号?|(?<![a-z])qy[\s_-]*i)[\s:#_-]*(\d{1,7})(?![\d-])")
_TAIL = pattern(r"(?:手机)?(?:尾号|后四位|末四位)[\s:是]*(?=\d{4})")
# A word that may begin a spelling (3zhuang): no single letter, and no token invented here.
_SPELLING = pattern(r"(?![unp]\d)(?=\d*[a-z])[a-z0-9]{2,}")
_PLACE = pattern(
    r"(?<![0-9])(?=[0-9])"
    r"(?:([1-9][0-9]{0,3})幢)?(?:([1-9][0-9]{0,2})单元)?(?:([0-9a-z]{1,8})室)?"
)
_BARRIERS = pattern(rf"(?:{BARRIER} ){{2,}}")
_LONG_NUMBER = pattern(r"(?<!\S)(?:[0-9] ){4,}")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))


@frozen
class Query:
    """What was typed, as far as understood; every part narrows the answers except as said here.

    `words` hold all but the place and a marked issue number (#231), so digits and letters too;
    `phone` (4 to 12 digits) and `issue` are what one of the words may mean besides, likewise
    `pinyin`, the letters joined when there are only letters.
    """

    words: tuple[str, ...] = ()
    place: Place | None = None
    phone: str = ""
    issue: int | None = None
    pinyin: str = ""

    def __bool__(self) -> bool:
        return bool(self.words or self.place or self.issue is not None)


def read_query(text: str) -> Query:
    """The query of a typed or scanned text; an empty one when there is nothing to look for."""
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).translate(_DASHES).lower()
    plain = _TAIL.sub(" ", "".join(_clean(char) for char in plain)).strip()
    marked = _ISSUE.search(plain)
    if marked:
        plain = f"{plain[: marked.start()]} {plain[marked.end() :]}"
    phones, plain = _split_phones(plain)
    place, plain = _split_place(plain)
    words = tuple(dict.fromkeys([*_words(plain), *phones]))[:MOST_WORDS]
    numbers = [word for word in words if _is_digits(word)]
    issue = next((int(each) for each in numbers if len(each) <= 7), None)
    return Query(
        words,
        place,
        next((each for each in [*phones, *numbers] if 4 <= len(each) <= 12), ""),
        int(marked[1]) if marked else issue,
        "".join(words) if all(_is_letters(word) for word in words) else "",
    )


def tokens(text: str) -> str:
    """The index text of one or more fields (put a line break between fields)."""
    run = _spelt(text)
    threes = (f"{BARRIER} {_threes(digits)}" for digits in _LONG_NUMBER.findall(run))
    return " ".join([run.rstrip(), *threes, *dict.fromkeys(_places(text))])


def match_expression(query: Query) -> str:
    """What to give FTS5's MATCH; empty when only an issue number was given.

    A word of letters also finds spellings that begin with it and stand in the index as they are.
    """
    parts = [_matching(word) for word in query.words]
    if query.pinyin and len(query.words) > 1:
        parts = [f"(({' AND '.join(parts)}) OR {query.pinyin}*)"]
    if query.place is not None:
        parts += _place_tokens(query.place.building, query.place.unit, query.place.room)[-1:]
        parts += [_matching(query.place.spot)] if _spelt(query.place.spot) else []
    return " AND ".join(parts)


def _matching(word: str) -> str:
    if _is_digits(word) and len(word) > 3:
        return f'"{_threes(word)}"'
    phrase = _spelt(word).rstrip()
    if _SPELLING.fullmatch(word):
        return f'("{phrase}" OR {word}*)'
    return f'"{phrase}"'


def _places(text: str) -> Iterator[str]:
    for match in _PLACE.finditer(unicodedata.normalize("NFKC", text).lower()):
        building, unit, room = match.groups()
        yield from _place_tokens(int(building or 0), int(unit or 0), room)


@lru_cache(maxsize=4096)
def _place_tokens(building: int | None, unit: int | None, room: str | None) -> tuple[str, ...]:
    """One token for each choice among the known parts of a place, all of them together last."""
    home = room.lower() if room and room.isascii() else ""
    parts = [f"u{unit}" if unit else "", f"r{home}" if home.isalnum() else ""]
    choices = product(
        dict.fromkeys((0, building or 0)), *(dict.fromkeys(("", part)) for part in parts)
    )
    return tuple(token for chosen in choices if (token := "p{}{}{}".format(*chosen)) != "p0")


def _split_phones(plain: str) -> tuple[list[str], str]:
    """The telephone numbers in the text as digits, and the text without them."""
    found = find_phones(plain)
    for phone in reversed(found):
        plain = f"{plain[: phone.start]} {plain[phone.end :]}"
    return [phone.digits for phone in found], plain.strip()


def _split_place(plain: str) -> tuple[Place | None, str]:
    """The place said in the text, and the text without it."""
    whole = read_place(plain)
    if whole is not None and not _is_digits(plain):
        return whole, ""
    for found in find_places(plain):
        if found.place.building is not None or found.place.unit is not None:
            return found.place, f"{plain[: found.start]} {plain[found.end :]}"
    for chunk in plain.split():
        short = read_place(chunk)
        if short is not None and not _is_digits(chunk):
            return short, plain.replace(chunk, " ", 1)
    return None, plain


def _words(text: str) -> Iterator[str]:
    word = ""
    for char in f"{text}\n":
        if BARRIER not in _char(char):
            word += char
            continue
        if tokens(word):
            yield word
        word = ""


def _spelt(text: str) -> str:
    """The tokens of a text, a space behind each; barriers only singly and between others."""
    run = _BARRIERS.sub(f"{BARRIER} ", text.translate(_spellings()))
    return run.removeprefix(f"{BARRIER} ").removesuffix(f"{BARRIER} ")


class _Spellings(dict[int, str]):
    """The tokens of every character met so far, by its number: what `str.translate` asks."""

    def __missing__(self, number: int) -> str:
        self[number] = spelt = "".join(f"{token} " for token in _char(chr(number)))
        return spelt


@cache
def _spellings() -> _Spellings:
    return _Spellings()


@lru_cache(maxsize=16384)
def _char(char: str) -> tuple[str, ...]:
    """The tokens of one character, whatever stands beside it: none for accents and unseen marks."""
    folded = (f for part in unicodedata.normalize("NFKD", char) for f in part.casefold())
    return tuple(token for part in folded if (token := _token(part)))


def _token(char: str) -> str:
    if "\u4e00" <= char <= "\u9fa5" or (char.isascii() and char.isalnum()):
        return char
    category = unicodedata.category(char)
    if category[0] == "M" or category == "Cf":
        return ""
    # Newer Han than Python's own table lie unassigned in planes 2 and 3.
    if category[0] in "LN" or category == "Co" or 0x20000 <= ord(char) < 0x40000:
        return f"u{ord(char):06x}"
    return BARRIER


def _threes(digits: str) -> str:
    run = digits.replace(" ", "")
    return " ".join(f"n{run[at : at + 3]}" for at in range(len(run) - 2))


def _clean(char: str) -> str:
    return " " if unicodedata.category(char) in ("Cc", "Cs") else char


def _is_digits(word: str) -> bool:
    return word.isascii() and word.isdigit()


def _is_letters(word: str) -> bool:
    return word.isascii() and word.isalpha()
