from dataclasses import replace
from datetime import date

import pytest

from qingyu.domain.duty_month import MonthRoster, Proposal, RosterState
from qingyu.domain.duty_person import DutyFacts, PairKind, Wish, WishKind
from qingyu.domain.errors import RuleError
from qingyu.domain.month import Month
from qingyu.domain.roster import DayKind, Duty, Slot
from qingyu.services import (
    Store,
    duty,
    duty_month,
    duty_people,
    duty_problem,
    duty_seat,
    duty_swap,
)
from tests.services import duty_book as book
from tests.services.duty_book import DECEMBER, EVENING, LEAD, MORNING, STEWARD, ZHU, crew, day


@pytest.fixture
def staffed(founded: Store) -> Store:
    crew(founded)
    return founded


@pytest.fixture
def mornings(staffed: Store) -> Store:
    """With one shift a day a month is solved in no time."""
    for shift in (2, 3):
        duty.remove_shift(staffed, shift, by=LEAD)
    return staffed


def roster(store: Store, month: Month = DECEMBER) -> MonthRoster:
    return duty_month.month_roster(store, month)


def test_a_month_is_proposed_kept_and_published(mornings: Store) -> None:
    seen: list[tuple[int, int]] = []
    found = duty_month.propose(
        mornings, DECEMBER, seconds=20, on_progress=lambda *step: seen.append(step)
    )
    assert roster(mornings).state is RosterState.NONE
    assert seen[-1][0] == seen[-1][1]
    duty_month.keep_proposal(mornings, found, by=LEAD)
    draft = roster(mornings)
    assert (draft.state, draft.faults, draft.summary) == (RosterState.DRAFT, (), found.words)
    assert all(cell.led or cell.gap for cell in draft.cells)
    duty_month.publish(mornings, DECEMBER, by=LEAD)
    done = roster(mornings)
    assert (done.state, done.version, done.published_by) == (RosterState.PUBLISHED, 1, "陆建芬")
    assert not done.changed
    (frozen,) = duty_month.versions(mornings, DECEMBER)
    assert len(frozen.seats) == sum(len(cell.seats) for cell in done.cells)
    assert frozen.asked == frozenset(range(1, 10))


def test_a_stop_keeps_the_best_so_far(staffed: Store) -> None:
    found = duty_month.propose(staffed, DECEMBER, stop=lambda: True)
    assert not found.optimal
    assert "可能还有更好的排法" in found.words


def test_seats_put_by_hand_stay_and_others_go(staffed: Store) -> None:
    duty_seat.put(staffed, day(1), MORNING, ZHU, by=LEAD)
    book.planned(
        staffed, book.duty_of(1, MORNING, ZHU), book.duty_of(2, MORNING, LEAD), publish=False
    )
    book.planned(staffed, book.duty_of(1, MORNING, ZHU), publish=False)
    assert book.who(staffed, 1, MORNING) == ["朱宝芬*"]
    assert book.who(staffed, 2, MORNING) == []


def test_a_proposal_that_came_too_late_is_refused(staffed: Store) -> None:
    duty_seat.put(staffed, day(1), MORNING, ZHU, by=LEAD)
    with pytest.raises(RuleError, match="又有人改了班"):
        book.planned(staffed, book.duty_of(2, MORNING, LEAD))


def test_a_published_month_is_only_changed_by_swaps_until_it_is_taken_back(staffed: Store) -> None:
    book.planned(staffed, book.duty_of(1, MORNING, LEAD))
    for forbidden in (
        lambda: duty_seat.put(staffed, day(2), MORNING, LEAD, by=LEAD),
        lambda: duty_seat.take(staffed, day(1), MORNING, LEAD, by=LEAD),
        lambda: duty_month.propose(staffed, DECEMBER),
        lambda: duty_month.publish(staffed, DECEMBER, by=LEAD),
    ):
        with pytest.raises(RuleError, match="公布"):
            forbidden()
    duty_month.reopen(staffed, DECEMBER, by=LEAD)
    duty_seat.put(staffed, day(2), MORNING, LEAD, by=LEAD)
    duty_month.publish(staffed, DECEMBER, by=LEAD)
    assert [len(v.seats) for v in duty_month.versions(staffed, DECEMBER)] == [2, 1]
    assert roster(staffed).version == 2


