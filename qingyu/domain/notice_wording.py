"""A kind's wording with what was typed filled in; what is filled in is never read again.

{name} stands for a field. A line is left out when something in it was not filled in, or when the
condition at its start does not hold: {?name} filled in, {!name} not, {?name=答案} answered so.
Lines that begin with 一、 or （一） are counted anew, so that none is missing; a field of items
makes one line of each.
"""

import re
from collections.abc import Collection, Iterator, Mapping

from qingyu.domain.frozen import frozen
from qingyu.domain.pattern import pattern

_PLACE = pattern(r"\{([a-z_]+)\}")
_CONDITION = pattern(r"\s*\{([?!])([a-z_]+)(?:=([^{}]+))?\}")
_COUNTED = pattern(r"(?P<open>[（]?)[一二三四五六七八九十]{1,3}(?P<close>、|）)")
_ENDS = frozenset("，。、；：！？…,.;:!?")
_DIGITS = "零一二三四五六七八九"


@frozen
class TablePlace:
    """Where the table of this field stands among the lines."""

    field: str


def place_names(line: str) -> list[str]:
    """The fields that stand in a line."""
    return _PLACE.findall(line)


def condition_names(line: str) -> list[str]:
    """The fields a line's conditions ask about."""
    return [match[2] for match in _conditions(line)[0]]


def left_over(line: str) -> bool:
    """Whether a brace stands in the line that belongs to nothing."""
    return re.search(r"[{}]", _PLACE.sub("", line[_conditions(line)[1] :])) is not None


def fill(template: str, words: Mapping[str, str]) -> str:
    """The first line whose conditions hold; an empty field leaves nothing behind."""
    for line in template.splitlines():
        conditions, start = _conditions(line)
        if all(_holds(condition, words) for condition in conditions):
            return _fill(line[start:], words).strip()
    return ""


def fill_lines(
    template: str,
    words: Mapping[str, str],
    items: Mapping[str, tuple[str, ...]],
    tables: Collection[str] = (),
) -> Iterator[str | TablePlace]:
    """The lines that are to be printed, counted without a gap, and where the tables stand."""
    main = sub = 0
    for raw in template.splitlines():
        conditions, start = _conditions(raw)
        line = raw[start:]
        if not all(_holds(condition, words) for condition in conditions):
            continue
        if not all(words.get(name) for name in place_names(line)):
            continue
        alone = line.strip().strip("{}")
        if alone in tables:
            yield TablePlace(alone)
            continue
        for text in _each(line, items):
            counted = _COUNTED.match(line)
            if counted is None:
                yield _fill(text, words)
                continue
            if counted["open"]:
                sub += 1
                number = f"（{numeral(sub)}）"
            else:
                main, sub = main + 1, 0
                number = f"{numeral(main)}、"
            yield number + _fill(text[counted.end() :], words)


def numeral(number: int) -> str:
    """一 to 九十九 as a paragraph is counted; from 100 on in digits."""
    tens, ones = divmod(number, 10)
    if number >= 100:
        return str(number)
    return (
        (_DIGITS[tens] if tens > 1 else "")
        + ("十" if tens else "")
        + (_DIGITS[ones] if ones or not tens else "")
    )


def _each(line: str, items: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """The line once, or once for each item with {field:n} in the place of {field}."""
    for name in place_names(line):
        if name in items:
            for index in range(len(items[name])):
                yield line.replace(f"{{{name}}}", f"{{{item_name(name, index)}}}")
            return
    yield line


def item_name(name: str, index: int) -> str:
    """Under which name one item of a field is found among the words."""
    return f"{name}_{chr(97 + index // 676)}{chr(97 + index // 26 % 26)}{chr(97 + index % 26)}"


def _conditions(line: str) -> tuple[list[re.Match[str]], int]:
    found, at = [], 0
    while match := _CONDITION.match(line, at):
        found.append(match)
        at = match.end()
    return found, at


def _holds(condition: re.Match[str], words: Mapping[str, str]) -> bool:
    sign, name, answer = condition.groups()
    if answer is not None:
        return (words.get(name) == answer) == (sign == "?")
    return bool(words.get(name)) == (sign == "?")


def _fill(template: str, words: Mapping[str, str]) -> str:
    """The template with each place filled once; no 。。 where what was typed ends a sentence."""
    parts: list[str] = []
    at = 0
    for match in _PLACE.finditer(template):
        parts += [template[at : match.start()], words.get(match[1], "")]
        at = match.end()
        if at < len(template) and template[at] in _ENDS and parts[-1][-1:] in _ENDS:
            at += 1
    return "".join(parts) + template[at:]
