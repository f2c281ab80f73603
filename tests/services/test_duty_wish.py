"""Leave marked day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.duty_person import Wish, WishKind
from qingyu.domain.errors import RuleError
from qingyu.services import Store, duty_people, duty_wish, journal
from qingyu.services.duty_wish import _left_of, _runs

FIRST = date(2026, 12, 1)
days = st.sets(st.integers(0, 40).map(lambda n: FIRST + timedelta(days=n)), min_size=1)


def leave(store: Store) -> list[tuple[int, int]]:
    return [(w.first.day, w.last.day) for w in duty_people.wishes(store, steward_id=1)]


def december(*numbers: int) -> list[date]:
    return [date(2026, 12, number) for number in numbers]


def test_days_side_by_side_become_one_leave(founded: Store) -> None:
    duty_wish.mark_days(founded, 1, december(3, 5, 4, 9), WishKind.LEAVE, by=1)
    assert leave(founded) == [(3, 5), (9, 9)]
    journal.undo(founded, by=1)
    assert leave(founded) == []


def test_clearing_a_day_cuts_the_leave_in_two(founded: Store) -> None:
    duty_wish.mark_days(founded, 1, december(3, 4, 5), WishKind.LEAVE, by=1)
    duty_wish.mark_days(founded, 1, december(4), None, by=1)
    assert leave(founded) == [(3, 3), (5, 5)]


def test_leave_of_one_shift_leaves_others_alone(founded: Store) -> None:
    duty_wish.mark_days(founded, 1, december(3), WishKind.LEAVE, 1, by=1)
    duty_wish.mark_days(founded, 1, december(3), WishKind.UNWANTED, 2, by=1)
    assert len(leave(founded)) == 2
    duty_wish.mark_days(founded, 1, december(3), WishKind.LEAVE, by=1)
    assert leave(founded) == [(3, 3)]


def test_a_weekday_wish_gives_way_on_its_own_days_only(founded: Store) -> None:
    every_wednesday = Wish(0, 1, WishKind.UNWANTED, FIRST, date(2026, 12, 31), weekday=2)
    duty_people.add_wish(founded, every_wednesday, by=1)
    duty_wish.mark_days(founded, 1, december(3), WishKind.LEAVE, by=1)
    assert leave(founded) == [(1, 31), (3, 3)]
    duty_wish.mark_days(founded, 1, december(9, 10), None, by=1)
    found = duty_people.wishes(founded, steward_id=1)
    wednesdays = {d.day for w in found if w.weekday == 2 for d in w.days(FIRST, w.last)}
    assert wednesdays == {2, 16, 23, 30}


def test_no_day_chosen_is_refused(founded: Store) -> None:
    with pytest.raises(RuleError, match="日子"):
        duty_wish.mark_days(founded, 1, [], WishKind.LEAVE, by=1)


@given(days)
def test_runs_hold_exactly_the_days(chosen: set[date]) -> None:
    held = [b + timedelta(days=n) for b, e in _runs(chosen) for n in range((e - b).days + 1)]
    assert held == sorted(chosen)


@given(days, st.integers(0, 40), st.integers(0, 20))
def test_what_is_left_is_what_was_not_taken(taken: set[date], begin: int, length: int) -> None:
    first = FIRST + timedelta(days=begin)
    wish = Wish(0, 1, WishKind.LEAVE, first, first + timedelta(days=length))
    before = {first + timedelta(days=n) for n in range(length + 1)}
    left = _left_of(wish, taken)
    held = {b + timedelta(days=n) for b, e in left for n in range((e - b).days + 1)}
    assert held == before - taken
