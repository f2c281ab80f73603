from datetime import date, datetime
from pathlib import Path

import pytest

from qingyu.domain.duty_person import DutyFacts
from qingyu.domain.duty_weather import WeatherAlarm, WeatherPlan
from qingyu.domain.errors import RuleError
from qingyu.domain.issue import IssueDraft, MoveDetails, State
from qingyu.domain.place import Place
from qingyu.domain.round import RoundKind
from qingyu.services import Store, duty, duty_people, duty_swap, duty_weather, issue, journal
from qingyu.services import round as rounds
from tests.services.duty_book import (
    DECEMBER,
    HE,
    LEAD,
    MORNING,
    ZHU,
    crew,
    day,
    duty_of,
    planned,
    who,
)


@pytest.fixture
def staffed(founded: Store) -> Store:
    crew(founded)
    planned(founded, duty_of(3, MORNING, LEAD), duty_of(3, MORNING, HE))
    for place, matter in (
        (Place(3, 2, "501"), "屋面漏水"), (Place(3, 2, "502"), "屋面漏水"),
        (Place(spot="大门"), "积水"), (Place(1, 1), "噪音"), (Place(2), "井盖缺损"),
    ):  # fmt: skip
        issue.open_new(founded, IssueDraft("事", place, matter=matter), by=LEAD)
    void = MoveDetails(reason="重复")
    issue.move(founded, 5, State.VOID, void, by=LEAD)
    return founded


def typhoon(store: Store, last: int = 3) -> WeatherPlan:
    return duty_weather.plan(store, WeatherAlarm.TYPHOON, day(3), day(last))


def test_the_spots_are_learnt_from_the_book_and_name_no_room(staffed: Store) -> None:
    spots = typhoon(staffed).spots
    assert [(s.place, s.matter, s.times, s.open) for s in spots] == [
        (Place(spot="大门"), "积水", 1, True),
        (Place(3, 2), "屋面漏水", 2, True),
    ]
    assert duty_weather.plan(staffed, WeatherAlarm.COLD, day(3), day(3)).spots == ()


def test_each_shift_gets_two_able_people_and_no_rule_is_broken(staffed: Store) -> None:
    duty_people.save_facts(staffed, DutyFacts(ZHU, frail=True), by=LEAD)
    pairs = typhoon(staffed).pairs
    assert [(p.shift_name, len(p.steward_ids)) for p in pairs] == [("早", 2), ("午", 2), ("晚", 2)]
    asked = [ident for pair in pairs for ident in pair.steward_ids]
    assert len(set(asked)) == 6
    assert not {LEAD, HE, ZHU} & set(asked)
    duty_weather.add_pairs(staffed, WeatherAlarm.TYPHOON, pairs, by=LEAD)
    assert len(who(staffed, 3, MORNING)) == 4
    assert {c.words for c in duty_swap.changes(staffed, DECEMBER)} == {"台风加派"}
    after = typhoon(staffed)
    assert (after.added, after.pairs) == (pairs, ())  # nobody is asked for twice
    journal.undo(staffed, by=LEAD)
    assert len(who(staffed, 3, MORNING)) == 2
    assert typhoon(staffed).pairs == pairs


def test_a_shift_that_is_nearly_over_is_left_as_it_is(staffed: Store) -> None:
    late = Store(staffed.folder, staffed.database, lambda: datetime(2026, 12, 3, 11, 30))
    assert [pair.shift_name for pair in typhoon(late).pairs] == ["午", "晚"]


def test_several_days_ask_everybody_in_turn(staffed: Store) -> None:
    pairs = typhoon(staffed, last=4).pairs
    assert len({ident for pair in pairs for ident in pair.steward_ids}) == 9
    duty_weather.add_pairs(staffed, WeatherAlarm.TYPHOON, pairs, by=LEAD)


def test_the_spots_become_a_patrol_round(staffed: Store) -> None:
    lines = duty_weather.round_lines(typhoon(staffed))
    rounds.make(staffed, RoundKind.PATROL, lines, by=LEAD)
    (made,) = rounds.out(staffed)
    assert [line.matter for line in made.lines] == ["台风：积水", "台风：屋面漏水"]


def test_senseless_days_and_no_pairs_are_refused(staffed: Store) -> None:
    with pytest.raises(RuleError, match="早于"):
        duty_weather.plan(staffed, WeatherAlarm.HEAT, day(3), day(2))
    with pytest.raises(RuleError, match="最多安排 7 天"):
        duty_weather.plan(staffed, WeatherAlarm.HEAT, day(3), date(2026, 12, 10))
    with pytest.raises(RuleError, match="还没有选"):
        duty_weather.add_pairs(staffed, WeatherAlarm.HEAT, [], by=LEAD)


def test_the_neighbourhoods_own_table_is_used(staffed: Store) -> None:
    own = "\n".join(
        f'["{alarm}"]\nfrom = 8\nto = 12\nmatters = ["噪音"]\nadvice = ["看一看"]'
        for alarm in WeatherAlarm
    )
    Path(staffed.folder.root / "weather.toml").write_text(own, encoding="utf-8")
    plan = typhoon(staffed)
    assert (plan.advice, [s.matter for s in plan.spots]) == (("看一看",), ["噪音"])
    assert {pair.shift_id for pair in plan.pairs} == {duty.shifts(staffed)[0].id}
