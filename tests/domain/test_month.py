from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.errors import RuleError
from qingyu.domain.month import Month, month_of, read_month

DAYS = st.dates(date(1901, 1, 1), date(8999, 12, 31))


@given(DAYS)
def test_every_day_lies_in_its_month_and_months_follow_each_other(day: date) -> None:
    month = month_of(day)
    assert month.first <= day <= month.last
    assert month.after.before == month == month.before.after
    assert (month.after.first - month.last).days == 1
    assert read_month(month.name) == month


def test_a_month_is_read_as_people_write_it() -> None:
    assert read_month(" 2026-2 ") == Month(2026, 2)
    assert Month(2026, 2).text == "2026年2月"


@given(st.text())
def test_anything_else_is_refused_politely(text: str) -> None:
    try:
        read_month(text)
    except RuleError as error:
        assert "2026-11" in error.hint


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-00", "0000-01", "2026", "2026-W47", "二〇二六-1"]
)
def test_no_such_month(text: str) -> None:
    with pytest.raises(RuleError):
        read_month(text)
