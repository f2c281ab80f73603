"""The one kind of table: aligned, sorted, remembered, never wider than its place."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QModelIndex,
    QPoint,
    QSettings,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QIcon, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.column_menu import column_menu
from qingyu.ui.widgets.column_plan import ColumnPlan
from qingyu.ui.widgets.record_delegate import (
    Index,
    Part,
    RecordDelegate,
    TwoLineDelegate,
    TwoLines,
    words_of,
)
from qingyu.ui.widgets.roles import RECORD_ROLE, SORT_ROLE, TONE_ROLE
from qingyu.ui.widgets.table_memory import Column


class RecordTable(QTableView):
    """A table of records, one row each; in 特大 or a narrow place every row is two lines.

    With `fixed_order` the rows stay as the model has them and nothing offers to sort.

    Signals: record_chosen(object) when the current row changes (None when there is none);
    record_activated(object) on Enter or double click; selection_counted(int) rows selected.
    """

    record_chosen = Signal(object)
    record_activated = Signal(object)
    selection_counted = Signal(int)

    def __init__(self, key: str, columns: Sequence[Column], settings: QSettings | None = None,
                 parent: QWidget | None = None, *, name: str = "列表",
                 sorts_itself: bool = False, fixed_order: bool = False) -> None:
        super().__init__(parent)
        self.fixed_order = fixed_order
        self.plan = ColumnPlan(key, columns, settings)
        self._sorts_itself = sorts_itself or fixed_order
        self._two_lines = False
        self._fitting = False
        self._empty: QWidget | None = None
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSortRole(SORT_ROLE)
        self._one_line = RecordDelegate(self)
        self._both_lines = TwoLineDelegate(self, self._lines)
        self.setAccessibleName(name)
        self._set_up()
        self._restyle()

    def _set_up(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setMouseTracking(True)
        self.setItemDelegate(self._one_line)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionsMovable(False)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head.customContextMenuRequested.connect(
            lambda where: self.open_column_menu(head.mapToGlobal(where))
        )
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(not self.fixed_order)
        head.sectionResized.connect(self._resized_by_hand)
        head.sortIndicatorChanged.connect(self._sorted_by_hand)
        self.entered.connect(lambda index: self._light(index.row()))
        self.activated.connect(lambda index: self.record_activated.emit(index.data(RECORD_ROLE)))

    def set_model(self, model: QAbstractItemModel) -> None:
        """Show a model; it is sorted by SORT_ROLE unless it was said to sort itself."""
        if self._sorts_itself:
            self.setModel(model)
        else:
            self._proxy.setSourceModel(model)
            self.setModel(self._proxy)
        chosen = self.selectionModel()
        chosen.currentRowChanged.connect(self._current_changed)
        chosen.selectionChanged.connect(self._selection_changed)
        for signal in (self.model().modelReset, self.model().rowsInserted,
                       self.model().rowsRemoved, self.model().layoutChanged):
            signal.connect(self._show_emptiness)
        for signal in (self.model().modelReset, self.model().columnsInserted):
            signal.connect(self.fit_columns)
        self._restore_sort()
        self._arrange()
        self._show_emptiness()

    @property
    def two_lines(self) -> bool:
        """Whether rows are shown in two lines now."""
        return self._two_lines

    def record(self) -> object:
        """The record of the current row, or None."""
        return self.currentIndex().data(RECORD_ROLE) if self.currentIndex().isValid() else None

    def selected_records(self) -> tuple[object, ...]:
        """The records of all selected rows, from top to bottom."""
        rows = sorted({index.row() for index in self.selectionModel().selectedRows(self.plan.main)})
        return tuple(self.model().index(row, self.plan.main).data(RECORD_ROLE) for row in rows)

    def choose(self, match: Callable[[object], bool]) -> bool:
        """Make the first row whose record matches the current one; False when there is none."""
        model = self.model()
        for row in range(model.rowCount()):
            index = model.index(row, self.plan.main)
            if match(index.data(RECORD_ROLE)):
                self.setCurrentIndex(index)
                self.scrollTo(index)
                return True
        return False

    def set_empty_state(self, widget: QWidget) -> None:
        """Show this in place of rows when there are none."""
        if self._empty is not None:
            self._empty.deleteLater()
        self._empty = widget
        widget.setParent(self.viewport())
        self._show_emptiness()

    def view_button(self) -> ActionButton:
        """A button that opens the choice of columns and order, for the head of a page."""
        hint = "选择显示哪些列" if self.fixed_order else "选择显示哪些列、按什么排序"
        made = ActionButton("列" if self.fixed_order else "列和排序", icon="columns-3", hint=hint)
        made.clicked.connect(
            lambda: self.open_column_menu(made.mapToGlobal(QPoint(0, made.height())))
        )
        return made

    def open_column_menu(self, where: QPoint) -> None:
        """Offer the columns to show and the order, at a point of the screen."""
        menu = column_menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(where)

    def show_column(self, column: int, shown: bool) -> None:
        """Show or hide a column, and remember it; the main column always stays."""
        self.plan.show(column, shown)
        self._arrange()
        self.viewport().update()

    def sort_by(self, column: int, *, descending: bool = False) -> None:
        """Sort by a column and remember it."""
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.sortByColumn(column, order)

    def fit_columns(self) -> None:
        """Share the width out so that there is never anything to scroll sideways."""
        if self.model() is None or self._fitting:
            return
        two_lines = theme.current().huge or self.plan.is_tight(self.width())
        if two_lines != self._two_lines:
            self._two_lines = two_lines
            self._arrange()
            return
        self._fitting = True
        room = self.viewport().width()
        widths = {self.plan.main: room} if two_lines else self.plan.widths(room)
        for column, width in widths.items():
            self.setColumnWidth(column, width)
        self._fitting = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_columns()
        self._show_emptiness()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._light(-1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.open_column_menu(self.mapToGlobal(QPoint(theme.current().space, 0)))
        else:
            super().contextMenuEvent(event)

    def _restyle(self) -> None:
        self._arrange()
        self.fit_columns()

    def _arrange(self) -> None:
        look = theme.current()
        self.verticalHeader().setMinimumSectionSize(1)
        self.verticalHeader().setDefaultSectionSize(
            look.two_line_row if self._two_lines else look.row
        )
        self.horizontalHeader().setMinimumSectionSize(look.px(1.5))
        self.setItemDelegate(self._both_lines if self._two_lines else self._one_line)
        self.horizontalHeader().setVisible(not self._two_lines)
        if self.model() is None:
            return
        # A column that comes back tells its old width; nobody drew that by hand.
        fitting, self._fitting = self._fitting, True
        for column in range(len(self.plan.columns)):
            shown = column == self.plan.main if self._two_lines else self.plan.is_shown(column)
            self.setColumnHidden(column, not shown)
        self._fitting = fitting
        self.fit_columns()

    def _resized_by_hand(self, column: int, _old: int, new: int) -> None:
        if not (self._fitting or self._two_lines) and column < len(self.plan.columns):
            self.plan.set_width(column, new)
            self.fit_columns()

    def _sorted_by_hand(self, column: int, order: Qt.SortOrder) -> None:
        if self.model() is not None and 0 <= column < len(self.plan.columns):
            self.plan.set_order(column, order is Qt.SortOrder.DescendingOrder)

    def _restore_sort(self) -> None:
        if self.plan.order is None or self.fixed_order:
            self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        else:
            self.sort_by(self.plan.order[0], descending=self.plan.order[1])

    def _lines(self, index: Index) -> TwoLines:
        model, row = self.model(), index.row()
        badge, rest = Part(""), []
        for number, column in enumerate(self.plan.columns):
            if column.main or not self.plan.is_shown(number):
                continue
            cell = model.index(row, number)
            part = Part(words_of(cell), str(cell.data(TONE_ROLE) or ""))
            if column.badge:
                icon = cell.data(Qt.ItemDataRole.DecorationRole)
                badge = replace(part, icon=icon if isinstance(icon, QIcon) else None)
            elif column.in_second_line:
                rest.append(part)
        return TwoLines(self._title(index.row()), badge, tuple(rest))

    def _title(self, row: int) -> Part:
        cell = self.model().index(row, self.plan.main)
        return Part(words_of(cell), str(cell.data(TONE_ROLE) or ""))

    def _current_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        self.record_chosen.emit(current.data(RECORD_ROLE) if current.isValid() else None)

    def _selection_changed(self, _on: QItemSelection, _off: QItemSelection) -> None:
        self.selection_counted.emit(len(self.selectionModel().selectedRows(self.plan.main)))

    def _light(self, row: int) -> None:
        for delegate in (self._one_line, self._both_lines):
            delegate.hover_row = row
        self.viewport().update()

    def _show_emptiness(self) -> None:
        if self._empty is None:
            return
        self._empty.setGeometry(self.viewport().rect())
        self._empty.setVisible(self.model() is not None and self.model().rowCount() == 0)
