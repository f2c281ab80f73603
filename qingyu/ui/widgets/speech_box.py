"""The large box for what a resident said."""

from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from qingyu.ui import theme

_LINE_ENDS = dict.fromkeys((0x2028, 0x2029, 0xFDD0, 0xFDD1), "\n")


class SpeechBox(QPlainTextEdit):
    """Plain text in large type; Enter saves, Shift+Enter starts a new line, Tab goes on.

    Signals: submitted() on Enter with something written; pasted() after words were pasted or
    dropped; textChanged() of QPlainTextEdit.
    """

    submitted = Signal()
    pasted = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None, *,
                 lines: int = 5, least: int = 2) -> None:
        super().__init__(parent)
        self._lines = lines
        self._least = least
        self.setProperty("look", "speech")
        self.setPlaceholderText(placeholder)
        self.setAccessibleName("居民说了什么")
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def text(self) -> str:
        """What is written, every character as it was typed or pasted, lines ended by \\n."""
        # toPlainText() would turn no-break spaces into spaces.
        return self.document().toRawText().translate(_LINE_ENDS)

    def event(self, event: QEvent) -> bool:
        if (event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
                and event.matches(QKeySequence.StandardKey.Undo)
                and not self.document().isUndoAvailable()):
            # Nothing to take back in here: let Ctrl+Z reach the window.
            event.ignore()
            return True
        if (event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
                and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right)
                and event.modifiers() == Qt.KeyboardModifier.NoModifier
                and self.document().isEmpty()):
            # Nothing to walk along in here either.
            event.ignore()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() in (Qt.KeyboardModifier.NoModifier,
                                           Qt.KeyboardModifier.KeypadModifier):
            if self.toPlainText().strip() and not event.isAutoRepeat():
                self.submitted.emit()
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste words only, whatever the clipboard has besides."""
        if source.hasText():
            self.insertPlainText(source.text())
            self.pasted.emit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            # The style sheet's own least height is for lines of one line.
            self.setMinimumHeight(self.minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(30), look.px(1.25 * 1.5 * self._lines + 1.4))

    def minimumSizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(12), look.px(1.25 * 1.5 * self._least + 1.4))
