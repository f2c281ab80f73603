"""How the wall chart is painted: places with a tone and a name, days, shifts over their columns."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from qingyu.domain.duty import Standing
from qingyu.domain.roster import DayKind
from qingyu.ui import theme
from qingyu.ui.widgets.roster_place import (
    DAY_ROLE,
    GROUP_ROLE,
    PLACE_ROLE,
    ChartPlace,
    DayHead,
    ShiftHead,
    person_tone,
    soft_tone,
)

Index = QModelIndex | QPersistentModelIndex
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
HEAD_EMS = 8.6


class PlaceDelegate(QStyledItemDelegate):
    """A name on its tone with 「长」 in a box for who leads; a dashed box where somebody lacks.

    `carried` is the place picked up to be moved, `marked` the person whose places stand out,
    `target` where who is dragged would be dropped.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.carried: ChartPlace | None = None
        self.marked: int | None = None
        self.current = QPersistentModelIndex()
        self.target = QPersistentModelIndex()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        rect = QRect(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, row_ground(index.data(DAY_ROLE)))
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        place = index.data(PLACE_ROLE)
        head = index.model().headerData(index.column(), Qt.Orientation.Horizontal, GROUP_ROLE)
        if isinstance(head, ShiftHead) and head.nth == 0:
            painter.setPen(QPen(look.colour("soft_edge"), 1))
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        box = rect.adjusted(3, 2, -2, -3)
        if isinstance(place, ChartPlace):
            if place.seat is None:
                self._paint_missing(painter, box, place.missing)
            else:
                self._paint_seat(painter, box, place)
        if index in (self.current, self.target):
            dashed = Qt.PenStyle.DashLine if index == self.target else Qt.PenStyle.SolidLine
            painter.setPen(QPen(look.colour("focus"), 3, dashed))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, look.px(0.3), look.px(0.3))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.current().px(5), theme.current().px(2.1))

    def _paint_missing(self, painter: QPainter, box: QRect, words: str) -> None:
        look = theme.current()
        quiet = words == "未排"
        painter.setPen(
            QPen(look.colour("soft_edge" if quiet else "warn"), 1, Qt.PenStyle.DashLine)
        )
        painter.setBrush(Qt.BrushStyle.NoBrush if quiet else look.colour("warn_soft"))
        painter.drawRoundedRect(box, look.px(0.3), look.px(0.3))
        painter.setPen(look.colour("muted" if quiet else "warn_ink"))
        _words(painter, box, words, Qt.AlignmentFlag.AlignCenter)

    def _paint_seat(self, painter: QPainter, box: QRect, place: ChartPlace) -> None:
        look = theme.current()
        seat = place.seat
        assert seat is not None
        own = seat.steward_id == self.marked
        painter.setPen(QPen(look.colour("ink"), 2) if own else QPen(Qt.PenStyle.NoPen))
        if place == self.carried:
            painter.setPen(QPen(look.colour("ink"), 2, Qt.PenStyle.DashLine))
        painter.setBrush(soft_tone(place.rank))
        painter.drawRoundedRect(box, look.px(0.3), look.px(0.3))
        _paint_bar(painter, box, place.rank, look)
        room = box.adjusted(look.px(0.5), 0, -look.px(0.15), 0)
        if seat.lead:
            room.setLeft(_paint_badge(painter, room, "长", "teal", "on_teal"))
        elif place.missing:
            room.setLeft(_paint_badge(painter, room, "缺长", "warn_soft", "warn_ink"))
        name_width = painter.fontMetrics().horizontalAdvance(seat.name)
        if place.tag:
            small = _small(painter.font())
            width = QFontMetrics(small).horizontalAdvance(place.tag) + look.px(0.3)
            if name_width + width <= room.width():
                tag = QRect(room.right() - width, room.top(), width, room.height())
                painter.setPen(look.colour("ink"))
                keep = painter.font()
                painter.setFont(small)
                _words(painter, tag, place.tag, Qt.AlignmentFlag.AlignCenter)
                painter.setFont(keep)
                room.setRight(tag.left())
        if seat.standing is Standing.ABSENT:
            struck = QFont(painter.font())
            struck.setStrikeOut(True)
            painter.setFont(struck)
        painter.setPen(look.colour("ink"))
        _words(painter, room, seat.name, _MIDDLE)


