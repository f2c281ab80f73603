"""A shift to which nobody came."""

from datetime import date

import pytest

from qingyu.domain.duty_change import ChangeKind
from qingyu.domain.errors import RuleError
from qingyu.domain.month import Month
from qingyu.services import Store, duty, duty_absence, duty_ledger, duty_swap, journal

DAY, TOMORROW = date(2026, 11, 23), date(2026, 11, 24)
NOVEMBER = Month(2026, 11)


def times(store: Store) -> list[tuple[int, int]]:
    return [(e.times, e.absent) for e in duty_ledger.ledger(store, NOVEMBER, NOVEMBER).lines]


def test_everybody_of_the_shift_is_noted_in_one_step_and_it_is_undone_in_one(
    founded: Store,
) -> None:
    duty.set_shift(founded, DAY, "早", [1, 2], 1, by=1)
    duty_absence.nobody_came(founded, DAY, 1, by=1)
    assert times(founded) == [(0, 1), (0, 1)]
    kinds = [each.kind for each in duty_swap.changes(founded, NOVEMBER)]
    assert kinds == [ChangeKind.ABSENT, ChangeKind.ABSENT]
    with pytest.raises(RuleError, match="没有该来的人"):
        duty_absence.nobody_came(founded, DAY, 1, by=1)
    journal.undo(founded, by=1)
    assert times(founded) == [(1, 0), (1, 0)]


def test_a_shift_to_come_cannot_have_been_missed(founded: Store) -> None:
    duty.set_shift(founded, TOMORROW, "早", [1], by=1)
    with pytest.raises(RuleError, match="还没有开始"):
        duty_absence.nobody_came(founded, TOMORROW, 1, by=1)
