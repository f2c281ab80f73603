"""Where a text names somebody: known names, surname and title, and shapes the context vouches for.

A word that only begins like a surname (来电, 车棚, 高空) is never a name without a label before it.
"""

import re
from collections.abc import Collection, Iterator

from qingyu.domain.intake.names import find_name
from qingyu.domain.masking_shapes import HAN, PHONE, PLACE, contexts, titles, words
from qingyu.domain.phone_reading import find_phones
from qingyu.domain.place_reading import find_places
from qingyu.domain.plain_text import fold

Span = tuple[int, int]

# What may stand inside a name that was torn apart: 张 桂芳, 张-桂芳, a line break.
_TORN = r"[\s\-·.・]{0,3}"
_NOT_RARE = frozenset("大小老女男这那的好新有一两几各位叔阿外奶爷婆公伯我你他她独孤隔对楼")
_AT_HOME = ("家中", "家里", "家家", "家用", "家电", "家庭", "家门", "家长", "住户", "住宅")
_BEFORE = 10


def name_spans(text: str, known: Collection[str] = ()) -> Iterator[Span]:
    """Where somebody is named; spans may overlap. Who is told once is known all through."""
    plain, told = fold(text), set[str]()
    for start, end in _first_told(text, plain, known):
        yield start, end
        name = plain[start:end]
        if len(name) > 1 and name not in told:
            told.add(name)
            yield from (match.span() for match in re.finditer(re.escape(name), plain))


def _first_told(text: str, plain: str, known: Collection[str]) -> Iterator[Span]:
    yield from _known(plain, known)
    read = _numbers_told_apart(text, plain)
    yield from _titled(read)
    yield from _less_titled(read)
    for match in contexts().labelled.finditer(read):
        if not match["name"].startswith(words().bodies):
            yield match.span("name")
    for pattern in contexts().likely:
        for match in pattern.finditer(read):
            if (
                _is_name(match["name"])
                and not _begins_word(read, match.start("name"))
                and not _of_a_home(read, match)
            ):
                yield match.span("name")
    yield from _speaker(text)


def _known(plain: str, known: Collection[str]) -> Iterator[Span]:
    """Names of the book, whole, and their given names before a title (桂芳阿姨)."""
    said = set(plain)
    wanted = {"".join(fold(name).split()) for name in known}
    for name in sorted(wanted, key=lambda each: (-len(each), each)):
        if len(name) > 1 and said.issuperset(name):
            for match in re.finditer(_TORN.join(map(re.escape, name)), plain):
                yield match.span()
    for given in {name[-2:] for name in wanted if len(name) > 2}:
        if given in plain and re.fullmatch(f"[{HAN}]+", given):
            for match in re.finditer(rf"{given}(?:{titles().titles})", plain):
                yield match.span()


def _titled(read: str) -> Iterator[Span]:
    """Surname and title: 张阿姨; not the end of 园林师傅, nor 师傅们."""
    for match in titles().titled.finditer(read):
        start, end = match.span()
        if match[0] in words().ordinary or read[end : end + 1] == "们" or _ends_word(read, start):
            continue
        before = read[max(0, start - _BEFORE) : start]
        if match["surname"] not in words().worn or not before or titles().vouched.search(before):
            yield start, end


def _less_titled(read: str) -> Iterator[Span]:
    """老李, 陆伯 behind a label, and rare surnames beside a place."""
    ordinary, worn = words().ordinary, words().worn
    for match in titles().familiar.finditer(read):
        goes_on = read[match.end() - 1 : match.end() + 1]
        if not {goes_on, match[0]} & ordinary and match[0][1] not in worn:
            yield match.span()
    for match in titles().briefly.finditer(read):
        word = match["name"][0] in worn or match["name"] in ordinary
        if not word and not _begins_word(read, match.start("name")):
            yield match.span("name")
    for match in titles().rare.finditer(read):
        if match["name"][0] not in _NOT_RARE and match["name"] not in ordinary:
            yield match.span("name")


def _speaker(text: str) -> Iterator[Span]:
    """Who is read as the speaker, when it is more than a word."""
    found = find_name(text)
    if found is None or len(found.value) < 2 or found.value in words().ordinary:
        return
    start = found.spans[0][0]
    likely = titles().kin.search(found.value) or _is_name(found.value, told=True)
    if likely and not _begins_word(text, start) and not _ends_word(text, start):
        yield found.spans[0]


def _is_name(name: str, *, told: bool = False) -> bool:
    """Whether the shape may be a name; `told` ones come from a reader that knows the context."""
    listed = words()
    worn = name[0] in listed.worn
    if name in listed.ordinary or name.startswith(listed.bodies) or name[0] == name[1]:
        return False
    if name[:2] in listed.beginnings and (worn or not told):
        return False
    never = listed.never | listed.unlike if worn else listed.never
    return not any(char in never for char in name[1:])


def _begins_word(read: str, start: int) -> bool:
    """Whether a longer word begins here: 文学家, 居民区."""
    ordinary = words().ordinary
    return read[start : start + 3] in ordinary or read[start : start + 4] in ordinary


def _of_a_home(read: str, match: re.Match[str]) -> bool:
    """Whether only 家 follows what may as well be a plain word: 关好家中, 方便家里."""
    return match["name"][0] in words().worn and read.startswith(_AT_HOME, match.end("name"))


def _ends_word(read: str, start: int) -> bool:
    """Whether the surname is the end of a word: 园林师傅, 邻居阿姨."""
    return read[max(0, start - 1) : start + 1] in words().tails


def _numbers_told_apart(text: str, plain: str) -> str:
    """The plain text, each place and each telephone number as one repeated mark."""
    chars = list(plain)
    for place in find_places(text):
        chars[place.start : place.end] = PLACE * (place.end - place.start)
    for phone in find_phones(text):
        chars[phone.start : phone.end] = PHONE * (phone.end - phone.start)
    return "".join(chars)
