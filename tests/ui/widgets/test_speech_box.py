"""The large box."""

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qingyu.ui.widgets.speech_box import SpeechBox


@pytest.fixture
def box(qtbot: QtBot) -> SpeechBox:
    shown = SpeechBox()
    qtbot.addWidget(shown)
    shown.show()
    return shown


@pytest.mark.parametrize("text", ["a\xa0b", "\x00\x07", "\u200f<b>", "😀\n\n𠮷", " x ", "a\tb"])
def test_every_character_is_kept(box: SpeechBox, text: str) -> None:
    box.setPlainText(text)
    assert box.text() == text


def test_line_breaks_of_every_kind_are_line_breaks(box: SpeechBox, qtbot: QtBot) -> None:
    box.setPlainText("a\r\nb\u2028c\rd")
    assert box.text() == "a\nb\nc\nd"


def test_enter_submits_only_when_something_is_written(box: SpeechBox, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(box.submitted):
        qtbot.keyClick(box, Qt.Key.Key_Return)
    box.setPlainText("3")
    with qtbot.waitSignal(box.submitted):
        qtbot.keyClick(box, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)
    assert box.text() == "3"


def test_holding_enter_submits_once(box: SpeechBox, qtbot: QtBot) -> None:
    box.setPlainText("3")
    held = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Return,
                     Qt.KeyboardModifier.NoModifier, "\r", True)
    with qtbot.assertNotEmitted(box.submitted):
        QApplication.sendEvent(box, held)
    assert box.text() == "3"


def test_words_are_pasted_without_their_looks(box: SpeechBox, qtbot: QtBot) -> None:
    source = QMimeData()
    source.setHtml("<b>3幢</b>")
    source.setText("3幢")
    with qtbot.waitSignal(box.pasted):
        box.insertFromMimeData(source)
    assert box.text() == "3幢"
    assert box.canInsertFromMimeData(source)
    assert box.acceptDrops()
