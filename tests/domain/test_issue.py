import itertools
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from qingyu.domain.calendar import Calendar, read_holidays
from qingyu.domain.errors import RuleError
from qingyu.domain.issue import (
    CLOCKED,
    ENDED,
    MOVES,
    WAITING,
    Issue,
    IssueDraft,
    Move,
    MoveDetails,
    Need,
    Outcome,
    State,
    Urgency,
    check_move,
    moves_from,
)
from qingyu.domain.issue_moving import moved, opened, with_urgency
from qingyu.domain.worktime import Limits, read_limits
from qingyu.paths import resource

START = datetime(2026, 11, 23, 12, 0)
CALENDAR: Calendar = read_holidays(resource("holidays"))
LIMITS: Limits = read_limits(resource("limits.toml"))
TABLE = {(move.source, move.target): move for move in MOVES}
_MOST_DAYS = 30


def whole(at: datetime) -> MoveDetails:
    """Details that answer every need."""
    return MoveDetails(
        reason="等报价",
        handler_id=2,
        look_again_on=at.date() + timedelta(days=3),
        referred_to="供电公司",
        chase_on=at.date() + timedelta(days=7),
        target_id=9,
        accepted_by="陆建芬",
        outcome=Outcome.FIXED,
    )


LACKING: dict[Need, MoveDetails] = {
    Need.REASON: replace(whole(START), reason="  "),
    Need.HANDLER: replace(whole(START), handler_id=None, handler_contact_id=None),
    Need.LOOK_AGAIN: replace(whole(START), look_again_on=None),
    Need.REFERRED_TO: replace(whole(START), referred_to=""),
    Need.CHASE: replace(whole(START), chase_on=None),
    Need.TARGET: replace(whole(START), target_id=None),
    Need.ACCEPTED_BY: replace(whole(START), accepted_by=" "),
    Need.OUTCOME: replace(whole(START), outcome=None),
}


def fresh(urgency: Urgency = Urgency.PRESSING, at: datetime = START) -> Issue:
    """An issue just opened."""
    draft = IssueDraft(title="屋面漏水", urgency=urgency)
    return opened(draft, number=198, at=at, calendar=CALENDAR, limits=LIMITS)


def step(issue: Issue, target: State, at: datetime, details: MoveDetails | None = None) -> Issue:
    """The issue after a move."""
    return moved(issue, target, details or whole(at), at=at, calendar=CALENDAR, limits=LIMITS)


def test_the_table_names_each_step_once_and_never_stands_still() -> None:
    assert len(TABLE) == len(MOVES)
    assert all(move.source is not move.target and move.verb for move in MOVES)


def test_every_state_can_be_reached_and_only_merged_and_void_are_final() -> None:
    reached = {State.REGISTERED}
    while True:
        further = reached | {move.target for move in MOVES if move.source in reached}
        if further == reached:
            break
        reached = further
    assert reached == set(State)
    assert {state for state in State if not moves_from(state)} == {State.MERGED, State.VOID}


@pytest.mark.parametrize(
    ("source", "target"),
    [pair for pair in itertools.product(State, State) if pair not in TABLE],
)
def test_a_step_outside_the_table_is_refused(source: State, target: State) -> None:
    with pytest.raises(RuleError, match="不能直接变成"):
        check_move(source, target, whole(START))


@pytest.mark.parametrize("move", MOVES, ids=lambda move: f"{move.source}-{move.target}")
def test_a_step_of_the_table_needs_all_it_names_and_nothing_more(move: Move) -> None:
    assert check_move(move.source, move.target, whole(START)) == move
    for need in move.needs:
        with pytest.raises(RuleError, match=need):
            check_move(move.source, move.target, LACKING[need])
    for need in set(Need) - set(move.needs):
        assert check_move(move.source, move.target, LACKING[need]) == move


def test_an_outside_party_answers_the_need_for_a_handler() -> None:
    assert MoveDetails(handler_contact_id=4).has(Need.HANDLER)


