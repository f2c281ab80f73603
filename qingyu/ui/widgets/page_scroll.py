"""Room for a page that may be taller than the window, and is never wider."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from qingyu.ui import theme


class PageScroll(QScrollArea):
    """A column of widgets that scrolls up and down only and follows the keyboard focus."""

    def __init__(self, parent: QWidget | None = None, *, margin: bool = True) -> None:
        super().__init__(parent)
        self._margin = margin
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._page = _Page()
        self._page.setProperty("look", "page")
        self.column = QVBoxLayout(self._page)
        self.setWidget(self._page)
        self._page.installEventFilter(self)
        self._restyle()

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget under what is there."""
        self.column.addWidget(widget, stretch)

    def show_widget(self, widget: QWidget) -> None:
        """Scroll until the widget can be seen, with some room around it."""
        self.ensureWidgetVisible(widget, 0, theme.current().px(2))

    def settle(self) -> None:
        """Give the column the height it needs after widgets came or went while it was shown."""
        # What is shown at once lays itself out before the scroll area hears of it: now, lest it is
        # seen pressed together, and once more when everything has its place.
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.LayoutRequest))
        QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))

    def minimumSizeHint(self) -> QSize:
        """As narrow as its content can be, as low as two lines."""
        return QSize(self._page.minimumSizeHint().width(), theme.current().px(3))

    def sizeHint(self) -> QSize:
        return self._page.sizeHint()

    def focusNextPrevChild(self, forward: bool) -> bool:
        moved = super().focusNextPrevChild(forward)
        focused = self.focusWidget()
        if moved and focused is not None and self._page.isAncestorOf(focused):
            self.show_widget(focused)
        return moved

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        elif event.type() == QEvent.Type.Paint and self._page.is_pressed:
            # Styled only after it was laid out: nothing else tells of the height it needs now.
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.LayoutRequest))
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # What was laid out before it was seen had no style, and so no height, of its own yet.
        self.settle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        look = theme.current()
        margin = look.margin if self._margin else 0
        self.column.setContentsMargins(margin, look.space if margin else 0, margin, margin)
        self.column.setSpacing(look.px(0.85))


class _Page(QWidget):
    """The column itself; its height follows from its width alone."""

    @property
    def is_pressed(self) -> bool:
        """Whether it is lower than its content."""
        layout = self.layout()
        if layout is None or not layout.hasHeightForWidth():
            return False
        return self.height() < layout.heightForWidth(self.width())

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        # Wrapped words at their narrowest would ask for far too much height.
        layout = self.layout()
        tall = layout is not None and layout.hasHeightForWidth()
        return QSize(hint.width(), 0) if tall else hint
