"""How many units each building has, as one writes it: 1-6幢各3单元，7幢2单元."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import field
from itertools import groupby

from qingyu.domain.frozen import frozen
from qingyu.domain.neighbourhood import HIGHEST_BUILDING, MOST_BUILDINGS, MOST_UNITS
from qingyu.domain.numeral import NUMERAL_CHARS, read_number
from qingyu.domain.pattern import pattern
from qingyu.domain.plain_text import fold

_NUMBER = rf"(?:\d{{1,4}}|[{NUMERAL_CHARS}]{{1,5}})"
_MARK = r"(?:幢|栋|棟|座|号楼|#)"
_TO = r"[-~到至]"
_ITEM = rf"(?:{_NUMBER}{_MARK}?{_TO})?{_NUMBER}"
_EACH = r"(?:,?(?:都是|都有|各有|各|每幢|每栋|每座|均为|均|都|是|有|共))*"
_PART = pattern(
    rf"(?:一共|总共|共|第)?(?P<items>{_ITEM}(?:{_MARK}?[,、和及]{_ITEM})*){_MARK}"
    rf"(?P<each>{_EACH})(?:(?P<units>{_NUMBER})个?单元|(?P<none>没有单元|没单元|无单元|不分单元))"
)
_LONGEST = 2_000


@frozen
class BuildingsEntry:
    """Building → how many units, ascending; or why it could not be read, in one sentence."""

    units: Mapping[int, int] = field(default_factory=dict)
    trouble: str = ""


class _TroubleError(Exception):
    """Why what was written cannot be taken."""


def read_buildings(text: str) -> BuildingsEntry:
    """What was written, whole or not at all; nothing written is no building."""
    plain = re.sub(r"[ \t]+", "", fold(text[:_LONGEST])).strip()
    units: dict[int, int] = {}
    at = 0
    try:
        for match in _PART.finditer(plain):
            _refuse_rest(plain[at : match.start()])
            at = match.end()
            count = _within(match["units"], MOST_UNITS) if match["units"] else 0
            for number in _numbers(match["items"], counted=bool(match["each"])):
                if number in units:
                    raise _TroubleError(f"{number}幢写了两次")
                units[number] = count
        _refuse_rest(plain[at:])
        if len(units) > MOST_BUILDINGS:
            raise _TroubleError(f"写了 {len(units)} 幢，最多 {MOST_BUILDINGS} 幢")
    except _TroubleError as trouble:
        return BuildingsEntry(trouble=str(trouble))
    return BuildingsEntry(dict(sorted(units.items())))


def say_buildings(units: Mapping[int, int]) -> str:
    """The shortest way to write it, that `read_buildings` takes: 1-6幢各3单元，7幢2单元."""
    pairs = sorted(units.items())
    runs = groupby(enumerate(pairs), key=lambda each: (each[1][0] - each[0], each[1][1]))
    return "，".join(_say([pair[0] for _, pair in run], count) for (_, count), run in runs)


def _say(numbers: list[int], count: int) -> str:
    if len(numbers) == 1:
        return f"{numbers[0]}幢" + (f"{count}单元" if count else "不分单元")
    return f"{numbers[0]}-{numbers[-1]}幢" + (f"各{count}单元" if count else "都不分单元")


def _numbers(items: str, *, counted: bool) -> Iterator[int]:
    """The buildings of one part; 「6幢各3单元」 names how many there are."""
    plain = re.sub(_MARK, "", items)
    if counted and re.fullmatch(_NUMBER, plain):
        yield from range(1, _within(plain, MOST_BUILDINGS) + 1)
        return
    for item in re.split("[,、和及]", plain):
        first, *last = (_within(each, HIGHEST_BUILDING, 1) for each in re.split(_TO, item))
        end = last[0] if last else first
        if not first <= end < first + MOST_BUILDINGS:
            raise _TroubleError(f"「{item}幢」看不懂，请从小写到大，例如 1-6幢")
        yield from range(first, end + 1)


def _within(written: str, most: int, least: int = 0) -> int:
    number = read_number(written)
    if number is None or not least <= number <= most:
        raise _TroubleError(f"「{written}」不对，请写 {least} 到 {most} 的数字")
    return number


def _refuse_rest(rest: str) -> None:
    left = rest.strip(",;、。. \n")
    if left:
        raise _TroubleError(f"「{left[:20]}」看不懂，请照着写：1-6幢各3单元，7幢2单元")
