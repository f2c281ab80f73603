"""When things happen: seasons, spells of weather, weekdays, hours."""

from bisect import bisect
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import accumulate

from qingyu.domain.calendar import Calendar
from qingyu.services.demo.dice import Dice, Wheel
from qingyu.services.demo.lore import MatterLore, seasons

_RAMP_DAYS = 45


class Pace:
    """Spreads moments over the days and tells what a day is likely to bring."""

    def __init__(
        self,
        dice: Dice,
        calendar: Calendar,
        matters: Iterable[MatterLore],
        *,
        first: date,
        last: date,
        ramp: float,
    ) -> None:
        self._dice = dice
        self._matters = tuple(matters)
        self._first = first
        self._days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        self._by_season: dict[str, float] = {}
        for each in self._matters:
            self._by_season[each.season] = self._by_season.get(each.season, 0.0) + each.weight
        self._spells = self._weather()
        self._today: tuple[date, Wheel[MatterLore]] | None = None
        weights = [self._weight(day, calendar, last, ramp) for day in self._days]
        self._ends = list(accumulate(weights))

    def moments(self, count: int, *, before: datetime) -> list[datetime]:
        """That many moments up to then, the earliest first."""
        midnight = datetime.combine(self._first, time())
        clock = seasons().hours
        found = []
        for _ in range(count):
            share = self._dice.share() * self._ends[-1]
            day = bisect(self._ends, share, hi=len(self._days) - 1)
            hour = self._dice.spin(clock)
            second = hour * 3600 + self._dice.whole(0, 3599)
            moment = midnight + timedelta(days=day, seconds=second)
            while moment > before:
                moment -= timedelta(days=self._dice.whole(1, 3))
            found.append(max(moment, midnight))
        return sorted(found)

    def matter(self, day: date) -> MatterLore:
        """What that day brings."""
        if self._today is None or self._today[0] != day:
            factors = {name: self._factor(day, name) for name in self._by_season}
            wheel = Wheel((each, each.weight * factors[each.season]) for each in self._matters)
            self._today = (day, wheel)
        return self._dice.spin(self._today[1])

    def named(self, name: str) -> MatterLore | None:
        """The matter of this name, or None where there is no place for it."""
        return next((each for each in self._matters if each.name == name), None)

    def _weight(self, day: date, calendar: Calendar, last: date, ramp: float) -> float:
        load = sum(weight * self._factor(day, name) for name, weight in self._by_season.items())
        load *= seasons().weekdays[day.weekday()]
        if calendar.holiday_name(day):
            load *= 0.5
        # The desk is known better with every week it is open.
        return load * (1 + ramp * 2 ** (-(last - day).days / _RAMP_DAYS))

    def _factor(self, day: date, season: str) -> float:
        factor = seasons().months[season][day.month - 1] / 10
        for more in self._spells.get(day, ()):
            factor *= more.get(season, 1.0)
        return factor

    def _weather(self) -> dict[date, list[dict[str, float]]]:
        found: dict[date, list[dict[str, float]]] = {}
        for year in range(self._days[0].year, self._days[-1].year + 1):
            for spell in seasons().spells:
                for _ in range(spell.times):
                    begin = date(year, self._dice.pick(spell.months), self._dice.whole(1, 24))
                    for n in range(spell.days):
                        found.setdefault(begin + timedelta(days=n), []).append(dict(spell.more))
        return found
