"""How a row is painted: one line of cells, or two lines in 特大."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QIcon, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from qingyu.domain.frozen import frozen
from qingyu.ui import theme
from qingyu.ui.widgets.labels import plain_tip
from qingyu.ui.widgets.roles import BADGE_ROLE, DETAIL_ROLE, TONE_ROLE

Index = QModelIndex | QPersistentModelIndex


@frozen
class Part:
    """Some words of a row, their tone ("" for none), and an icon before them."""

    text: str
    tone: str = ""
    icon: QIcon | None = None


@frozen
class TwoLines:
    """What the two-line look shows of a row: the matter, its badge, and the rest."""

    title: Part
    badge: Part = Part("")
    rest: tuple[Part, ...] = ()


def lines_of_list(index: Index) -> TwoLines:
    """Two lines from the roles of a list model: words, DETAIL_ROLE, BADGE_ROLE with TONE_ROLE."""
    tone = str(index.data(TONE_ROLE) or "")
    detail = str(index.data(DETAIL_ROLE) or "")
    return TwoLines(Part(words_of(index)), Part(str(index.data(BADGE_ROLE) or ""), tone),
                    (Part(detail),) if detail else ())


def words_of(index: Index) -> str:
    """The words a cell shows."""
    value = index.data(Qt.ItemDataRole.DisplayRole)
    return "" if value is None else str(value)


class RecordDelegate(QStyledItemDelegate):
    """One-line cells in tones, the row under the mouse lit, hidden words in a tooltip."""

    hover_row = -1

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        tone = str(index.data(TONE_ROLE) or "")
        if tone:
            colour = ink_of(tone)
            for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
                option.palette.setColor(role, colour)
            option.font.setBold(tone != "muted")
            option.fontMetrics = QFontMetrics(option.font)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        option.state &= ~QStyle.StateFlag.State_HasFocus
        if index.row() == self.hover_row and not _selected(option):
            painter.fillRect(option.rect, theme.current().colour("hover"))
        super().paint(painter, option, index)
        if _selected(option) and option.rect.left() <= 0:
            _mark_chosen(painter, option.rect)

    def helpEvent(self, event: QHelpEvent, view: QAbstractItemView, option: QStyleOptionViewItem,
                  index: Index) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        told = index.data(Qt.ItemDataRole.ToolTipRole)
        text = str(told) if told else self.hidden_words(option, index)
        QToolTip.showText(event.globalPos(), plain_tip(text), view)
        return True

    def hidden_words(self, option: QStyleOptionViewItem, index: Index) -> str:
        """The words of a cell when they do not fit into it, else nothing."""
        self.initStyleOption(option, index)
        room = option.rect.width() - theme.current().px(1.0)
        words = words_of(index)
        return words if option.fontMetrics.horizontalAdvance(words) > room else ""


class TwoLineDelegate(RecordDelegate):
    """The matter in bold with a badge at the right, everything else under it."""

    def __init__(self, view: QAbstractItemView,
                 lines: Callable[[Index], TwoLines] = lines_of_list) -> None:
        super().__init__(view)
        self._lines = lines

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = theme.current()
        return QSize(look.px(12), look.two_line_row)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        painter.save()
        rect = option.rect
        if _selected(option):
            painter.fillRect(rect, look.colour("selection"))
            _mark_chosen(painter, rect)
        elif index.row() == self.hover_row:
            painter.fillRect(rect, look.colour("hover"))
        painter.setPen(look.colour("line"))
        painter.drawLine(rect.left() + look.px(0.9), rect.bottom(),
                         rect.right() - look.px(0.9), rect.bottom())
        inner = rect.adjusted(look.px(0.9), look.px(0.35), -look.px(0.9), -look.px(0.35))
        upper = QRect(inner.left(), inner.top(), inner.width(), inner.height() // 2)
        lower = QRect(inner.left(), upper.bottom(), inner.width(), inner.height() - upper.height())
        lines = self._lines(index)
        upper.setRight(self._paint_badge(painter, option.font, upper, lines.badge))
        draw_words(painter, bold(option.font), upper, lines.title.text,
                   ink_of(lines.title.tone))
        self._paint_rest(painter, option.font, lower, lines.rest)
        painter.restore()

    def hidden_words(self, option: QStyleOptionViewItem, index: Index) -> str:
        """Everything of the row when a line of it does not fit."""
        lines = self._lines(index)
        look = theme.current()
        room = option.rect.width() - look.px(1.8)
        rest = " · ".join(part.text for part in lines.rest if part.text)
        upper = QFontMetrics(bold(option.font)).horizontalAdvance(lines.title.text)
        badge = QFontMetrics(bold(option.font)).horizontalAdvance(lines.badge.text) + look.px(1)
        lower = QFontMetrics(option.font).horizontalAdvance(rest)
        if upper + badge <= room and lower <= room:
            return ""
        return "\n".join(text for text in (lines.title.text, lines.badge.text, rest) if text)

    def _paint_badge(self, painter: QPainter, font: QFont, rect: QRect, badge: Part) -> int:
        if not badge.text:
            return rect.right()
        strong = bold(font)
        width = min(QFontMetrics(strong).horizontalAdvance(badge.text) + 2, rect.width() // 2)
        room = QRect(rect.right() - width + 1, rect.top(), width, rect.height())
        draw_words(painter, strong, room, badge.text, ink_of(badge.tone))
        left = room.left()
        if badge.icon is not None:
            side = theme.current().icon
            left -= side + theme.current().px(0.4)
            badge.icon.paint(painter, left, rect.center().y() - side // 2, side, side)
        return left - theme.current().px(0.7)

    def _paint_rest(self, painter: QPainter, font: QFont, rect: QRect,
                    parts: tuple[Part, ...]) -> None:
        left = rect.left()
        muted = theme.current().colour("muted")
        for number, part in enumerate(part for part in parts if part.text):
            if number:
                left += draw_words(painter, font, QRect(left, rect.top(), rect.right() - left + 1,
                                                   rect.height()), " · ", muted)
            room = QRect(left, rect.top(), rect.right() - left + 1, rect.height())
            used = bold(font) if part.tone and part.tone != "muted" else font
            left += draw_words(painter, used, room, part.text, ink_of(part.tone or "muted"))


def draw_words(painter: QPainter, font: QFont, rect: QRect, text: str, colour: QColor) -> int:
    """Paint one line of words, ended by … where it is full; the width used, in pixels."""
    if rect.width() <= 0:
        return 0
    painter.setFont(font)
    painter.setPen(colour)
    metrics = QFontMetrics(font)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
    return metrics.horizontalAdvance(shown)


def bold(font: QFont) -> QFont:
    """The same font in bold."""
    strong = QFont(font)
    strong.setBold(True)
    return strong


def ink_of(tone: str) -> QColor:
    """The colour of words in a tone; muted for muted, plain ink for none."""
    plain = {"": "ink", "muted": "muted"}
    return theme.current().colour(plain.get(tone, f"{tone}_ink"))


def _selected(option: QStyleOptionViewItem) -> bool:
    return bool(option.state & QStyle.StateFlag.State_Selected)


def _mark_chosen(painter: QPainter, rect: QRect) -> None:
    painter.fillRect(rect.left(), rect.top(), 4, rect.height(), theme.current().colour("teal"))

