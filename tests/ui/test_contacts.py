"""Telephones hidden until asked for: on each page that shows them, noted once."""

from typing import TYPE_CHECKING

import pytest

from qingyu.domain.changes import Noun
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.neighbourhood import Household, Resident
from qingyu.domain.steward import Role, Steward
from qingyu.services import Store, feedback, journal, neighbourhood, reveal
from qingyu.services import steward as stewards
from tests.services.issue_book import HOME, LEAD

if TYPE_CHECKING:
    from qingyu.ui.window import MainWindow

PHONE, SEEN, HIDDEN = "13867412358", "138 6741 2358", "138****2358"


@pytest.fixture
def hiding(founded: Store, window: "MainWindow") -> "MainWindow":
    person = Resident(0, Household(0, 3, 2, "501"), "张桂芳", PHONE)
    neighbourhood.add_resident(founded, person, by=LEAD)
    draft = FeedbackDraft(f"漏水，打 {PHONE}", HOME, "张桂芳", PHONE, category="house")
    feedback.record(founded, draft, by=LEAD)
    window.operations.run(reveal.set_hiding, True, by=LEAD)
    return window


def looks(store: Store) -> list[str]:
    return [each.verb for each in journal.entries(store) if each.verb.startswith("看了")]


def test_a_resident_shows_after_a_key_and_the_journal_tells_it_once(
    hiding: "MainWindow", founded: Store
) -> None:
    page = hiding.show_page("neighbourhood")
    page.open_thing(Noun.RESIDENT, 1)
    form = page.parts["residents"].residents  # type: ignore[attr-defined]
    assert form.phone.text() == HIDDEN and form.phone.isReadOnly()
    assert looks(founded) == []
    form.show_phone.click()
    assert form.phone.text() == SEEN and not form.phone.isReadOnly()
    form.show_phone.click()
    page.reload()
    assert looks(founded) == ["看了住户 3-2-501 张桂芳的联系方式"]


def test_saving_what_is_hidden_keeps_the_number(hiding: "MainWindow", founded: Store) -> None:
    page = hiding.show_page("neighbourhood")
    page.open_thing(Noun.RESIDENT, 1)
    form = page.parts["residents"].residents  # type: ignore[attr-defined]
    form.tags.setText("党员")
    form.touch()
    form.save()
    (person,) = neighbourhood.residents(founded)
    assert (person.tags, person.phone) == (("党员",), PHONE)


def test_feedback_hides_the_number_in_its_words_too(
    hiding: "MainWindow", founded: Store
) -> None:
    page = hiding.show_page("feedback")
    page.open_thing(Noun.FEEDBACK, 1)
    detail = page.detail  # type: ignore[attr-defined]
    assert detail.facts.edits["phone"].text() == HIDDEN
    assert PHONE not in detail.said.toPlainText()
    detail.facts.show_phone.click()
    assert detail.facts.edits["phone"].text() == SEEN
    assert PHONE in detail.said.toPlainText()
    assert looks(founded) == ["看了来件 0001 张桂芳的联系方式"]


def test_a_viewer_does_not_see_it_and_another_person_asks_anew(
    hiding: "MainWindow", founded: Store
) -> None:
    contacts = hiding.desk.contacts
    assert contacts.ask(Noun.RESIDENT, 1)
    stewards.add(founded, Steward(0, "周观", Role.VIEWER), by=LEAD)
    viewer = stewards.stewards(founded)[-1]
    hiding.operations.use(viewer)
    assert not contacts.is_open(Noun.RESIDENT, 1)
    assert not contacts.ask(Noun.RESIDENT, 1)
    assert len(looks(founded)) == 1


def test_nothing_is_hidden_until_pins_are_in_use_or_the_lead_says_so(founded: Store) -> None:
    assert not reveal.is_hiding(founded)
    reveal.set_hiding(founded, True, by=LEAD)
    assert reveal.is_hiding(founded)
