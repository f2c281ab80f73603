"""The list of pages at the left edge of the window."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from qingyu.ui import icons, theme
from qingyu.ui.widgets.labels import ElidedLabel, plain_tip


class Destination(NamedTuple):
    """One page to go to: its key, icon, word, and shortcut (shown in the tooltip)."""

    key: str
    icon: str
    title: str
    shortcut: str = ""


class NavigationRail(QFrame):
    """Icon and word per page; the chosen one is bold, lit and has an amber bar.

    In 特大, or when told to be narrow, the icon stands over the word.

    Signals: page_requested(str) with the key of the page, by click, shortcut or Enter.
    """

    page_requested = Signal(str)

    def __init__(self, title: str, destinations: Sequence[Destination],
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("页面")
        self._told_narrow = False
        self._title = ElidedLabel(title, "nav-title")
        self._note = ElidedLabel("", "nav-note")
        self._items = [_Item(place, self) for place in destinations]
        inner = QWidget()
        inner.setProperty("look", "nav")
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        for item in self._items:
            item.clicked.connect(lambda _=False, key=item.key: self.page_requested.emit(key))
            if item.shortcut_keys:
                # A button's own shortcut would first play its press, a tenth of a second long.
                QShortcut(QKeySequence(item.shortcut_keys), self, item.click)
            self._column.addWidget(item)
        self._column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(inner)
        self._head = QVBoxLayout()
        self._head.addWidget(self._title)
        self._head.addWidget(self._note)
        self._layout = QVBoxLayout(self)
        self._layout.addLayout(self._head)
        self._layout.addWidget(self._scroll, 1)
        if self._items:
            self.set_current(self._items[0].key)
        self._restyle()

    @property
    def narrow(self) -> bool:
        """Whether the icon stands over the word now."""
        return self._told_narrow or theme.current().huge

    def set_narrow(self, narrow: bool) -> None:
        """Ask for the narrow shape although the text is not 特大 (a small window)."""
        self._told_narrow = narrow
        self._restyle()

    def set_neighbourhood(self, name: str) -> None:
        """Show the neighbourhood's name under the title."""
        self._note.setText(name)

    def set_current(self, key: str) -> None:
        """Light the page that is shown; unknown keys light none."""
        for item in self._items:
            item.setChecked(item.key == key)
            chosen = item.key == key
            item.setFocusPolicy(Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus)

    def move_focus(self, item: QWidget, step: int) -> None:
        """Put the focus on the item so many places further, stopping at the ends."""
        index = next(i for i, one in enumerate(self._items) if one is item) + step
        self._items[max(0, min(index, len(self._items) - 1))].setFocus(
            Qt.FocusReason.TabFocusReason
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        look = theme.current()
        theme.set_look(self, "narrow", self.narrow)
        self.setFixedWidth(look.px(4.7 if self.narrow else 9.9))
        side = look.px(0.3 if self.narrow else 1.1)
        self._head.setContentsMargins(side, look.px(0.9), side, look.px(0.6))
        self._head.setSpacing(look.px(0.2))
        centre = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        for label in (self._title, self._note):
            label.setAlignment(centre if self.narrow else Qt.AlignmentFlag.AlignVCenter)
        self._note.setVisible(not self.narrow)
        self._layout.setContentsMargins(0, 0, 0, look.px(0.3))
        self._layout.setSpacing(0)
        self._column.setSpacing(2)
        for item in self._items:
            item.set_narrow(self.narrow)


class _Item(QAbstractButton):
    """One page of the rail, drawn by hand because three states of it have three grounds."""

    def __init__(self, place: Destination, rail: NavigationRail) -> None:
        super().__init__(rail)
        self.key = place.key
        self.shortcut_keys = place.shortcut
        self._rail = rail
        self._icon_name = place.icon
        self._narrow = False
        self.setText(place.title)
        self.setAccessibleName(place.title)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setToolTip(plain_tip(f"{place.title}  {place.shortcut}".strip()))

    def nextCheckState(self) -> None:
        """Stay as it is: the window lights the page once it is really shown."""

    def set_narrow(self, narrow: bool) -> None:
        """Put the icon over the word, or beside it."""
        self._narrow = narrow
        self.setMaximumHeight(self.sizeHint().height())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(4.7), theme.current().px(2.45 if self._narrow else 2.75))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(4), theme.current().px(2.2 if self._narrow else 1.9))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._rail.move_focus(self, 1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, look)
        if self._narrow:
            self._paint_over(painter, look)
        else:
            self._paint_beside(painter, look)
        if self.hasFocus():
            painter.setPen(QPen(look.colour("nav_bar"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(6, 2, -3, -2), 5, 5)

    def _paint_ground(self, painter: QPainter, look: theme.Theme) -> None:
        # Not fillRect(), which takes gradients too: PySide6 would make all their presets for it.
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked():
            painter.setBrush(look.colour("nav_selected"))
            painter.drawRect(self.rect())
            painter.setBrush(look.colour("nav_bar"))
            painter.drawRect(0, 0, 4, self.height())
        elif self.underMouse() or self.isDown():
            painter.setBrush(look.colour("nav_hover"))
            painter.drawRect(self.rect())

    def _paint_beside(self, painter: QPainter, look: theme.Theme) -> None:
        side = look.px(1.25)
        painter.drawPixmap(look.px(1.25), (self.height() - side) // 2, self._pixmap(side))
        painter.setFont(self._font(1.0, look))
        painter.setPen(self._colour(look))
        left = look.px(1.25) + side + look.px(0.3)
        room = self.rect().adjusted(left, 0, -look.px(0.3), 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft,
                         self.text())

    def _paint_over(self, painter: QPainter, look: theme.Theme) -> None:
        side, line = look.px(1.05), look.px(1.12)
        top = max(2, (self.height() - side - line) // 2)
        painter.drawPixmap((self.width() - side) // 2, top, self._pixmap(side))
        painter.setFont(self._font(0.8, look))
        painter.setPen(self._colour(look))
        room = self.rect().adjusted(4, top + side, 0, 0)
        room.setHeight(line)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.text())

    def _pixmap(self, side: int) -> QPixmap:
        role = "nav_strong" if self.isChecked() else "nav_text"
        return icons.pixmap(self._icon_name, role, side, self.devicePixelRatioF())

    def _font(self, ems: float, look: theme.Theme) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(look.px(ems))
        font.setBold(self.isChecked())
        return font

    def _colour(self, look: theme.Theme) -> QColor:
        return look.colour("nav_strong" if self.isChecked() else "nav_text")
