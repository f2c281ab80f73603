"""Codes on paper, as a scanner types them into the search box."""

import pytest

from qingyu.domain.changes import Noun
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.round import RoundKind, Tick
from qingyu.services import Store, blank_form, search
from qingyu.services import round as rounds
from tests.services.issue_book import LEAD, open_issue


@pytest.fixture
def book(founded: Store) -> Store:
    """A round of three lines, and the forms 0001 and 0002."""
    for name in ("灯坏", "门坏", "漏水"):
        open_issue(founded, name)
    rounds.make(founded, RoundKind.LOOK, rounds.suggested(founded, RoundKind.LOOK), by=LEAD)
    blank_form.reserve(founded, 2, by=LEAD)
    return founded


@pytest.mark.parametrize("typed", ["R0001-02", "r0001-02", "Ｒ０００１－０２", " R1-2\n"])
def test_a_line_is_found_alone(book: Store, typed: str) -> None:
    (found,) = search.find(book, typed)
    line = rounds.by_number(book, 1).line(2)
    assert (found.noun, found.id, found.number) == (Noun.ROUND_LINE, line.id, "R0001-02")
    assert "还没回来" in found.detail
    rounds.enter(book, 1, 2, Tick.SAME, by=LEAD)
    assert "没变化" in search.find(book, typed)[0].detail
    assert rounds.of_line(book, line.id) == (rounds.by_number(book, 1), 2)


def test_a_round_is_found_by_its_number(book: Store) -> None:
    (found,) = search.find(book, "r0001")
    assert (found.noun, found.title, found.detail) == (
        Noun.ROUND, "查看单 0001", "还有 3 行没回来",
    )


@pytest.mark.parametrize("typed", ["F0002", "f0002", "Ｆ０００２\n"])
def test_a_form_is_found_until_it_is_back_and_then_what_it_said(book: Store, typed: str) -> None:
    (found,) = search.find(book, typed)
    assert (found.noun, found.number, found.title) == (Noun.FORM, "F0002", "报修单 0002")
    said = blank_form.record(book, 2, FeedbackDraft("楼道灯不亮"), by=LEAD)
    (found,) = search.find(book, typed)
    assert (found.noun, found.id) == (Noun.FEEDBACK, said.ids(Noun.FEEDBACK)[0])


@pytest.mark.parametrize("typed", ["R0009-01", "R0001-09", "R0009", "F0009"])
def test_what_was_never_printed_is_searched_as_words(book: Store, typed: str) -> None:
    assert search.find(book, typed) == ()
