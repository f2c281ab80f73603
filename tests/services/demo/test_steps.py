"""The quick ledger of the practice data against the rule it stands in for."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.calendar import read_holidays
from qingyu.domain.issue import Issue, IssueDraft, Urgency, check_move
from qingyu.domain.issue_moving import moved, opened
from qingyu.domain.place import Place
from qingyu.domain.worktime import read_limits
from qingyu.paths import resource
from qingyu.services.demo import courses
from qingyu.services.demo.dice import Dice
from qingyu.services.demo.life import LifeWriter
from qingyu.services.demo.lore import matters
from qingyu.services.demo.names import NameMaker
from qingyu.services.demo.people import crew
from qingyu.services.demo.steps import SAFE, KnowingCalendar, Rules, Step, settled
from qingyu.services.demo.tale import Life, Tale
from qingyu.services.demo.voices import Slots

CALENDAR = read_holidays(resource("holidays"))
RULES = Rules(KnowingCalendar(CALENDAR), read_limits(resource("limits.toml")))
UNTIL = datetime(2026, 11, 23, 14, 5)


def by_the_rule(draft: IssueDraft, steps: Sequence[Step]) -> Issue:
    assert draft.reported_at is not None
    issue = opened(
        draft, number=7, at=draft.reported_at, calendar=CALENDAR, limits=RULES.limits
    )
    for step in steps:
        if step.target is not None:
            check_move(issue.state, step.target, step.details)
            issue = moved(
                issue, step.target, step.details,
                at=step.at, calendar=CALENDAR, limits=RULES.limits,
            )  # fmt: skip
        elif step.verb == SAFE:
            answered = issue.clocks.responded_at or step.at
            clocks = replace(issue.clocks, made_safe_at=step.at, responded_at=answered)
            issue = replace(issue, clocks=clocks, due_at=clocks.due(issue.state))
    return replace(issue, id=7)


def a_life(seed: int, hours_ago: float) -> tuple[IssueDraft, Life]:
    dice = Dice(seed)
    matter = dice.pick(matters())
    urgency = dice.pick(tuple(Urgency))
    at = (UNTIL - timedelta(hours=hours_ago)).replace(microsecond=0)
    taken = min(courses.length(dice, urgency), UNTIL - at)
    course = courses.closed_course(dice, matter, slow=True)
    course = courses.told_in_full(dice, course, safe=dice.chance(0.5))
    course = course[: dice.whole(0, len(course))]
    slots = Slots(dice, Place(3, 2, "501"), 6)
    people = crew(dice, NameMaker(dice))
    when = courses.moments(dice, course, urgency, at, at + taken, UNTIL)
    life = LifeWriter(dice, people, Tale(matter, urgency, slots, 1, "")).write(course, when)
    draft = IssueDraft(
        "3-2-501 事", Place(3, 2, "501"), matter.category, matter.name, urgency, True, "话", at
    )
    return draft, life


@given(st.integers(0, 10**6), st.floats(0.1, 80_000))
def test_the_ledger_keeps_to_the_rule(seed: int, hours_ago: float) -> None:
    draft, life = a_life(seed, hours_ago)
    quick = settled(
        7, draft, life.steps, RULES,
        people=(None, None), funding=life.funding, obstacle=life.obstacle,
    )  # fmt: skip
    rule = by_the_rule(draft, life.steps)
    assert quick == replace(rule, funding=life.funding, obstacle=life.obstacle)


@given(st.integers(0, 10**6), st.floats(0.1, 80_000))
def test_a_life_goes_forward_in_time_and_never_past_now(seed: int, hours_ago: float) -> None:
    draft, life = a_life(seed, hours_ago)
    moments = [draft.reported_at, *(step.at for step in life.steps), UNTIL]
    assert moments == sorted(moments, key=lambda each: each or UNTIL)


def test_the_knowing_calendar_answers_like_the_plain_one() -> None:
    for day in (UNTIL, UNTIL.date(), datetime(2026, 2, 14, 23, 59)):
        for count in (0, 1, 3, 15):
            plain = CALENDAR.add_working_days(day, count)
            assert RULES.calendar.add_working_days(day, count) == plain
