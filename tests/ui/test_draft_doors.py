"""Whatever a draft is kept under opens its form again."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qingyu.domain.changes import Noun
from qingyu.domain.issue import State
from qingyu.domain.posting import PostingPlace
from qingyu.services import Store, notice, objection, posting_place
from qingyu.ui.pages.duty import DutyPage
from qingyu.ui.pages.page import Page
from qingyu.ui.pages.review import ReviewPage
from qingyu.ui.widgets.draft_form import DraftForm, form_of
from qingyu.ui.window import MainWindow
from tests.services.issue_book import bring_to, open_issue, reported
from tests.ui.keyboard import write


def steps(page: Page) -> set[str]:
    """The steps of the forms that can be seen."""
    # A form put into a layout is shown by an event.
    QApplication.sendPostedEvents()
    forms = page.findChildren(DraftForm)
    return {each.way[-1] for each in forms if each.form.isVisibleTo(page)}


@pytest.mark.parametrize("state", [State.REGISTERED, State.REFERRED])
def test_the_forms_of_an_issue(window: MainWindow, founded: Store, state: State) -> None:
    ident = reported(founded, "楼道灯不亮")
    if state is not State.REGISTERED:
        bring_to(founded, ident, state)
    window.open_thing(Noun.ISSUE, ident)
    opened = 0
    # Chasing and safety have a form in some states only; their doors stay shut in the others.
    for step, door in window.page.doors().items():
        door()
        opened += step in steps(window.page)
    assert opened >= 6


def test_the_forms_around_the_ledger(window: MainWindow, founded: Store) -> None:
    kept = notice.published(
        founded, notice.publish(founded, "free", {"title": "丁", "body": "新的。"}, by=1)
    )
    posting_place.add(founded, PostingPlace(0, "北门公告栏"), by=1)
    objection.record(founded, kept.id, "太贵", who="王", on=founded.now().date(), by=1)
    page = window.show_page("notices")
    for wanted in ("为什么作废", "公示多少天", "贴在哪里", "谁有异议", "objection:1"):
        page.reopen((f"notice:{kept.id}", wanted))
        assert wanted in steps(page)
        focused = form_of(QApplication.focusWidget())
        assert focused is not None
        focused.form.cancel.click()  # type: ignore[attr-defined]
    for wanted in ("place:0", "place:1", "water_off", "free"):
        page.reopen((wanted,))
        assert wanted in steps(page)


def test_the_forms_of_duty_and_of_printing(window: MainWindow, founded: Store) -> None:
    page = window.show_page("duty")
    assert isinstance(page, DutyPage)
    page.reopen(("shift 0",))
    assert "shift 0" in steps(page)
    feedback = window.show_page("feedback")
    printing = [step for step in feedback.doors() if step.startswith("印")]
    assert printing
    for step in printing:
        feedback.reopen((step,))
        assert step in steps(feedback)


def test_the_forms_of_a_meeting(window: MainWindow, founded: Store, qtbot: QtBot) -> None:
    open_issue(founded, days_ago=60)
    page = window.show_page("review")
    assert isinstance(page, ReviewPage)
    page.reader.when_read(lambda: page.work.begin(page.week, page.meeting, lambda: None))
    qtbot.waitUntil(lambda: page.meeting is not None)
    key = page.agenda.items[0].key
    way = (f"week={page.week.monday.isoformat()}", f"item={key}", "会后要办")
    page.reopen(way)
    qtbot.waitUntil(lambda: "会后要办" in steps(page))
    write("找两家报价")
    form = form_of(QApplication.focusWidget())
    assert form is not None
    assert form.way == ("review", *way)
