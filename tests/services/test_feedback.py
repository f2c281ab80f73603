"""Recording what residents say."""

import pytest

from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import FeedbackDraft
from qingyu.services import Store, feedback, issue_reading, journal


def test_the_operation_is_named_by_the_numbers_given(founded: Store) -> None:
    assert feedback.record(founded, FeedbackDraft("灯坏了"), by=1).verb == "登记来件 0001"
    opened = feedback.record_and_open(founded, FeedbackDraft("灯坏了"), by=1)
    assert opened.verb == "登记来件 0002 并转工单 0001"
    issue = opened.ids(Noun.ISSUE)[0]
    joined = feedback.record_and_attach(founded, FeedbackDraft("又坏了"), issue, by=1)
    assert joined.verb == "登记来件 0003 并入工单 0001"
    last = journal.last(founded)
    assert last is not None
    assert last.verb == joined.verb


def test_several_are_recorded_in_one_step_that_is_undone_as_one(founded: Store) -> None:
    drafts = [(FeedbackDraft("灯坏了"), True), (FeedbackDraft("表扬"), False)]
    steps: list[tuple[int, int]] = []
    changes = feedback.record_all(
        founded, drafts, by=1, on_progress=lambda done, total: steps.append((done, total))
    )
    assert changes.verb == "登记 2 条来件，其中 1 条转工单"
    assert len(changes.ids(Noun.FEEDBACK)) == 2
    assert len(changes.ids(Noun.ISSUE)) == 1
    assert steps == [(0, 2), (1, 2)]
    journal.undo(founded, by=1)
    assert feedback.newest(founded) == ()
    assert issue_reading.by_number(founded, 1) is None


def test_a_refused_one_among_several_keeps_all_out(founded: Store) -> None:
    with pytest.raises(RuleError):
        feedback.record_all(
            founded, [(FeedbackDraft("灯坏了"), True), (FeedbackDraft(" "), False)], by=1
        )
    assert feedback.newest(founded) == ()


def test_stopping_keeps_all_out(founded: Store) -> None:
    answers = iter((False, True))
    drafts = [(FeedbackDraft("一"), True), (FeedbackDraft("二"), True)]
    with pytest.raises(RuleError, match="停下"):
        feedback.record_all(founded, drafts, by=1, cancelled=lambda: next(answers))
    assert feedback.newest(founded) == ()


def test_a_piece_that_changes_its_issue_is_told_in_both(founded: Store) -> None:
    first = feedback.record_and_open(founded, FeedbackDraft("灯坏了"), by=1).ids(Noun.ISSUE)[0]
    other = feedback.record_and_open(founded, FeedbackDraft("灯又坏"), by=1).ids(Noun.ISSUE)[0]
    feedback.attach(founded, 2, first, by=1)
    left, joined = (issue_reading.story(founded, each).events[0] for each in (other, first))
    assert left.words == "来件 0002 改归工单 0001"
    assert joined.words == "来件 0002"
    with pytest.raises(RuleError, match="已经在这件工单里"):
        feedback.attach(founded, 2, first, by=1)


@pytest.mark.parametrize("text", ["", "  \n", "长" * 100_001, "\ud800"])
def test_what_cannot_be_recorded_is_refused_in_a_sentence(founded: Store, text: str) -> None:
    with pytest.raises(RuleError):
        feedback.record(founded, FeedbackDraft(text), by=1)
    assert feedback.newest(founded) == ()


@pytest.mark.parametrize(
    "text", ["长" * 100_000, "a\x00b\x07", "\u200f<b>%s'; DROP TABLE feedback;--", "😀\xa0𠮷\n\n。"]
)
def test_strange_words_are_stored_faithfully(founded: Store, text: str) -> None:
    feedback.record(founded, FeedbackDraft(text), by=1)
    assert feedback.newest(founded)[0].text == text


def one(store: Store, text: str = "灯坏了", *, dangerous: bool = False) -> int:
    draft = FeedbackDraft(text, dangerous=dangerous)
    return feedback.record(store, draft, by=1).ids(Noun.FEEDBACK)[0]


def opened(store: Store, text: str) -> tuple[int, int]:
    """The ids of a piece and of the issue opened from it."""
    changes = feedback.record_and_open(store, FeedbackDraft(text), by=1)
    return changes.ids(Noun.FEEDBACK)[0], changes.ids(Noun.ISSUE)[0]


def test_a_piece_attached_by_mistake_is_taken_off_and_waits_again(founded: Store) -> None:
    first, issue_id = opened(founded, "屋面漏水")
    second = one(founded)
    feedback.attach(founded, second, issue_id, by=1)
    changes = feedback.detach(founded, second, by=1)
    assert changes.verb == "来件 0002 移出工单 0001"
    assert feedback.find(founded, second).issue_id is None
    story = issue_reading.story(founded, issue_id)
    assert [piece.id for piece in story.feedback] == [first]
    assert (story.events[0].verb, story.events[0].words) == ("移出来件", "来件 0002")
    assert [piece.id for piece in feedback.newest(founded, loose=True)] == [second]
    journal.undo(founded, by=1)
    assert feedback.find(founded, second).issue_id == issue_id
    assert issue_reading.story(founded, issue_id).events[0].verb == "并入来件"


def test_an_issue_is_not_robbed_of_the_words_it_was_opened_from(founded: Store) -> None:
    first, issue_id = opened(founded, "屋面漏水")
    with pytest.raises(RuleError, match="就是由这条来件开的") as refused:
        feedback.detach(founded, first, by=1)
    assert "作废" in refused.value.hint and "合并" in refused.value.hint
    feedback.attach(founded, one(founded), issue_id, by=1)
    feedback.detach(founded, first, by=1)
    with pytest.raises(RuleError, match="没有工单"):
        feedback.detach(founded, first, by=1)


def test_what_needs_no_issue_waits_for_none_until_it_does(founded: Store) -> None:
    ident = one(founded, "问一下几点开门")
    assert feedback.need_no_issue(founded, ident, by=1).verb == "来件 0001 不用开工单"
    assert feedback.newest(founded, loose=True) == ()
    assert feedback.find(founded, ident).no_issue
    with pytest.raises(RuleError, match="已经记了"):
        feedback.need_no_issue(founded, ident, by=1)
    assert feedback.need_issue(founded, ident, by=1).verb == "来件 0001 还是要办"
    assert [piece.id for piece in feedback.newest(founded, loose=True)] == [ident]
    with pytest.raises(RuleError, match="没有记过"):
        feedback.need_issue(founded, ident, by=1)
    feedback.need_no_issue(founded, ident, by=1)
    _, issue_id = opened(founded, "大门坏了")
    feedback.attach(founded, ident, issue_id, by=1)
    assert not feedback.find(founded, ident).no_issue
    with pytest.raises(RuleError, match="已经有工单"):
        feedback.need_no_issue(founded, ident, by=1)


def test_a_danger_is_never_put_aside(founded: Store) -> None:
    with pytest.raises(RuleError, match="危险") as refused:
        feedback.need_no_issue(founded, one(founded, "冒烟了", dangerous=True), by=1)
    assert "转工单" in refused.value.hint


def test_a_corrected_piece_stays_decided(founded: Store) -> None:
    ident = one(founded)
    feedback.need_no_issue(founded, ident, by=1)
    feedback.edit(founded, ident, FeedbackDraft("灯坏了，已经换好"), by=1)
    assert feedback.find(founded, ident).no_issue
