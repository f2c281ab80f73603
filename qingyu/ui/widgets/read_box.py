"""Somebody's words to read, select and copy, shown as typed."""

from math import ceil

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from qingyu.ui import theme


class ReadBox(QPlainTextEdit):
    """Plain text that cannot be changed, as tall as its content up to so many lines."""

    def __init__(self, name: str, parent: QWidget | None = None, *, lines: int = 10) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setProperty("look", "read")
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._restyle()

    def set_words(self, text: str) -> None:
        """Show other words, from their beginning."""
        if text != self.toPlainText():
            self.setPlainText(text)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Esc and Enter to what is around."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(16), self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(8), self.height())

    def _restyle(self) -> None:
        self._fit()

    def _fit(self) -> None:
        # A plain text document tells its height in lines.
        lines = min(self._lines, max(1, round(self.document().size().height())))
        first = self.document().firstBlock().layout()
        one = first.lineAt(0).height() if first.lineCount() else self.fontMetrics().lineSpacing()
        margins = self.contentsMargins()
        # Above, below, and once more, or the last line does not count as seen.
        around = margins.top() + margins.bottom() + 3 * self.document().documentMargin()
        self.setFixedHeight(ceil(lines * one + around))
