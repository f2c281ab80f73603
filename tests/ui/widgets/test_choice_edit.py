"""A value corrected by typing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from qingyu.ui.widgets.choice_edit import ChoiceEdit

ENTER, TAB, ESC, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_Down
FRUIT = ("apple", "apricot", "pear")


def offer(typed: str) -> list[str]:
    return [name for name in FRUIT if name.startswith(typed)]


class Form(QWidget):
    """Two lines under each other, the first strict."""

    def __init__(self) -> None:
        super().__init__()
        self.strict = ChoiceEdit(offer, "水果", strict=True)
        self.free = ChoiceEdit(offer, "别名")
        column = QVBoxLayout(self)
        column.addWidget(self.strict)
        column.addWidget(self.free)
        self.settled: list[str] = []
        self.strict.settled.connect(self.settled.append)
        self.free.settled.connect(self.settled.append)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    shown = Form()
    qtbot.addWidget(shown)
    shown.strict.show_value("pear")
    shown.free.show_value("old")
    shown.show()
    shown.activateWindow()
    shown.strict.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is shown.strict)
    return shown


def test_typing_replaces_the_value_and_enter_takes_the_first_offer(
    form: Form, qtbot: QtBot
) -> None:
    qtbot.keyClicks(form.strict, "ap")
    assert form.strict.suggestions == ("apple", "apricot")
    with qtbot.waitSignal(form.strict.confirmed):
        qtbot.keyClick(form.strict, ENTER)
    assert form.strict.text() == "apple"
    assert form.settled == ["apple"]


def test_tab_takes_it_too_and_goes_on(form: Form, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.strict, "apr")
    qtbot.keyClick(form.strict, TAB)
    assert form.settled == ["apricot"]
    assert QApplication.focusWidget() is form.free


@pytest.mark.parametrize("typed", ["xyz", ""])
def test_a_strict_line_goes_back_when_nothing_fits(form: Form, qtbot: QtBot, typed: str) -> None:
    form.strict.clear()
    qtbot.keyClicks(form.strict, f"{typed}q")
    qtbot.keyClick(form.strict, Qt.Key.Key_Backspace)
    qtbot.keyClick(form.strict, TAB)
    assert form.strict.text() == "pear"
    assert form.settled == []


def test_a_free_line_takes_any_words_and_none(form: Form, qtbot: QtBot) -> None:
    form.free.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(form.free, "new")
    qtbot.keyClick(form.free, ENTER)
    form.free.selectAll()
    qtbot.keyClick(form.free, Qt.Key.Key_Delete)
    qtbot.keyClick(form.free, ENTER)
    assert form.settled == ["new", ""]


def test_going_through_without_typing_changes_nothing(form: Form, qtbot: QtBot) -> None:
    qtbot.keyClick(form.strict, TAB)
    qtbot.keyClick(form.free, TAB)
    assert form.settled == []


def test_down_offers_everything(form: Form, qtbot: QtBot) -> None:
    qtbot.keyClick(form.strict, DOWN)
    assert form.strict.suggestions == FRUIT


def test_escape_takes_back_what_is_typed_then_asks_for_the_guess(
    form: Form, qtbot: QtBot
) -> None:
    qtbot.keyClicks(form.strict, "zz")
    qtbot.keyClick(form.strict, ESC)
    assert form.strict.text() == "pear"
    with qtbot.assertNotEmitted(form.strict.reset_requested):
        qtbot.keyClick(form.strict, ESC)
    form.strict.show_value("pear", changed=True)
    with qtbot.waitSignal(form.strict.reset_requested):
        qtbot.keyClick(form.strict, ESC)


def test_a_new_guess_does_not_disturb_what_is_being_typed(form: Form, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.strict, "ap")
    form.strict.show_value("apricot")
    assert form.strict.text() == "ap"
    form.free.show_value("newer")
    assert form.free.text() == "newer"
