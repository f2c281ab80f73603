"""One line that leads to a thing: words at the left, a pill at the right."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from qingyu.ui import theme
from qingyu.ui.widgets.labels import plain_tip, shortened, words
from qingyu.ui.widgets.pill import Pill

# What does not say itself in so many characters is told by the tooltip and by the thing itself.
_LONGEST = 60


class LinkLine(QAbstractButton):
    """A whole line one can click or press Enter on; `accent` words are teal, as of a link.

    Signals: clicked() of QAbstractButton; requested(object) with the key given at the start.
    """

    requested = Signal(object)

    def __init__(self, text: str, pill: str = "", tone: str = "plain", *, note: str = "",
                 key: object = None, accent: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = key
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._words = words(shortened(text, _LONGEST), wrap=True)
        if accent:
            self._words.setProperty("tone", "teal")
        self.setToolTip(plain_tip(text) if len(text) > _LONGEST else "")
        self._note = words(note, "muted")
        self._pill = Pill(pill, tone)
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self._words, 1)
        self._layout.addWidget(self._note)
        self._layout.addWidget(self._pill)
        for child in (self._words, self._note, self._pill):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._note.setVisible(bool(note))
        self._pill.setVisible(bool(pill))
        self.setAccessibleName("，".join(part for part in (text, note, pill) if part))
        self.clicked.connect(lambda: self.requested.emit(self.key))
        self._restyle()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def heightForWidth(self, width: int) -> int:
        return self._layout.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        wide = self._words.fontMetrics().horizontalAdvance(self._words.text())
        hint = self._layout.sizeHint()
        return QSize(hint.width() - self._words.sizeHint().width() + wide, hint.height())

    def minimumSizeHint(self) -> QSize:
        return self._layout.minimumSize()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        if not (self.hasFocus() or self.underMouse() or self.isDown()):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self.underMouse() or self.isDown():
            painter.setBrush(look.colour("selection" if self.isDown() else "hover"))
        if self.hasFocus():
            painter.setPen(QPen(look.colour("focus"), 2))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), look.px(0.4), look.px(0.4))

    def _restyle(self) -> None:
        look = theme.current()
        self._layout.setContentsMargins(look.px(0.5), look.px(0.2), look.px(0.5), look.px(0.2))
        self._layout.setSpacing(look.gap)
        self._words.setMinimumWidth(look.px(5))
