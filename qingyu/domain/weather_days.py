"""The word of every past day, worked out from what is stored (the calendar of the barometer).

Limits count as they stand now: a limit that was put off, or a closed issue that was opened again,
is told as the book tells it today.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import accumulate, groupby

from qingyu.domain.barometer import BuildingFacts, Formula, Reading, Weather, reading, together
from qingyu.domain.figures import place_name
from qingyu.domain.frozen import frozen

WHOLE = "整个小区"


@frozen
class IssueSpan:
    """The days that matter of one issue; `limits` holds (limit, day it was met).

    `still` is since when no clock runs (挂起, 转办).
    """

    building: int | None
    emergency: bool
    dangerous: bool
    reported: date
    ended: date | None = None
    made_safe: date | None = None
    limits: tuple[tuple[date, date | None], ...] = ()
    still: date | None = None


@frozen
class DayWord:
    """The word of one day and its reasons, in words."""

    day: date
    weather: Weather
    reason: str


@frozen
class CalendarFigure:
    """The words of one place day by day, oldest first."""

    place: str
    building: int | None
    days: tuple[DayWord, ...]
    name: str = "晴雨日历"
    heads: tuple[str, ...] = ("日期", "晴雨", "为什么")

    @property
    def finding(self) -> str:
        """整个小区近 112 天：晴 3 天、多云 10 天、阴 20 天、雨 79 天，最近 5 天都是雨."""
        counted = [(word, sum(day.weather is word for day in self.days)) for word in Weather]
        told = "、".join(f"{word} {count} 天" for word, count in counted if count)
        streaks = groupby(reversed(self.days), key=lambda day: day.weather)
        word, newest = next(streaks, (Weather.SUNNY, iter(())))
        length = sum(1 for _day in newest)
        last = f"，最近 {length} 天都是{word}" if 1 < length < len(self.days) else ""
        return f"{self.place}近 {len(self.days)} 天：{told}{last}"

    @property
    def lacking(self) -> str:
        """Nothing was ever recorded."""
        return "" if self.days else "还没有来件和工单，登记以后每天都会有一个字。"

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The newest day first."""
        return tuple(
            (f"{each.day:%Y-%m-%d}", str(each.weather), each.reason) for each in reversed(self.days)
        )


def calendars(
    spans: Iterable[IssueSpan],
    complaints: Iterable[tuple[int | None, str, date]],
    answers: Iterable[tuple[int | None, bool, date]],
    buildings: Sequence[int],
    first: date,
    last: date,
    formula: Formula,
) -> tuple[CalendarFigure, ...]:
    """The whole neighbourhood and then each building, from first to last day, both included.

    `complaints` are (building, category, day), `answers` (building, content, day).
    """
    facts = _facts(spans, complaints, answers, buildings, first, last, formula)
    whole = tuple(together(every) for every in zip(*facts.values(), strict=True))
    figures = [_figure(WHOLE, None, whole, first, formula)]
    for number in sorted(place for place in facts if place is not None):
        figures.append(_figure(place_name(number), number, facts[number], first, formula))
    return tuple(figures)


def readings_on(
    spans: Iterable[IssueSpan],
    complaints: Iterable[tuple[int | None, str, date]],
    answers: Iterable[tuple[int | None, bool, date]],
    buildings: Sequence[int],
    day: date,
    formula: Formula,
) -> tuple[Reading, ...]:
    """The whole neighbourhood and then each building as they stood at the end of that day."""
    facts = _facts(spans, complaints, answers, buildings, day, day, formula)
    whole = together(every[0] for every in facts.values())
    each = (facts[number][0] for number in sorted(place for place in facts if place is not None))
    return tuple(reading(one, formula) for one in (whole, *each))


def _facts(
    spans: Iterable[IssueSpan],
    complaints: Iterable[tuple[int | None, str, date]],
    answers: Iterable[tuple[int | None, bool, date]],
    buildings: Sequence[int],
    first: date,
    last: date,
    formula: Formula,
) -> dict[int | None, tuple[BuildingFacts, ...]]:
    tally = _Tally(first, last)
    for span in spans:
        tally.add_issue(span)
    for building, category, day in complaints:
        tally.add(building, f"+{category}", day, day + timedelta(days=formula.complaint_days))
    for building, content, day in answers:
        until = day + timedelta(days=formula.complaint_days)
        tally.add(building, "answered", day, until)
        if content:
            tally.add(building, "satisfied", day, until)
    return tally.facts(buildings)


