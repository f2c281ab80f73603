from datetime import timedelta

import pytest

from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import FeedbackDraft, Kind, Mood
from qingyu.domain.feedback_answer import Answer
from qingyu.domain.feedback_list import FeedbackFilter
from qingyu.domain.followup import FollowUpDraft, Satisfaction
from qingyu.domain.issue import MoveDetails, Outcome, State
from qingyu.domain.place import Place
from qingyu.services import (
    Store,
    feedback,
    feedback_reading,
    followup,
    issue,
    issue_reading,
    journal,
)
from tests.services.issue_book import LEAD, bring_to, reported


def said(store: Store, text: str, *, kind: Kind = Kind.REPAIR, place: Place | None = None) -> int:
    draft = FeedbackDraft(text, place or Place(3, 2, "501"), kind=kind, category="house")
    return feedback.record(store, draft, by=1).ids(Noun.FEEDBACK)[0]


def opened(store: Store, text: str, place: Place | None = None) -> tuple[int, int]:
    draft = FeedbackDraft(text, place or Place(3, 2, "501"), category="house")
    changes = feedback.record_and_open(store, draft, by=1)
    return changes.ids(Noun.FEEDBACK)[0], changes.ids(Noun.ISSUE)[0]


def test_lines_come_newest_first_with_their_issue_and_go_on_before_a_piece(
    founded: Store,
) -> None:
    first, second = said(founded, "一"), said(founded, "二")
    third, ident = opened(founded, "三")
    lines = feedback_reading.lines(founded, FeedbackFilter(), limit=2)
    assert [line.piece.id for line in lines] == [third, second]
    stored = issue_reading.find(founded, ident)
    assert (lines[0].issue_number, lines[0].issue_state) == (stored.number, State.REGISTERED)
    assert lines[1].issue_number is None
    rest = feedback_reading.lines(founded, FeedbackFilter(), before=second)
    assert [line.piece.id for line in rest] == [first]


def test_filters_choose_kinds_and_what_has_no_issue(founded: Store) -> None:
    loose = said(founded, "灯不亮")
    praise = said(founded, "谢谢", kind=Kind.PRAISE)
    opened(founded, "漏水")
    kinds = FeedbackFilter(kinds=frozenset({Kind.PRAISE}))
    assert [line.piece.id for line in feedback_reading.lines(founded, kinds)] == [praise]
    assert feedback_reading.count(founded, FeedbackFilter(loose=True)) == 1, "thanks wait for none"
    thanks = FeedbackFilter(loose=True, kinds=frozenset({Kind.PRAISE}))
    assert [line.piece.id for line in feedback_reading.lines(founded, thanks)] == [praise]
    both = FeedbackFilter(loose=True, kinds=frozenset({Kind.REPAIR}))
    assert [line.piece.id for line in feedback_reading.lines(founded, both)] == [loose]


def test_a_story_tells_people_category_and_what_it_may_be_the_same_as(founded: Store) -> None:
    tied, ident = opened(founded, "屋面漏水")
    loose = said(founded, "厨房又滴水")
    story = feedback_reading.story(founded, tied)
    assert story.issue is not None and story.issue.id == ident
    assert (story.category, story.recorded_by, story.similar) == ("房屋本体", "陆建芬", ())
    again = feedback_reading.story(founded, loose)
    assert again.issue is None
    assert [each.id for each in again.similar] == [ident]
    with pytest.raises(RuleError):
        feedback_reading.story(founded, 999)


def test_open_issues_to_join_are_found_by_number_by_words_or_by_nearness(founded: Store) -> None:
    _, here = opened(founded, "屋面漏水")
    _, away = opened(founded, "外墙渗水", Place(5))
    _, ended = opened(founded, "屋面漏水已修")
    issue.move(founded, ended, State.VOID, MoveDetails(reason="重复"), by=1)
    piece = said(founded, "滴水")
    joinable = feedback_reading.joinable

    def found(typed: str) -> list[int]:
        return [each.id for each in joinable(founded, piece, typed)]

    assert found("") == [here]
    assert found("外墙") == [away]
    assert found(issue_reading.find(founded, away).code) == [away]
    assert found("屋面") == [here]
    assert found("没有这种事") == []


