"""The wall chart one works on: arrows walk, Space picks a person up and puts them down."""

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from qingyu.ui import theme
from qingyu.ui.widgets.roster_paint import HEAD_EMS, DayHeader, PlaceDelegate, ShiftHeader
from qingyu.ui.widgets.roster_place import PLACE_ROLE, ChartPlace

Index = QModelIndex | QPersistentModelIndex
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLACE_EMS = 5.4
_FORMAT = "application/x-qingyu-place"


def chart_ems(columns: int) -> float:
    """The width, in text sizes, in which a name of three characters and 「长」 are never cut."""
    return HEAD_EMS + columns * _PLACE_EMS


class RosterChart(QTableView):
    """A grid of places, never wider than its room.

    Signals: place_chosen(ChartPlace or None) as one walks; hovered(ChartPlace or None) where
    somebody who is dragged would be dropped; carried(ChartPlace or None) when
    somebody is picked up or let go; put_down(ChartPlace, ChartPlace) from where to where;
    take_requested(ChartPlace) on Delete; activated_place(ChartPlace) on Enter or double click.
    """

    place_chosen = Signal(object)
    hovered = Signal(object)
    carried = Signal(object)
    put_down = Signal(object, object)
    take_requested = Signal(object)
    activated_place = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("值班月表")
        self.setAccessibleDescription("方向键走动，空格拿起一个人，再按空格放下，Delete 撤下")
        self.places = PlaceDelegate(self)
        self._held: ChartPlace | None = None
        self._read_only = False
        self.setItemDelegate(self.places)
        self.setHorizontalHeader(ShiftHeader(self))
        self.setVerticalHeader(DayHeader(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDropIndicatorShown(False)
        self.doubleClicked.connect(lambda index: self._activate(index))

    def set_read_only(self) -> None:
        """From now on it is walked and looked at, nothing is picked up, put down or taken."""
        self._read_only = True
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.setAccessibleDescription("方向键走动，只能看")

    def current_place(self) -> ChartPlace | None:
        """Where the keyboard stands, if there is a place."""
        return self._place(self.currentIndex())

    @property
    def held(self) -> ChartPlace | None:
        """Who was picked up."""
        return self._held

    def hold(self, place: ChartPlace | None) -> None:
        """Pick somebody up, or let go."""
        if place == self._held:
            return
        self._held = place
        self.places.carried = place
        self.viewport().update()
        self.carried.emit(place)

    def refresh(self) -> None:
        """Follow what changed under the keyboard: the same place may have another person."""
        place = self.current_place()
        self.places.marked = place.seat.steward_id if place and place.seat else None
        self.viewport().update()

    def fit(self) -> None:
        """Share the width among the columns and make rows as tall as the text asks."""
        model = self.model()
        if model is None or not model.columnCount():
            return
        look = theme.current()
        self.verticalHeader().setFixedWidth(look.px(HEAD_EMS))
        self.verticalHeader().setDefaultSectionSize(look.px(2.1))
        room = self.viewport().width()
        count = model.columnCount()
        for column in range(count):
            width = room * (column + 1) // count - room * column // count
            self.setColumnWidth(column, width)
        # In less room, or with larger rows, one's place stays in view.
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.places.current = QPersistentModelIndex(current)
        self.refresh()
        self.place_chosen.emit(self._place(current))

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self.current_place()
        key = event.key()
        if self._read_only and key in (Qt.Key.Key_Space, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            return
        if key == Qt.Key.Key_Space:
            self._space(place)
        elif key == Qt.Key.Key_Escape and self._held is not None:
            self.hold(None)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and place and place.seat:
            self.take_requested.emit(place)
        elif key in _ENTER and place is not None:
            self.activated_place.emit(place)
        elif key == Qt.Key.Key_Home and not event.modifiers():
            self.setCurrentIndex(self.model().index(self.currentIndex().row(), 0))
        else:
            super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Letters belong to the page, not to a search among names."""

    def startDrag(self, supportedActions: Qt.DropAction) -> None:
        place = self.current_place()
        if place is None or place.seat is None:
            return
        self.hold(place)
        data = QMimeData()
        data.setData(_FORMAT, str(place.seat.assignment_id).encode())
        drag = QDrag(self)
        drag.setMimeData(data)
        rect = self.visualRect(self.currentIndex())
        picture: QPixmap = self.viewport().grab(rect)
        drag.setPixmap(picture)
        drag.setHotSpot(picture.rect().center())
        drag.exec(Qt.DropAction.MoveAction)
        self.hover(QModelIndex())
        self.hold(None)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(_FORMAT) and self._held is not None:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        # The base class scrolls at the edges.
        super().dragMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        if self._place(index) is not None:
            event.acceptProposedAction()
        else:
            event.ignore()
        self.hover(index)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self.hover(QModelIndex())

    def hover(self, index: QModelIndex) -> None:
        """Show where who is dragged would be dropped."""
        if index == self.places.target:
            return
        self.places.target = QPersistentModelIndex(index)
        self.viewport().update()
        self.hovered.emit(self._place(index))

    def dropEvent(self, event: QDropEvent) -> None:
        target = self.indexAt(event.position().toPoint())
        place, held = self._place(target), self._held
        if place is None or held is None:
            event.ignore()
            return
        event.acceptProposedAction()
        self.drop_on(target)

    def drop_on(self, target: QModelIndex) -> None:
        """Put the person picked up down there."""
        place, held = self._place(target), self._held
        self.hover(QModelIndex())
        self.hold(None)
        self.setCurrentIndex(target)
        if place is not None and held is not None and place != held:
            self.put_down.emit(held, place)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self.fit()

    def _space(self, place: ChartPlace | None) -> None:
        if self._held is None:
            self.hold(place if place is not None and place.seat is not None else None)
        else:
            self.drop_on(self.currentIndex())

    def _activate(self, index: QModelIndex) -> None:
        place = self._place(index)
        if place is not None:
            self.activated_place.emit(place)

    def _place(self, index: Index) -> ChartPlace | None:
        place = index.data(PLACE_ROLE) if index.isValid() else None
        return place if isinstance(place, ChartPlace) else None
