"""The map of boards: one picture per place with the papers that hang there."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from qingyu.domain.posting import PlaceKind, PostingPlace
from qingyu.services.posting import BoardMap, HangingNotice
from qingyu.ui import theme
from qingyu.ui.pages.notices_boards_side import PlaceCard
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.flow_row import FlowRow
from qingyu.ui.widgets.labels import plain_tip, words
from qingyu.ui.widgets.master_detail import MasterDetail
from qingyu.ui.widgets.page_scroll import PageScroll

_SHEETS = 6
_WIDE, _NARROW = 15.0, 8.6
_SHEET = (4.3, 4.0)
_LARGE = (PlaceKind.BOARD, PlaceKind.GATE, PlaceKind.WINDOW, PlaceKind.OTHER)


class BoardTile(QAbstractButton):
    """A board with its papers: green hangs, amber comes down soon, red is late, torn is torn.

    Signals: place_requested(int) with the place's id.
    """

    place_requested = Signal(int)

    def __init__(
        self, place: PostingPlace, copies: Sequence[HangingNotice], today: date,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.place, self.copies, self.today = place, tuple(copies), today
        self._large = place.kind in _LARGE
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        told = [f"{copy.line.title}（{_left(copy, today)}）" for copy in self.copies]
        self.setAccessibleName(f"{place.name}，" + ("、".join(told) if told else "空着"))
        self.setToolTip(plain_tip("\n".join([place.name, *(told or ["空着"])])))
        self.clicked.connect(lambda: self.place_requested.emit(place.id))

    def sizeHint(self) -> QSize:
        look = theme.current()
        sheet = look.px(_SHEET[1]) if self._large else look.px(2.6)
        return QSize(look.px(_WIDE if self._large else _NARROW), sheet + look.px(3.4))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        head = look.px(1.7)
        self._paint_name(painter, look, QRect(0, 0, self.width(), head))
        board = QRectF(1.5, head, self.width() - 3, self.height() - head - 2)
        self._paint_board(painter, look, board)
        inner = board.adjusted(*(look.px(0.6) * sign for sign in (1, 1, -1, -1)))
        if not self.copies:
            painter.setPen(look.colour("muted"))
            painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, "空着")
        self._paint_sheets(painter, look, inner)

    def _paint_name(self, painter: QPainter, look: theme.Theme, room: QRect) -> None:
        font = self.font()
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(look.colour("ink"))
        shown = painter.fontMetrics().elidedText(
            self.place.name if self._large else _short(self.place),
            Qt.TextElideMode.ElideRight,
            room.width(),
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setFont(self.font())

    def _paint_board(self, painter: QPainter, look: theme.Theme, board: QRectF) -> None:
        chosen = self.isChecked()
        edge = "focus" if self.hasFocus() or chosen else "edge" if self.copies else "soft_edge"
        pen = QPen(look.colour(edge), 3 if self.hasFocus() or chosen else 1.5)
        if not self.copies and not (self.hasFocus() or chosen):
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(look.colour("hover" if self.underMouse() or chosen else "card"))
        painter.drawRoundedRect(board, look.px(0.4), look.px(0.4))

    def _paint_sheets(self, painter: QPainter, look: theme.Theme, room: QRectF) -> None:
        most = _SHEETS if self._large else 3
        shown = self.copies[:most]
        gap = look.px(0.35)
        wide = look.px(_SHEET[0] if self._large else 2.1)
        fitting = max(1, int((room.width() + gap) // (wide + gap)))
        rest = len(self.copies) - min(len(shown), fitting)
        shown = shown[: fitting - 1 if rest and fitting > 1 else fitting]
        left = room.left()
        for copy in shown:
            paint_sheet(
                painter, look, QRectF(left, room.top(), wide, room.height()), copy, self.today
            )
            left += wide + gap
        if len(self.copies) > len(shown):
            painter.setPen(look.colour("muted"))
            painter.drawText(
                QRectF(left, room.top(), room.right() - left, room.height()),
                Qt.AlignmentFlag.AlignCenter,
                f"+{len(self.copies) - len(shown)}",
            )


def paint_sheet(
    painter: QPainter, look: theme.Theme, room: QRectF, copy: HangingNotice, today: date
) -> None:
    """Draws one paper: its days left on a coloured head, its title, a corner gone when torn."""
    tone = tone_of(copy, today)
    painter.save()
    painter.setPen(QPen(look.colour(f"{tone}_ink"), 1))
    painter.setBrush(look.colour(f"{tone}_soft"))
    painter.drawPolygon(_outline(room, look.px(0.9) if copy.posting.torn else 0))
    head = QRectF(room.left(), room.top(), room.width(), min(look.px(1.35), room.height() / 2))
    font = painter.font()
    font.setBold(True)
    font.setPointSizeF(font.pointSizeF() * 0.8)
    painter.setFont(font)
    painter.setPen(look.colour(f"{tone}_ink"))
    painter.drawText(head, Qt.AlignmentFlag.AlignCenter, _left_short(copy, today))
    font.setBold(False)
    painter.setFont(font)
    body = QRectF(room.left() + 3, head.bottom(), room.width() - 6, room.bottom() - head.bottom())
    if body.width() >= look.px(3.5):
        painter.setClipRect(body)
        painter.drawText(body, Qt.TextFlag.TextWrapAnywhere, copy.line.title)
    else:
        painter.drawText(body, Qt.AlignmentFlag.AlignCenter, f"{copy.line.serial}号")
    painter.restore()


def tone_of(copy: HangingNotice, today: date) -> str:
    """danger when late or torn, warn when it comes down soon, good otherwise."""
    until = copy.posting.until
    if copy.posting.torn or (until is not None and until < today):
        return "danger"
    return "warn" if until is not None and (until - today).days <= 1 else "good"


class BoardMapView(QWidget):
    """Pictures of all places at the left, the chosen one in words at the right.

    Signals: notice_requested(int); places_requested() for adding and editing places;
    take_down_requested(int, object) with notice id and posting ids; proposal_requested().
    """

    notice_requested = Signal(int)
    places_requested = Signal()
    proposal_requested = Signal()
    take_down_requested = Signal(int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tiles: list[BoardTile] = []
        self._seen: tuple[BoardMap, date] | None = None
        self._chosen = 0
        self.empty = EmptyState(
            "map-pin", "还没有张贴点", "公告栏、橱窗、各单元楼道都记在这里，就看得见哪里贴着什么。",
            "按楼栋添上各单元楼道", other="自己添加",
        )  # fmt: skip
        self.empty.action_requested.connect(self.proposal_requested)
        self.empty.other_requested.connect(self.places_requested)
        self._scroll = PageScroll(margin=False)
        self._groups = EmBox(gap=0.8)
        self._scroll.add(self._groups)
        self._scroll.column.addStretch(1)
        self.card = PlaceCard()
        self.card.notice_requested.connect(self.notice_requested)
        self.card.take_down_requested.connect(self.take_down_requested)
        self.card.places_requested.connect(self.places_requested)
        self.split = MasterDetail(self._scroll, self.card, shares=(11, 5), back="返回公告栏")
        box = EmBox()
        box.add(self.split, 1)
        box.add(self.empty, 1)
        self._box = box
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(box)

    def show_map(self, found: BoardMap, today: date) -> None:
        """Show what hangs where; the place chosen before stays chosen."""
        self.empty.setVisible(not found.places)
        self.split.setVisible(bool(found.places))
        if self._seen == (found, today):
            return
        self._seen = (found, today)
        self._rebuild(found, today)
        idents = [place.id for place, _ in found.places]
        if self._chosen not in idents:
            self._chosen = next((p.id for p, here in found.places if here), (*idents, 0)[0])
        if found.places:
            self._choose(self._chosen, open_it=False)

    def _rebuild(self, found: BoardMap, today: date) -> None:
        for old in self._groups.findChildren(
            QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly
        ):
            old.hide()
            old.deleteLater()
        self.tiles = []
        for title, places in _grouped(found):
            self._groups.add(words(title, "muted"))
            row = FlowRow(gap=0.8)
            for place, here in places:
                tile = BoardTile(place, here, today)
                tile.place_requested.connect(lambda ident: self._choose(ident, open_it=True))
                row.add(tile)
                self.tiles.append(tile)
            self._groups.add(row)

    def _choose(self, ident: int, *, open_it: bool) -> None:
        self._chosen = ident
        for tile in self.tiles:
            tile.setChecked(tile.place.id == ident)
            if tile.place.id == ident:
                self.card.show_place(tile.place, tile.copies, tile.today)
        if open_it:
            self.split.show_detail()


Group = tuple[str, list[tuple[PostingPlace, tuple[HangingNotice, ...]]]]


def _grouped(found: BoardMap) -> list[Group]:
    """The places for everybody first, then the stairwells of each building."""
    groups: dict[str, list[tuple[PostingPlace, tuple[HangingNotice, ...]]]] = {}
    for place, here in found.places:
        if place.kind in _LARGE:
            title = "公告栏、大门、橱窗"
        else:
            title = f"{place.building}幢楼道" if place.building is not None else "楼道"
        groups.setdefault(title, []).append((place, here))
    return list(groups.items())


def _short(place: PostingPlace) -> str:
    """A stairwell under the head of its building: 2单元."""
    named = f"{place.unit}单元" if place.unit is not None else ""
    return named if named and place.building is not None else place.name


def _left(copy: HangingNotice, today: date) -> str:
    until = copy.posting.until
    torn = "，撕坏了" if copy.posting.torn else ""
    if until is None:
        return "没有写贴到哪天" + torn
    days = (until - today).days
    said = f"过期 {-days} 天" if days < 0 else f"还有 {days} 天" if days else "今天撤"
    return said + torn


def _left_short(copy: HangingNotice, today: date) -> str:
    until = copy.posting.until
    if until is None:
        return "贴着"
    days = (until - today).days
    return f"超{-days}天" if days < 0 else f"{days}天" if days else "今天"


def _outline(room: QRectF, torn: float) -> QPolygonF:
    """A sheet, its lower right corner torn away in zigzag when torn."""
    left, top, right, bottom = room.left(), room.top(), room.right(), room.bottom()
    if not torn:
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    else:
        corners = (
            (left, top), (right, top), (right, bottom - 2 * torn),
            (right - torn, bottom - 1.4 * torn), (right - 0.7 * torn, bottom - 0.5 * torn),
            (right - 2 * torn, bottom - 0.7 * torn), (right - 2.2 * torn, bottom), (left, bottom),
        )  # fmt: skip
    return QPolygonF([QPointF(x, y) for x, y in corners])
