from datetime import timedelta

import pytest

from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback_answer import Answer
from qingyu.domain.feedback_list import FeedbackFilter
from qingyu.domain.followup import FollowUpDraft, Satisfaction
from qingyu.domain.issue import MoveDetails, Outcome, State
from qingyu.domain.issue_wording import state_words
from qingyu.domain.review import Decision, DecisionKind, MeetingFacts
from qingyu.domain.steward import Role, Steward
from qingyu.domain.week import week_of
from qingyu.services import (
    Store,
    barometer,
    call,
    feedback_reading,
    followup,
    issue,
    issue_reading,
    journal,
    review,
)
from qingyu.services import steward as stewards
from tests.conftest import NOON
from tests.services.issue_book import LEAD, STEWARD, bring_to, open_issue, reported, state_of

MISSED = FollowUpDraft(reached=False)


def waiting(store: Store) -> int:
    """The id of an issue whose resident is to be called; 赵文斌 did the work."""
    ident = open_issue(store)
    bring_to(store, ident, State.FOLLOWUP)
    return ident


@pytest.mark.parametrize("said", [Satisfaction.SATISFIED, Satisfaction.MOSTLY])
def test_a_content_resident_ends_the_issue(founded: Store, said: Satisfaction) -> None:
    ident = waiting(founded)
    draft = FollowUpDraft(truthful=True, timely=False, satisfaction=said, words="谢谢")
    followup.record(founded, ident, draft, by=LEAD)
    story = issue_reading.story(founded, ident)
    assert (story.issue.state, story.issue.outcome) == (State.CLOSED, Outcome.FIXED)
    kept = story.followups[0]
    assert (kept.by, kept.how, kept.truthful, kept.timely, kept.satisfaction, kept.words) == (
        "陆建芬", "电话", True, False, said, "谢谢",
    )
    assert [event.verb for event in story.events[:2]] == ["办结", "回访"]


def test_a_discontent_one_asks_to_reopen_with_the_words(founded: Store) -> None:
    ident = waiting(founded)
    draft = FollowUpDraft(satisfaction=Satisfaction.DISSATISFIED, words="又漏了")
    followup.record(founded, ident, draft, by=LEAD)
    story = issue_reading.story(founded, ident)
    assert story.issue.state is State.REOPEN_ASKED
    assert story.events[0].words == "回访不满意：又漏了"
    week = week_of(founded.now().date())
    assert ident in [item.issue for item in review.agenda(founded, week).items]
    # One operation: taking it back takes back both.
    journal.undo(founded, by=LEAD)
    assert state_of(founded, ident) is State.FOLLOWUP
    assert issue_reading.story(founded, ident).followups == ()


def test_three_tries_in_vain_end_it_and_never_count_as_satisfied(founded: Store) -> None:
    ident = waiting(founded)
    for _ in range(2):
        followup.record(founded, ident, MISSED, by=LEAD)
        assert state_of(founded, ident) is State.FOLLOWUP
    followup.record(founded, ident, MISSED, by=LEAD)
    story = issue_reading.story(founded, ident)
    assert story.issue.state is State.CLOSED
    assert [each.satisfaction for each in story.followups] == [None] * 3
    assert "3 次没联系上" in story.events[0].words
    assert story.issue.unreachable
    assert state_words(story.issue, founded.now()) == "办结 · 修好 · 联系不上"
    facts = barometer.barometer(founded).whole.facts
    assert (facts.unreachable, facts.answered, facts.satisfied) == (1, 0, 0)


def test_a_reopening_takes_the_unreached_back_and_the_call_is_due_again(founded: Store) -> None:
    ident = waiting(founded)
    for _ in range(3):
        followup.record(founded, ident, MISSED, by=LEAD)
    issue.move(founded, ident, State.REOPEN_ASKED, MoveDetails(reason="又坏了"), by=LEAD)
    assert issue_reading.find(founded, ident).unreachable
    issue.move(founded, ident, State.WORKING, by=LEAD)
    assert not issue_reading.find(founded, ident).unreachable
    issue.move(founded, ident, State.ACCEPTANCE, by=LEAD)
    done = MoveDetails(accepted_by="陆建芬", outcome=Outcome.FIXED)
    issue.move(founded, ident, State.FOLLOWUP, done, by=LEAD)
    assert [each.issue.id for each in call.to_call(founded, 5)] == [ident]


def test_tries_before_a_reopening_do_not_count_again(founded: Store) -> None:
    clock = [NOON]
    founded.close()
    store = Store.open(founded.folder, clock=lambda: clock[0])
    ident = waiting(store)
    for draft in (MISSED, MISSED, FollowUpDraft(satisfaction=Satisfaction.DISSATISFIED)):
        followup.record(store, ident, draft, by=LEAD)
    clock[0] += timedelta(days=1)
    issue.move(store, ident, State.WORKING, by=LEAD)
    issue.move(store, ident, State.ACCEPTANCE, by=LEAD)
    done = MoveDetails(accepted_by="陆建芬", outcome=Outcome.FIXED)
    issue.move(store, ident, State.FOLLOWUP, done, by=LEAD)
    followup.record(store, ident, MISSED, by=LEAD)
    assert state_of(store, ident) is State.FOLLOWUP
    store.close()


def test_the_one_who_did_the_work_cannot_record_it(founded: Store) -> None:
    ident = waiting(founded)
    for draft in (MISSED, FollowUpDraft(satisfaction=Satisfaction.SATISFIED)):
        with pytest.raises(RuleError, match="不能回访自己办的事"):
            followup.record(founded, ident, draft, by=STEWARD)
    assert issue_reading.story(founded, ident).followups == ()


