from datetime import date, datetime, timedelta
from pathlib import Path

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.calendar import Calendar, read_holidays
from qingyu.domain.errors import RuleError
from qingyu.paths import resource

CALENDAR = read_holidays(resource("holidays"))
# 初三 of 2022: the library swaps it for 除夕, which was no 法定节日 from 2014 to 2024.
_TAKEN_FOR_IN_LIEU = {date(2022, 2, 3)}
_CHINESE = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "Mid-autumn Festival": "中秋节",
    "National Day": "国庆节",
}
days = st.dates(date(2019, 1, 1), date(2030, 12, 31))

GOOD = """
year = 2030
published = true
working = [2030-02-10]
[[holiday]]
name = "元旦"
from = 2030-01-01
to = 2030-01-02
"""


def test_every_day_of_2020_to_2026_agrees_with_chinesecalendar() -> None:
    day = date(2020, 1, 1)
    while day.year <= 2026:
        assert CALENDAR.is_working_day(day) == chinese_calendar.is_workday(day), day
        named = bool(CALENDAR.holiday_name(day))
        assert named == (day in chinese_calendar.holidays), day
        day += timedelta(days=1)


def test_statutory_days_are_those_the_law_names() -> None:
    """全国年节及纪念日放假办法: eleven days; thirteen since 2025; 中秋 of 2020 was 国庆."""
    by_year = {year: len(table.statutory) for year, table in CALENDAR.tables.items()}
    assert by_year == {2020: 10, **dict.fromkeys(range(2021, 2025), 11), 2025: 13, 2026: 13,
                       2027: 13}  # fmt: skip
    assert CALENDAR.is_statutory(date(2026, 2, 16))
    assert CALENDAR.is_statutory(datetime(2026, 10, 3, 9))
    assert not CALENDAR.is_statutory(date(2026, 10, 4))
    assert not CALENDAR.is_statutory(date(2031, 10, 1))


def test_no_statutory_day_of_2020_to_2026_is_a_day_in_lieu() -> None:
    for year in range(2020, 2027):
        for day in CALENDAR.tables[year].statutory:
            assert day in chinese_calendar.holidays, day
            assert not chinese_calendar.is_in_lieu(day) or day in _TAKEN_FOR_IN_LIEU, day
            assert chinese_calendar.get_holiday_detail(day)[1], day


def test_every_day_is_named_as_chinesecalendar_names_it() -> None:
    for day, (_, english) in every_day():
        named = CALENDAR.holiday_name(day)
        # Where two holidays were arranged as one, ours names both.
        assert bool(named) == bool(english) and _CHINESE.get(english, "") in named, day


def test_worked_weekends_are_exactly_those_of_chinesecalendar() -> None:
    worked = {day for year in range(2020, 2027) for day in CALENDAR.tables[year].working}
    assert worked == {day for day in chinese_calendar.workdays if 2020 <= day.year <= 2026}


def every_day() -> list[tuple[date, tuple[bool, str]]]:
    """All days of 2020 to 2026 with the library's name of the holiday they belong to."""
    first = date(2020, 1, 1)
    span = (date(2027, 1, 1) - first).days
    found = []
    for n in range(span):
        off, name = chinese_calendar.get_holiday_detail(first + timedelta(days=n))
        found.append((first + timedelta(days=n), (off, name if off and name else "")))
    return found


def test_2027_has_the_days_of_the_law_and_nothing_guessed() -> None:
    table = CALENDAR.tables[2027]
    told = {(1, 1), *((2, day) for day in range(5, 9)), (4, 5), (5, 1), (5, 2), (6, 9), (9, 15)}
    told |= {(10, 1), (10, 2), (10, 3)}
    assert {(day.month, day.day) for day in table.days_off} == told
    assert table.statutory == table.days_off.keys() and not table.working


def test_statutory_days_fall_on_their_lunar_days_and_the_solar_term() -> None:
    """By lunar_python: 正月初一, 五月初五, 八月十五, 清明; 除夕 since 2025."""
    from lunar_python import Solar

    for year in range(2020, 2028):
        found = set()
        for day in CALENDAR.tables[year].statutory:
            lunar = Solar.fromYmd(day.year, day.month, day.day).getLunar()
            found |= {(lunar.getMonth(), lunar.getDay()), lunar.getJieQi()}
            eve = lunar.next(1)
            found |= {"除夕"} if (eve.getMonth(), eve.getDay()) == (1, 1) else set()
        assert {(1, 1), (1, 2), (1, 3), (5, 5), (8, 15), "清明"} <= found, year
        assert ("除夕" in found) == (year >= 2025), year


