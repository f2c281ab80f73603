import pytest

from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import FeedbackDraft, Kind
from qingyu.domain.feedback_list import FeedbackFilter
from qingyu.domain.issue import MoveDetails, State
from qingyu.domain.place import Place
from qingyu.services import Store, feedback, feedback_reading, issue, issue_reading


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
