"""公示期: counted in natural days, with or without day one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.calendar import read_holidays
from qingyu.domain.errors import RuleError
from qingyu.domain.publicity import Publicity, check_publicity, end_warning
from qingyu.paths import resource

FIRST = date(2026, 11, 23)


def test_day_one_counts_or_not() -> None:
    assert Publicity(FIRST, 7, day_one_counts=True).end == date(2026, 11, 29)
    assert Publicity(FIRST, 7).end == date(2026, 11, 30)


def test_the_words_count_down() -> None:
    period = Publicity(FIRST, 7)
    assert period.words(FIRST) == "公示从11月24日算起，共 7 天"
    assert period.words(date(2026, 11, 26)) == "公示第 3 天，共 7 天，还剩 4 天"
    assert period.words(date(2026, 11, 30)) == "公示第 7 天，共 7 天，今天是最后一天"
    assert period.words(date(2026, 12, 1)) == "公示期满（11月30日）"


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(1, 365), st.booleans())
def test_as_many_days_count_as_were_said(first: date, days: int, counts: bool) -> None:
    period = check_publicity(Publicity(first, days, counts))
    counted = [first + timedelta(days=n) for n in range(days + 2)]
    inside = [day for day in counted if 1 <= period.day(day) <= days]
    assert len(inside) == days
    assert (inside[0] == first) is counts
    assert (inside[-1], period.left(inside[-1])) == (period.end, 0)


def test_an_end_on_a_day_off_is_warned_of_with_a_better_day() -> None:
    calendar = read_holidays(resource("holidays"))
    assert end_warning(date(2026, 11, 30), calendar) == ""
    assert "星期日" in end_warning(date(2026, 11, 29), calendar)
    assert "延到11月30日" in end_warning(date(2026, 11, 29), calendar)
    assert "国庆" in end_warning(date(2026, 10, 1), calendar)
    assert end_warning(date(2026, 10, 10), calendar) == ""


@pytest.mark.parametrize("days", [0, -1, 400])
def test_no_period_that_nobody_means(days: int) -> None:
    with pytest.raises(RuleError):
        check_publicity(Publicity(FIRST, days))
