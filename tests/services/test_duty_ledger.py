from dataclasses import replace
from datetime import date, datetime

from qingyu.domain.duty_person import DutyFacts
from qingyu.domain.month import Month
from qingyu.services import Store, duty, duty_ledger, duty_month, duty_people, duty_problem, journal
from qingyu.services import steward as stewards
from tests.services.duty_book import DECEMBER, HE, LEAD, MORNING, STEWARD, crew, duty_of, planned

NOVEMBER = Month(2026, 11)


def carried(store: Store, month: Month) -> dict[int, float]:
    return duty_ledger.carried(store, month)


def test_what_was_served_in_november_is_carried_into_december(founded: Store) -> None:
    duty.set_shift(founded, date(2026, 11, 21), "晚", [LEAD], by=LEAD)
    duty.set_shift(founded, date(2026, 11, 23), "早", [STEWARD], by=LEAD)
    assert carried(founded, NOVEMBER) == {}
    assert carried(founded, DECEMBER) == {LEAD: 0.5, STEWARD: -0.5}
    problem = duty_problem.read(founded, DECEMBER).problem
    assert {p.id: p.carry for p in problem.people} == {"1": 0.5, "2": -0.5}


def test_whoever_was_asked_and_not_needed_owes_and_newcomers_start_at_nought(
    founded: Store,
) -> None:
    crew(founded)
    planned(founded, duty_of(1, MORNING, LEAD), duty_of(2, MORNING, HE))
    founded_with = {**carried(founded, DECEMBER.after)}
    assert founded_with[LEAD] == 1 - 2 / 9
    assert founded_with[STEWARD] == -2 / 9
    stewards.add(founded, replace(stewards.find(founded, "何秀英"), id=0, name="俞国华"), by=LEAD)
    assert 10 not in carried(founded, DECEMBER.after)


def test_carry_comes_in_whole_half_points_into_the_problem(founded: Store) -> None:
    crew(founded)
    planned(founded, duty_of(1, MORNING, LEAD), duty_of(2, MORNING, LEAD))
    people = duty_problem.read(founded, DECEMBER.after).problem.people
    assert {p.carry for p in people} == {2.0, 0.0}


def test_the_ledger_has_a_line_for_everybody_who_serves_or_served(founded: Store) -> None:
    crew(founded)
    planned(founded, duty_of(5, MORNING, LEAD), duty_of(2, 3, HE))
    duty_people.save_facts(founded, DutyFacts(5, serves=False), by=LEAD)
    stewards.retire(founded, HE, by=LEAD)
    stewards.retire(founded, 6, by=LEAD)
    found = duty_ledger.ledger(founded, NOVEMBER, DECEMBER)
    assert [line.steward_id for line in found.lines] == [1, 2, 3, 4, 7, 8, 9]
    by_id = {line.steward_id: line for line in found.lines}
    assert (by_id[LEAD].times, by_id[LEAD].load, by_id[LEAD].hours) == (1, 1.5, 4)
    assert (by_id[HE].evenings, by_id[HE].load, by_id[HE].hours) == (1, 1.5, 3)
    assert by_id[LEAD].carry > 0 > by_id[STEWARD].carry


def test_volunteer_hours_are_those_of_shifts_that_are_over(founded: Store) -> None:
    for number in (21, 23):
        duty.set_shift(founded, date(2026, 11, number), "早", [LEAD, STEWARD], by=LEAD)
    duty.set_shift(founded, date(2026, 11, 23), "午", [LEAD], by=LEAD)
    duty.set_shift(founded, date(2025, 3, 1), "晚", [LEAD], by=LEAD)
    (lead, other) = duty_ledger.hours(founded, 2026)
    assert (lead.name, lead.times, lead.hours) == ("陆建芬", 2, 8)
    assert (other.times, other.hours, other.until) == (2, 8, date(2026, 11, 23))
    (before,) = duty_ledger.hours(founded, 2025)
    assert (before.hours, before.until) == (3, date(2025, 12, 31))
    later = Store(founded.folder, founded.database, lambda: datetime(2026, 11, 23, 17))
    assert duty_ledger.hours(later, 2026)[0].hours == 12
    assert duty_ledger.hours(founded, 2024) == ()


def test_a_published_month_counts_once_its_shifts_changed_too(founded: Store) -> None:
    duty.set_shift(founded, date(2026, 11, 23), "午", [LEAD], by=LEAD)
    duty_month.publish(founded, NOVEMBER, by=LEAD)
    before = duty_ledger.ledger(founded, NOVEMBER, NOVEMBER)
    noon = duty.shifts(founded)[1]
    duty.save_shift(founded, replace(noon, evening=True), by=LEAD)
    assert duty_ledger.ledger(founded, NOVEMBER, NOVEMBER) == before


def test_what_is_carried_follows_every_change_and_its_undoing(founded: Store) -> None:
    duty.set_shift(founded, date(2026, 11, 20), "早", [LEAD, STEWARD], by=LEAD)
    even = {LEAD: 0.0, STEWARD: 0.0}
    assert carried(founded, DECEMBER) == even
    duty.set_shift(founded, date(2026, 11, 21), "早", [LEAD], by=LEAD)
    assert carried(founded, DECEMBER) == {LEAD: 0.75, STEWARD: -0.75}
    journal.undo(founded, by=LEAD)
    assert carried(founded, DECEMBER) == even
