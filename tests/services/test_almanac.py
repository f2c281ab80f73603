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


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2020, 1, 25), (2021, 2, 12), (2022, 2, 1), (2023, 1, 22), (2024, 2, 10), (2025, 1, 29),
     (2026, 2, 17), (2027, 2, 6), (2028, 1, 26)],
)  # fmt: skip
def test_the_lunar_year_begins_when_it_did(year: int, month: int, day: int) -> None:
    """As the Purple Mountain Observatory's almanac has it."""
    line = day_line(date(year, month, day))
    assert line.lunar == "农历正月初一" and "春节" in line.festival


@pytest.mark.parametrize(
    ("day", "term"),
    [
        *((date(year, 4, number), "清明") for year, number in
          ((2020, 4), (2021, 4), (2022, 5), (2023, 5), (2024, 4), (2025, 4), (2026, 5), (2027, 5))),
        *((date(year, 12, number), "冬至") for year, number in
          ((2020, 21), (2021, 21), (2022, 22), (2023, 22), (2024, 21), (2025, 21), (2026, 22))),
        (date(2026, 12, 7), "大雪"), (date(2027, 1, 5), "小寒"), (date(2026, 2, 4), "立春"),
    ],
)  # fmt: skip
def test_solar_terms_fall_on_their_days(day: date, term: str) -> None:
    assert day_line(day).term == term


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_every_day_lies_at_most_sixteen_days_after_a_term(day: date) -> None:
    line = day_line(day)
    assert line.lunar.startswith("农历")
    assert 2 <= len(line.term) <= 6
