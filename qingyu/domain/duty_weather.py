"""Weather days (台风/暴雨/高温/寒潮): which spots to look at, and extra pairs."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from qingyu.domain.duty import Shift
from qingyu.domain.frozen import frozen
from qingyu.domain.own_table import OwnTable, read_own
from qingyu.domain.place import Place


class WeatherAlarm(StrEnum):
    """The weather that calls for extra rounds."""

    TYPHOON = "台风"
    RAINSTORM = "暴雨"
    HEAT = "高温"
    COLD = "寒潮"


@frozen
class WeatherRules:
    """What one sort of weather asks for: matters to look for, advice, the hours that need more."""

    matters: tuple[str, ...]
    advice: tuple[str, ...]
    first_hour: int = 0
    last_hour: int = 24

    def concerns(self, shift: Shift) -> bool:
        """Whether the shift lies in those hours, at least in part."""
        ends = shift.end.hour + shift.end.minute / 60
        if shift.end <= shift.start:
            ends += 24
        return shift.start.hour < self.last_hour and ends > self.first_hour


@frozen
class Trouble:
    """One issue that the weather may bring back: where (no room), what, when, still open."""

    issue_id: int
    place: Place
    matter: str
    at: datetime
    open: bool
    danger: bool


@frozen
class KnownSpot:
    """A place that gave trouble before: what, how often, when last, and whether it is open now."""

    place: Place
    matter: str
    times: int
    last: date
    open: bool
    danger: bool
    issue_ids: tuple[int, ...] = ()

    @property
    def words(self) -> str:
        """3幢 屋面 屋面漏水：报过 3 次，最近 2026年8月11日，还没修好."""
        last = f"{self.last.year}年{self.last.month}月{self.last.day}日"
        where = f"{self.place.text} {self.matter}".strip()
        still = "，还没修好" if self.open else ""
        return f"{where}：报过 {self.times} 次，最近 {last}{still}"


@frozen
class ExtraPair:
    """People proposed for one more shift's work on that day; `names` in the same order."""

    on: date
    shift_id: int
    shift_name: str
    steward_ids: tuple[int, ...]
    names: tuple[str, ...]


@frozen
class WeatherPlan:
    """What to do on a weather day: advice, spots in the order to walk, pairs to add.

    added: who serves extra in these shifts already; more_spots: how many further spots there are
    than are listed.
    """

    alarm: WeatherAlarm
    first: date
    last: date
    advice: tuple[str, ...]
    spots: tuple[KnownSpot, ...]
    pairs: tuple[ExtraPair, ...]
    more_spots: int = 0
    added: tuple[ExtraPair, ...] = ()


def known_spots(troubles: Iterable[Trouble]) -> tuple[KnownSpot, ...]:
    """Troubles gathered by place and matter: open ones first, then dangers, then the commonest."""
    gathered: dict[tuple[Place, str], list[Trouble]] = {}
    for each in troubles:
        gathered.setdefault((each.place, each.matter), []).append(each)
    spots = (
        KnownSpot(
            place,
            matter,
            len(found),
            max(each.at for each in found).date(),
            any(each.open for each in found),
            any(each.danger for each in found),
            tuple(each.issue_id for each in found),
        )
        for (place, matter), found in gathered.items()
    )
    return tuple(
        sorted(
            spots,
            key=lambda s: (not s.open, not s.danger, -s.times, -s.last.toordinal(), s.words),
        )
    )


def in_walking_order(spots: Iterable[KnownSpot]) -> tuple[KnownSpot, ...]:
    """The spots building by building, public grounds first."""
    return tuple(
        sorted(spots, key=lambda s: (s.place.building or 0, s.place.unit or 0, s.place.spot))
    )


def read_weather(path: Path) -> Mapping[WeatherAlarm, WeatherRules]:
    """The rules of a TOML file for every sort of weather; RuleError says what is wrong."""
    own = read_own(path, "天气日的表")
    found = {}
    for alarm in WeatherAlarm:
        row = own.rows.get(alarm.value)
        if not isinstance(row, dict):
            raise own.broken(f"缺少「{alarm}」")
        found[alarm] = _rules(row, own, alarm)
    return found


def _rules(row: Mapping[str, object], own: OwnTable, alarm: WeatherAlarm) -> WeatherRules:
    lists = {}
    for key in ("matters", "advice"):
        values = row.get(key)
        if not isinstance(values, list) or not all(isinstance(each, str) for each in values):
            raise own.broken(f"「{alarm}」的 {key} 要写成列表", alarm, key)
        lists[key] = tuple(values)
    first, last = row.get("from", 0), row.get("to", 24)
    if type(first) is not int or type(last) is not int or not 0 <= first < last <= 24:
        raise own.broken(f"「{alarm}」的 from、to 要是 0 到 24 的钟点", alarm, "from")
    return WeatherRules(lists["matters"], lists["advice"], first, last)
