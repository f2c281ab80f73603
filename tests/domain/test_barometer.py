from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.barometer import BuildingFacts, Formula, Weather, reading, together

counts = st.integers(0, 6)
facts = st.builds(
    BuildingFacts,
    building=st.integers(1, 20),
    open_issues=counts,
    overdue=counts,
    emergencies_overdue=counts,
    safety_not_made_safe=counts,
    complaints=st.lists(
        st.tuples(st.sampled_from(["给排水", "电梯"]), counts), unique_by=lambda row: row[0]
    ).map(tuple),
    satisfied=counts,
    answered=counts.map(lambda n: n + 6),
)
ORDER = tuple(Weather)


def test_whom_nobody_reached_is_told_and_never_counts_as_content() -> None:
    found = reading(BuildingFacts(3, unreachable=2, answered=0))
    assert found.weather is Weather.SUNNY
    assert found.reasons[-1] == "2 件回访联系不上，不算满意"


def test_nothing_open_is_sunny() -> None:
    found = reading(BuildingFacts(building=3))
    assert (found.building, found.weather, found.reason) == (3, Weather.SUNNY, "没有未办结的工单")


def test_open_and_in_time_is_cloudy() -> None:
    found = reading(BuildingFacts(open_issues=2))
    assert (found.weather, found.reason) == (Weather.CLOUDY, "有 2 件未办结，都在期限内")


def test_anything_overdue_is_overcast() -> None:
    found = reading(BuildingFacts(open_issues=2, overdue=1))
    assert (found.weather, found.reason) == (Weather.OVERCAST, "1 件超期")


def test_three_complaints_of_one_category_are_overcast_two_are_not() -> None:
    three = reading(BuildingFacts(complaints=(("环境卫生", 3), ("电梯", 2))))
    assert (three.weather, three.reason) == (Weather.OVERCAST, "7 天内环境卫生投诉 3 件")
    spread = reading(BuildingFacts(complaints=(("环境卫生", 2), ("电梯", 2))))
    assert spread.weather is Weather.SUNNY


def test_satisfaction_below_sixty_percent_is_overcast() -> None:
    assert reading(BuildingFacts(satisfied=3, answered=5)).weather is Weather.SUNNY
    found = reading(BuildingFacts(satisfied=4, answered=7))
    assert (found.weather, found.reason) == (Weather.OVERCAST, "满意率 57%（7 人答复）")


def test_an_overdue_emergency_or_open_danger_is_rain_and_both_are_said() -> None:
    found = reading(
        BuildingFacts(open_issues=4, overdue=3, emergencies_overdue=1, safety_not_made_safe=2)
    )
    assert found.weather is Weather.RAINY
    assert found.reasons == ("1 件紧急工单超期", "2 件安全隐患还没有先处置")


def test_the_formula_is_the_neighbourhood_s_own_and_is_printed_with_its_numbers() -> None:
    formula = Formula(overdue=2, complaints=5, satisfaction=80)
    mild = reading(BuildingFacts(open_issues=3, overdue=1), formula)
    assert (mild.weather, mild.reason) == (Weather.CLOUDY, "有 3 件未办结，其中超期 1 件")
    assert "超期满 2 件" in formula.text
    assert "满意率低于 80%" in formula.text


def test_the_neighbourhood_adds_its_buildings_up() -> None:
    whole = together(
        [
            BuildingFacts(building=1, open_issues=1, complaints=(("电梯", 2),)),
            BuildingFacts(building=2, complaints=(("电梯", 1), ("绿化", 1))),
        ]
    )
    assert whole.complaints == (("电梯", 3), ("绿化", 1))
    assert reading(whole).weather is Weather.OVERCAST
    assert reading(together([])).weather is Weather.SUNNY


@given(facts)
def test_every_reading_gives_a_reason_and_zero_limits_do_not_rain_on_nothing(
    found: BuildingFacts,
) -> None:
    assert reading(found).reason
    assert reading(BuildingFacts(), Formula(0, 0, 0, 0, 0, 0, 0)).weather is Weather.SUNNY


@given(facts, st.integers(1, 3))
def test_more_emergencies_never_improve_the_weather(found: BuildingFacts, more: int) -> None:
    values = {**vars(found), "emergencies_overdue": found.emergencies_overdue + more}
    worse = reading(BuildingFacts(**values))
    assert ORDER.index(worse.weather) >= ORDER.index(reading(found).weather)
