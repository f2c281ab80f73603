"""How one search result is painted: words, what is beside them, a word at the right."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from qingyu.ui import theme
from qingyu.ui.widgets.record_delegate import Index, bold, draw_words, ink_of, words_of
from qingyu.ui.widgets.roles import BADGE_ROLE, DETAIL_ROLE, TONE_ROLE

HEAD_ROLE = Qt.ItemDataRole.UserRole + 6


class ResultDelegate(QStyledItemDelegate):
    """Group heads small and grey; results in one line, in 特大 in two."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        look = theme.current()
        if index.data(HEAD_ROLE):
            return QSize(look.px(10), look.px(2.0))
        return QSize(look.px(10), look.px(3.3) if look.huge else look.px(2.3))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        painter.save()
        inner = option.rect.adjusted(look.px(0.7), 0, -look.px(0.7), 0)
        if index.data(HEAD_ROLE):
            self._paint_head(painter, option, inner, index)
        else:
            self._paint_ground(painter, option)
            self._paint_result(painter, option, inner, index)
        painter.restore()

    def _paint_head(self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect,
                    index: Index) -> None:
        look = theme.current()
        icon = index.data(Qt.ItemDataRole.DecorationRole)
        if isinstance(icon, QIcon):
            side = look.px(1.0)
            icon.paint(painter, QRect(inner.left(), inner.center().y() - side // 2, side, side))
        draw_words(painter, bold(option.font), inner.adjusted(look.px(1.5), 0, 0, 0),
                   words_of(index), ink_of("muted"))

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        look = theme.current()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, look.colour("selection" if chosen else "hover"))
        if chosen:
            painter.fillRect(option.rect.left(), option.rect.top(), 4, option.rect.height(),
                             look.colour("teal"))

    def _paint_result(self, painter: QPainter, option: QStyleOptionViewItem, inner: QRect,
                      index: Index) -> None:
        look = theme.current()
        strong = bold(option.font)
        badge, detail = str(index.data(BADGE_ROLE) or ""), str(index.data(DETAIL_ROLE) or "")
        upper = inner.adjusted(look.px(1.5), 0, 0, 0)
        lower = QRect()
        if look.huge and detail:
            half = inner.height() // 2
            lower = upper.adjusted(0, half, 0, -look.px(0.2))
            upper = upper.adjusted(0, look.px(0.2), 0, -half)
        if badge:
            width = painter.fontMetrics().horizontalAdvance(badge) + look.px(0.8)
            room = QRect(upper.right() - width + 1, upper.top(), width, upper.height())
            draw_words(painter, strong, room, badge, ink_of(str(index.data(TONE_ROLE) or "muted")))
            upper.setRight(room.left() - look.gap)
        used = draw_words(painter, strong, upper, words_of(index), ink_of(""))
        beside = lower if lower.isValid() else upper.adjusted(used + look.space, 0, 0, 0)
        draw_words(painter, option.font, beside, detail, ink_of("muted"))
