"""The ledger of duty over months, what is carried over, volunteer hours per year."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from qingyu.domain.calendar import Calendar
from qingyu.domain.changes import Changes
from qingyu.domain.duty import Standing
from qingyu.domain.duty_ledger import (
    MOST_CARRIED,
    Ledger,
    Served,
    YearHours,
    YearMonth,
    carries_of,
    carry_words,
    lines,
    shares,
)
from qingyu.domain.duty_person import usual_facts
from qingyu.domain.errors import RuleError
from qingyu.domain.month import Month, month_of
from qingyu.domain.roster import day_kind, weight
from qingyu.services import rulebook
from qingyu.storage import duty as rows
from qingyu.storage import duty_month as month_rows
from qingyu.storage import duty_person as person_rows
from qingyu.storage import journal, setting
from qingyu.storage import steward as steward_rows
from qingyu.storage.store import Store

MOST = "duty_most_carried"
MOST_RANGE = (0, 99)
_DAY = timedelta(days=1)
_Loads = Mapping[YearMonth, Mapping[int, float]]


def ledger(store: Store, first: Month, last: Month) -> Ledger:
    """Everybody's line from one month to another; 结转 is as of the end of the last month."""
    own = _served(store, first.first, last.last)
    asked = {each: who for each, who in month_rows.asked().items() if first <= each <= last}
    before, carry = carried(store, first), carried(store, last.after)
    share = shares(own, asked)
    everybody = steward_rows.stewards(everybody=True)
    facts = person_rows.facts()
    served = {each.steward_id for each in own}
    names = {
        each.id: each.name
        for each in everybody
        if each.id in served or (each.active and (facts.get(each.id) or usual_facts(each)).serves)
    }
    found = (
        replace(line, before=round(before.get(line.steward_id, 0.0), 6),
                share=round(share.get(line.steward_id, 0.0), 6))
        for line in lines(own, names, carry)
    )  # fmt: skip
    return Ledger(first, last, tuple(found))


def first_month(store: Store) -> Month:
    """The month anybody first served in; this one in an empty book."""
    begin = rows.first_day()
    return month_of(begin or store.now().date())


def carried(store: Store, month: Month) -> dict[int, float]:
    """What each steward brings into this month from all months before (see `carries`)."""
    begin = rows.first_day()
    if begin is None or begin >= month.first:
        return {}
    asked = {each: who for each, who in month_rows.asked().items() if each < month}
    before = (month.year, month.number)
    loads = {when: own for when, own in _all_loads(store).items() if when < before}
    return carries_of(loads, asked, most=most_carried(store))


def most_carried(store: Store) -> float:
    """The most points anybody carries over, either way; 0 when every month starts afresh."""
    kept = setting.value(MOST)
    return float(kept) if kept else MOST_CARRIED


def set_most_carried(store: Store, points: int, *, by: int | None) -> Changes:
    """The change of how much may be carried over."""
    least, most = MOST_RANGE
    if not least <= points <= most:
        raise RuleError(f"结转最多记几分要写 {least} 到 {most}", "写 0 就是每个月从头算。")
    with store.operation(f"结转改为最多记 ±{points} 分", by=by) as writer:
        setting.put(writer, MOST, str(points))
    return writer.changes


def meaning(store: Store) -> str:
    """How 结转 is reckoned in this neighbourhood, in words."""
    return carry_words(most_carried(store))


def hours(store: Store, year: int) -> tuple[YearHours, ...]:
    """Volunteer hours of everybody who served that year, shifts that are over only."""
    return tuple(each for each in all_hours(store, year, year) if each.year == year)


def all_hours(
    store: Store, first: int | None = None, last: int | None = None
) -> tuple[YearHours, ...]:
    """The same for every year, or from one to another: by steward, the earliest year first."""
    now = store.now()
    begin = rows.first_day()
    if begin is None:
        return ()
    until = min(date(last or now.year, 12, 31), now.date())
    shifts = {shift.id: shift for shift in rows.shifts_or_usual(retired=True)}
    own: dict[tuple[int, int], list[float]] = {}
    for on, shift, who, standing in rows.tally(date(first or begin.year, 1, 1), until):
        over = on < now.date() - _DAY or shifts[shift].ends_on(on) <= now
        if over and standing is not Standing.ABSENT:
            own.setdefault((who, on.year), []).append(shifts[shift].hours)
    names = {each.id: each.name for each in steward_rows.stewards(everybody=True)}
    return tuple(
        YearHours(who, name, year, len(each), sum(each), min(date(year, 12, 31), now.date()))
        for who, name in names.items()
        for (whose, year), each in sorted(own.items())
        if whose == who
    )


def _all_loads(store: Store) -> _Loads:
    """The loads of every month by steward; read again only after something was written."""
    if store.database.in_transaction():
        return _read_loads(store, rulebook.calendar(store))
    calendar = rulebook.calendar(store)
    return _kept_loads(store, journal.newest_id(), id(calendar))[1]


@lru_cache(maxsize=2)
def _kept_loads(store: Store, newest: int, calendar_id: int) -> tuple[Calendar, _Loads]:
    # Ten years are twenty thousand rows, wanted at every step in the wall chart. The calendar is
    # kept with them, so that no other one can have its identity.
    calendar = rulebook.calendar(store)
    return calendar, _read_loads(store, calendar)


def _read_loads(store: Store, calendar: Calendar) -> _Loads:
    evening = {shift.id: shift.evening for shift in rows.shifts_or_usual(retired=True)}
    weights: dict[tuple[date, int], float] = {}
    loads: dict[tuple[int, int], dict[int, float]] = {}
    for on, shift, who, standing in rows.tally(date.min, date.max):
        load = weights.get((on, shift))
        if load is None:
            load = weight(day_kind(calendar, on), evening=evening[shift])
            weights[on, shift] = load
        month = loads.setdefault((on.year, on.month), {})
        came = 0.0 if standing is Standing.ABSENT else load
        month[who] = month.get(who, 0.0) + came
    return loads


def _served(store: Store, first: date, last: date) -> list[Served]:
    calendar = rulebook.calendar(store)
    shifts = {shift.id: shift for shift in rows.shifts_or_usual(retired=True)}
    hours = {ident: shift.hours for ident, shift in shifts.items()}
    every = rows.tally(first, last)
    kinds = {day: day_kind(calendar, day) for day in {row[0] for row in every}}
    return [
        Served(who, on, kinds[on], shifts[shift].evening, hours[shift], standing)
        for on, shift, who, standing in every
    ]
