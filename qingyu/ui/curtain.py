"""What is seen between two windows: the old one's picture, until the new one stands there."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget


class Curtain(QWidget):
    """A window's picture in its place; its book can be closed behind it.

    Signals: drawn() once, when it can be seen.
    """

    drawn = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__()
        self._picture = window.grab()
        self._seen = False
        self._may_go = False
        self.setWindowTitle(window.windowTitle())
        self.setAccessibleName("正在换一本资料，请稍等")
        self.setGeometry(window.geometry())
        self.setWindowState(window.windowState())
        self.setCursor(Qt.CursorShape.WaitCursor)

    def fall(self) -> None:
        """Goes for good."""
        self._may_go = True
        self.close()
        self.deleteLater()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._picture)
        painter.end()
        if not self._seen:
            self._seen = True
            QTimer.singleShot(0, self, self.drawn.emit)

    def closeEvent(self, event: QCloseEvent) -> None:
        event.setAccepted(self._may_go)
