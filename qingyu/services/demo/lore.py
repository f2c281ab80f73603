"""What the practice data is made of: the tables under resources/demo/."""

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from qingyu.domain.feedback import Kind
from qingyu.domain.frozen import frozen
from qingyu.domain.issue import Funding, Urgency
from qingyu.paths import resource
from qingyu.services.demo.dice import Wheel

Lines = tuple[str, ...]
_PASSING = ("asks", "ideas", "thanks")


@frozen
class MatterLore:
    """One sort of issue: where and when it happens, what is said, found and done about it."""

    category: str
    name: str
    weight: float
    season: str
    where: str
    who: str
    kind: Kind
    urgency: Wheel[Urgency]
    dangerous: bool
    trade: str
    refer: str
    funding: Funding
    spots: Lines
    titles: Lines
    says: Lines
    notes: Lines
    asks: Lines
    ideas: Lines
    thanks: Lines
    found: Lines
    safe: Lines
    done: Lines
    promise: Lines
    costs: Lines


@frozen
class Spell:
    """Some days of special weather each year, and which seasons' matters they multiply."""

    months: tuple[int, ...]
    times: int
    days: int
    more: Mapping[str, float]


@frozen
class Seasons:
    """How the year, the week and the day spread what happens."""

    months: Mapping[str, tuple[float, ...]]
    spells: tuple[Spell, ...]
    hours: Wheel[int]
    weekdays: tuple[float, ...]


@frozen
class Speech:
    """How residents put it: slots, frames per channel, openings and endings."""

    slots: Mapping[str, Lines]
    frames: Mapping[str, Lines]
    again: Mapping[str, Lines]
    other: Mapping[str, Lines]


@cache
def matters() -> tuple[MatterLore, ...]:
    """All sorts of issues, each strand of a matter for itself, in the order of the files."""
    files = sorted(resource("demo", "matters").glob("*.toml"))
    return tuple(
        _matter(path.stem, name, row)
        for path in files
        for name, table in tomllib.loads(path.read_text(encoding="utf-8")).items()
        for row in _strands(table)
    )


@cache
def seasons() -> Seasons:
    """The months, special days, hours and weekdays."""
    table = read("seasons")
    spells = tuple(
        Spell(tuple(row["months"]), row["times"], row["days"], row["more"])
        for row in table["spell"]
    )
    clock = table["clock"]
    return Seasons(
        {name: tuple(each) for name, each in table["months"].items()},
        spells,
        Wheel(enumerate(clock["hours"])),
        tuple(clock["weekdays"]),
    )


@cache
def speech() -> Speech:
    """The phrases of residents."""
    table = read("speech")
    return Speech(*(_lines(table[part]) for part in ("slots", "frames", "again", "other")))


@cache
def work() -> Mapping[str, Lines]:
    """The words of those who do the work, by occasion; where kinds differ, 「started.投诉」."""
    found: dict[str, Lines] = {}
    for name, row in read("work").items():
        if isinstance(row, dict):
            found |= {f"{name}.{kind}": tuple(lines) for kind, lines in row.items()}
        elif name != "contact":
            found[name] = tuple(row)
    return found


def read(name: str) -> dict[str, Any]:
    """One table of resources/demo/."""
    return tomllib.loads(resource("demo", f"{name}.toml").read_text(encoding="utf-8"))


def _lines(table: Mapping[str, list[str]]) -> dict[str, Lines]:
    return {name: tuple(row) for name, row in table.items()}


def _strands(table: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """What the strands of a matter share is written once; what is said in passing counts once."""
    shared = {key: value for key, value in table.items() if key != "strand"}
    for number, strand in enumerate(table.get("strand", [{}])):
        if number:
            shared = {key: each for key, each in shared.items() if key not in _PASSING}
        yield {**shared, **strand}


def _matter(category: str, name: str, row: Mapping[str, Any]) -> MatterLore:
    def lines(key: str) -> Lines:
        return tuple(row.get(key, ()))

    return MatterLore(
        category=category,
        name=name,
        weight=row["weight"],
        season=row["season"],
        where=row["where"],
        who=row.get("who", ""),
        kind=Kind(row.get("kind", "报修")),
        urgency=Wheel((Urgency(level), share) for level, share in row["urgency"].items()),
        dangerous=row.get("dangerous", False),
        trade=row.get("trade", ""),
        refer=row.get("refer", ""),
        funding=Funding(row.get("funding", "无")),
        spots=lines("spots") or ("",),
        titles=lines("titles"),
        says=lines("says"),
        notes=lines("notes"),
        asks=lines("asks"),
        ideas=lines("ideas"),
        thanks=lines("thanks"),
        found=lines("found"),
        safe=lines("safe"),
        done=lines("done"),
        promise=lines("promise"),
        costs=lines("costs"),
    )
