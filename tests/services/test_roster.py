"""Rosters: every rule kept, every level the best there is, proved against trying everything."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingyu.domain.roster import Level
from qingyu.domain.roster_reading import read_roster
from qingyu.domain.roster_rules import faults
from qingyu.services import roster
from tests.services import roster_oracle as oracle
from tests.services.roster_months import DAYS, EVENING, MORNING, month

MOST_FREE = 11
ROOT = Path(__file__).parents[2]
HARD = Path(__file__).with_name("roster_hard.json")


def served(solved: Any) -> list[oracle.Place]:
    return [(each.slot.on.isoformat(), each.slot.shift, each.person) for each in solved.duties]


@st.composite
def tiny(draw: st.DrawFn) -> tuple[dict[str, Any], list[oracle.Place]]:
    """A problem in which so few people are free on so few days that all rosters can be tried."""
    people = draw(st.integers(1, 4))
    pairs = [(d, s, f"p{p}") for p in range(people) for d in DAYS[2:7] for s in ("am", "ev")]
    free = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=MOST_FREE))
    persons = []
    for p in range(people):
        mine = {(d, s) for d, s, who in free if who == f"p{p}"}
        leave = [f"{d}/{s}" for d in DAYS for s in ("am", "ev") if (d, s) not in mine]
        persons.append(
            {
                "id": f"p{p}",
                "lead": draw(st.booleans()),
                "frail": draw(st.booleans()),
                "no_evening": draw(st.booleans()),
                "max_shifts": draw(st.sampled_from([None, 1, 2, 3])),
                "carry": draw(st.sampled_from([-2, -0.5, 0, 0.5, 1.5, 0.3])),
                "unavailable": leave,
                "unwanted": [f"{d}/{s}" for d, s in sorted(mine) if draw(st.booleans())],
            }
        )
    ids = [str(each["id"]) for each in persons]
    couples = [[a, b] for a in ids for b in ids if a < b]
    data = {
        "month": "2026-12",
        "shifts": [
            {**MORNING, "places": draw(st.integers(1, 3))},
            {**EVENING, "places": draw(st.integers(0, 2))},
        ],
        "people": persons,
        "apart": draw(st.lists(st.sampled_from(couples), max_size=2)) if couples else [],
        "together": draw(st.lists(st.sampled_from(couples), max_size=2, unique_by=tuple))
        if couples else [],
        "holidays": {DAYS[3]: "holiday", DAYS[4]: "workday"} if draw(st.booleans()) else {},
    }  # fmt: skip
    return data, free


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(tiny())
def test_every_level_is_the_best_there_is(drawn: tuple[dict[str, Any], list[oracle.Place]]) -> None:
    data, free = drawn
    solved = roster.solve(read_roster(data).problem)
    assert oracle.legal(data, served(solved))
    assert oracle.score(data, served(solved)) == pytest.approx(solved.score.levels)
    assert solved.score.levels == pytest.approx(oracle.best(data, free))
    assert solved.optimal


def test_a_whole_month_keeps_every_rule_and_is_proved() -> None:
    data = month(23)
    solved = roster.solve(read_roster(data).problem)
    assert oracle.legal(data, served(solved))
    assert oracle.score(data, served(solved)) == pytest.approx(solved.score.levels)
    assert solved.optimal and solved.score.empty == 0


def test_the_same_month_gives_the_same_roster_whatever_the_hash_seed(tmp_path: Path) -> None:
    file = tmp_path / "in.json"
    file.write_text(json.dumps(month(2, people=8, places=1)), "utf-8")
    call = [sys.executable, str(ROOT / "main.py"), "roster", "solve", str(file)]
    # Both at once, so that neither has the machine to itself.
    both = [
        subprocess.Popen(
            call, env={**os.environ, "PYTHONHASHSEED": seed}, cwd=ROOT, stdout=subprocess.PIPE
        )
        for seed in ("1", "2")
    ]
    first, second = (json.loads(each.communicate()[0]) for each in both)
    del first["seconds"], second["seconds"]
    assert first == second and first["status"] == "optimal"


@pytest.mark.soak
@pytest.mark.parametrize("name", json.loads(HARD.read_text("utf-8")))
def test_months_that_once_were_not_proved_are(name: str) -> None:
    hard = json.loads(HARD.read_text("utf-8"))[name]
    solved = roster.solve(read_roster(hard["month"]).problem)
    assert oracle.legal({"apart": [], **hard["month"]}, served(solved))
    assert solved.optimal and solved.score.levels == pytest.approx(hard["levels"])


def test_what_is_fixed_stays_even_if_it_breaks_a_rule() -> None:
    data = month(3, people=10, places=1)
    data["people"][0]["unavailable"] = ["2026-12-05"]
    data["fixed"] = [{"date": "2026-12-05", "shift": "am", "person": "p00"}]
    read = read_roster(data)
    assert any("请了假" in warning for warning in read.warnings)
    solved = roster.solve(read.problem)
    assert ("2026-12-05", "am", "p00") in served(solved)
    assert {fault.duties for fault in faults(read.problem, solved.duties)} == {read.problem.fixed}


def test_neighbouring_months_count_through_what_is_fixed() -> None:
    data = month(3)
    data["people"] = [{"id": "a", "lead": True}, {"id": "b", "lead": True}]
    data["apart"], data["together"] = [], []
    data["shifts"] = [{**MORNING, "places": 1}]
    data["fixed"] = [
        {"date": f"2026-11-{day}", "shift": "am", "person": "a"} for day in (28, 29, 30)
    ]
    solved = roster.solve(read_roster(data).problem)
    assert ("2026-12-01", "am", "b") in served(solved)


def test_a_duty_of_a_whole_day_and_night_leaves_twelve_hours_before_the_day_after_next() -> None:
    data = month(3)
    data["people"] = [{"id": "a", "lead": True, "max_shifts": 8}]
    data["apart"], data["together"] = [], []
    data["shifts"] = [
        {"id": "all", "start": "20:00", "end": "20:00", "places": 1, "evening": True},
        {"id": "dawn", "start": "07:00", "end": "09:00", "places": 1, "evening": False},
    ]
    data["fixed"] = [
        {"date": "2026-12-01", "shift": "all", "person": "a"},
        {"date": "2026-12-03", "shift": "dawn", "person": "a"},
    ]
    read = read_roster(data)
    assert any("休息不到12小时" in warning for warning in read.warnings)
    data["fixed"] = data["fixed"][:1]
    solved = roster.solve(read_roster(data).problem)
    assert ("2026-12-03", "dawn", "a") not in served(solved)
    assert oracle.legal(data, served(solved))


def test_two_duties_on_the_day_before_the_month_both_count_for_rest() -> None:
    data = month(3)
    data["people"] = [{"id": "a", "lead": True}]
    data["apart"], data["together"] = [], []
    data["shifts"] = [{**MORNING, "places": 1}, {**EVENING, "places": 1}]
    for order in (("am", "ev"), ("ev", "am")):
        data["fixed"] = [{"date": "2026-11-30", "shift": s, "person": "a"} for s in order]
        solved = roster.solve(read_roster(data).problem)
        assert ("2026-12-01", "am", "a") not in served(solved)


@pytest.mark.parametrize("carry", [(5000, 5000.5, 4999), (0.25, 7.77, -3.7), (1 / 3, 0.1, 1000.25)])
def test_any_carry_is_proved_and_the_fairest(carry: tuple[float, ...]) -> None:
    free = [(day, "am", f"p{p}") for day in DAYS[2:5] for p in range(3)]
    data = month(0)
    data["shifts"] = [{**MORNING, "places": 1}]
    data["apart"], data["together"] = [], []
    leave = [day for day in DAYS if day not in DAYS[2:5]]
    data["people"] = [
        {"id": f"p{p}", "carry": each, "unavailable": leave} for p, each in enumerate(carry)
    ]
    solved = roster.solve(read_roster(data).problem)
    assert solved.optimal
    assert solved.score.levels == pytest.approx(oracle.best(data, free), rel=1e-12)


def test_stopping_keeps_the_best_so_far_and_says_what_is_not_proved() -> None:
    data, levels = month(1, people=12, places=1), list[int]()
    solved = roster.solve(
        read_roster(data).problem,
        on_progress=lambda done, of: levels.append(done),
        stop=lambda: len(levels) > 3,
    )
    assert solved.proved[Level.EMPTY] and not solved.proved[Level.COUPLES_SPLIT]
    assert solved.score.empty == 0 and not solved.optimal
    assert oracle.legal(data, served(solved))


def test_a_place_nobody_can_fill_is_told_with_what_would_help() -> None:
    data = month(0)
    data["people"] = [
        {"id": "wang", "name": "王师傅", "lead": True, "unavailable": ["2026-12-24"]},
        {"id": "sun", "name": "孙师傅", "lead": True, "no_evening": True},
    ]
    data["apart"], data["together"] = [], []
    data["shifts"] = [{**EVENING, "places": 1}]
    read = read_roster(data)
    solved = roster.solve(read.problem)
    gap = next(each for each in solved.gaps if each.slot.on.day == 24)
    assert "王师傅请了假" in gap.why and "孙师傅不排晚班" in gap.why
    assert "把孙师傅的晚班限制放开，可补上" in gap.help


def test_the_number_of_shifts_that_would_help_counts_what_is_fixed_beyond_the_limit() -> None:
    data = month(0)
    data["people"] = [{"id": "sun", "name": "孙师傅", "lead": True, "max_shifts": 1}]
    data["apart"], data["together"] = [], []
    data["shifts"] = [{**MORNING, "places": 1}]
    data["fixed"] = [{"date": day, "shift": "am", "person": "sun"} for day in (DAYS[0], DAYS[9])]
    solved = roster.solve(read_roster(data).problem)
    gap = next(each for each in solved.gaps if each.slot.on.day == 20)
    assert gap.help == ("让孙师傅这个月值3班（现在最多1班），可补上",)
    data["people"][0]["max_shifts"] = 3
    assert roster.solve(read_roster(data).problem).score.empty == solved.score.empty - 1


def test_a_shift_whose_places_are_all_fixed_to_others_says_so() -> None:
    data = month(0)
    data["people"] = [{"id": "wang", "lead": True}, {"id": "sun"}]
    data["apart"], data["together"] = [], []
    data["shifts"] = [{**MORNING, "places": 1}, {**EVENING, "places": 0}]
    data["fixed"] = [{"date": DAYS[0], "shift": "am", "person": "sun"}]
    gap = next(each for each in roster.solve(read_roster(data).problem).gaps)
    assert gap.slot.on.day == 1 and "都已排死" in gap.why[1] and "换成值班长" in gap.help[0]
    assert all(each.slot.shift == "am" for each in roster.solve(read_roster(data).problem).gaps)
