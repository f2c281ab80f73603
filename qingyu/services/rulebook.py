"""The tables a neighbourhood may edit: bundled ones, overridden by those in the data folder.

A file of their own that is broken is not used, the bundled one is; `troubles` says why.
"""

from collections.abc import Callable, Mapping
from functools import cache, lru_cache
from pathlib import Path
from typing import Generic, TypeVar

from qingyu.domain.calendar import Calendar, read_holidays, read_own_holidays
from qingyu.domain.danger_advice import Advice, AdviceTable, read_advice
from qingyu.domain.duty_weather import WeatherAlarm, WeatherRules, read_weather
from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.mood import MoodGuess, MoodTable, read_moods
from qingyu.domain.worktime import Limits, read_limits
from qingyu.paths import resource
from qingyu.storage.store import Store

T = TypeVar("T")


@frozen
class _Years:
    """The calendar, and why years of the neighbourhood's own are not in it, if any are broken."""

    calendar: Calendar
    troubles: tuple[RuleError, ...] = ()


@frozen
class _InForce(Generic[T]):
    """A table, and why the neighbourhood's own is not it, if that is broken."""

    table: T
    trouble: RuleError | None = None


def calendar(store: Store) -> Calendar:
    """The working days and holidays in force."""
    return _years(store).calendar


def limits(store: Store) -> Limits:
    """The three clocks' limits in force."""
    own, bundled = store.folder.root / "limits.toml", resource("limits.toml")
    found: _InForce[Limits] = _table(read_limits, own, bundled)
    return found.table


def advice(store: Store, matter: str) -> Advice:
    """What to do at once when this matter is dangerous."""
    own, bundled = store.folder.root / "danger.toml", resource("danger.toml")
    found: _InForce[AdviceTable] = _table(read_advice, own, bundled)
    return found.table.advice(matter)


def weather(store: Store, alarm: WeatherAlarm) -> WeatherRules:
    """What a weather day of this sort asks for."""
    own, bundled = store.folder.root / "weather.toml", resource("weather.toml")
    found: _InForce[Mapping[WeatherAlarm, WeatherRules]] = _table(read_weather, own, bundled)
    return found.table[alarm]


def moods(store: Store) -> MoodTable:
    """The words that tell a mood, in force."""
    own, bundled = store.folder.root / "moods.toml", resource("words", "moods.toml")
    found: _InForce[MoodTable] = _table(read_moods, own, bundled)
    return found.table


def mood_guess(store: Store, text: str) -> MoodGuess:
    """The mood these words suggest, with those it rests on."""
    return moods(store).suggest(text)


def troubles(store: Store) -> tuple[RuleError, ...]:
    """Why files of the neighbourhood's own are not used: file, line and reason of each."""
    root = store.folder.root
    # Its own years may be wrong, those that came with the program need not be read for this.
    found: list[RuleError | None] = [*_years(store).troubles] if _own_years(store) else []
    for read, name, bundled in (
        (read_limits, "limits.toml", resource("limits.toml")),
        (read_advice, "danger.toml", resource("danger.toml")),
        (read_moods, "moods.toml", resource("words", "moods.toml")),
        (read_weather, "weather.toml", resource("weather.toml")),
    ):
        if (root / name).exists():
            found.append(_table(read, root / name, bundled).trouble)
    return tuple(each for each in found if each is not None)


def _table(read: Callable[[Path], T], own: Path, bundled: Path) -> _InForce[T]:
    # Written anew while the program runs, it counts at once.
    changed_at = own.stat().st_mtime_ns if own.exists() else 0
    found: _InForce[T] = _read_once(read, own, changed_at, bundled)
    return found


def _years(store: Store) -> _Years:
    return _read_years(store.folder.root / "holidays", _own_years(store))


def _own_years(store: Store) -> tuple[tuple[Path, int], ...]:
    own = store.folder.root / "holidays"
    return tuple((path, path.stat().st_mtime_ns) for path in own.glob("*.toml"))


@lru_cache(maxsize=8)
def _read_years(own: Path, changed: tuple[tuple[Path, int], ...]) -> _Years:
    bundled = resource("holidays")
    return _Years(*read_own_holidays(bundled, own)) if changed else _Years(read_holidays(bundled))


@cache
def _read_once(
    read: Callable[[Path], T], own: Path, changed_at: int, bundled: Path
) -> _InForce[T]:
    if not changed_at:
        return _InForce(read(bundled))
    try:
        return _InForce(read(own))
    except RuleError as error:
        return _InForce(read(bundled), error)
