"""Weather days (台风/暴雨/高温/寒潮): which spots to look at, and extra pairs."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from qingyu.domain.place import Place


class WeatherAlarm(StrEnum):
    """The weather that calls for extra rounds."""

    TYPHOON = "台风"
    RAINSTORM = "暴雨"
    HEAT = "高温"
    COLD = "寒潮"


@dataclass(frozen=True)
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
        """3幢 屋面漏水 3次，最近2026-08-11，还没修好."""
        often = f"{self.times}次，最近{self.last}"
        return f"{self.place.text} {self.matter} {often}{'，还没修好' if self.open else ''}"


@dataclass(frozen=True)
class ExtraPair:
    """Two people proposed for one more shift's work on that day."""

    on: date
    shift_id: int
    shift_name: str
    steward_ids: tuple[int, ...]
    names: tuple[str, ...]


@dataclass(frozen=True)
class WeatherPlan:
    """What to do on a weather day: advice, spots in the order to walk, pairs to add."""

    alarm: WeatherAlarm
    first: date
    last: date
    advice: tuple[str, ...]
    spots: tuple[KnownSpot, ...]
    pairs: tuple[ExtraPair, ...]
