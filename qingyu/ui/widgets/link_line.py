"""One line that leads to a thing: words at the left, a pill at the right."""

from functools import cached_property

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from qingyu.ui import theme
from qingyu.ui.widgets.labels import plain_tip, shortened

# What does not say itself in so many characters is told by the tooltip and by the thing itself.
_LONGEST = 60
_WRAPPED = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_WITHOUT_END = 100_000


class LinkLine(QAbstractButton):
    """A whole line one can click or press Enter on; `accent` words are teal, as of a link.

    Drawn by hand: a page shows dozens of them, and labels inside would make each four widgets.

    Signals: clicked() of QAbstractButton; requested(object) with the key given at the start.
    """

    requested = Signal(object)

    def __init__(self, text: str, pill: str = "", tone: str = "plain", *, note: str = "",
                 key: object = None, accent: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self._words = shortened(text, _LONGEST)
        self._pill = pill
        self._tone = tone
        self._note = note
        self._ink = "teal" if accent else "ink"
        self._heights: dict[int, int] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setToolTip(plain_tip(text) if len(text) > _LONGEST else "")
        self.setAccessibleName("，".join(part for part in (text, note, pill) if part))
        self.clicked.connect(lambda: self.requested.emit(self.key))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def heightForWidth(self, width: int) -> int:
        # Layouts ask for the same width over and over.
        if width not in self._heights:
            look = theme.current()
            line = self.fontMetrics().height()
            # Laying words out takes long, and most lines have room for theirs.
            words = self._wrapped(width - self._around, look) if width < self._whole else line
            self._heights[width] = max(words, self._pill_height(), line) + 2 * look.px(0.2)
        return self._heights[width]

    def _wrapped(self, width: int, look: theme.Theme) -> int:
        room = QRect(0, 0, max(width, look.px(5)), _WITHOUT_END)
        return self.fontMetrics().boundingRect(room, _WRAPPED, self._words).height()

    def sizeHint(self) -> QSize:
        return QSize(self._whole, self.heightForWidth(self._whole))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._around + theme.current().px(5), self.heightForWidth(_WITHOUT_END))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event) or event.type() == QEvent.Type.FontChange:
            self._heights.clear()
            for name in ("_around", "_whole"):
                self.__dict__.pop(name, None)
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus() or self.underMouse() or self.isDown():
            self._paint_ground(painter, look)
        left = look.px(0.5)
        right = self._paint_pill(painter, look)
        if self._note:
            width = self.fontMetrics().horizontalAdvance(self._note)
            room = QRect(right - width, 0, width + 1, self.height())
            painter.setPen(look.colour("muted"))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._note)
            right = room.left() - look.gap
        painter.setPen(look.colour(self._ink if self.isEnabled() else "disabled"))
        left += self._paint_mark(painter, look)
        painter.drawText(QRect(left, 0, right - left, self.height()), _WRAPPED, self._words)

    def _mark_width(self) -> int:
        return 0

    def _paint_mark(self, painter: QPainter, look: theme.Theme) -> int:
        """Draws what stands before the words; how many pixels it took."""
        return 0

    def _paint_ground(self, painter: QPainter, look: theme.Theme) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if self.underMouse() or self.isDown():
            painter.setBrush(look.colour("selection" if self.isDown() else "hover"))
        if self.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 2))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), look.px(0.4), look.px(0.4))

    def _paint_pill(self, painter: QPainter, look: theme.Theme) -> int:
        """Draws the pill at the right; where what stands before it must end."""
        right = self.width() - look.px(0.5)
        if not self._pill:
            return right
        width, height = self._pill_width(), self._pill_height()
        room = QRect(right - width, (self.height() - height) // 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour(f"{self._tone}_soft"))
        painter.drawRoundedRect(room, look.px(0.6), look.px(0.6))
        painter.setFont(self._bold())
        painter.setPen(look.colour(f"{self._tone}_ink"))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self._pill)
        painter.setFont(self.font())
        return room.left() - look.gap

    @cached_property
    def _whole(self) -> int:
        """The width in which nothing wraps."""
        return self._around + self.fontMetrics().horizontalAdvance(self._words) + 1

    @cached_property
    def _around(self) -> int:
        """The width of everything but the words."""
        look = theme.current()
        note = self.fontMetrics().horizontalAdvance(self._note) + look.gap if self._note else 0
        pill = self._pill_width() + look.gap if self._pill else 0
        return 2 * look.px(0.5) + self._mark_width() + note + pill

    def _pill_width(self) -> int:
        advance = QFontMetrics(self._bold()).horizontalAdvance(self._pill)
        return advance + 2 * theme.current().px(0.85)

    def _pill_height(self) -> int:
        if not self._pill:
            return 0
        return self.fontMetrics().height() + 2 * theme.current().px(0.2)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setBold(True)
        return font
