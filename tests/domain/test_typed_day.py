"""Days and times as people type them."""

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.notice_value import read_date, read_moment
from qingyu.domain.typed_day import day_words, moment_words, read_typed_day, read_typed_moment

TODAY = date(2026, 11, 23)  # a Monday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("今天", (11, 23)), ("明天", (11, 24)), ("大后天", (11, 26)), ("25日", (11, 25)),
        ("25号", (11, 25)), ("11-25", (11, 25)), ("11.25", (11, 25)), ("１１月２５日", (11, 25)),
        ("2026-11-25", (11, 25)), ("2026年11月25日 星期三", (11, 25)), ("周三", (11, 25)),
        ("周一", (11, 23)), ("下周三", (12, 2)), ("本周日", (11, 29)), ("3日", (12, 3)),
    ],
)  # fmt: skip
def test_ways_of_typing_a_day(text: str, day: tuple[int, int]) -> None:
    assert read_typed_day(text, TODAY) == date(2026, *day)


def test_in_december_january_is_the_next_one() -> None:
    assert read_typed_day("1月5日", date(2026, 12, 20)) == date(2027, 1, 5)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("明天8点", (24, 8, 0)), ("11-25 8:30", (25, 8, 30)), ("周三下午2点半", (25, 14, 30)),
        ("2026-11-25 周三 08:00", (25, 8, 0)), ("25日 17时", (25, 17, 0)),
    ],
)  # fmt: skip
def test_ways_of_typing_a_time(text: str, clock: tuple[int, int, int]) -> None:
    assert read_typed_moment(text, TODAY) == datetime(2026, 11, *clock)


@pytest.mark.parametrize("text", ["", "改天", "2月30日", "32日", "9999", "明天见", "13-40"])
def test_what_is_no_day_is_left_alone(text: str) -> None:
    assert read_typed_day(text, TODAY) is None


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_a_day_is_read_again_as_it_is_worded(day: date) -> None:
    assert read_typed_day(day_words(day), TODAY) == day
    assert read_date(day_words(day), "日期") == day


@given(st.datetimes(datetime(1900, 1, 1), datetime(2999, 12, 31)))
def test_a_time_is_read_again_as_it_is_worded(moment: datetime) -> None:
    minute = moment.replace(second=0, microsecond=0)
    assert read_typed_moment(moment_words(minute), TODAY) == minute
    assert read_moment(moment_words(minute), "时间") == minute


@given(st.text(max_size=15))
def test_any_typing_gives_a_day_or_nothing(text: str) -> None:
    day, moment = read_typed_day(text, TODAY), read_typed_moment(text, TODAY)
    assert day is None or read_typed_day(day_words(day), TODAY) == day
    assert moment is None or read_typed_moment(moment_words(moment), TODAY) == moment
