from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.barometer import Formula, Weather
from qingyu.domain.weather_days import IssueSpan, calendars, readings_on

FIRST = date(2026, 11, 1)
LAST = date(2026, 11, 30)
FORMULA = Formula()


def day(number: int) -> date:
    return FIRST + timedelta(days=number - 1)


def words(*spans: IssueSpan, building: int = 1) -> str:
    found = calendars(spans, (), (), (1, 2), FIRST, LAST, FORMULA)
    figure = next(each for each in found if each.building == building)
    return "".join("云" if each.weather is Weather.CLOUDY else each.weather for each in figure.days)


def test_an_issue_clouds_its_days_and_its_passed_limit_darkens_them() -> None:
    span = IssueSpan(1, False, False, day(3), day(9), limits=((day(6), day(8)),))
    assert words(span) == "晴晴云云云阴阴云" + "晴" * 22
    assert words(span, building=2) == "晴" * 30


def test_an_emergency_that_is_late_and_an_unsafe_danger_are_rain() -> None:
    late = IssueSpan(1, True, False, day(1), None, limits=((day(2), None),))
    assert words(late) == "云" + "雨" * 29
    unsafe = IssueSpan(1, False, True, day(1), day(5), made_safe=day(3))
    assert words(unsafe) == "雨雨云云" + "晴" * 26


def test_no_clock_runs_while_it_is_somebody_elses_turn() -> None:
    span = IssueSpan(1, False, False, day(1), limits=((day(3), None),), still=day(5))
    assert words(span) == "云云阴阴" + "云" * 26


def test_three_complaints_count_for_seven_days() -> None:
    said = [(1, "water", day(4))] * 3
    (_whole, first, _second) = calendars((), said, (), (1, 2), FIRST, LAST, FORMULA)
    dark = [each.day.day for each in first.days if each.weather is Weather.OVERCAST]
    assert dark == [4, 5, 6, 7, 8, 9, 10]
    assert first.days[3].reason == "7 天内给排水投诉 3 件"


DAYS = st.dates(FIRST - timedelta(days=40), LAST + timedelta(days=5))
MAYBE = st.one_of(st.none(), DAYS)
SPANS = st.builds(
    IssueSpan,
    st.sampled_from([None, 1, 2]),
    st.booleans(),
    st.booleans(),
    DAYS,
    MAYBE,
    MAYBE,
    st.lists(st.tuples(DAYS, MAYBE), max_size=3).map(tuple),
    MAYBE,
)


@given(st.lists(SPANS, max_size=8), DAYS)
def test_each_day_is_as_counted_by_hand(spans: list[IssueSpan], when: date) -> None:
    whole, *_each = readings_on(spans, (), (), (1, 2), when, FORMULA)
    opened = [s for s in spans if s.reported <= when and (s.ended is None or s.ended > when)]
    assert whole.facts.open_issues == len(opened)
    late = [
        span
        for span in spans
        if any(
            limit <= when
            and all(end is None or end > when for end in (met, span.ended, span.still))
            for limit, met in span.limits
        )
    ]
    assert whole.facts.overdue == len(late)
    assert whole.facts.emergencies_overdue == sum(span.emergency for span in late)


@given(st.lists(SPANS, max_size=6))
def test_a_calendar_says_the_same_as_each_day_alone(spans: list[IssueSpan]) -> None:
    whole = calendars(spans, (), (), (1, 2), FIRST, LAST, FORMULA)[0]
    alone = [readings_on(spans, (), (), (1, 2), each.day, FORMULA)[0] for each in whole.days]
    assert [each.weather for each in whole.days] == [each.weather for each in alone]
    assert sum(whole.finding.count(word) for word in Weather) >= 1


def test_the_finding_counts_the_words_and_tells_the_last_run() -> None:
    span = IssueSpan(1, False, False, day(28))
    whole = calendars([span], (), (), (1,), FIRST, LAST, FORMULA)[0]
    assert whole.finding == "整个小区近 30 天：晴 27 天、多云 3 天，最近 3 天都是多云"
    assert whole.rows[0] == ("2026-11-30", "多云", "有 1 件未办结，都在期限内")
