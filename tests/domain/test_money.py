import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.errors import RuleError
from qingyu.domain.money import Money, read_money


@given(st.integers(-(10**13), 10**13))
def test_what_is_printed_is_read_back(cents: int) -> None:
    assert read_money(Money(cents).text, "金额") == Money(cents)


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        (0, 0),
        (12, 1200),
        (0.1, 10),
        (19.99, 1999),
        ("1,234.5元", 123450),
        ("￥８", 800),
        ("-3", -300),
    ],
)
def test_amounts_are_read_as_people_write_them(typed: object, cents: int) -> None:
    assert read_money(typed, "金额") == Money(cents)


@pytest.mark.parametrize(
    "typed", ["十块", "1.234", "1,23", "", "1e5", True, None, [1], float("nan")]
)
def test_what_is_no_amount_is_refused(typed: object) -> None:
    with pytest.raises(RuleError, match="「金额」"):
        read_money(typed, "金额")
