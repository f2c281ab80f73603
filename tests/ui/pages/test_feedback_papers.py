from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qingyu.domain.issue import State
from qingyu.services import blank_form
from qingyu.services import round as rounds
from qingyu.ui.pages.feedback import FeedbackPage
from qingyu.ui.theme import TextSize
from qingyu.ui.window import MainWindow
from tests.services.issue_book import bring_to, reported, state_of
from tests.ui.sizes import SIZES

Press = Callable[[str], None]


@pytest.fixture
def page(window: MainWindow) -> FeedbackPage:
    """The page showing what is out on paper; three residents are to be called."""
    store = window.operations.store
    for no in range(3):
        bring_to(store, reported(store, f"第{no}处漏水"), State.FOLLOWUP)
    shown = window.show_page("feedback")
    assert isinstance(shown, FeedbackPage)
    press(shown, "单子")
    return shown


def press(page: QWidget, text: str) -> None:
    found = [each for each in page.findChildren(QPushButton) if each.text().strip() == text]
    shown = [each for each in found if each.isVisible()]
    assert len(shown) == 1, text
    shown[0].click()


def print_now(page: FeedbackPage, text: str) -> None:
    press(page, text)
    assert page.papers.form is not None
    QTest.keyClick(page.papers.form.count, Qt.Key.Key_Return)


def test_a_round_is_printed_typed_back_and_gone(
    window: MainWindow, page: FeedbackPage, qtbot: QtBot
) -> None:
    store = window.operations.store
    assert "没有单子在外面" in page.papers.nothing.text()
    with qtbot.waitSignal(page.paper_work.said):
        print_now(page, "印回访单…")
    assert (store.folder.prints / "回访单0001.pdf").exists()
    page.papers.buttons[0].click()
    for no in range(1, 4):
        assert page.papers.entry is not None
        assert page.papers.entry.number.text() == f"第 {no} 行"
        for key in (Qt.Key.Key_1, Qt.Key.Key_Return):
            focused = QApplication.focusWidget()
            assert isinstance(focused, QWidget)
            QTest.keyClick(focused, key)
    assert page.papers.entry is None
    assert rounds.out(store) == ()
    assert {state_of(store, ident) for ident in (1, 2, 3)} == {State.CLOSED}


def test_forms_are_printed_and_listed_until_they_come_back(
    window: MainWindow, page: FeedbackPage, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(page.paper_work.said):
        print_now(page, "印空白意见单…")
    assert len(blank_form.out(window.operations.store)) == 10
    assert page.papers.nothing.text() == ""


def test_a_lost_round_is_given_up(window: MainWindow, page: FeedbackPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.paper_work.said):
        print_now(page, "印回访单…")
    press(page, "作废")
    assert rounds.out(window.operations.store) == ()


@pytest.mark.parametrize("size", SIZES)
def test_it_fits_in_every_size(
    window: MainWindow, page: FeedbackPage, qtbot: QtBot, size: TextSize
) -> None:
    with qtbot.waitSignal(page.paper_work.said):
        print_now(page, "印回访单…")
    window.set_text_size(size)
    assert not page.papers.horizontalScrollBar().isVisible()
    page.papers.buttons[0].click()
    assert page.papers.entry is not None and page.papers.entry.width() <= page.papers.width()
