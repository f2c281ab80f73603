from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.figures import (
    AgeFigure,
    FlowFigure,
    MonthAnswers,
    SatisfactionFigure,
    WeekFlow,
    ages,
    heat,
)
from qingyu.domain.month import Month
from qingyu.domain.week import Week

MONDAY = date(2026, 11, 16)
TODAY = date(2026, 11, 23)


def flow(*counts: tuple[int, int]) -> FlowFigure:
    start = MONDAY - timedelta(weeks=len(counts) - 2)
    weeks = (Week(start + timedelta(weeks=number)) for number in range(len(counts)))
    return FlowFigure(
        tuple(WeekFlow(week, *count) for week, count in zip(weeks, counts, strict=True))
    )


def test_the_flow_says_what_happened_last_week() -> None:
    assert flow((3, 3), (13, 18), (1, 0)).finding == "上周办结 18 件，比新增多 5 件"
    assert flow((3, 3), (18, 13), (1, 0)).finding == "上周办结 13 件，比新增少 5 件"
    assert flow((4, 4), (1, 0)).finding == "上周办结 4 件，和新增一样多"
    quiet = flow((5, 5), (0, 0), (1, 0)).finding
    assert quiet == "上周没有新增，也没有办结；本周到今天新增 1 件，办结 0 件"


def test_the_table_has_the_newest_week_first_and_says_that_it_runs() -> None:
    rows = flow((3, 1), (2, 5)).rows
    assert rows[0] == ("11月23日至11月29日（到今天）", "2", "5", "+3")
    assert rows[1][1:] == ("3", "1", "-2")


def test_weeks_without_anything_say_so() -> None:
    assert "没有工单" in flow((0, 0), (0, 0)).lacking
    assert not flow((0, 0), (0, 1)).lacking


@given(st.lists(st.tuples(st.integers(-3, 400), st.booleans())))
def test_every_open_issue_is_in_one_band(told: list[tuple[int, bool]]) -> None:
    figure = ages([(TODAY - timedelta(days=days), late) for days, late in told], TODAY)
    assert sum(band.issues for band in figure.bands) == len(told)
    assert sum(band.overdue for band in figure.bands) == sum(late for _days, late in told)
    assert bool(figure.lacking) is (not told)


def test_the_ages_say_how_many_are_old() -> None:
    old = ages([(TODAY - timedelta(days=days), False) for days in (1, 91, 210)], TODAY)
    assert old.finding == "未办结 3 件，其中 2 件等了 90 天以上，最久的 210 天"
    young = ages([(TODAY - timedelta(days=90), True)], TODAY)
    assert young.finding == "未办结 1 件，都在 90 天以内，最久的 90 天"
    assert young.rows[4] == ("31–90 天", "1", "1")
    assert isinstance(ages([], TODAY), AgeFigure) and ages([], TODAY).lacking


PLACES = st.one_of(st.none(), st.integers(1, 30))
CODES = st.sampled_from(["water", "power", "green", "fire"])


@given(st.lists(st.tuples(PLACES, CODES)), st.lists(st.integers(1, 30), unique=True))
def test_no_issue_falls_out_of_the_heat_map(
    issues: list[tuple[int | None, str]], buildings: list[int]
) -> None:
    figure = heat(issues, buildings)
    assert sum(sum(row.counts) for row in figure.places) == len(issues)
    assert {*buildings} <= {row.building for row in figure.places}
    assert all(len(row) == len(figure.heads) for row in figure.rows)
    assert bool(figure.lacking) is (not issues)


def test_the_heat_map_names_the_hottest_place() -> None:
    figure = heat([(3, "water")] * 4 + [(None, "green")] * 3, [3, 5])
    assert figure.finding == "近 90 天，3幢的给排水最多，有 4 件"
    assert figure.rows == (
        ("3幢", "4", "0", "4"),
        ("5幢", "0", "0", "0"),
        ("公共场地", "0", "3", "3"),
    )


def answers(*satisfied: tuple[int, int]) -> SatisfactionFigure:
    months = [Month(2026, number) for number in range(1, len(satisfied) + 1)]
    counted = zip(months, satisfied, strict=True)
    return SatisfactionFigure(
        tuple(MonthAnswers(month, good, 0, bad) for month, (good, bad) in counted), 60
    )


def test_satisfaction_is_compared_with_the_months_before() -> None:
    better = answers((8, 2), (0, 0), (0, 0), (9, 1), (0, 0), (0, 0))
    assert better.finding == "近 3 个月满意率 90%，比前 3 个月高 10 个百分点"
    few = answers((1, 0), (0, 0), (0, 0), (9, 1), (0, 0), (0, 0))
    assert few.finding == "近 3 个月满意率 90%（10 人答复）"
    assert answers((0, 0)).finding == "近 3 个月没有人答复回访"
    assert answers((0, 0)).lacking and not better.lacking
    assert better.rows[0] == ("2026年6月", "—", "0", "0", "0", "0")
