from datetime import date, datetime

import pytest

from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import FeedbackDraft
from qingyu.services import Store, blank_form, feedback, issue_reading, journal
from tests.services.issue_book import LEAD

SAID = FeedbackDraft("楼道灯不亮")


def number_of_next(store: Store) -> int:
    ident = feedback.record(store, SAID, by=LEAD).ids(Noun.FEEDBACK)[0]
    return feedback.find(store, ident).number


def test_reserved_numbers_are_out_until_they_come_back(founded: Store) -> None:
    assert number_of_next(founded) == 1
    blank_form.reserve(founded, 3, by=LEAD)
    assert [form.number for form in blank_form.out(founded)] == [2, 3, 4]
    assert number_of_next(founded) == 5
    ident = blank_form.record(founded, 3, SAID, by=LEAD).ids(Noun.FEEDBACK)[0]
    assert feedback.find(founded, ident).code == "0003"
    assert [form.number for form in blank_form.out(founded)] == [2, 4]
    journal.undo(founded, by=LEAD)
    assert [form.number for form in blank_form.out(founded)] == [2, 3, 4]


def test_the_day_on_the_form_and_the_entry_are_kept_apart(founded: Store) -> None:
    blank_form.reserve(founded, 1, by=LEAD)
    founded._clock = lambda: datetime(2026, 11, 26, 10, 0)
    changes = blank_form.record(founded, 1, SAID, date(2026, 11, 24), by=LEAD)
    form = blank_form.by_number(founded, 1)
    assert (form.on_paper, form.entered_at) == (date(2026, 11, 24), datetime(2026, 11, 26, 10, 0))
    piece = feedback.find(founded, changes.ids(Noun.FEEDBACK)[0])
    assert piece.received_at.date() == date(2026, 11, 24)


def test_a_number_is_never_given_twice_not_even_after_undo(founded: Store) -> None:
    blank_form.reserve(founded, 2, by=LEAD)
    journal.undo(founded, by=LEAD)
    assert blank_form.out(founded) == ()
    assert number_of_next(founded) == 3
    with pytest.raises(RuleError, match="没有印过编号 0001"):
        blank_form.record(founded, 1, SAID, by=LEAD)


def test_a_form_comes_back_once(founded: Store) -> None:
    blank_form.reserve(founded, 1, by=LEAD)
    blank_form.record(founded, 1, SAID, by=LEAD)
    for again in (
        lambda: blank_form.record(founded, 1, SAID, by=LEAD),
        lambda: blank_form.lose(founded, 1, "丢了", by=LEAD),
    ):
        with pytest.raises(RuleError, match="已经录过了"):
            again()


def test_a_lost_form_needs_a_reason_and_may_still_turn_up(founded: Store) -> None:
    blank_form.reserve(founded, 2, by=LEAD)
    with pytest.raises(RuleError, match="还没写原因"):
        blank_form.lose(founded, 1, " ", by=LEAD)
    blank_form.lose(founded, 1, "写坏了", by=LEAD)
    assert [form.number for form in blank_form.out(founded)] == [2]
    assert blank_form.by_number(founded, 1).reason == "写坏了"
    with pytest.raises(RuleError, match="已经作废了"):
        blank_form.lose(founded, 1, "写坏了", by=LEAD)
    blank_form.record(founded, 1, SAID, by=LEAD)
    assert blank_form.by_number(founded, 1).lost_at is None
    journal.undo(founded, by=LEAD)
    journal.undo(founded, by=LEAD)
    assert [form.number for form in blank_form.out(founded)] == [1, 2]


@pytest.mark.parametrize("count", [0, -1, 201])
def test_no_or_too_many_forms_are_refused(founded: Store, count: int) -> None:
    with pytest.raises(RuleError):
        blank_form.reserve(founded, count, by=LEAD)
    assert number_of_next(founded) == 1


def test_a_form_opens_an_issue_or_joins_one_in_the_same_step(founded: Store) -> None:
    blank_form.reserve(founded, 2, by=LEAD)
    opened = blank_form.record(founded, 1, SAID, opening=True, by=LEAD).ids(Noun.ISSUE)[0]
    assert "并转工单" in journal.entries(founded)[0].verb
    joined = blank_form.record(founded, 2, SAID, joining=opened, by=LEAD)
    piece = feedback.find(founded, joined.ids(Noun.FEEDBACK)[0])
    assert (piece.number, piece.issue_id) == (2, opened)
    events = issue_reading.story(founded, opened).events
    assert events[0].verb == "又来反映" and "来件 0002" in events[0].words
    assert blank_form.out(founded) == ()
    journal.undo(founded, by=LEAD)
    journal.undo(founded, by=LEAD)
    assert [form.number for form in blank_form.out(founded)] == [1, 2]
    assert feedback.newest(founded) == ()


def test_forms_are_printed_again_under_their_numbers(founded: Store) -> None:
    blank_form.reserve(founded, 3, by=LEAD)
    idents = [form.id for form in blank_form.out(founded)]
    assert [form.number for form in blank_form.again(founded, idents[1:]).forms] == [2, 3]
    with pytest.raises(RuleError):
        blank_form.again(founded, [])
    assert blank_form.find(founded, idents[0]).number == 1
    with pytest.raises(RuleError):
        blank_form.find(founded, 99)