def _every_state(store: Store) -> None:
    said(store, "没人回")
    answered = said(store, "回过")
    feedback.reply(store, answered, "知道了", "微信", by=1)
    said(store, "谢谢", kind=Kind.PRAISE)
    feedback.need_no_issue(store, said(store, "算了", kind=Kind.INQUIRY), by=1)
    for state in State:
        ident = reported(store, f"到{state}")
        if state in (State.MERGED, State.DECLINED, State.VOID, State.REOPEN_ASKED):
            continue
        if state is not State.REGISTERED:
            bring_to(store, ident, state)
    for told in (*Satisfaction, None, "half"):
        ident = reported(store, f"回访{told}")
        bring_to(store, ident, State.FOLLOWUP)
        if isinstance(told, Satisfaction):
            followup.record(store, ident, FollowUpDraft(satisfaction=told), by=LEAD)
        for _ in range({None: 3, "half": 1}.get(told, 0)):
            followup.record(store, ident, FollowUpDraft(reached=False), by=LEAD)
    issue.move(store, ident, State.CLOSED, MoveDetails("说好了", outcome=Outcome.FIXED), by=LEAD)


def test_the_list_in_each_state_is_what_the_rule_says(founded: Store) -> None:
    _every_state(founded)
    lines = feedback_reading.lines(founded, FeedbackFilter())
    counts = feedback_reading.answer_counts(founded)
    for each in Answer:
        ruled = [line.piece.id for line in lines if line.standing.answer is each]
        assert ruled, each
        wanted = FeedbackFilter(answers=frozenset({each}))
        assert [line.piece.id for line in feedback_reading.lines(founded, wanted)] == ruled
        assert counts[each] == len(ruled) == feedback_reading.count(founded, wanted)
        for line in lines:
            if line.standing.answer is each:
                assert feedback_reading.story(founded, line.piece.id).standing == line.standing
    two = FeedbackFilter(answers=frozenset({Answer.TO_CALL, Answer.CALLED}))
    assert feedback_reading.count(founded, two) == counts[Answer.TO_CALL] + counts[Answer.CALLED]
    late = founded.now() + timedelta(days=1)
    assert set(feedback_reading.answer_counts(founded, late).values()) == {0}


def test_the_whole_list_is_read_in_stretches(founded: Store) -> None:
    every = [said(founded, str(each)) for each in range(5)]
    found = feedback_reading.newest(founded, FeedbackFilter(), limit=4)
    assert [line.piece.id for line in found] == every[:0:-1]
    assert feedback_reading.exceeds(founded, FeedbackFilter(), 4)
    assert not feedback_reading.exceeds(founded, FeedbackFilter(), 5)


def test_a_reply_is_kept_with_its_words_and_can_be_taken_back(founded: Store) -> None:
    ident = said(founded, "灯不亮")
    changes = feedback.reply(founded, ident, " <b>好</b> ", "微信", by=2)
    assert changes.ids(Noun.FEEDBACK) == (ident,)
    story = feedback_reading.story(founded, ident)
    (kept,) = story.replies
    assert (kept.words, kept.how, kept.by, kept.at) == (
        "<b>好</b>", "微信", "赵文斌", founded.now(),
    )
    assert story.standing.answer is Answer.ANSWERED
    journal.undo(founded, by=1)
    assert feedback_reading.story(founded, ident).standing.answer is Answer.UNANSWERED


@pytest.mark.parametrize(
    ("words", "how"), [("  ", "微信"), ("好", "飞鸽"), ("好" * 100_001, "电话"), ("\ud83d", "电话")]
)
def test_a_reply_that_says_nothing_is_refused(founded: Store, words: str, how: str) -> None:
    ident = said(founded, "灯不亮")
    with pytest.raises(RuleError):
        feedback.reply(founded, ident, words, how, by=1)
    assert feedback_reading.story(founded, ident).replies == ()


def test_a_confirmed_mood_narrows_the_list_and_stays_when_edited(founded: Store) -> None:
    said(founded, "灯不亮")
    upset = said(founded, "没人管")
    feedback.confirm_mood(founded, upset, Mood.UPSET, by=1)
    piece = feedback.find(founded, upset)
    feedback.edit(founded, upset, piece.draft, by=1)
    wanted = FeedbackFilter(moods=frozenset({Mood.UPSET}))
    assert [line.piece.mood for line in feedback_reading.lines(founded, wanted)] == [Mood.UPSET]
    feedback.confirm_mood(founded, upset, None, by=1)
    assert feedback_reading.count(founded, wanted) == 0
