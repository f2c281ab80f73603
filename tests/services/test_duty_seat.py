from datetime import date

import pytest

from qingyu.domain.duty_month import Seat
from qingyu.domain.duty_person import DutyFacts, PairKind, Wish, WishKind
from qingyu.domain.errors import RuleError
from qingyu.services import Store, duty, duty_month, duty_people, duty_seat, journal
from tests.services import duty_book as book
from tests.services.duty_book import EVENING, HE, LEAD, MORNING, STEWARD, ZHU, crew, day, who


@pytest.fixture
def staffed(founded: Store) -> Store:
    crew(founded)
    return founded


def the_seat(store: Store, number: int, shift: int, steward: int) -> Seat:
    chart = duty_month.month_roster(store, book.DECEMBER)
    cells = (c for c in chart.cells if (c.on, c.shift.id) == (day(number), shift))
    return next(s for c in cells for s in c.seats if s.steward_id == steward)


def test_a_rule_is_named_and_may_be_broken_knowingly(staffed: Store) -> None:
    duty_people.save_facts(staffed, DutyFacts(HE, no_evening=True), by=LEAD)
    with pytest.raises(RuleError, match="何秀英不排晚班，却排了12月3日晚班") as refused:
        duty_seat.put(staffed, day(3), EVENING, HE, by=LEAD)
    assert "仍然这样排" in refused.value.hint
    duty_seat.put(staffed, day(3), EVENING, HE, by=LEAD, knowingly=True)
    found = the_seat(staffed, 3, EVENING, HE)
    assert (found.kept, found.pinned) == ("何秀英不排晚班，却排了12月3日晚班", True)
    assert duty_month.month_roster(staffed, book.DECEMBER).faults == (found.kept,)
    # What is broken already does not stand in the way of anything else.
    duty_seat.put(staffed, day(9), MORNING, HE, by=LEAD)


def test_rules_reach_over_the_end_of_the_month(staffed: Store) -> None:
    duty.set_shift(staffed, date(2026, 11, 30), "晚", [HE], by=LEAD)
    with pytest.raises(RuleError, match="休息不到12小时"):
        duty_seat.put(staffed, day(1), MORNING, HE, by=LEAD)


@pytest.mark.parametrize("knowingly", [False, True])
def test_nobody_is_twice_in_a_shift_or_served_without_serving(
    staffed: Store, knowingly: bool
) -> None:
    duty_people.save_facts(staffed, DutyFacts(ZHU, serves=False), by=LEAD)
    duty_seat.put(staffed, day(3), MORNING, HE, by=LEAD)
    with pytest.raises(RuleError, match="已经在12月3日早班"):
        duty_seat.put(staffed, day(3), MORNING, HE, by=LEAD, knowingly=knowingly)
    with pytest.raises(RuleError, match="朱宝芬没有参加值班"):
        duty_seat.put(staffed, day(3), MORNING, ZHU, by=LEAD, knowingly=knowingly)


def test_leave_pairs_and_full_shifts_stand_against_it(staffed: Store) -> None:
    leave = Wish(0, HE, WishKind.LEAVE, day(4), day(4))
    duty_people.add_wish(staffed, leave, by=LEAD)
    duty_people.add_pair(staffed, PairKind.APART, STEWARD, LEAD, by=LEAD)
    for steward in (LEAD, 5):
        duty_seat.put(staffed, day(4), MORNING, steward, by=LEAD)
    for steward, why in ((HE, "请了假"), (STEWARD, "不能同班"), (6, "只有2个位置")):
        with pytest.raises(RuleError, match=why):
            duty_seat.put(staffed, day(4), MORNING, steward, by=LEAD)


def test_exactly_one_leads_as_long_as_somebody_may(staffed: Store) -> None:
    duty_seat.put(staffed, day(3), MORNING, HE, by=LEAD)
    assert who(staffed, 3, MORNING) == ["何秀英"]
    duty_seat.put(staffed, day(3), MORNING, ZHU, by=LEAD)
    assert who(staffed, 3, MORNING) == ["朱宝芬*", "何秀英"]
    duty_seat.replace(staffed, the_seat(staffed, 3, MORNING, HE).assignment_id, LEAD, by=LEAD)
    assert who(staffed, 3, MORNING) == ["朱宝芬*", "陆建芬"]
    duty_seat.set_lead(staffed, the_seat(staffed, 3, MORNING, LEAD).assignment_id, by=LEAD)
    assert who(staffed, 3, MORNING) == ["陆建芬*", "朱宝芬"]
    duty_seat.take(staffed, day(3), MORNING, LEAD, by=LEAD)
    assert who(staffed, 3, MORNING) == ["朱宝芬*"]


def test_a_move_leaves_the_old_shift_and_may_be_taken_back(staffed: Store) -> None:
    duty_seat.put(staffed, day(3), MORNING, ZHU, by=LEAD)
    seat = the_seat(staffed, 3, MORNING, ZHU).assignment_id
    duty_seat.move(staffed, seat, date(2027, 1, 3), MORNING, by=LEAD)
    assert who(staffed, 3, MORNING) == []
    journal.undo(staffed, by=LEAD)
    changes = duty_seat.move(staffed, seat, day(5), EVENING, by=LEAD)
    assert changes.verb == "朱宝芬从12月3日早班移到12月5日晚班"
    assert (who(staffed, 3, MORNING), who(staffed, 5, EVENING)) == ([], ["朱宝芬*"])
    journal.undo(staffed, by=LEAD)
    assert who(staffed, 3, MORNING) == ["朱宝芬*"]


def test_an_unpinned_seat_may_be_given_away(staffed: Store) -> None:
    duty_seat.put(staffed, day(3), MORNING, ZHU, by=LEAD)
    duty_seat.pin(staffed, the_seat(staffed, 3, MORNING, ZHU).assignment_id, False, by=LEAD)
    book.planned(staffed, book.duty_of(3, MORNING, LEAD), publish=False)
    assert who(staffed, 3, MORNING) == ["陆建芬*"]


def test_what_is_not_there_is_told(staffed: Store) -> None:
    with pytest.raises(RuleError, match="何秀英不在12月3日早班"):
        duty_seat.take(staffed, day(3), MORNING, HE, by=LEAD)
    with pytest.raises(RuleError, match="改动过了"):
        duty_seat.move(staffed, 99, day(3), MORNING, by=LEAD)
    with pytest.raises(RuleError, match="没有这个班次"):
        duty_seat.put(staffed, day(3), 9, HE, by=LEAD)