def test_a_title_is_one_line_of_at_most_two_hundred_characters() -> None:
    draft = IssueDraft(title="  屋面\n漏水  " + "很" * 300)
    issue = opened(draft, number=1, at=START, calendar=CALENDAR, limits=LIMITS)
    assert issue.title.startswith("屋面 漏水 很")
    assert len(issue.title) == 200
    with pytest.raises(RuleError, match="还没有写事项"):
        opened(replace(draft, title=" \n "), number=1, at=START, calendar=CALENDAR, limits=LIMITS)


@pytest.mark.parametrize("what", ["look_again_on", "chase_on"])
@pytest.mark.parametrize("days", [-1, 731])
def test_a_day_to_look_again_or_chase_lies_within_two_years(what: str, days: int) -> None:
    working = replace(fresh(), state=State.WORKING)
    target = State.SUSPENDED if what == "look_again_on" else State.REFERRED
    day = START.date() + timedelta(days=days)
    details = whole(START)
    wrong = (
        replace(details, look_again_on=day)
        if what == "look_again_on"
        else replace(details, chase_on=day)
    )
    with pytest.raises(RuleError, match="日期"):
        step(working, target, START, wrong)


@given(
    st.sampled_from([Urgency.PRESSING, Urgency.NORMAL]),
    st.sampled_from(sorted(WAITING)),
    st.integers(0, 400),
    st.integers(0, 90),
)
def test_the_time_of_waiting_for_others_is_given_back(
    urgency: Urgency, away: State, before: int, days: int
) -> None:
    working = replace(fresh(urgency), state=State.WORKING)
    pause = START + timedelta(minutes=before)
    waiting = step(working, away, pause)
    resumed = pause + timedelta(days=days)
    again = step(waiting, State.WORKING, resumed)
    limit = working.clocks.finish_at
    assert limit is not None
    assert again.clocks.finish_at is not None
    assert waiting.due_at is None
    assert again.look_again_on is None
    given_back = CALENDAR.working_days(limit, again.clocks.finish_at)
    assert given_back == CALENDAR.working_days(pause, resumed)


@given(st.sampled_from(Urgency), st.integers(0, 60 * 24 * 40), st.integers(0, 60 * 24 * 40))
def test_suspended_then_referred_is_one_long_pause(
    urgency: Urgency, suspended: int, referred: int
) -> None:
    working = replace(fresh(urgency), state=State.WORKING)
    waiting = step(working, State.SUSPENDED, START)
    at = START + timedelta(minutes=suspended)
    away = step(waiting, State.REFERRED, at)
    back = at + timedelta(minutes=referred)
    assert away.suspended_at == waiting.suspended_at == START
    assert step(away, State.WORKING, back).clocks == step(waiting, State.WORKING, back).clocks


@given(st.sampled_from(Urgency), st.integers(0, 60 * 24 * 400))
def test_taken_back_is_due_no_earlier_than_it_was(urgency: Urgency, minutes: int) -> None:
    issue = fresh(urgency)
    away = step(issue, State.REFERRED, START)
    again = step(away, State.WORKING, START + timedelta(minutes=minutes))
    assert away.due_at is None
    assert again.suspended_at is None
    for before, after in (
        (issue.clocks.safe_at, again.clocks.safe_at),
        (issue.clocks.finish_at, again.clocks.finish_at),
    ):
        assert (before is None) == (after is None)
        assert before is None or after is None or before <= after


@pytest.mark.parametrize("away", sorted(WAITING))
def test_a_limit_that_had_passed_before_the_wait_stays_passed(away: State) -> None:
    working = replace(fresh(), state=State.WORKING)
    late = START + timedelta(days=30)
    waiting = step(working, away, late)
    again = step(waiting, State.WORKING, late + timedelta(days=30))
    assert again.clocks.finish_at == working.clocks.finish_at
    assert again.overdue(late + timedelta(days=30))


def test_reopening_counts_the_limit_anew() -> None:
    asked = replace(fresh(), state=State.REOPEN_ASKED)
    at = START + timedelta(days=60)
    again = step(asked, State.WORKING, at)
    assert again.clocks.finished_at is None
    assert again.clocks.finish_at is not None
    assert again.clocks.finish_at > at