def test_nobody_follows_up_unnamed_what_a_steward_did(founded: Store) -> None:
    ident = waiting(founded)
    with pytest.raises(RuleError, match="还不知道是谁回访的") as refusal:
        followup.record(founded, ident, MISSED, by=None)
    assert refusal.value.hint == "请先选好现在是谁在用，可以是陆建芬。"
    assert issue_reading.story(founded, ident).followups == ()


def test_the_refusal_says_who_can_call_instead(founded: Store) -> None:
    for name, role in (("何秀英", Role.VOLUNTEER), ("看客", Role.VIEWER), ("老金", Role.STEWARD)):
        stewards.add(founded, Steward(0, name, role), by=LEAD)
    stewards.retire(founded, stewards.find(founded, "老金").id, by=LEAD)
    ident = waiting(founded)
    done = MoveDetails("当面说好了", outcome=Outcome.FIXED)
    for act in (
        lambda: followup.record(founded, ident, MISSED, by=STEWARD),
        lambda: issue.move(founded, ident, State.CLOSED, done, by=STEWARD),
    ):
        with pytest.raises(RuleError) as refusal:
            act()
        assert refusal.value.hint == "可以请陆建芬、何秀英来回访。"


@pytest.mark.parametrize(
    "draft",
    [
        FollowUpDraft(reached=True),
        FollowUpDraft(reached=False, satisfaction=Satisfaction.SATISFIED),
    ],
)
def test_an_answer_that_is_not_whole_is_refused(founded: Store, draft: FollowUpDraft) -> None:
    ident = waiting(founded)
    with pytest.raises(RuleError, match="满意"):
        followup.record(founded, ident, draft, by=LEAD)
    assert state_of(founded, ident) is State.FOLLOWUP


@pytest.mark.parametrize("state", [State.WORKING, State.CLOSED])
def test_only_what_waits_for_it_is_followed_up(founded: Store, state: State) -> None:
    ident = open_issue(founded)
    bring_to(founded, ident, state)
    with pytest.raises(RuleError, match="现在不用回访"):
        followup.record(founded, ident, MISSED, by=LEAD)


def told(store: Store) -> int:
    """The id of an issue a resident with a telephone reported, done and waiting for the call."""
    ident = reported(store, "屋面漏水")
    bring_to(store, ident, State.FOLLOWUP)
    return ident


DONE = MoveDetails("居民当面说好了", outcome=Outcome.FIXED)


def test_without_a_call_only_the_lead_ends_it_and_says_why(founded: Store) -> None:
    other = stewards.add(founded, Steward(0, "何秀英"), by=LEAD).ids(Noun.STEWARD)[0]
    ident = told(founded)
    with pytest.raises(RuleError, match="还没有回访过") as refusal:
        issue.move(founded, ident, State.CLOSED, DONE, by=other)
    assert "组长" in refusal.value.hint
    with pytest.raises(RuleError, match="还缺原因"):
        issue.move(founded, ident, State.CLOSED, MoveDetails(outcome=Outcome.FIXED), by=LEAD)
    with pytest.raises(RuleError, match="还没有回访过"):
        issue.move(founded, ident, State.CLOSED, DONE, by=None)
    assert state_of(founded, ident) is State.FOLLOWUP
    issue.move(founded, ident, State.CLOSED, DONE, by=LEAD)
    assert issue_reading.story(founded, ident).events[0].words == "居民当面说好了；结果：修好"


def test_where_nobody_can_be_called_another_steward_ends_it_with_a_reason(
    founded: Store,
) -> None:
    other = stewards.add(founded, Steward(0, "何秀英"), by=LEAD).ids(Noun.STEWARD)[0]
    ident = waiting(founded)
    issue.move(founded, ident, State.CLOSED, DONE, by=other)
    assert state_of(founded, ident) is State.CLOSED


def test_a_meeting_ends_it_with_a_reason(founded: Store) -> None:
    ident = told(founded)
    week = week_of(founded.now().date())
    review.hold(founded, week, MeetingFacts(founded.now().date()), by=LEAD)
    details = MoveDetails(outcome=Outcome.FIXED)
    with pytest.raises(RuleError, match="还缺原因"):
        review.decide(
            founded, week, f"issue:{ident}", Decision(DecisionKind.CLOSE, "", details), by=LEAD
        )
    agreed = Decision(DecisionKind.CLOSE, "大家看过，修好了", details)
    review.decide(founded, week, f"issue:{ident}", agreed, by=LEAD)
    assert state_of(founded, ident) is State.CLOSED


def test_what_went_into_another_issue_is_followed_up_through_that_one(founded: Store) -> None:
    main, other = reported(founded, "屋面漏水"), reported(founded, "顶楼渗水")
    issue.move(founded, other, State.MERGED, MoveDetails(target_id=main), by=LEAD)
    bring_to(founded, main, State.FOLLOWUP)
    (due,) = call.to_call(founded, 9)
    assert due.issue.id == main and len(due.said) == 2
    standing = {
        line.piece.text: line.standing.answer
        for line in feedback_reading.lines(founded, FeedbackFilter())
    }
    assert standing == {"屋面漏水": Answer.TO_CALL, "顶楼渗水": Answer.TO_CALL}
    satisfied = FollowUpDraft(satisfaction=Satisfaction.SATISFIED)
    followup.record(founded, main, satisfied, by=LEAD)
    assert {
        line.standing.answer for line in feedback_reading.lines(founded, FeedbackFilter())
    } == {Answer.CALLED}
