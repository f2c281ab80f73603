from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingyu.services.almanac import day_line


@pytest.mark.parametrize(
    ("day", "text"),
    [
        (date(2026, 11, 23), "农历十月十五　小雪后一日"),
        (date(2026, 11, 22), "农历十月十四　小雪"),
        (date(2026, 2, 16), "农历腊月廿九　立春后十二日　除夕"),
        (date(2026, 2, 17), "农历正月初一　立春后十三日　春节"),
        (date(2025, 7, 26), "农历闰六月初二　大暑后四日"),
        (date(2026, 1, 1), "农历冬月十三　冬至后十一日　元旦"),
        (date(2026, 10, 18), "农历九月初九　寒露后十日　重阳节"),
        (date(2026, 4, 1), "农历二月十四　春分后十二日"),
        (date(2025, 10, 6), "农历八月十五　秋分后十三日　中秋节"),
    ],
)
def test_a_day_has_its_almanac_line(day: date, text: str) -> None:
    assert day_line(day).text == text


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_every_day_lies_at_most_sixteen_days_after_a_term(day: date) -> None:
    line = day_line(day)
    assert line.lunar.startswith("农历")
    assert 2 <= len(line.term) <= 6
