"""A place to post as a picture: the board with the papers that hang there."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from qingyu.domain.posting import PlaceKind, PostingPlace
from qingyu.services.posting import HangingNotice
from qingyu.ui import theme
from qingyu.ui.widgets.labels import plain_tip

_SHEETS = 6
_WIDE, _NARROW = 14.9, 6.6
_SHEET = (3.3, 5.4)
_MORE = 1.9


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
        self.place, self.today = place, today
        # What must come down first hangs first.
        self.copies = tuple(sorted(copies, key=lambda c: c.posting.until or date.max))
        self._large = place.kind is not PlaceKind.STAIRS
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
        gap = look.px(0.3)
        wide = look.px(_SHEET[0] if self._large else 2.5)
        if len(self.copies) * (wide + gap) - gap > room.width() or len(shown) < len(self.copies):
            left_for = room.width() - look.px(_MORE) + gap
            shown = shown[: max(1, int(left_for // (wide + gap)))]
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
    if body.width() >= look.px(2.6):
        painter.setClipRect(body)
        painter.drawText(body, Qt.TextFlag.TextWrapAnywhere, _gist(copy.line.title))
    else:
        painter.drawText(body, Qt.AlignmentFlag.AlignCenter, f"{copy.line.serial}号")
    painter.restore()


def _gist(title: str) -> str:
    """The title without what every title says: 关于…的通知."""
    return title.removeprefix("关于").removesuffix("通知").removesuffix("公示").removesuffix("的")


def tone_of(copy: HangingNotice, today: date) -> str:
    """danger when late or torn, warn when it comes down soon, good otherwise."""
    until = copy.posting.until
    if copy.posting.torn or (until is not None and until < today):
        return "danger"
    return "warn" if until is not None and (until - today).days <= 1 else "good"


def _short(place: PostingPlace) -> str:
    """A stairwell under their common head: 3幢2单元."""
    return place.place.text or place.name


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
    corners: tuple[tuple[float, float], ...]
    if not torn:
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
    else:
        corners = (
            (left, top), (right, top), (right, bottom - 2 * torn),
            (right - torn, bottom - 1.4 * torn), (right - 0.7 * torn, bottom - 0.5 * torn),
            (right - 2 * torn, bottom - 0.7 * torn), (right - 2.2 * torn, bottom), (left, bottom),
        )  # fmt: skip
    return QPolygonF([QPointF(x, y) for x, y in corners])
