from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.wording import age, due, moment

# A Wednesday.
NOW = datetime(2026, 11, 25, 15, 30)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (datetime(2026, 11, 25, 14, 5), "今天 14:05"),
        (datetime(2026, 11, 24, 23, 59), "昨天 23:59"),
        (datetime(2026, 11, 26, 8, 0), "明天 08:00"),
        (datetime(2026, 11, 23, 9, 0), "周一"),
        (datetime(2026, 11, 29, 9, 0), "周日"),
        (datetime(2026, 11, 19, 9, 0), "上周四"),
        (datetime(2026, 11, 15, 9, 0), "11月15日"),
        (datetime(2026, 12, 2, 9, 0), "12月2日"),
        (datetime(2025, 11, 3, 9, 0), "2025年11月3日"),
        (date(2026, 11, 25), "今天"),
        (date(1900, 1, 1), "1900年1月1日"),
    ],
)
def test_a_moment_is_said_as_people_say_it(when: date, said: str) -> None:
    assert moment(when, NOW) == said


def test_last_week_reaches_back_over_new_year() -> None:
    assert moment(date(2025, 12, 25), datetime(2026, 1, 2, 9)) == "上周四"


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (datetime(2026, 11, 23, 15, 0), "超 2 天"),
        (datetime(2026, 11, 25, 14, 0), "超 1 小时"),
        (datetime(2026, 11, 24, 17, 0), "超 22 小时"),
        (datetime(2026, 11, 25, 15, 29, 50), "超 1 分钟"),
        (datetime(2026, 11, 25, 15, 30), "今天 15:30"),
        (datetime(2026, 11, 25, 18, 0), "今天 18:00"),
        (datetime(2026, 11, 26, 18, 0), "明天"),
        (datetime(2026, 11, 27, 18, 0), "后天"),
        (datetime(2026, 11, 29, 18, 0), "周日"),
        (datetime(2026, 12, 2, 17, 0), "12月2日"),
        (datetime(2027, 1, 4, 17, 0), "2027年1月4日"),
        (date(2026, 11, 25), "今天"),
        (date(2026, 11, 24), "超 1 天"),
        (date(2026, 11, 28), "周六"),
    ],
)
def test_a_limit_says_how_late_or_when(when: date, said: str) -> None:
    assert due(when, NOW) == said


@pytest.mark.parametrize(
    ("since", "said"),
    [
        (datetime(2026, 11, 25, 15, 29, 30), "刚刚"),
        (datetime(2026, 11, 25, 16, 0), "刚刚"),
        (datetime(2026, 11, 25, 15, 18), "12 分钟"),
        (datetime(2026, 11, 25, 10, 0), "5 小时"),
        (datetime(2026, 11, 22, 15, 0), "3 天"),
        (datetime(2026, 7, 20), "4 个月"),
        (datetime(2024, 11, 1), "2 年"),
        (date(2026, 11, 25), "今天"),
        (date(2026, 11, 22), "3 天"),
    ],
)
def test_an_age_is_one_number_and_its_unit(since: date, said: str) -> None:
    assert age(since, NOW) == said


@given(st.datetimes(), st.datetimes())
def test_any_two_moments_can_be_said(when: datetime, now: datetime) -> None:
    said = (moment(when, now), due(when, now), age(when, now), moment(when.date(), now))
    assert all(0 < len(text) <= 16 for text in said)
    assert due(when, now).startswith("超") == (when < now)
