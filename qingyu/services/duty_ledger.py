"""The ledger of duty over months, what is carried over, volunteer hours per year."""

from datetime import date, timedelta

from qingyu.domain.duty_ledger import Ledger, Served, YearHours, carries, lines
from qingyu.domain.duty_person import usual_facts
from qingyu.domain.month import Month
from qingyu.domain.roster import day_kind
from qingyu.services import rulebook
from qingyu.storage import duty as rows
from qingyu.storage import duty_month as month_rows
from qingyu.storage import duty_person as person_rows
from qingyu.storage import steward as steward_rows
from qingyu.storage.store import Store

_DAY = timedelta(days=1)


def ledger(store: Store, first: Month, last: Month) -> Ledger:
    """Everybody's line from one month to another; 结转 is as of the end of the last month."""
    own = _served(store, first.first, last.last)
    carry = carried(store, last.after)
    everybody = steward_rows.stewards(everybody=True)
    facts = person_rows.facts()
    served = {each.steward_id for each in own}
    names = {
        each.id: each.name
        for each in everybody
        if each.id in served or (each.active and (facts.get(each.id) or usual_facts(each)).serves)
    }
    return Ledger(first, last, lines(own, names, carry))


def carried(store: Store, month: Month) -> dict[int, float]:
    """What each steward brings into this month from all months before (see `carries`)."""
    begin = rows.first_day()
    if begin is None or begin >= month.first:
        return {}
    asked = {each: who for each, who in month_rows.asked().items() if each < month}
    return carries(_served(store, begin, month.first - _DAY), asked)


def hours(store: Store, year: int) -> tuple[YearHours, ...]:
    """Volunteer hours of everybody who served that year, shifts that are over only."""
    until = min(date(year, 12, 31), store.now().date())
    now = store.now()
    shifts = {shift.id: shift for shift in rows.shifts_or_usual(retired=True)}
    over = [
        each
        for each in rows.assignments(date(year, 1, 1), until)
        if each.served and shifts[each.shift_id].ends_on(each.on) <= now
    ]
    return tuple(
        YearHours(
            person.id,
            person.name,
            year,
            len(own),
            sum(shifts[each.shift_id].hours for each in own),
            until,
        )
        for person in steward_rows.stewards(everybody=True)
        if (own := [each for each in over if each.steward_id == person.id])
    )


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
