"""The large box for what a resident said."""

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from qingyu.ui import theme


class SpeechBox(QPlainTextEdit):
    """Plain text in large type; Enter saves, Shift+Enter starts a new line, Tab goes on.

    Signals: submitted() on Enter with something written; textChanged() of QPlainTextEdit.
    """

    submitted = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None, *,
                 lines: int = 5) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setProperty("look", "speech")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName("居民说了什么")
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() in (Qt.KeyboardModifier.NoModifier,
                                           Qt.KeyboardModifier.KeypadModifier):
            if self.toPlainText().strip():
                self.submitted.emit()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words only, whatever the clipboard has besides."""
        if source.hasText():
            self.insertPlainText(source.text())

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(30), look.px(1.25 * 1.5 * self._lines + 1.4))

    def minimumSizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(12), look.px(1.25 * 1.5 * 2 + 1.4))
