"""A month as a calendar of days to choose from, each with a word that says what it is."""

from collections.abc import Mapping
from datetime import date, timedelta

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from qingyu.domain.frozen import frozen
from qingyu.ui import theme

Index = QModelIndex | QPersistentModelIndex
DATE_ROLE = Qt.ItemDataRole.UserRole + 70
MARK_ROLE = Qt.ItemDataRole.UserRole + 71
_WEEKDAYS = "一二三四五六日"
_WEEKS = 6


@frozen
class DayMark:
    """What a day says: a word and its tone; `note` is a holiday or the like."""

    word: str = ""
    tone: str = "plain"
    note: str = ""


class DaysModel(QAbstractTableModel):
    """Six weeks from Monday; days of other months are empty."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._first = date(2000, 1, 1)
        self._marks: dict[date, DayMark] = {}

    def show_month(self, first: date, marks: Mapping[date, DayMark]) -> None:
        """Show the month that begins on this day."""
        self._first, self._marks = first, dict(marks)
        last = self.index(_WEEKS - 1, 6)
        self.dataChanged.emit(self.index(0, 0), last)

    def day(self, row: int, column: int) -> date | None:
        """The day of a cell when it belongs to the month."""
        begin = self._first - timedelta(days=self._first.weekday())
        day = begin + timedelta(days=7 * row + column)
        same = (day.year, day.month) == (self._first.year, self._first.month)
        return day if same else None

    def index_of(self, day: date) -> QModelIndex:
        """The cell of a day of the month."""
        begin = self._first - timedelta(days=self._first.weekday())
        row, column = divmod((day - begin).days, 7)
        return self.index(row, column)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else _WEEKS

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 7

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        across = orientation is Qt.Orientation.Horizontal
        shown = role == Qt.ItemDataRole.DisplayRole and across and 0 <= section < 7
        return f"周{_WEEKDAYS[section]}" if shown else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.day(index.row(), index.column()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        day = self.day(index.row(), index.column())
        if day is None:
            return None
        mark = self._marks.get(day, DayMark())
        if role == Qt.ItemDataRole.DisplayRole:
            return str(day.day)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            told = (f"{day.month}月{day.day}日", mark.note, mark.word)
            return "，".join(part for part in told if part)
        return {DATE_ROLE: day, MARK_ROLE: mark}.get(role)


class MonthDays(QTableView):
    """Arrows walk, Shift marks more than one, Space asks for the next mark.

    Signals: toggled(object) with the list of chosen dates on Space, Enter or double click.
    """

    toggled = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.days = DaysModel(self)
        self.setModel(self.days)
        self.setItemDelegate(_DayDelegate(self))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.verticalHeader().hide()
        for head in (self.horizontalHeader(), self.verticalHeader()):
            head.setMinimumSectionSize(1)
            head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(True)
        self.doubleClicked.connect(lambda _index: self.toggled.emit(self.chosen))
        self._fit()

    @property
    def chosen(self) -> list[date]:
        """The chosen days in order."""
        picked = (index.data(DATE_ROLE) for index in self.selectedIndexes())
        return sorted(day for day in picked if isinstance(day, date))

    def choose(self, day: date) -> None:
        """Choose one day of the month."""
        self.setCurrentIndex(self.days.index_of(day))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.toggled.emit(self.chosen)
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        look = theme.current()
        return QSize(look.px(7 * 4.5), self._height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(7 * 3.2), self._height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._fit()
            self.updateGeometry()

    def _height(self) -> int:
        look = theme.current()
        return look.px(2.0) + _WEEKS * look.px(2.9) + 4

    def _fit(self) -> None:
        look = theme.current()
        self.horizontalHeader().setFixedHeight(look.px(2.0))
        self.verticalHeader().setDefaultSectionSize(look.px(2.9))
        room = self.viewport().width()
        for column in range(7):
            self.setColumnWidth(column, room * (column + 1) // 7 - room * column // 7)


class _DayDelegate(QStyledItemDelegate):
    """The number with the note beside it, the word of the mark under it on its ground."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.current()
        rect, mark = QRect(option.rect), index.data(MARK_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(rect, look.colour("card"))
        if isinstance(mark, DayMark):
            selected = bool(option.state & QStyle.StateFlag.State_Selected)
            box = rect.adjusted(2, 2, -2, -2)
            painter.setPen(QPen(look.colour("focus"), 3) if selected else look.colour("line"))
            painter.setBrush(look.colour(f"{mark.tone}_soft" if mark.word else "card"))
            painter.drawRoundedRect(box, look.px(0.3), look.px(0.3))
            self._paint_words(painter, box, str(index.data()), mark)
        painter.restore()

    @staticmethod
    def _paint_words(painter: QPainter, box: QRect, number: str, mark: DayMark) -> None:
        look = theme.current()
        half = box.height() // 2
        inner = box.adjusted(look.px(0.3), 0, -look.px(0.2), 0)
        top = QRect(inner.left(), inner.top(), inner.width(), half)
        painter.setPen(look.colour("ink"))
        painter.drawText(top, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, number)
        gone = painter.fontMetrics().horizontalAdvance(number) + look.px(0.3)
        note = top.adjusted(gone, 0, 0, 0)
        painter.setPen(look.colour("muted"))
        shown = painter.fontMetrics().elidedText(
            mark.note, Qt.TextElideMode.ElideRight, note.width()
        )
        painter.drawText(note, Qt.AlignmentFlag.AlignVCenter, shown)
        low = QRect(inner.left(), inner.top() + half, inner.width(), half)
        painter.setPen(look.colour(f"{mark.tone}_ink"))
        word = painter.fontMetrics().elidedText(
            mark.word, Qt.TextElideMode.ElideRight, low.width()
        )
        painter.drawText(low, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, word)