def test_a_table_without_the_list_lets_every_named_day_weigh_as_a_holiday(tmp_path: Path) -> None:
    (tmp_path / "2030.toml").write_text(GOOD, encoding="utf-8")
    calendar = read_holidays(tmp_path)
    assert calendar.is_statutory(date(2030, 1, 2))
    listed = GOOD.replace("working", "statutory = [2030-01-01]\nworking")
    (tmp_path / "2030.toml").write_text(listed, encoding="utf-8")
    calendar = read_holidays(tmp_path)
    assert calendar.is_statutory(date(2030, 1, 1))
    assert not calendar.is_statutory(date(2030, 1, 2))


def test_the_bundled_years_are_2020_to_2027_and_only_2027_warns() -> None:
    assert sorted(CALENDAR.tables) == list(range(2020, 2028))
    assert [year for year in range(2020, 2028) if CALENDAR.warning(year)] == [2027]
    assert CALENDAR.warning(2027) == "2027 年放假安排尚未录入（仅法定节日）"


def test_holidays_are_named_and_worked_weekends_count() -> None:
    assert CALENDAR.holiday_name(date(2026, 2, 17)) == "春节"
    assert CALENDAR.holiday_name(date(2026, 2, 14)) == ""
    assert CALENDAR.is_working_day(date(2026, 2, 14))
    assert CALENDAR.holiday_name(date(2027, 6, 9)) == "端午节"


def test_a_year_without_a_table_knows_weekends_and_says_so() -> None:
    assert not CALENDAR.is_working_day(date(2031, 10, 4))
    assert CALENDAR.is_working_day(date(2031, 10, 1))
    assert CALENDAR.warning(2031) == "2031 年放假安排尚未录入（仅按双休日计算）"
    assert Calendar().is_working_day(date(1900, 1, 1))


def test_a_moment_counts_as_its_day() -> None:
    assert not CALENDAR.is_working_day(datetime(2026, 10, 1, 9))
    assert CALENDAR.holiday_name(datetime(2026, 10, 1, 9)) == "国庆节"


def test_the_stewards_own_folder_replaces_a_bundled_year(tmp_path: Path) -> None:
    own = tmp_path / "我的 放假安排"
    own.mkdir()
    (own / "2030.toml").write_text("\ufeff" + GOOD.replace("\n", "\r\n"), encoding="utf-8")
    calendar = read_holidays(resource("holidays"), own)
    assert calendar.holiday_name(date(2030, 1, 2)) == "元旦"
    assert calendar.is_working_day(date(2030, 2, 10))
    assert calendar.holiday_name(date(2026, 1, 1)) == "元旦"


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("year = ", "写法有误"),
        (GOOD.replace("year = 2030", "year = 2031"), "文件名"),
        (GOOD.replace("true", '"yes"'), "published"),
        (GOOD.replace("2030-02-10", "2030-02-11"), "不是周末"),
        (GOOD.replace("2030-02-10", "2031-02-09"), "不在 2030 年"),
        (GOOD.replace("[2030-02-10]", "3"), "列表"),
        (GOOD.replace("working", "statutory = [2030-01-03]\nworking"), "不在任何一个假期"),
        (GOOD.replace("to = 2030-01-02", "to = 2029-12-31"), "不在 2030 年"),
        (GOOD.replace("from = 2030-01-01", "from = 2030-01-03"), "早于"),
        (GOOD.replace("from = 2030-01-01", ""), "日期"),
        (GOOD.replace("from = 2030-01-01", "from = 2030-01-01T08:00:00"), "日期"),
        (GOOD.replace('name = "元旦"', ""), "name"),
        (GOOD + GOOD[GOOD.index("[[") :], "写了两次"),
    ],
)
def test_a_broken_table_is_refused_with_file_and_reason(
    tmp_path: Path, broken: str, reason: str
) -> None:
    (tmp_path / "2030.toml").write_text(broken, encoding="utf-8")
    with pytest.raises(RuleError, match=reason) as caught:
        read_holidays(tmp_path)
    assert "2030.toml" in caught.value.title


def test_a_table_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "2030.toml").write_bytes(GOOD.encode("gbk"))
    with pytest.raises(RuleError, match="UTF-8"):
        read_holidays(tmp_path)


@given(days, st.integers(0, 40))
def test_adding_lands_on_a_working_day_that_many_further(day: date, count: int) -> None:
    landed = CALENDAR.add_working_days(day, count)
    assert CALENDAR.working_days(day, landed) == count
    assert count == 0 or CALENDAR.is_working_day(landed)


@given(days, days)
def test_working_days_are_those_counted_one_by_one(one: date, two: date) -> None:
    between = (one + timedelta(days=n) for n in range(1, (two - one).days + 1))
    assert CALENDAR.working_days(one, two) == sum(map(CALENDAR.is_working_day, between))
