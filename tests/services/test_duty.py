"""Duty entered by hand."""

from datetime import date

import pytest

from qingyu.domain.errors import RuleError
from qingyu.services import Store, duty, journal

DAY = date(2026, 11, 23)


def served(store: Store) -> dict[str, list[str]]:
    return {d.shift.name: [p.name for p in d.people] for d in duty.on_day(store, DAY)}


def test_a_day_has_three_shifts_before_anybody_set_any(founded: Store) -> None:
    assert served(founded) == {"早": [], "午": [], "晚": []}


def test_a_shift_is_replaced_as_a_whole_and_undone_as_a_whole(founded: Store) -> None:
    duty.set_shift(founded, DAY, "早", [1], 1, by=1)
    duty.set_shift(founded, DAY, "早", [1, 2], 2, by=1)
    assert served(founded)["早"] == ["赵文斌", "陆建芬"]
    journal.undo(founded, by=1)
    assert served(founded)["早"] == ["陆建芬"]
    journal.undo(founded, by=1)
    assert served(founded)["早"] == []


def test_the_leader_must_serve_in_the_shift(founded: Store) -> None:
    with pytest.raises(RuleError, match="值班长"):
        duty.set_shift(founded, DAY, "早", [1], 2, by=1)


def test_an_unknown_shift_is_refused_and_nothing_is_written(founded: Store) -> None:
    with pytest.raises(RuleError, match="班次"):
        duty.set_shift(founded, DAY, "夜", [1], by=1)
    assert served(founded) == {"早": [], "午": [], "晚": []}
