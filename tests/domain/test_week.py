"""A week by its ISO name or any of its days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.errors import RuleError
from qingyu.domain.week import read_week, week_of


@pytest.mark.parametrize("text", ["2026-W47", "2026W47", " 2026-w47 ", "2026-11-16", "2026-11-22"])
def test_a_name_or_a_day_tells_the_week(text: str) -> None:
    week = read_week(text)
    assert (week.monday, week.sunday) == (date(2026, 11, 16), date(2026, 11, 22))
    assert week.name == "2026-W47"
    assert week.text == "11月16日至11月22日"


@pytest.mark.parametrize(
    "text", ["", "x", "2026-W00", "2026-W54", "0000-W01", "9999-W52", "9999-12-31", "2026-02-30"]
)
def test_what_is_no_week_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(RuleError, match="2026-W47"):
        read_week(text)


@given(st.dates(max_value=date(9999, 12, 1)))
def test_every_day_lies_in_its_week_which_its_name_gives_back(day: date) -> None:
    week = week_of(day)
    assert week.monday <= day <= week.monday + timedelta(days=6)
    assert read_week(week.name) == week
