"""Blank forms that came back are typed in at the reception desk."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qingyu.domain.blank_form import FormKind
from qingyu.domain.feedback import Channel
from qingyu.services import Store, blank_form, feedback
from qingyu.ui.pages.reception import ReceptionPage
from qingyu.ui.theme import TextSize
from qingyu.ui.window import MainWindow
from tests.conftest import NOON
from tests.services.issue_book import LEAD
from tests.ui.pages.test_reception import commit
from tests.ui.sizes import SIZES
from tests.ui.widgets.clipping import cut_off

ENTER = Qt.Key.Key_Return
SAID = "3幢2单元楼道灯不亮"


@pytest.fixture
def page(founded: Store, window: MainWindow, qtbot: QtBot) -> ReceptionPage:
    """The desk; the repair forms 1 to 3 and the opinion form 4 are out since yesterday."""
    founded._clock = lambda: datetime(2026, 11, 22, 9)
    blank_form.reserve(founded, 3, by=LEAD)
    blank_form.reserve(founded, 1, FormKind.OPINION, by=LEAD)
    founded._clock = lambda: NOON
    shown = window.show_page("reception")
    assert isinstance(shown, ReceptionPage)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is shown.box)
    return shown


def numbers_out(store: Store) -> list[int]:
    return [form.number for form in blank_form.out(store)]


def scan_anywhere(window: MainWindow, code: str) -> None:
    window.bar.focus_search()
    QTest.keyClicks(window.bar.search, code)
    QTest.keyClick(window.bar.search, ENTER)


def test_a_form_scanned_in_the_search_box_is_typed_in_under_its_number(
    founded: Store, page: ReceptionPage, window: MainWindow
) -> None:
    window.show_page("today")
    scan_anywhere(window, "f0002")
    assert window.page is page and page.box.hasFocus()
    assert page.paper.told.text() == "照报修单 0002 录" and page.paper.isVisible()
    page.paper.day.set_day(date(2026, 11, 22))
    commit(page.box, SAID)
    QTest.keyClick(page.box, ENTER)
    assert numbers_out(founded) == [1, 3, 4]
    (piece,) = feedback.newest(founded)
    assert (piece.number, piece.text, piece.channel) == (2, SAID, Channel.BOX)
    assert piece.received_at.date() == date(2026, 11, 22) and piece.issue_id is not None
    form = blank_form.by_number(founded, 2)
    assert (form.on_paper, form.entered_at) == (date(2026, 11, 22), NOON)
    assert not page.paper.isVisible() and page.box.text() == ""


def test_a_number_scanned_into_the_desk_itself_opens_the_form(
    founded: Store, page: ReceptionPage
) -> None:
    QTest.keyClicks(page.box, "F0004")
    QTest.keyClick(page.box, ENTER)
    assert page.paper.told.text() == "照意见单 0004 录" and page.box.text() == ""
    assert feedback.newest(founded) == ()
    commit(page.box, "谢谢小赵")
    QTest.keyClick(page.box, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (piece,) = feedback.newest(founded)
    assert (piece.number, piece.issue_id) == (4, None)


def test_undo_puts_the_form_back_on_the_desk(
    founded: Store, page: ReceptionPage, window: MainWindow
) -> None:
    scan_anywhere(window, "F0001")
    commit(page.box, SAID)
    QTest.keyClick(page.box, ENTER)
    assert numbers_out(founded) == [2, 3, 4]
    window.operations.undo()
    assert numbers_out(founded) == [1, 2, 3, 4]
    assert page.box.text() == SAID and page.paper.told.text() == "照报修单 0001 录"
    QTest.keyClick(page.box, ENTER)
    assert numbers_out(founded) == [2, 3, 4]


def test_what_was_being_written_waits_behind_the_form(
    founded: Store, page: ReceptionPage, window: MainWindow
) -> None:
    commit(page.box, "5幢门口垃圾没人清")
    scan_anywhere(window, "F0001")
    assert page.box.text() == "" and page.strip.isVisible()
    commit(page.box, SAID)
    QTest.keyClick(page.box, ENTER)
    assert page.box.text() == "5幢门口垃圾没人清" and not page.paper.isVisible()
    scan_anywhere(window, "F0002")
    scan_anywhere(window, "F0002")
    assert len(page.queue.messages) == 2


def test_other_words_stay_on_the_form_and_it_can_be_left_for_later(
    founded: Store, page: ReceptionPage, window: MainWindow
) -> None:
    scan_anywhere(window, "F0001")
    commit(page.box, "写错了的话")
    page.read()
    page.box.selectAll()
    commit(page.box, SAID)
    page.read()
    assert page.queue.current.form is not None
    page.paper.leave.click()
    assert not page.paper.isVisible() and page.box.text() == SAID
    QTest.keyClick(page.box, ENTER)
    assert numbers_out(founded) == [1, 2, 3, 4]
    assert feedback.newest(founded)[0].number == 5


def test_a_day_that_cannot_be_is_refused_and_nothing_is_lost(
    founded: Store, page: ReceptionPage, window: MainWindow
) -> None:
    scan_anywhere(window, "F0001")
    page.paper.day.set_day(date(2026, 11, 20))
    commit(page.box, SAID)
    QTest.keyClick(page.box, ENTER)
    assert page.box.text() == SAID and page.paper.day.day == date(2026, 11, 20)
    assert numbers_out(founded) == [1, 2, 3, 4]


def test_a_form_that_came_back_before_shows_what_it_said(
    founded: Store, page: ReceptionPage, window: MainWindow
) -> None:
    scan_anywhere(window, "F0001")
    commit(page.box, SAID)
    QTest.keyClick(page.box, ENTER)
    QTest.keyClicks(page.box, "f1")
    QTest.keyClick(page.box, ENTER)
    assert window.stack.key == "feedback"


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_off(
    page: ReceptionPage, window: MainWindow, qtbot: QtBot, size: TextSize
) -> None:
    scan_anywhere(window, "F0001")
    window.set_text_size(size)
    qtbot.waitUntil(lambda: cut_off(page.paper) == [])
