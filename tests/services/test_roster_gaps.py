"""Gaps: what is said to help lets somebody take the empty place, everybody else left as he is."""

import re
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingyu.domain.roster import Duty, Gap, Person, RosterProblem
from qingyu.domain.roster_reading import read_roster
from qingyu.domain.roster_rules import faults, slot_words
from qingyu.services import roster
from tests.services.roster_months import DAYS, EVENING, MORNING

FEW = DAYS[:5]


@st.composite
def short(draw: st.DrawFn) -> RosterProblem:
    """A month in which people serve on the first days only, with gaps of every sort."""
    shifts = [{**MORNING, "places": draw(st.integers(1, 3))}, {**EVENING, "places": 2}]
    slots = [f"{day}/{shift}" for day in FEW for shift in ("am", "ev")]
    people = [
        {
            "id": f"p{n}", "name": f"管家{n}",
            "lead": draw(st.booleans()), "frail": draw(st.booleans()),
            "no_evening": draw(st.booleans()), "max_shifts": draw(st.sampled_from([None, 1, 2])),
            "unavailable": [*DAYS[5:], *draw(st.lists(st.sampled_from(slots), max_size=4))],
        }
        for n in range(draw(st.integers(2, 5)))
    ]  # fmt: skip
    ids = [each["id"] for each in people]
    apart = st.lists(st.sampled_from(ids), min_size=2, max_size=2, unique=True)
    fixed = [
        {"date": FEW[n], "shift": "am", "person": draw(st.sampled_from(ids))}
        for n in range(draw(st.integers(0, 2)))
    ]
    data: dict[str, Any] = {
        "month": "2026-12", "shifts": shifts, "people": people,
        "apart": draw(st.lists(apart, max_size=2)), "fixed": fixed,
    }  # fmt: skip
    return read_roster(data).problem


@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(short())
def test_every_help_lets_the_gap_be_filled(problem: RosterProblem) -> None:
    solved = roster.solve(problem)
    for gap in solved.gaps:
        for words in gap.help:
            assert fillable(problem, frozenset(solved.duties), gap, words), (gap, words)


def fillable(problem: RosterProblem, duties: frozenset[Duty], gap: Gap, words: str) -> bool:
    """Whether the person helped takes an empty place, or that of one who does not lead."""
    changed, newcomers = helped(problem, gap, words)
    here = [duty for duty in duties if duty.slot == gap.slot]
    places = problem.shift_by_id[gap.slot.shift].places
    leaving = [frozenset[Duty]()]
    if len(here) == places:
        leaving = [frozenset({duty}) for duty in here if duty not in problem.fixed]
        if words.startswith("把排死的一位"):
            leaving = [frozenset({duty}) for duty in here]
            changed = replace(changed, fixed=changed.fixed - {*here})
    if "值班长" in gap.why[0] and not changed.person_by_id[newcomers[0]].lead:
        return False
    known = {(fault.rule, fault.words) for fault in faults(changed, duties)}
    added = frozenset(Duty(gap.slot, each) for each in newcomers)
    return any(
        {(f.rule, f.words) for f in faults(changed, (duties - left) | added)} <= known
        for left in leaving
    )


def helped(problem: RosterProblem, gap: Gap, words: str) -> tuple[RosterProblem, list[str]]:
    """The problem with the help given, and who comes then."""
    newcomer = Person("new", "新来的", lead=True)
    if named := re.search(r"管家\d", words):
        old = next(each for each in problem.people if each.name == named[0])
    else:
        return replace(problem, people=(*problem.people, newcomer)), ["new"]
    if words.startswith("请一位身体好的人陪"):
        return replace(problem, people=(*problem.people, newcomer)), [old.id, "new"]
    new = old
    if words == f"请{old.name}{slot_words(problem, gap.slot)}不请假，可补上":
        new = replace(old, unavailable=old.unavailable - {gap.slot})
    elif words == f"把{old.name}的晚班限制放开，可补上":
        new = replace(old, no_evening=False)
    elif more := re.search(r"这个月值(\d+)班", words):
        new = replace(old, max_shifts=int(more[1]))
    people = tuple(new if each is old else each for each in problem.people)
    apart = problem.apart
    if words.startswith("允许"):
        apart = tuple(pair for pair in apart if old.id not in pair)
    return replace(problem, people=people, apart=apart), [old.id]
