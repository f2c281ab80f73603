"""Using the window like a person at the keyboard, with an input method for Chinese."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press a key where the keyboard is."""
    target = QApplication.activePopupWidget() or QApplication.focusWidget()
    assert target is not None, "nothing has the keyboard"
    QTest.keyClick(target, key, modifier)


def write(text: str) -> None:
    """Type words where the keyboard is, as an input method does."""
    focused = QApplication.focusWidget()
    assert focused is not None, "nothing has the keyboard"
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(focused, event)


def tab_to(widget: QWidget, most: int = 60) -> None:
    """Walk with Tab until a widget has the keyboard."""
    for _ in range(most):
        focused = QApplication.focusWidget()
        if focused is widget:
            return
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    raise AssertionError(f"{widget.accessibleName()} cannot be reached with Tab")
