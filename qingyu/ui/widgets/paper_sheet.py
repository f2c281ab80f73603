"""A sheet of paper lying on the desk: a picture of a page that can be moved about."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from qingyu.ui import theme


class PaperSheet(QAbstractScrollArea):
    """Arrow keys, the wheel or dragging move a page that is larger than its place.

    Signals: turn_requested(int) at its upper or lower end; zoom_requested(int) by Ctrl+wheel.
    """

    turn_requested = Signal(int)
    zoom_requested = Signal(int)

    def __init__(self, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._words = words
        self._image = QImage()
        self._size = QSize()
        self._pale = False
        self._grip: QPoint | None = None
        self.setAccessibleName(words or "打印预览")

    def room(self) -> QSize:
        """The largest page that is seen whole."""
        edge = 2 * theme.current().px(0.5)
        return (self.viewport().size() - QSize(edge, edge)).expandedTo(QSize(40, 40))

    def show_image(self, image: QImage, name: str) -> None:
        """Shows a page as drawn for its size."""
        self._image = image
        self.setAccessibleName(name)
        self.viewport().update()

    def show_words(self, text: str) -> None:
        """Shows words instead of a page."""
        self._words, self._image, self._size = text, QImage(), QSize()
        self.setAccessibleName(text)
        self._set_ranges()

    def set_page_size(self, size: QSize) -> None:
        """From now on the page is so large; the middle of what is seen stays."""
        if size != self._size:
            self._size = size
            self._set_ranges()

    def set_pale(self, pale: bool) -> None:
        """Pales the page, as one that is not true any more."""
        if pale != self._pale:
            self._pale = pale
            self.viewport().update()

    @property
    def at_top(self) -> bool:
        """Whether the upper end of the page is seen, or all of it."""
        bar = self.verticalScrollBar()
        return bar.value() == bar.minimum()

    def scroll_to(self, *, top: bool) -> None:
        """Goes to the upper or lower end of the page."""
        bar = self.verticalScrollBar()
        bar.setValue(bar.minimum() if top else bar.maximum())

    def minimumSizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(8), look.px(10))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_ranges()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.current().colour("hover"))
        if self._image.isNull():
            self._paint_words(painter)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        at = self._place()
        painter.fillRect(at.adjusted(-1, -1, 1, 2), theme.current().colour("edge"))
        painter.drawImage(at, self._image)
        if self._pale:
            veil = theme.current().colour("paper")
            veil.setAlpha(150)
            painter.fillRect(at, veil)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar, step = self.verticalScrollBar(), self.viewport().height() * 4 // 5
        ways = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1, Qt.Key.Key_Space: 1}
        way = ways.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        if bar.value() == (bar.maximum() if way > 0 else bar.minimum()):
            self.turn_requested.emit(way)
        else:
            bar.setValue(bar.value() + way * step)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_requested.emit(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._grip = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is None:
            return
        here = event.position().toPoint()
        moved, self._grip = here - self._grip, here
        self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - moved.x())
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() - moved.y())

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._grip = None

    def _paint_words(self, painter: QPainter) -> None:
        painter.setPen(theme.current().colour("muted"))
        edge = theme.current().px(2)
        room = self.viewport().rect().adjusted(edge, edge, -edge, -edge)
        how = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(room, how, self._words)

    def _place(self) -> QRect:
        spare = self.viewport().size() - self._size
        left = spare.width() // 2 if spare.width() > 0 else -self.horizontalScrollBar().value()
        top = spare.height() // 2 if spare.height() > 0 else -self.verticalScrollBar().value()
        return QRect(QPoint(left, top), self._size)

    def _set_ranges(self) -> None:
        seen = self.viewport().size()
        for bar, whole, room in (
            (self.horizontalScrollBar(), self._size.width(), seen.width()),
            (self.verticalScrollBar(), self._size.height(), seen.height()),
        ):
            middle = (bar.value() + bar.pageStep() / 2) / max(1, bar.maximum() + bar.pageStep())
            bar.setRange(0, max(0, whole - room))
            bar.setPageStep(room)
            bar.setSingleStep(theme.current().px(2))
            bar.setValue(round(middle * whole - room / 2) if whole > room else 0)
        self.viewport().update()
