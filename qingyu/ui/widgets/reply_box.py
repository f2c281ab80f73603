"""The box for a reply: Enter starts a new line, Ctrl+Enter saves."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from qingyu.ui.widgets.speech_box import SpeechBox

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ReplyBox(SpeechBox):
    """Plain text of a few lines.

    Signals: saved() on Ctrl+Enter; those of SpeechBox but submitted().
    """

    saved = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(placeholder, parent, lines=4, least=3)
        self.setAccessibleName("回复的话")

    def event(self, event: QEvent) -> bool:
        # Ctrl+Enter belongs to the box before any shortcut of the page around it.
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and _saves(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if _saves(event):
            if not event.isAutoRepeat():
                self.saved.emit()
        elif event.key() in _ENTER:
            self.insertPlainText("\n")
        else:
            super().keyPressEvent(event)


def _saves(event: QKeyEvent) -> bool:
    control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
    return control and event.key() in _ENTER
