"""Roster problems from JSON: read as written, refused with the place that is wrong."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.errors import RuleError
from qingyu.domain.roster import DayKind, Slot
from qingyu.domain.roster_reading import read_roster


def december(**changes: Any) -> dict[str, Any]:
    return {
        "month": "2026-12",
        "shifts": [
            {"id": "am", "name": "早", "start": "08:00", "end": "12:00", "places": 2},
            {"id": "ev", "start": "18:00", "end": "24:00", "places": 1, "evening": True},
        ],
        "people": [{"id": "p01", "name": "张三", "lead": True}, {"id": "p02", "carry": 1.5}],
        **changes,
    }


def test_days_and_single_shifts_are_read() -> None:
    people = [{"id": "p01", "unavailable": ["2026-12-03", "2026-12-05/am"]}]
    problem = read_roster(december(people=people)).problem
    days = {(slot.on.day, slot.shift) for slot in problem.people[0].unavailable}
    assert days == {(3, "am"), (3, "ev"), (5, "am")}


def test_loads_follow_weekday_holiday_and_evening() -> None:
    kinds = {"2026-12-25": "holiday", "2026-12-26": "workday"}
    problem = read_roster(december(holidays=kinds)).problem
    assert problem.kind(problem.days[24]) is DayKind.HOLIDAY
    loads = [problem.load(Slot(problem.days[day], "am")) for day in (0, 4, 24, 25)]
    assert loads == [1.0, 1.5, 2.0, 1.0]
    assert problem.load(Slot(problem.days[24], "ev")) == 2.5


def test_leave_in_another_month_is_told() -> None:
    read = read_roster(december(people=[{"id": "p01", "unavailable": ["2026-11-03"]}]))
    assert len(read.warnings) == 1 and "别的月份" in read.warnings[0]


@pytest.mark.parametrize(
    "changes",
    [
        {"month": "2026-13"},
        {"month": "12月"},
        {"month": None},
        {"shifts": []},
        {"shifts": [{"id": "am", "start": "8点", "end": "12:00", "places": 2}]},
        {"shifts": [{"id": "am", "start": "08:00", "end": "12:00", "places": -1}]},
        {"shifts": [{"id": "am", "start": "08:00", "end": "12:00", "places": True}]},
        {"people": [{"id": "p01"}, {"id": "p01"}]},
        {"people": [{"id": "p01", "max_shifts": 2.5}]},
        {"people": [{"id": "p01", "carry": float("nan")}]},
        {"people": [{"id": "p01", "lead": "yes"}]},
        {"people": [{"id": "p01", "unavailable": ["2026-02-30"]}]},
        {"people": [{"id": "p01", "unavailable": ["2026-12-03/night"]}]},
        {"apart": [["p01", "p09"]]},
        {"apart": [["p01"]]},
        {"together": [["p01", "p01"]]},
        {"fixed": [{"date": "2026-12-01", "shift": "am", "person": "nobody"}]},
        {"fixed": [{"date": "2026-12-01", "shift": "pm", "person": "p01"}]},
        {"fixed": [{"date": "2026-12-01", "shift": s, "person": "p01"} for s in ("am", "ev")]},
        {"fixed": [{"date": "2026-12-01", "shift": "ev", "person": p} for p in ("p01", "p02")]},
        {"holidays": {"2026-12-25": "party"}},
        {"people": {}},
        {"month": "２０２６-12"},
        {"people": [{"id": "p01", "carry": "1.5"}]},
        {"people": [{"id": "p01", "unavailable": "2026-12-01"}]},
        {"fixed": [{"date": "0001-01-01", "shift": "am", "person": "p01"}]},
        {"fixed": [{"date": "9999-12-31", "shift": "am", "person": "p01"}]},
        {"holidays": []},
    ],
)
def test_what_is_wrong_is_refused_in_a_sentence(changes: dict[str, Any]) -> None:
    with pytest.raises(RuleError, match="排班文件里"):
        read_roster(december(**changes))


def test_what_is_null_is_as_if_it_were_missing() -> None:
    nothing = dict.fromkeys(["name", "lead", "frail", "no_evening", "max_shifts", "carry",
                             "unavailable", "unwanted"])  # fmt: skip
    whole = dict.fromkeys(["apart", "together", "fixed", "holidays"])
    assert read_roster(december(people=[{"id": "p01", **nothing}], **whole)) == read_roster(
        december(people=[{"id": "p01"}])
    )


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)
keys = st.sampled_from(["month", "shifts", "people", "apart", "together", "fixed", "holidays"])


@given(st.dictionaries(keys, json_values))
def test_any_json_is_read_or_refused(changes: dict[str, Any]) -> None:
    try:
        read_roster(december(**changes))
    except RuleError as error:
        assert "排班文件里" in error.title