def test_the_chart_marks_what_differs_from_the_published_version(staffed: Store) -> None:
    book.planned(staffed, book.duty_of(1, MORNING, LEAD), book.duty_of(4, EVENING, STEWARD))
    seat = book.seat(staffed, 1, MORNING, LEAD)
    duty_swap.swap(staffed, seat, ZHU, agreed="两人", by=LEAD)
    chart = roster(staffed)
    assert chart.changed
    assert [(c.on, c.shift.id) for c in chart.cells if c.changed] == [(day(1), MORNING)]
    assert [s.changed for c in chart.cells for s in c.seats] == [True, False]


def test_an_empty_month_and_one_that_is_over_are_refused(staffed: Store) -> None:
    with pytest.raises(RuleError, match="还没有排班"):
        duty_month.publish(staffed, DECEMBER, by=LEAD)
    with pytest.raises(RuleError, match="已经过去"):
        duty_month.propose(staffed, Month(2026, 10))
    with pytest.raises(RuleError, match="还没有公布"):
        duty_month.reopen(staffed, DECEMBER, by=LEAD)


def test_without_people_or_shifts_there_is_nothing_to_propose(store: Store) -> None:
    with pytest.raises(RuleError, match="还没有能值班的人"):
        duty_month.propose(store, DECEMBER)
    for each in duty.shifts(store):
        duty.remove_shift(store, each.id, by=None)
    with pytest.raises(RuleError, match="还没有班次"):
        duty_month.propose(store, DECEMBER)


def test_a_fresh_book_shows_the_usual_shifts_and_takes_people_into_them(founded: Store) -> None:
    assert [cell.shift.name for cell in roster(founded).days[0].cells] == ["早", "午", "晚"]
    duty_seat.put(founded, day(1), EVENING, STEWARD, by=LEAD)
    assert [shift.id for shift in duty.shifts(founded)] == [1, 2, 3]
    assert book.who(founded, 1, EVENING) == ["赵文斌"]


def test_days_tell_their_weight_holiday_and_lunar_date(staffed: Store) -> None:
    new_year = {each.on: each for each in roster(staffed, Month(2027, 1)).days}
    first = new_year[date(2027, 1, 1)]
    assert (first.kind, first.holiday, first.term) == (DayKind.HOLIDAY, "元旦", "元旦")
    assert new_year[date(2027, 1, 5)].term == "小寒"
    assert roster(staffed, Month(2027, 1)).warning == "2027 年放假安排尚未录入（仅法定节日）"
    spring = {each.on: each.kind for each in roster(staffed, Month(2026, 2)).days}
    assert spring[date(2026, 2, 16)] is DayKind.HOLIDAY
    assert spring[date(2026, 2, 20)] is DayKind.WEEKEND
    assert spring[date(2026, 2, 28)] is DayKind.WORKDAY
    assert roster(staffed).days[0].lunar == "十月廿三"


def test_empty_places_say_what_they_lack(staffed: Store) -> None:
    book.planned(staffed, book.duty_of(1, MORNING, LEAD), book.duty_of(2, MORNING, STEWARD))
    cells = {(c.on.day, c.shift.id): c.gap for c in roster(staffed).cells}
    assert cells[1, MORNING] == "缺1人"
    assert cells[2, MORNING] == "缺1人，缺值班长"
    assert cells[3, MORNING] == "缺2人，缺值班长"