class ShiftHeader(QHeaderView):
    """The names of the shifts, each over all its columns."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(1)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.current().px(2.1))

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        head = self.model().headerData(logical, Qt.Orientation.Horizontal, GROUP_ROLE)
        look = theme.current()
        painter.fillRect(rect, look.colour("card"))
        painter.setPen(look.colour("edge"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if not isinstance(head, ShiftHead):
            return
        begin = self.sectionViewportPosition(logical - head.nth)
        last = logical - head.nth + head.of - 1
        end = self.sectionViewportPosition(last) + self.sectionSize(last)
        if head.nth == 0:
            painter.drawLine(rect.topLeft(), rect.bottomLeft())
        painter.setPen(look.colour("ink"))
        bold = QFont(painter.font())
        bold.setBold(True)
        painter.setFont(bold)
        whole = QRect(begin, rect.top(), end - begin, rect.height())
        _words(painter, whole, head.text, Qt.AlignmentFlag.AlignCenter)


class DayHeader(QHeaderView):
    """The days: number, weekday, and the holiday, 节气 or lunar day."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setHighlightSections(False)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(HEAD_EMS), super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        look = theme.current()
        head = self.model().headerData(logical, Qt.Orientation.Vertical, DAY_ROLE)
        painter.fillRect(rect, row_ground(head))
        painter.setPen(QPen(look.colour("line"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if not isinstance(head, DayHead):
            return
        if head.today:
            mark = QRect(rect.left(), rect.top(), look.px(0.25), rect.height())
            painter.fillRect(mark, look.colour("teal"))
        room = rect.adjusted(look.px(0.5), 0, -look.px(0.3), 0)
        free = head.day.kind is not DayKind.WORKDAY
        painter.setPen(look.colour("danger_ink" if free else "ink"))
        normal = painter.font()
        bold = QFont(normal)
        bold.setBold(True)
        painter.setFont(bold)
        number = QRect(room.left(), room.top(), look.px(1.4), room.height())
        _words(painter, number, head.number, Qt.AlignmentFlag.AlignCenter)
        painter.setFont(bold if free or head.today else normal)
        week = QRect(number.right() + look.px(0.3), room.top(), look.px(2.4), room.height())
        _words(painter, week, "今天" if head.today else head.weekday, _MIDDLE)
        painter.setFont(normal)
        painter.setPen(look.colour("danger_ink" if head.day.holiday and free else "muted"))
        room.setLeft(week.right())
        _words(painter, room, head.note, _MIDDLE)


def row_ground(head: object) -> QColor:
    """The ground of a day's row: days off stand out a little."""
    free = isinstance(head, DayHead) and head.day.kind is not DayKind.WORKDAY
    return theme.current().colour("hover" if free else "card")


def _paint_bar(painter: QPainter, box: QRect, rank: int, look: theme.Theme) -> None:
    tone, pieces = person_tone(rank)
    height = box.height() // pieces
    for piece in range(pieces):
        bar = QRect(box.left(), box.top() + piece * height, look.px(0.35), height)
        painter.fillRect(bar.adjusted(0, 0, 0, -2 if pieces > 1 else 0), tone)


def _paint_badge(painter: QPainter, room: QRect, words: str, ground: str, ink: str) -> int:
    """Draws a word in a box; where what follows may begin."""
    look, keep = theme.current(), painter.font()
    small = _small(keep)
    painter.setFont(small)
    width = QFontMetrics(small).horizontalAdvance(words) + look.px(0.25)
    height = min(room.height() - 2, look.px(1.25))
    badge = QRect(room.left(), room.center().y() - height // 2, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour(ground))
    painter.drawRoundedRect(badge, look.px(0.2), look.px(0.2))
    painter.setPen(look.colour(ink))
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, words)
    painter.setFont(keep)
    return badge.right() + look.px(0.2)


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setBold(True)
    small.setPointSizeF(font.pointSizeF() * 0.8)
    return small


def _words(painter: QPainter, room: QRect, text: str, flags: Qt.AlignmentFlag) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, flags, shown)
