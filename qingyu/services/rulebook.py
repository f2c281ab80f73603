"""The tables a neighbourhood may edit: bundled ones, overridden by those in the data folder."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from qingyu.domain.calendar import Calendar, read_holidays
from qingyu.domain.danger_advice import Advice, AdviceTable, read_advice
from qingyu.domain.duty_weather import WeatherAlarm, WeatherRules, read_weather
from qingyu.domain.mood import MoodGuess, MoodTable, read_moods
from qingyu.domain.worktime import Limits, read_limits
from qingyu.paths import resource
from qingyu.storage.store import Store


def calendar(store: Store) -> Calendar:
    """The working days and holidays in force."""
    return _calendar(store.folder.root / "holidays")


def limits(store: Store) -> Limits:
    """The three clocks' limits in force."""
    own = store.folder.root / "limits.toml"
    return _limits(own if own.exists() else resource("limits.toml"))


def advice(store: Store, matter: str) -> Advice:
    """What to do at once when this matter is dangerous."""
    own = store.folder.root / "danger.toml"
    return _advice(own if own.exists() else resource("danger.toml")).advice(matter)


def weather(store: Store, alarm: WeatherAlarm) -> WeatherRules:
    """What a weather day of this sort asks for."""
    own = store.folder.root / "weather.toml"
    return _weather(own if own.exists() else resource("weather.toml"))[alarm]


def moods(store: Store) -> MoodTable:
    """The words that tell a mood, in force."""
    own = store.folder.root / "moods.toml"
    return _moods(own if own.exists() else resource("words", "moods.toml"))


def mood_guess(store: Store, text: str) -> MoodGuess:
    """The mood these words suggest, with those it rests on."""
    return moods(store).suggest(text)


@cache
def _calendar(own: Path) -> Calendar:
    bundled = resource("holidays")
    return read_holidays(bundled, own) if own.is_dir() else read_holidays(bundled)


@cache
def _limits(path: Path) -> Limits:
    return read_limits(path)


@cache
def _moods(path: Path) -> MoodTable:
    return read_moods(path)


@cache
def _advice(path: Path) -> AdviceTable:
    return read_advice(path)


@cache
def _weather(path: Path) -> Mapping[WeatherAlarm, WeatherRules]:
    return read_weather(path)