def test_the_problem_knows_facts_pairs_leave_and_neighbours(staffed: Store) -> None:
    duty_people.save_facts(staffed, DutyFacts(STEWARD, frail=True, max_shifts=6), by=LEAD)
    duty_people.add_pair(staffed, PairKind.APART, LEAD, STEWARD, by=LEAD)
    duty_people.add_pair(staffed, PairKind.TOGETHER, ZHU, STEWARD, by=LEAD)
    leave = Wish(0, STEWARD, WishKind.LEAVE, date(2026, 11, 1), day(2), MORNING)
    duty_people.add_wish(staffed, leave, by=LEAD)
    wish = replace(leave, steward_id=LEAD, kind=WishKind.UNWANTED, shift_id=None)
    duty_people.add_wish(staffed, wish, by=LEAD)
    duty.set_shift(staffed, date(2026, 11, 30), "晚", [STEWARD], by=LEAD)
    duty.set_shift(staffed, date(2026, 11, 20), "晚", [STEWARD], by=LEAD)
    problem = duty_problem.read(staffed, DECEMBER).problem
    person = problem.person_by_id[str(STEWARD)]
    assert (person.frail, person.lead, person.max_shifts) == (True, False, 6)
    assert person.unavailable == {Slot(day(n), str(MORNING)) for n in (1, 2)}
    assert len(problem.person_by_id[str(LEAD)].unwanted) == 6
    assert (problem.apart, problem.together) == ((("1", "2"),), (("4", "2"),))
    assert problem.fixed == {Duty(Slot(date(2026, 11, 30), str(EVENING)), str(STEWARD))}
    assert duty_problem.read(staffed, Month(2027, 1)).problem.kinds[date(2027, 1, 1)] is (
        DayKind.HOLIDAY
    )


def test_somebody_who_stopped_serving_is_not_asked_again_but_stays_where_they_are(
    staffed: Store,
) -> None:
    duty_seat.put(staffed, day(1), MORNING, ZHU, by=LEAD)
    duty_people.save_facts(staffed, DutyFacts(ZHU, serves=False, lead=True), by=LEAD)
    problem = duty_problem.read(staffed, DECEMBER).problem
    assert problem.person_by_id[str(ZHU)].max_shifts == 0
    assert str(ZHU) not in duty_problem.read(staffed, Month(2027, 1)).problem.person_by_id
    kept = Proposal(DECEMBER, (book.duty_of(1, MORNING, ZHU),), "", (), True)
    duty_month.keep_proposal(staffed, kept, by=LEAD)
    assert book.who(staffed, 1, MORNING) == ["朱宝芬*"]


def test_the_one_who_led_least_often_leads(staffed: Store) -> None:
    both = [book.duty_of(n, MORNING, who) for n in (1, 3) for who in (LEAD, ZHU)]
    book.planned(staffed, *both)
    assert book.who(staffed, 1, MORNING) == ["陆建芬*", "朱宝芬"]
    assert book.who(staffed, 3, MORNING) == ["朱宝芬*", "陆建芬"]


def test_a_seat_too_many_by_hand_does_not_keep_the_rest_from_being_filled(mornings: Store) -> None:
    for steward in (LEAD, STEWARD, ZHU):
        duty_seat.put(mornings, day(7), MORNING, steward, by=LEAD, knowingly=True)
    problem = duty_problem.to_solve(duty_problem.read(mornings, DECEMBER), day(1))
    beside = problem.person_by_id[str(ZHU)]
    assert beside.carry == 1.0
    assert {slot.on for slot in beside.unavailable} == {day(7)}
    found = duty_month.propose(mornings, DECEMBER, seconds=10)
    assert found.words.startswith("每个位置都有人")
    duty_month.keep_proposal(mornings, found, by=LEAD)
    assert len(book.who(mornings, 7, MORNING)) == 3


def test_days_that_are_over_stay_as_they_were(mornings: Store) -> None:
    duty.set_shift(mornings, date(2026, 11, 20), "早", [LEAD], LEAD, by=LEAD)
    found = duty_month.propose(mornings, Month(2026, 11), seconds=10)
    before = [d for d in found.duties if d.slot.on < date(2026, 11, 23)]
    assert before == [Duty(Slot(date(2026, 11, 20), str(MORNING)), str(LEAD))]
    assert not [gap for gap in found.gaps if gap.startswith("11月2日")]


def test_days_that_are_over_lack_nobody(founded: Store) -> None:
    crew(founded)
    month = Month(2026, 11)
    found = duty_month.propose(founded, month)
    left = 8 * 3 * 2  # from Monday the 23rd on
    lacking = left - len(found.duties)
    assert (f"空缺 {lacking} 个位置" if lacking else "每个位置都有人") in found.words
    duty_month.keep_proposal(founded, found, by=1)
    cells = duty_month.month_roster(founded, month).cells
    assert not any(cell.gap for cell in cells if cell.on.day < 23)
