"""The weekly review: what is on the agenda and why, what a meeting writes down and changes."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.followup import FollowUpDraft, Satisfaction
from qingyu.domain.issue import Funding, MoveDetails, Outcome, State, Urgency
from qingyu.domain.place import Place
from qingyu.domain.review import (
    AgendaItem,
    Decision,
    DecisionKind,
    MeetingFacts,
    MeetingState,
    Reason,
    Rhythm,
)
from qingyu.domain.round import LineDraft, RoundKind, Tick
from qingyu.domain.vote import Tally, Totals, Vote
from qingyu.domain.week import Week, read_week, week_of
from qingyu.services import (
    Store,
    blank_form,
    duty,
    followup,
    issue,
    issue_reading,
    journal,
    notice,
    review,
)
from qingyu.services import round as rounds
from qingyu.storage import duty as duty_rows
from tests.conftest import NOON
from tests.services.issue_book import HOME, LEAD, STEWARD, bring_to, open_issue, state_of

WEEK = Week(date(2026, 11, 23))
NEXT = Week(date(2026, 11, 30))
SOON, LATER = date(2026, 12, 1), date(2026, 12, 9)
FACTS = MeetingFacts(
    date(2026, 11, 23),
    time(14),
    time(15, 30),
    "社区活动室",
    "陆建芬",
    "赵文斌",
    ("陆建芬", "赵文斌"),
)


def turn_to(store: Store, moment: datetime) -> None:
    store._clock = lambda: moment


def item(store: Store, key: str, week: Week = WEEK) -> AgendaItem | None:
    return next((each for each in review.agenda(store, week).items if each.key == key), None)


def reasons(store: Store, ident: int, week: Week = WEEK) -> tuple[Reason, ...]:
    found = item(store, f"issue:{ident}", week)
    return found.reasons if found else ()


def held(store: Store) -> Store:
    review.hold(store, WEEK, FACTS, by=LEAD)
    return store


def next_week(store: Store) -> None:
    turn_to(store, NOON + timedelta(days=7))


def test_an_empty_book_has_an_empty_agenda(founded: Store) -> None:
    assert review.agenda(founded, WEEK).items == ()


@pytest.mark.parametrize("name", ["0001-W01", "1900-W10", "2999-W10", "9999-W51"])
def test_any_week_has_an_agenda(founded: Store, name: str) -> None:
    ident = open_issue(founded)
    issue.promise(founded, ident, "修好", SOON, by=LEAD)
    assert review.agenda(founded, read_week(name)).week.name == name


def test_one_matter_is_one_item_with_all_its_reasons(founded: Store) -> None:
    ident = open_issue(founded, urgency=Urgency.EMERGENCY, dangerous=True, days_ago=2)
    issue.promise(founded, ident, "换好灯", date(2026, 11, 25), by=LEAD)
    found = item(founded, f"issue:{ident}")
    assert found is not None
    assert found.reasons == (Reason.DANGER, Reason.OVERDUE, Reason.PROMISED, Reason.FRESH)
    assert found.issue == ident
    assert "有危险" in found.why and "答应过「换好灯」，11月25日前" in found.why
    assert "11月21日新报的" in found.why


def test_what_waits_for_a_day_of_this_week_is_looked_at_again(founded: Store) -> None:
    suspended = bring_to(founded, open_issue(founded), State.SUSPENDED).id
    referred = bring_to(founded, open_issue(founded), State.REFERRED).id
    turn_to(founded, NOON + timedelta(days=1))
    assert Reason.LOOK_AGAIN in reasons(founded, suspended)
    assert Reason.LOOK_AGAIN not in reasons(founded, referred)
    assert Reason.LOOK_AGAIN in reasons(founded, referred, NEXT)


def test_three_weeks_of_silence_are_noticed(founded: Store) -> None:
    ident = open_issue(founded, urgency=Urgency.LONG_TERM)
    turn_to(founded, NOON + timedelta(weeks=3, days=1))
    week = Week(date(2026, 12, 14))
    assert Reason.STALLED in reasons(founded, ident, week)
    issue.remark(founded, ident, "问过了", by=LEAD)
    assert Reason.STALLED not in reasons(founded, ident, week)


def test_the_third_time_at_one_place_suggests_a_topic(founded: Store) -> None:
    for days in (60, 30):
        open_issue(founded, days_ago=days)
    found = item(founded, f"issue:{open_issue(founded)}")
    assert found is not None
    assert Reason.RECURRING in found.reasons
    assert "第 3 次，建议专题议事" in found.why


def test_what_recurs_on_the_grounds_is_noticed_without_a_building(founded: Store) -> None:
    gate = Place(spot="大门口")
    for days in (120, 60):
        open_issue(founded, place=gate, days_ago=days)
    open_issue(founded, place=Place(spot="车棚"), days_ago=3)
    open_issue(founded, place=gate, category="traffic", days_ago=3)
    ident = open_issue(founded, place=gate)
    nowhere = [open_issue(founded, place=Place()) for _ in range(2)]
    found = item(founded, f"issue:{ident}")
    assert found is not None and "半年内第 3 次，建议专题议事" in found.why
    assert issue_reading.story(founded, ident).recurrence.count == 3
    assert all(Reason.RECURRING not in reasons(founded, each) for each in nowhere)
    assert issue_reading.story(founded, nowhere[1]).recurrence.count == 1


def test_a_long_matter_comes_up_at_its_review_day(founded: Store) -> None:
    ident = open_issue(founded, urgency=Urgency.LONG_TERM)
    assert Reason.LONG_TERM not in reasons(founded, ident)
    turn_to(founded, NOON + timedelta(days=400))
    week = week_of(founded.now().date())
    assert Reason.LONG_TERM in reasons(founded, ident, week)


def test_empty_places_of_the_roster_are_an_item_a_day(founded: Store) -> None:
    assert review.agenda(founded, WEEK).items == ()
    duty.set_shift(founded, date(2026, 11, 24), "早", [LEAD, STEWARD], None, by=LEAD)
    found = item(founded, "duty:2026-11-24")
    assert found is not None and found.reasons == (Reason.DUTY_GAP,)
    assert found.why == "早班没有值班长；午班还差 2 人；晚班还差 2 人"
    assert len(duty_rows.shifts()) == 3


def test_a_notice_whose_time_is_up_comes_down(founded: Store) -> None:
    fields = {"title": "停水通知", "body": "明天停水。", "posted_until": "2026-11-29"}
    notice.publish(founded, "free", fields, by=LEAD)
    found = item(founded, "notice:1")
    assert found is not None and found.reasons == (Reason.NOTICE_DOWN,)


def test_paper_that_should_be_back_is_asked_after(founded: Store) -> None:
    ident = open_issue(founded)
    founded._clock = lambda: datetime(2026, 10, 20, 9)
    blank_form.reserve(founded, 2, by=LEAD)
    blank_form.record(founded, 1, FeedbackDraft("谢谢"), by=LEAD)
    lines = [LineDraft("灯坏", HOME, ident), LineDraft("门坏", HOME, ident)]
    rounds.make(founded, RoundKind.LOOK, lines, by=LEAD)
    founded._clock = lambda: NOON
    rounds.make(founded, RoundKind.LOOK, lines, by=LEAD)
    rounds.enter(founded, 1, 1, Tick.SAME, by=LEAD)
    late = item(founded, "round:1")
    assert late is not None and late.reasons == (Reason.PAPER_OUT,)
    assert (late.title, late.why) == ("查看单 0001", "10月20日印的，还有 1 行没录回来")
    assert item(founded, "round:2") is None
    forms = item(founded, "forms")
    assert forms is not None and forms.why == "发出去超过 30 天：0002"
    rounds.enter(founded, 1, 2, Tick.SAME, by=LEAD)
    blank_form.lose(founded, 2, "丢了", by=LEAD)
    assert item(founded, "round:1") is None and item(founded, "forms") is None


def test_a_discontent_resident_is_on_the_next_agenda_even_when_it_was_reopened_meanwhile(
    founded: Store,
) -> None:
    ident = bring_to(founded, open_issue(founded), State.FOLLOWUP).id
    held(founded)
    turn_to(founded, NOON + timedelta(hours=3))
    said = FollowUpDraft(satisfaction=Satisfaction.DISSATISFIED, words="还是不亮")
    followup.record(founded, ident, said, by=LEAD)
    issue.move(founded, ident, State.WORKING, by=LEAD)
    next_week(founded)
    assert Reason.DISSATISFIED in reasons(founded, ident, NEXT)


def test_what_the_last_meeting_did_not_come_to_returns(founded: Store) -> None:
    one, two = (
        bring_to(founded, open_issue(founded, days_ago=1), State.WORKING).id for _ in range(2)
    )
    held(founded)
    review.discuss(founded, WEEK, f"issue:{one}", "再等等", by=LEAD)
    review.finalize(founded, WEEK, by=LEAD)
    next_week(founded)
    assert reasons(founded, one, NEXT) == ()
    assert reasons(founded, two, NEXT) == (Reason.UNFINISHED,)


def test_what_was_merged_meanwhile_returns_with_what_it_went_into(founded: Store) -> None:
    one, two = (open_issue(founded, days_ago=1) for _ in range(2))
    bring_to(founded, two, State.WORKING)
    held(founded)
    review.discuss(founded, WEEK, f"issue:{two}", "再等等", by=LEAD)
    issue.move(founded, one, State.MERGED, MoveDetails(target_id=two), by=LEAD)
    next_week(founded)
    assert reasons(founded, one, NEXT) == ()
    assert reasons(founded, two, NEXT) == (Reason.UNFINISHED,)


def test_an_issue_talked_about_returns_until_what_was_given_to_somebody_is_done(
    founded: Store,
) -> None:
    ident = bring_to(founded, open_issue(founded, days_ago=1), State.WORKING).id
    held(founded)
    key = f"issue:{ident}"
    review.add_action(founded, WEEK, key, "问三家报价", "赵文斌", SOON, by=LEAD)
    next_week(founded)
    again = item(founded, key, NEXT)
    assert again is not None and again.reasons == (Reason.UNFINISHED,)
    assert "还有 1 件事没办完：问三家报价（赵文斌，12月1日前）" in again.why
    review.finish_action(founded, 1, by=LEAD)
    assert item(founded, key, NEXT) is None


def test_what_is_left_to_do_on_an_ended_issue_returns_with_it(founded: Store) -> None:
    ident = bring_to(founded, open_issue(founded, days_ago=1), State.WORKING).id
    held(founded)
    review.add_action(founded, WEEK, f"issue:{ident}", "结清工钱", "赵文斌", SOON, by=LEAD)
    issue.move(founded, ident, State.VOID, MoveDetails(reason="记错了"), by=LEAD)
    next_week(founded)
    assert reasons(founded, ident, NEXT) == (Reason.UNFINISHED,)


def test_what_is_left_to_do_on_a_merged_issue_returns_with_the_other(founded: Store) -> None:
    one, two = (open_issue(founded, days_ago=1) for _ in range(2))
    bring_to(founded, two, State.WORKING)
    held(founded)
    review.discuss(founded, WEEK, f"issue:{two}", "再等等", by=LEAD)
    review.add_action(founded, WEEK, f"issue:{one}", "问报价", "赵文斌", SOON, by=LEAD)
    issue.move(founded, one, State.MERGED, MoveDetails(target_id=two), by=LEAD)
    next_week(founded)
    assert reasons(founded, one, NEXT) == ()
    assert reasons(founded, two, NEXT) == (Reason.UNFINISHED,)


def test_what_is_left_to_do_on_a_day_of_duty_that_has_passed_returns(founded: Store) -> None:
    duty.set_shift(founded, date(2026, 11, 24), "早", [LEAD, STEWARD], None, by=LEAD)
    held(founded)
    gap = item(founded, "duty:2026-11-24")
    assert gap is not None
    review.add_action(founded, WEEK, gap.key, "找人顶班", "赵文斌", SOON, by=LEAD)
    next_week(founded)
    again = item(founded, gap.key, NEXT)
    assert again is not None and again.title == gap.title
    assert again.reasons == (Reason.UNFINISHED,)
    assert item(founded, gap.key, WEEK) == gap


@pytest.mark.parametrize(
    ("rhythm", "action", "returns"),
    [
        (Rhythm.ONCE, False, False),
        (Rhythm.ONCE, True, True),
        (Rhythm.WEEKLY, False, True),
        (Rhythm.MONTHLY, False, True),
    ],
)
def test_a_topic_returns_unless_it_was_discussed_and_nothing_is_open(
    founded: Store, rhythm: Rhythm, action: bool, returns: bool
) -> None:
    review.add_topic(founded, "加装电梯", rhythm=rhythm, by=LEAD)
    held(founded)
    next_week(founded)
    assert item(founded, "topic:1", NEXT) is not None
    turn_to(founded, NOON)
    review.discuss(founded, WEEK, "topic:1", "先摸底", by=LEAD)
    if action:
        review.add_action(founded, WEEK, "topic:1", "挨家问", "赵文斌", SOON, by=LEAD)
    next_week(founded)
    assert (item(founded, "topic:1", NEXT) is not None) is returns
    assert item(founded, "topic:1", WEEK) is not None
    if action:
        review.finish_action(founded, 1, by=LEAD)
        assert item(founded, "topic:1", NEXT) is None


def test_a_topic_with_work_left_cannot_be_ended(founded: Store) -> None:
    review.add_topic(founded, "加装电梯", by=LEAD)
    held(founded)
    review.add_action(founded, WEEK, "topic:1", "挨家问", "赵文斌", SOON, by=LEAD)
    with pytest.raises(RuleError, match="没办完"):
        review.end_topic(founded, 1, by=LEAD)
    review.finish_action(founded, 1, by=LEAD)
    review.end_topic(founded, 1, by=LEAD)
    next_week(founded)
    assert item(founded, "topic:1", NEXT) is None


DECISIONS = [
    (State.REGISTERED, DecisionKind.ASSIGN, MoveDetails(handler_id=STEWARD), State.ASSIGNED),
    (State.WORKING, DecisionKind.SUSPEND, MoveDetails(look_again_on=SOON), State.SUSPENDED),
    (State.ASSIGNED, DecisionKind.SUSPEND, MoveDetails(look_again_on=SOON), State.SUSPENDED),
    (State.SUSPENDED, DecisionKind.SUSPEND, MoveDetails(look_again_on=LATER), State.SUSPENDED),
    (State.WORKING, DecisionKind.REFER,
     MoveDetails(referred_to="供电公司", chase_on=SOON), State.REFERRED),
    (State.CLOSED, DecisionKind.REOPEN, MoveDetails(), State.WORKING),
    (State.REOPEN_ASKED, DecisionKind.REOPEN, MoveDetails(), State.WORKING),
    (State.REOPEN_ASKED, DecisionKind.KEEP_CLOSED, MoveDetails(), State.CLOSED),
    (State.FOLLOWUP, DecisionKind.CLOSE, MoveDetails(outcome=Outcome.FIXED), State.CLOSED),
    (State.WORKING, DecisionKind.FUND, MoveDetails(), State.WORKING),
    (State.WORKING, DecisionKind.NOTED, MoveDetails(), State.WORKING),
]  # fmt: skip


def brought(store: Store, ident: int, state: State) -> None:
    if state is State.REOPEN_ASKED:
        bring_to(store, ident, State.CLOSED)
        issue.move(store, ident, state, MoveDetails(reason="又坏了"), by=LEAD)
    elif state is not State.REGISTERED:
        bring_to(store, ident, state)


@pytest.mark.parametrize(("state", "kind", "details", "after"), DECISIONS)
def test_a_decision_moves_its_issue_and_both_are_taken_back_together(
    founded: Store, state: State, kind: DecisionKind, details: MoveDetails, after: State
) -> None:
    ident = open_issue(founded)
    held(founded)
    brought(founded, ident, state)
    funding = Funding.STREET if kind is DecisionKind.FUND else None
    decision = Decision(kind, "大家定的", details, funding)
    key = f"issue:{ident}"
    review.decide(founded, WEEK, key, decision, by=LEAD)
    assert state_of(founded, ident) is after
    meeting = review.meeting(founded, WEEK)
    assert meeting is not None
    (said,) = meeting.items
    assert said.discussed_at == NOON and "大家定的" in said.decisions[0]
    journal.undo(founded, by=LEAD)
    assert state_of(founded, ident) is state
    meeting = review.meeting(founded, WEEK)
    assert meeting is not None and meeting.items[0].decisions == ()


def test_a_decision_that_the_table_forbids_changes_nothing(founded: Store) -> None:
    ident = open_issue(founded)
    held(founded)
    decision = Decision(DecisionKind.CLOSE, "结了", MoveDetails(outcome=Outcome.FIXED))
    with pytest.raises(RuleError, match="不能直接变成"):
        review.decide(founded, WEEK, f"issue:{ident}", decision, by=LEAD)
    meeting = review.meeting(founded, WEEK)
    assert meeting is not None and meeting.items[0].discussed_at is None


def test_a_topic_takes_words_only(founded: Store) -> None:
    review.add_topic(founded, "加装电梯", by=LEAD)
    held(founded)
    with pytest.raises(RuleError, match="不是工单"):
        review.decide(founded, WEEK, "topic:1", Decision(DecisionKind.REOPEN, "重来"), by=LEAD)
    with pytest.raises(RuleError, match="还没有写决定"):
        review.decide(founded, WEEK, "topic:1", Decision(DecisionKind.NOTED), by=LEAD)


def test_what_comes_up_during_the_meeting_joins_its_agenda(founded: Store) -> None:
    held(founded)
    review.add_topic(founded, "车棚", by=LEAD)
    review.discuss(founded, WEEK, "topic:1", "可以", by=LEAD)
    meeting = review.meeting(founded, WEEK)
    assert meeting is not None and [each.item.key for each in meeting.items] == ["topic:1"]
    with pytest.raises(RuleError, match="没有这一项"):
        review.discuss(founded, WEEK, "topic:9", "可以", by=LEAD)


def test_final_minutes_refuse_every_change_but_the_newest_can_be_opened_again(
    founded: Store,
) -> None:
    ident = open_issue(founded)
    key = f"issue:{ident}"
    held(founded)
    review.finalize(founded, WEEK, by=LEAD)
    vote = Vote("同意吗", Tally(3, 1))
    for change in (
        lambda: review.hold(founded, WEEK, FACTS, by=LEAD),
        lambda: review.discuss(founded, WEEK, key, "字", by=LEAD),
        lambda: review.decide(founded, WEEK, key, Decision(DecisionKind.NOTED, "定"), by=LEAD),
        lambda: review.add_action(founded, WEEK, key, "办", "我", SOON, by=LEAD),
        lambda: review.vote(founded, WEEK, key, vote, by=LEAD),
        lambda: review.finalize(founded, WEEK, by=LEAD),
    ):
        with pytest.raises(RuleError, match="定稿"):
            change()
    next_week(founded)
    facts = replace(FACTS, held_on=date(2026, 11, 30))
    review.hold(founded, NEXT, facts, by=LEAD)
    review.finalize(founded, NEXT, by=LEAD)
    with pytest.raises(RuleError, match="最近一次"):
        review.unfreeze(founded, WEEK, by=LEAD)
    review.unfreeze(founded, NEXT, by=LEAD)
    review.finalize(founded, NEXT, by=LEAD)
    meeting = review.meeting(founded, NEXT)
    assert meeting is not None
    assert (meeting.state, meeting.version) == (MeetingState.FINAL, 2)


@pytest.mark.parametrize(
    "facts",
    [
        replace(FACTS, held_on=date(2026, 11, 22)),
        replace(FACTS, held_on=date(2026, 11, 24)),
        replace(FACTS, end=time(13)),
        replace(FACTS, absent=("赵文斌",)),
    ],
)
def test_facts_that_cannot_be_true_are_refused(founded: Store, facts: MeetingFacts) -> None:
    with pytest.raises(RuleError) as refused:
        review.hold(founded, WEEK, facts, by=LEAD)
    assert refused.value.hint


def test_minutes_without_who_was_there_are_not_final(founded: Store) -> None:
    review.hold(founded, WEEK, replace(FACTS, chair="", present=()), by=LEAD)
    with pytest.raises(RuleError, match="主持人、到会的人"):
        review.finalize(founded, WEEK, by=LEAD)


def test_a_vote_keeps_the_totals_of_its_day(founded: Store) -> None:
    review.add_topic(founded, "动用维修资金", by=LEAD)
    held(founded)
    review.set_voters(founded, Totals(12, 900), by=LEAD)
    vote = Vote("同意吗", Tally(7, 1), Tally(7, 1), Tally(600, 50), about_funds=True)
    review.vote(founded, WEEK, "topic:1", vote, by=LEAD)
    review.set_voters(founded, Totals(100, 9000), by=LEAD)
    meeting = review.meeting(founded, WEEK)
    assert meeting is not None
    (kept,) = meeting.items[0].votes
    assert replace(kept, id=0) == replace(vote, totals=Totals(12, 900))


def test_words_saved_while_they_are_typed_are_one_step_back(founded: Store) -> None:
    ident = open_issue(founded)
    held(founded)
    for words in ("先", "先请泥工", "先请泥工来看"):
        review.write_down(founded, WEEK, f"issue:{ident}", words, by=LEAD)
    (said,) = (each for each in said_on(founded))
    assert said == "先请泥工来看"
    journal.undo(founded, by=LEAD)
    meeting = review.meeting(founded, WEEK)
    assert meeting is not None
    assert (meeting.items[0].words, meeting.items[0].discussed_at) == ("", None)
    last = journal.last(founded)
    assert last is not None and last.verb.startswith("记下周例会"), "the opening is left"


def said_on(store: Store) -> list[str]:
    meeting = review.meeting(store, WEEK)
    return [each.words for each in meeting.items] if meeting else []


def test_who_came_is_noted_while_it_is_ticked_and_is_one_step_back(founded: Store) -> None:
    held(founded)
    for present in (("陆建芬",), ("陆建芬", "王秀英"), ("赵文斌", "王秀英")):
        review.hold(founded, WEEK, replace(FACTS, present=present), by=LEAD)
    journal.undo(founded, by=LEAD)
    meeting = review.meeting(founded, WEEK)
    assert meeting is not None and meeting.facts == FACTS


def test_the_owners_told_with_a_vote_are_taken_back_with_it(founded: Store) -> None:
    review.add_topic(founded, "修屋面", by=LEAD)
    held(founded)
    before = review.voters(founded)
    vote = Vote("修吗", Tally(70, 1), Tally(), Tally(7000), True, totals=Totals(100, 9000))
    review.vote(founded, WEEK, "topic:1", vote, by=LEAD)
    assert review.voters(founded) == Totals(100, 9000)
    journal.undo(founded, by=LEAD)
    assert review.voters(founded) == before
    meeting = review.meeting(founded, WEEK)
    assert meeting is not None and not meeting.items[0].votes


def test_what_is_told_about_a_topic_stands_on_the_agenda(founded: Store) -> None:
    review.add_topic(founded, "车棚收费", "上次说每月 20 元", by=LEAD)
    found = item(founded, "topic:1")
    assert found is not None and found.why == "上次说每月 20 元"


def test_promises_are_kept_late_or_still_open(founded: Store) -> None:
    ident = bring_to(founded, open_issue(founded), State.WORKING).id
    for what, day in (("早", 23), ("晚", 24), ("等", 29)):
        issue.promise(founded, ident, what, date(2026, 11, day), by=LEAD)
    issue.keep_promise(founded, ident, 1, by=LEAD)
    turn_to(founded, NOON + timedelta(days=2))
    kept = review.promises_kept(founded, WEEK)
    told = [tuple(line.what for line in part) for part in (kept.kept, kept.late, kept.open)]
    assert told == [("早",), ("晚",), ("等",)]
    assert kept.rate == 0.5
    next_week(founded)
    assert {line.what for line in review.promises_kept(founded, NEXT).late} == {"晚", "等"}
