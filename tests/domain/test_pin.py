from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain import pin
from qingyu.domain.errors import RuleError

NOW = datetime(2026, 11, 23, 12)


@pytest.mark.parametrize("typed", ["2580", "２５８０", " 25 80 ", "93114720"])
def test_a_pin_is_read_whatever_keyboard_it_came_from(typed: str) -> None:
    assert pin.good(typed).isascii()


@pytest.mark.parametrize("typed", ["", "258", "123456789", "25a0", "二五八零", "²⁵⁸⁰x", "-2580"])
def test_what_is_no_pin_is_refused(typed: str) -> None:
    with pytest.raises(RuleError, match="四到八位"):
        pin.digits(typed)


@pytest.mark.parametrize("typed", ["0000", "1234", "4321", "67890", "98765432"])
def test_what_anybody_would_try_first_is_refused(typed: str) -> None:
    with pytest.raises(RuleError, match="太容易猜"):
        pin.good(typed)


def test_each_wrong_try_costs_twice_the_time_up_to_a_minute() -> None:
    assert [pin.wait_after(n) for n in range(9)] == [0, 1, 2, 4, 8, 16, 32, 60, 60]
    assert pin.wait_after(10**9) == 60


@given(
    st.integers(0, 10**6),
    st.none() | st.timedeltas(timedelta(days=-4000), timedelta(days=4000)),
)
def test_nobody_ever_waits_longer_than_a_minute(wrong: int, ago: timedelta | None) -> None:
    at = None if ago is None else NOW - ago
    left = pin.seconds_left(wrong, at, NOW)
    assert 0 <= left <= 60
    if ago is not None and ago >= timedelta(seconds=60):
        assert left == 0


@pytest.mark.parametrize("minutes", [-1, 481])
def test_idle_minutes_have_a_range(minutes: int) -> None:
    with pytest.raises(RuleError, match="0 是从不"):
        pin.idle_minutes(minutes)