def at_last(figure: CalendarFigure, now: Reading) -> CalendarFigure:
    """The same calendar whose last day says what is read now."""
    if not figure.days:
        return figure
    today = DayWord(figure.days[-1].day, now.weather, now.reason)
    return CalendarFigure(figure.place, figure.building, (*figure.days[:-1], today))


def _figure(
    place: str,
    building: int | None,
    facts: Sequence[BuildingFacts],
    first: date,
    formula: Formula,
) -> CalendarFigure:
    days = []
    for number, each in enumerate(facts):
        found = reading(each, formula)
        days.append(DayWord(first + timedelta(days=number), found.weather, found.reason))
    return CalendarFigure(place, building, tuple(days))


class _Tally:
    """How many of each measure stood on each day at each place, kept as rises and falls."""

    def __init__(self, first: date, last: date) -> None:
        self._first = first.toordinal()
        self._length = max(0, last.toordinal() - self._first + 1)
        self._steps: dict[tuple[int | None, str], list[int]] = defaultdict(self._flat)

    def add(self, building: int | None, measure: str, since: date, until: date | None) -> None:
        """One more from the day `since` until the day before `until`."""
        rise = max(0, since.toordinal() - self._first)
        fall = self._length if until is None else until.toordinal() - self._first
        fall = min(self._length, fall)
        if rise < fall:
            steps = self._steps[building, measure]
            steps[rise] += 1
            steps[fall] -= 1

    def add_issue(self, span: IssueSpan) -> None:
        """What one issue adds to each day it was open."""
        self.add(span.building, "open", span.reported, span.ended)
        if span.dangerous:
            until = _earlier(span.ended, span.made_safe)
            self.add(span.building, "unsafe", span.reported, until)
        for since, until in _late(span):
            self.add(span.building, "overdue", since, until)
            if span.emergency:
                self.add(span.building, "emergency", since, until)

    def facts(self, buildings: Sequence[int]) -> dict[int | None, tuple[BuildingFacts, ...]]:
        """The facts of every day, by place; public grounds always, as nothing if need be."""
        levels = {key: tuple(accumulate(steps)) for key, steps in self._steps.items()}
        kinds: dict[int | None, list[str]] = {place: [] for place in (None, *buildings)}
        for place, measure in sorted(self._steps, key=str):
            kinds.setdefault(place, [])
            if measure.startswith("+"):
                kinds[place].append(measure)
        none = (0,) * (self._length + 1)

        def level(place: int | None, measure: str, day: int) -> int:
            return levels.get((place, measure), none)[day]

        def of_day(place: int | None, day: int) -> BuildingFacts:
            said = ((kind[1:], level(place, kind, day)) for kind in kinds[place])
            return BuildingFacts(
                place,
                level(place, "open", day),
                level(place, "overdue", day),
                level(place, "emergency", day),
                level(place, "unsafe", day),
                tuple(each for each in said if each[1]),
                level(place, "satisfied", day),
                level(place, "answered", day),
            )

        return {place: tuple(of_day(place, day) for day in range(self._length)) for place in kinds}

    def _flat(self) -> list[int]:
        return [0] * (self._length + 1)


def _late(span: IssueSpan) -> list[tuple[date, date | None]]:
    """The days on which at least one limit had passed, as spans that do not touch."""
    end = _earlier(span.ended, span.still)
    found: list[tuple[date, date | None]] = []
    for limit, met in sorted(span.limits, key=lambda each: each[0]):
        until = _earlier(met, end)
        if until is not None and until <= limit:
            continue
        if found and (found[-1][1] is None or limit <= found[-1][1]):
            since, before = found.pop()
            longest = None if before is None or until is None else max(before, until)
            found.append((since, longest))
        else:
            found.append((limit, until))
    return found


def _earlier(one: date | None, other: date | None) -> date | None:
    if one is None or other is None:
        return one or other
    return min(one, other)