def test_reopening_asks_again_whether_it_is_safe() -> None:
    made_safe = replace(fresh().clocks, made_safe_at=START, finished_at=START)
    asked = replace(
        fresh(Urgency.EMERGENCY), state=State.REOPEN_ASKED, clocks=made_safe, outcome=Outcome.FIXED
    )
    at = START + timedelta(days=60)
    again = step(asked, State.WORKING, at)
    assert again.clocks.made_safe_at is None
    assert again.due_at == again.clocks.safe_at == at + timedelta(hours=2)
    assert again.outcome is None


def test_what_belongs_to_another_move_is_left_out() -> None:
    verified = step(fresh(), State.VERIFIED, START)
    assert verified.merged_into_id is None
    assert verified.outcome is None
    assert verified.referred_to == verified.their_number == ""
    referred = step(verified, State.REFERRED, START)
    assert referred.look_again_on == whole(START).chase_on
    assert referred.merged_into_id is None


def test_another_urgency_counts_from_the_report() -> None:
    issue = with_urgency(fresh(Urgency.NORMAL), Urgency.EMERGENCY, CALENDAR, LIMITS)
    assert issue.due_at == START + timedelta(hours=2)
    slow = with_urgency(issue, Urgency.LONG_TERM, CALENDAR, LIMITS)
    assert slow.due_at is None
    assert slow.review_on is not None


def test_a_day_awaited_is_late_only_after_it() -> None:
    waiting = replace(fresh(), state=State.SUSPENDED, due_at=None, look_again_on=date(2026, 11, 23))
    assert not waiting.overdue(START)
    assert waiting.overdue(START + timedelta(days=1))


class LifeOfAnIssue(RuleBasedStateMachine):
    """Whatever is tried in whatever order, the issue stays inside the table."""

    @initialize(urgency=st.sampled_from(Urgency))
    def register(self, urgency: Urgency) -> None:
        self.now = START
        self.issue = fresh(urgency)
        self.path = [State.REGISTERED]

    @rule(minutes=st.integers(1, 60 * 24 * _MOST_DAYS))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(wished=st.sampled_from(State))
    def try_anything(self, wished: State) -> None:
        allowed = (self.issue.state, wished) in TABLE
        try:
            after = step(self.issue, wished, self.now)
        except RuleError:
            assert not allowed
        else:
            assert allowed
            self.issue = after
            self.path.append(wished)

    @precondition(lambda self: bool(moves_from(self.issue.state)))
    @rule(data=st.data())
    def do_something_allowed(self, data: st.DataObject) -> None:
        move = data.draw(st.sampled_from(moves_from(self.issue.state)))
        self.issue = step(self.issue, move.target, self.now)
        self.path.append(move.target)

    @precondition(lambda self: any(m.needs for m in moves_from(self.issue.state)))
    @rule(data=st.data())
    def forget_something(self, data: st.DataObject) -> None:
        moves = [move for move in moves_from(self.issue.state) if move.needs]
        move = data.draw(st.sampled_from(moves))
        lacking = LACKING[data.draw(st.sampled_from(move.needs))]
        with pytest.raises(RuleError, match="还缺"):
            step(self.issue, move.target, self.now, lacking)

    @rule(urgency=st.sampled_from(Urgency))
    def judge_anew(self, urgency: Urgency) -> None:
        self.issue = with_urgency(self.issue, urgency, CALENDAR, LIMITS)

    @invariant()
    def every_step_was_in_the_table(self) -> None:
        assert all(pair in TABLE for pair in itertools.pairwise(self.path))

    @invariant()
    def a_limit_is_due_only_while_a_clock_runs(self) -> None:
        if self.issue.state not in CLOCKED:
            assert self.issue.due_at is None
        assert self.issue.due_at == self.issue.clocks.due(self.issue.state)

    @invariant()
    def an_ended_issue_says_when_and_an_open_one_does_not(self) -> None:
        assert (self.issue.closed_at is not None) == (self.issue.state in ENDED)
        assert self.issue.is_open == (self.issue.state not in ENDED)

    @invariant()
    def a_day_is_awaited_only_where_somebody_waits(self) -> None:
        waits = self.issue.state in WAITING
        assert (self.issue.look_again_on is not None) == waits
        assert (self.issue.suspended_at is not None) == waits


TestLifeOfAnIssue = LifeOfAnIssue.TestCase
TestLifeOfAnIssue.settings = settings(
    max_examples=60,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
