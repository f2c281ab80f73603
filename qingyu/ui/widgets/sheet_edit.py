"""A small sheet to fill in like one of Excel: rows by keyboard, whole blocks by pasting."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from qingyu.domain.frozen import frozen
from qingyu.ui import theme
from qingyu.ui.theme import TextSize

_MOST_ROWS = 400
_SHOWN_ROWS = 8
_COMFORT_EMS = 4.6


@frozen
class SheetColumn:
    """Its head, how much of the width it takes, whether it holds figures, and an example."""

    head: str
    share: float = 1.0
    figures: bool = False
    example: str = ""


class SheetEdit(QTableWidget):
    """One empty row is always there to write on; Ctrl+Delete removes a row, Ctrl+V pastes a block.

    Signals: edited() at every change by the user.
    """

    edited = Signal()

    def __init__(self, columns: Sequence[SheetColumn], parent: QWidget | None = None) -> None:
        super().__init__(0, len(columns), parent)
        self._columns = tuple(columns)
        self._wrong: tuple[int, int] | None = None
        self._filling = False
        self.setProperty("look", "sheet")
        self.setHorizontalHeaderLabels([column.head for column in columns])
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.SelectedClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(True)
        self.itemChanged.connect(lambda _item: self._changed())
        self._add_row([])
        self._restyle()

    def rows(self) -> list[list[str]]:
        """The cells of every row up to the last that is not empty."""
        found = [
            [self._text(row, column) for column in range(self.columnCount())]
            for row in range(self.rowCount())
        ]
        while found and not any(cell.strip() for cell in found[-1]):
            found.pop()
        return found

    def set_rows(self, rows: Sequence[Sequence[object]]) -> None:
        """Show these rows and an empty one, without a signal."""
        self._filling = True
        self.setRowCount(0)
        for row in rows[:_MOST_ROWS]:
            self._add_row(["" if cell is None else str(cell) for cell in row])
        self._add_row([])
        self._filling = False
        self._fit()

    def set_wrong(self, row: int = -1, column: int = -1, why: str = "") -> None:
        """Mark one cell as not acceptable, or none."""
        wrong = (row, column) if why else None
        if wrong == self._wrong:
            return
        self._filling = True
        for at, mark in ((self._wrong, ""), (wrong, why)):
            item = self.item(*at) if at else None
            if item is not None:
                item.setToolTip(mark)
                colour = theme.current().colour("danger_soft" if mark else "field")
                item.setBackground(colour)
        self._wrong = wrong
        self._filling = False

    def remove_row(self) -> None:
        """Take the row of the caret away."""
        row = self.currentRow()
        if row < 0 or row == self.rowCount() - 1:
            return
        self.removeRow(row)
        self._changed()

    def insert_row(self) -> None:
        """Put an empty row above that of the caret."""
        row = max(0, self.currentRow())
        self._filling = True
        self.insertRow(row)
        self._dress(row, [])
        self._filling = False
        self.setCurrentCell(row, 0)
        self._changed()

    def paste(self, text: str) -> None:
        """Write a block copied from Excel, its upper left cell at the caret."""
        lines = [line.split("\t") for line in text.rstrip("\r\n").splitlines()][:_MOST_ROWS]
        top, left = max(0, self.currentRow()), max(0, self.currentColumn())
        self._filling = True
        for down, cells in enumerate(lines):
            while top + down >= self.rowCount() - 1:
                self._add_row([])
            for across, cell in enumerate(cells):
                item = self.item(top + down, left + across)
                if item is not None:
                    item.setText(cell.strip().strip('"'))
        self._filling = False
        self._changed()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste(QGuiApplication.clipboard().text())
        elif ctrl and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_row()
        elif ctrl and event.key() == Qt.Key.Key_Insert:
            self.insert_row()
        elif event.key() == Qt.Key.Key_Delete:
            for item in self.selectedItems():
                item.setText("")
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.setCurrentCell(min(self.currentRow() + 1, self.rowCount() - 1), 0)
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab walks from cell to cell and leaves the sheet at either end."""
        row, column = self.currentRow(), self.currentColumn()
        last = row == self.rowCount() - 1 and not any(self._text(row, c) for c in range(column + 1))
        first = row <= 0 and column <= 0
        self.setTabKeyNavigation(not (last if forward else first))
        return super().focusNextPrevChild(forward)

    def sizeHint(self) -> QSize:
        shown = range(min(self.rowCount(), _SHOWN_ROWS))
        rows = max(sum(self.rowHeight(row) for row in shown), 2 * self._row_height())
        height = rows + self.horizontalHeader().sizeHint().height() + 4
        return QSize(theme.current().px(20), height)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(12), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text() if item is not None else ""

    def _add_row(self, cells: Sequence[str]) -> None:
        row = self.rowCount()
        self.insertRow(row)
        self._dress(row, cells)

    def _dress(self, row: int, cells: Sequence[str]) -> None:
        for at, column in enumerate(self._columns):
            item = QTableWidgetItem(cells[at] if at < len(cells) else "")
            side = Qt.AlignmentFlag.AlignRight if column.figures else Qt.AlignmentFlag.AlignLeft
            item.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
            if column.example:
                item.setData(Qt.ItemDataRole.StatusTipRole, column.example)
            self.setItem(row, at, item)

    def _changed(self) -> None:
        if self._filling:
            return
        last = self.rowCount() - 1
        if last < 0 or any(self._text(last, at).strip() for at in range(self.columnCount())):
            self._filling = True
            self._add_row([])
            self._filling = False
        self._fit()
        self.edited.emit()

    def _fit(self) -> None:
        self.resizeRowsToContents()
        self.setFixedHeight(self.sizeHint().height())
        self.updateGeometry()

    def _row_height(self) -> int:
        return theme.current().px(2.2)

    def _restyle(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._row_height())
        self.verticalHeader().setMinimumSectionSize(self._row_height())
        self._share_width()

    def _share_width(self) -> None:
        whole = sum(column.share for column in self._columns) or 1
        room = self.viewport().width()
        look = theme.current()
        font = QApplication.font()
        if room < len(self._columns) * look.px(_COMFORT_EMS):
            # Smaller, but never below the standard size, rather than cut off.
            font.setPointSizeF(max(TextSize.STANDARD.value, font.pointSizeF() * 0.8))
        self.setFont(font)
        for at, column in enumerate(self._columns):
            self.setColumnWidth(at, int(room * column.share / whole))
        self._fit()
