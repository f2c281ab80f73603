"""Which kind of notice to write: one card each, with what it is good for."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from qingyu.domain.notice_kind import NoticeKind
from qingyu.ui import icons, theme
from qingyu.ui.widgets.banner import Banner
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.page_scroll import PageScroll

_CARD_EMS = 21.0
_OWN = ("pen-line", "小区自己写的种类")
_LOOKS = {
    "water_off": ("droplets", "几点到几点停水，要做什么准备"),
    "power_off": ("zap", "几点到几点停电，电梯、冰箱怎么办"),
    "works": ("construction", "谁来施工、多久、走哪里绕"),
    "fire_check": ("flame", "几号前清楼道，电动车怎么充电"),
    "meeting": ("users-round", "什么时候、在哪里、商量什么，附回执"),
    "publicity": ("clipboard-list", "把一件事公布出来，听有没有异议"),
    "opinions": ("vote", "请各户表态，附回执"),
    "reminder": ("lightbulb", "提醒大家注意的几件小事"),
    "duty_roster": ("calendar-range", "这周谁值班、打哪个电话"),
    "accounts": ("wallet", "钱从哪来、花到哪去，程序算合计"),
    "sorting": ("recycle", "投放时间地点、红黑榜（名字自动遮住）"),
    "weather": ("cloud-lightning", "台风、暴雨、高温、寒潮要做的准备"),
    "lost_found": ("package-search", "找东西、还东西，留一手好核对"),
    "free": ("pen-line", "只有标题和正文，爱怎么写怎么写"),
}


def icon_of(kind: NoticeKind) -> str:
    """The icon of a kind."""
    return _LOOKS.get(kind.kind, _OWN)[0]


class KindCard(QAbstractButton):
    """Icon, name and one line on what the kind is good for."""

    def __init__(self, kind: NoticeKind, begun: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._icon, self._purpose = _LOOKS.get(kind.kind, _OWN)
        self._begun = begun
        self.setText(kind.name)
        told = f"{kind.name}：{self._purpose}" + ("（写了一半）" if begun else "")
        self.setAccessibleName(told)
        self.setToolTip(self._purpose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(_CARD_EMS), theme.current().px(4.6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().adjusted(1, 1, -2, -2)
        painter.setBrush(look.colour("hover" if self.underMouse() else "card"))
        painter.setPen(look.colour("focus" if self.hasFocus() else "line"))
        if self.hasFocus():
            pen = painter.pen()
            pen.setWidth(2)
            painter.setPen(pen)
        painter.drawRoundedRect(box, look.px(0.7), look.px(0.7))
        side, edge = look.px(1.8), look.px(0.9)
        drawn = icons.pixmap(self._icon, "teal", side, self.devicePixelRatioF())
        painter.drawPixmap(edge, (self.height() - side) // 2, drawn)
        self._paint_words(painter, QRect(2 * edge + side, 0, 0, self.height()), edge)

    def _paint_words(self, painter: QPainter, at: QRect, edge: int) -> None:
        look = theme.current()
        room = QRect(at.left(), look.px(0.65), self.width() - at.left() - edge, look.px(1.6))
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(look.colour("ink"))
        name = self.text() + ("（写了一半）" if self._begun else "")
        self._paint_line(painter, room, name)
        painter.setFont(self.font())
        painter.setPen(look.colour("muted"))
        self._paint_line(painter, room.translated(0, look.px(1.65)), self._purpose)

    @staticmethod
    def _paint_line(painter: QPainter, room: QRect, text: str) -> None:
        how = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        cut = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, how, cut)


class KindCards(QWidget):
    """All kinds; arrow keys walk about, Enter or Space chooses.

    Signals: chosen(object) with a NoticeKind.
    """

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("通知种类")
        self._cards: list[KindCard] = []
        self._across = 0
        self._told = Banner("", "warn")
        self._told.hide()
        scroll = PageScroll(margin=False)
        scroll.add(words("要写哪一种？选一种，程序只问这一种要填的内容。", "muted", wrap=True))
        scroll.add(self._told)
        place = QWidget()
        self._grid = QGridLayout(place)
        self._grid.setContentsMargins(0, 0, 0, 0)
        scroll.add(place)
        scroll.column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def show_kinds(
        self, kinds: Sequence[NoticeKind], begun: frozenset[str], complaints: Sequence[str]
    ) -> None:
        """Shows these kinds, those with a draft marked, and what is wrong with own files."""
        self._told.set_text("\n".join(complaints), "warn")
        self._told.setVisible(bool(complaints))
        for card in self._cards:
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [KindCard(kind, kind.kind in begun, self) for kind in kinds]
        for card in self._cards:
            card.clicked.connect(lambda _=False, card=card: self.chosen.emit(card.kind))
        self._across = 0
        self._arrange()

    def focus_first(self) -> None:
        """Puts the keyboard on the first kind."""
        if self._cards:
            self._cards[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._across = 0
            self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: self._across, Qt.Key.Key_Up: -self._across,
        }  # fmt: skip
        at = next((i for i, card in enumerate(self._cards) if card.hasFocus()), None)
        step = steps.get(Qt.Key(event.key()))
        if at is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._cards[at].click()
        elif at is not None and step is not None:
            target = max(0, min(at + step, len(self._cards) - 1))
            self._cards[target].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)

    def _arrange(self) -> None:
        look = theme.current()
        across = max(1, self.width() // look.px(_CARD_EMS))
        if across == self._across:
            return
        self._across = across
        self._grid.setSpacing(look.px(0.6))
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
        for at, card in enumerate(self._cards):
            self._grid.addWidget(card, at // across, at % across)
            self._grid.setColumnStretch(at % across, 1)
