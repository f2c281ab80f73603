"""The patterns and words by which a public print tells names from ordinary words."""

import re
from functools import cache

from qingyu.domain.frozen import frozen
from qingyu.domain.intake.rules import read_words
from qingyu.paths import resource

HAN = r"\u4e00-\u9fff\u3400-\u4dbf\U00020000-\U0003ffff"
PLACE, PHONE = "\x01", "\x02"  # stand for every character of a place or a telephone number
_EDGE = r" \n,。;:、!?()\-/~…·\"'“”‘’《》【】\[\]「」|"
_ENDS = rf"$|[{_EDGE}{PLACE}{PHONE}]"
_GOES_ON = "在也就又都把被给来去让跟和的是有天半个两昨今前刚问"
_LINK = r"[ ,:：、(的住家是那里这边户主业]{0,3}"


@frozen
class Words:
    """What tells that a shape is no name; `worn` surnames are more often plain words.

    `beginnings` exclude every name that begins so, `ordinary` only what is the same.
    """

    worn: frozenset[str]
    bodies: tuple[str, ...]
    ordinary: frozenset[str]
    beginnings: frozenset[str]
    tails: frozenset[str]
    never: frozenset[str]
    unlike: frozenset[str]


@frozen
class Titles:
    """Surname and title (张阿姨), 老李, 陆伯 behind a label, rare ones beside a place."""

    titled: re.Pattern[str]
    familiar: re.Pattern[str]
    briefly: re.Pattern[str]
    rare: re.Pattern[str]
    vouched: re.Pattern[str]
    kin: re.Pattern[str]
    titles: str


@frozen
class Contexts:
    """What vouches for a full name; after a label anything is one, elsewhere it must look so."""

    labelled: re.Pattern[str]
    likely: tuple[re.Pattern[str], ...]


@cache
def words() -> Words:
    """The words, read once."""
    told, own = _table("names.toml"), _table("masking.toml")
    beginnings, whole = listed()
    not_names = frozenset([*told["not_names"].split(), *own["ordinary"].split()])
    return Words(
        worn=frozenset(own["worn"].split()),
        bodies=tuple(own["bodies"].split()),
        ordinary=beginnings | whole | not_names,
        beginnings=beginnings | not_names,
        tails=frozenset(own["tails"].split()),
        never=frozenset(told["never_in_names"]),
        unlike=frozenset(own["unlike"]),
    )


@cache
def titles() -> Titles:
    """The patterns of titled names, built once."""
    told, own = _table("names.toml"), _table("masking.toml")
    single, compound = "".join(told["surnames"].split()), _any(told["compound"])
    called, relations = _long(told["titles"]), _any(told["relation_titles"])
    introduces, speaks = _any(own["introduces"]), _any(own["speaks"])
    before = f"{_long(told['other_before'])}|{_long(told['self_before'])}"
    return Titles(
        titled=re.compile(rf"(?P<surname>{compound}|[{single}])(?:{called})"),
        familiar=re.compile(
            rf"(?:(?<![{HAN}])|(?<=[的和跟找叫给匠]))[老小][{single}]"
            rf"(?={_ENDS}|[{_GOES_ON}]|{speaks})"
        ),
        briefly=re.compile(
            rf"(?:{introduces}|{PLACE}{_LINK})(?P<name>[{single}](?:{_any(told['short_titles'])}))"
        ),
        # Beside a place a rare surname is one too, and so is a child's name: 202沃奶奶.
        rare=re.compile(
            rf"{PLACE}[ ,]{{0,2}}(?P<name>[{HAN}]{{1,2}}(?:{called}|{relations}))(?={_ENDS})"
        ),
        vouched=re.compile(rf"(?:[{_EDGE}{PLACE}{PHONE}]|我是|我叫|姓|{before})$"),
        kin=re.compile(rf"^[小老阿][{single}]$|(?:{called}|{relations})$"),
        titles=called,
    )


@cache
def contexts() -> Contexts:
    """The patterns of full names, built once; each has the group `name`."""
    told, own = _table("names.toml"), _table("masking.toml")
    single, compound = "".join(told["surnames"].split()), _any(told["compound"])
    speaks, introduces = _any(own["speaks"]), _any(own["introduces"])
    name = rf"(?P<name>(?:{compound})[{HAN}]{{1,2}}?|[{single}][{HAN}]{{1,2}}?)"
    end, edge = rf"(?={_ENDS}|{speaks})", rf"(?:^|(?<=[{_EDGE}]))"
    return Contexts(
        labelled=re.compile(
            rf"(?:{_any(own['labels'])})(?:(?:是|为)?[ ]?[:：] ?|(?:是|为) ?)"
            rf"(?P<name>[{HAN}]{{2,3}}?|(?:{compound})[{HAN}]{{2}})(?={_ENDS}|电话|手机)"
        ),
        likely=(
            re.compile(rf"(?P<name>(?:{_any(own['distinct'])})[{HAN}]{{1,2}}?){end}"),
            re.compile(rf"(?:{introduces})(?:是|叫|为)?[ :：]?(?:{PLACE}+{_LINK})?{name}{end}"),
            re.compile(rf"{PLACE}{_LINK}{name}{end}"),
            re.compile(rf"{edge}{name}(?={speaks})"),
            re.compile(rf"{edge}{name}(?=[ ,:(]{{0,2}}(?:电话|手机|联系电话)?[ :]?{PHONE})"),
        ),
    )


def listed() -> tuple[frozenset[str], frozenset[str]]:
    """The ordinary words of ordinary.txt: those that tell by their beginning, those as a whole."""
    text = resource("words", "ordinary.txt").read_text(encoding="utf-8")
    parts: list[list[str]] = []
    for line in text.splitlines():
        if line.startswith("#"):
            parts.append([])
        else:
            parts[-1] += line.split()
    beginnings, whole = (frozenset(part) for part in parts if part)
    return beginnings, whole


def _table(name: str) -> dict[str, str]:
    return {key: str(value) for key, value in read_words(resource("words", name)).items()}


def _long(spelt: str) -> str:
    return _any(" ".join(word for word in spelt.split() if len(word) > 1))


def _any(spelt: str) -> str:
    longest_first = sorted(set(spelt.split()), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) for word in longest_first)
