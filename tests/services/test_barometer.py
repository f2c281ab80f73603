from datetime import timedelta

import pytest

from qingyu.domain.barometer import Formula, Weather, worst_first
from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import FeedbackDraft, Kind
from qingyu.domain.followup import FollowUpDraft, Satisfaction
from qingyu.domain.issue import IssueDraft, MoveDetails, Outcome, State
from qingyu.domain.place import NOWHERE, Place
from qingyu.services import Store, barometer, feedback, followup, issue, issue_reading, journal
from qingyu.storage import setting
from tests.conftest import NOON


def weather_of(store: Store, building: int) -> Weather:
    found = {each.building: each.weather for each in barometer.barometer(store).buildings}
    return found[building]


def opened(store: Store, place: Place, draft: IssueDraft | None = None) -> int:
    made = draft or IssueDraft("楼道灯不亮", place)
    return issue.open_new(store, made, by=1).ids(Noun.ISSUE)[0]


def test_every_known_building_is_sunny_before_anything_happens(founded: Store) -> None:
    seen = barometer.barometer(founded)
    assert [each.building for each in seen.buildings] == [1, 2, 3, 4, 5, 6]
    assert {each.weather for each in seen.buildings} == {Weather.SUNNY}
    assert (seen.whole.weather, seen.grounds) == (Weather.SUNNY, None)


def test_an_open_issue_clouds_its_building_only(founded: Store) -> None:
    opened(founded, Place(3))
    assert weather_of(founded, 3) is Weather.CLOUDY
    assert weather_of(founded, 4) is Weather.SUNNY
    assert barometer.barometer(founded).whole.facts.open_issues == 1


def test_a_late_issue_and_an_unsafe_danger_darken_it(founded: Store) -> None:
    long_ago = founded.now() - timedelta(days=40)
    opened(founded, Place(2), IssueDraft("围墙", Place(2), reported_at=long_ago))
    opened(founded, Place(4), IssueDraft("漏电", Place(4), dangerous=True))
    seen = barometer.barometer(founded)
    assert weather_of(founded, 2) is Weather.OVERCAST
    assert weather_of(founded, 4) is Weather.RAINY
    assert [each.building for each in worst_first(seen.buildings)][:3] == [4, 2, 1]


def test_a_passed_day_to_look_again_is_late_as_in_the_list(founded: Store) -> None:
    ident = opened(founded, Place(2))
    for state in (State.VERIFIED, State.ASSIGNED, State.WORKING):
        issue.move(founded, ident, state, MoveDetails(handler_id=1), by=1)
    tomorrow = founded.now().date() + timedelta(days=1)
    waits = MoveDetails(reason="等天晴", look_again_on=tomorrow)
    issue.move(founded, ident, State.SUSPENDED, waits, by=1)
    assert weather_of(founded, 2) is Weather.CLOUDY
    later = Store(founded.folder, founded.database, lambda: NOON + timedelta(days=2))
    assert weather_of(later, 2) is Weather.OVERCAST
    assert barometer.barometer(later).whole.facts.overdue == 1
    assert issue_reading.counts(later, None).overdue == 1


def test_public_grounds_are_told_apart_and_count_for_the_whole(founded: Store) -> None:
    opened(founded, NOWHERE, IssueDraft("大门岗亭漏电", Place(spot="大门"), dangerous=True))
    seen = barometer.barometer(founded)
    assert seen.grounds is not None
    assert seen.grounds.weather is Weather.RAINY
    assert seen.whole.weather is Weather.RAINY
    assert {each.weather for each in seen.buildings} == {Weather.SUNNY}


@pytest.mark.parametrize(("days_ago", "weather"), [(6, Weather.OVERCAST), (8, Weather.SUNNY)])
def test_three_complaints_of_one_category_count_for_seven_days(
    founded: Store, days_ago: int, weather: Weather
) -> None:
    at = founded.now() - timedelta(days=days_ago)
    for _ in range(3):
        draft = FeedbackDraft(
            "垃圾没人清", Place(5), kind=Kind.COMPLAINT, category="sanitation", received_at=at
        )
        feedback.record(founded, draft, by=1)
    assert weather_of(founded, 5) is weather


def test_a_discontent_answer_darkens_the_building_it_came_from(founded: Store) -> None:
    ident = opened(founded, Place(6))
    issue.assign(founded, [ident], handler_id=1, by=1)
    issue.move(founded, ident, State.WORKING, by=1)
    issue.move(founded, ident, State.ACCEPTANCE, by=1)
    done = MoveDetails(accepted_by="陆建芬", outcome=Outcome.FIXED)
    issue.move(founded, ident, State.FOLLOWUP, done, by=1)
    followup.record(founded, ident, FollowUpDraft(satisfaction=Satisfaction.DISSATISFIED), by=2)
    found = {each.building: each for each in barometer.barometer(founded).buildings}[6]
    assert found.weather is Weather.OVERCAST
    assert "满意率 0%" in found.reason


def test_the_formula_is_the_neighbourhoods_and_can_be_taken_back(founded: Store) -> None:
    long_ago = founded.now() - timedelta(days=40)
    opened(founded, Place(2), IssueDraft("围墙", Place(2), reported_at=long_ago))
    assert weather_of(founded, 2) is Weather.OVERCAST
    done = barometer.set_formula(founded, Formula(overdue=2), by=1)
    assert done.verb == "修改自评办法"
    assert weather_of(founded, 2) is Weather.CLOUDY
    assert "超期满 2 件" in barometer.barometer(founded).formula.text
    journal.undo(founded, by=1)
    assert weather_of(founded, 2) is Weather.OVERCAST
    assert barometer.formula_in_force(founded) == Formula()


def test_a_formula_can_be_tried_without_storing_it(founded: Store) -> None:
    opened(founded, Place(4), IssueDraft("漏电", Place(4), dangerous=True))
    tried = barometer.barometer(founded, Formula(safety_not_made_safe=2))
    assert {each.weather for each in tried.every} == {Weather.SUNNY, Weather.CLOUDY}
    assert weather_of(founded, 4) is Weather.RAINY


def test_nonsense_is_refused_and_nothing_is_stored(founded: Store) -> None:
    with pytest.raises(RuleError):
        barometer.set_formula(founded, Formula(overdue=0), by=1)
    assert barometer.formula_in_force(founded) == Formula()


def test_spoiled_numbers_leave_the_default_in_force(founded: Store) -> None:
    with founded.operation("试", by=None) as writer:
        setting.put(writer, "barometer.formula", "{")
    assert barometer.barometer(founded).formula == Formula()
