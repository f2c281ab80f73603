"""The month as a wall chart: a row for each day, a column for each place of each shift."""

from datetime import date

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from qingyu.domain.duty import Shift
from qingyu.domain.duty_month import MonthRoster, RosterCell, RosterDay, RosterState
from qingyu.domain.roster import DayKind
from qingyu.ui.widgets.roster_place import (
    DAY_ROLE,
    GROUP_ROLE,
    PLACE_ROLE,
    ChartPlace,
    DayHead,
    ShiftHead,
)

Index = QModelIndex | QPersistentModelIndex
_WEEKDAYS = "一二三四五六日"
_NAMED_KINDS = {DayKind.WEEKEND: "双休日", DayKind.HOLIDAY: "法定节日"}


class ChartModel(QAbstractTableModel):
    """Prepared places; a place without anybody says what is missing, spare ones are empty."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads: tuple[DayHead, ...] = ()
        self._columns: tuple[ShiftHead, ...] = ()
        self._places: tuple[tuple[ChartPlace | None, ...], ...] = ()

    def show_month(self, roster: MonthRoster, today: date) -> None:
        """Show this month; the same grid changes its places only."""
        heads = tuple(day_head(day, today) for day in roster.days)
        columns, widths = _columns(roster)
        ranks = _ranks(roster)
        none = roster.state is RosterState.NONE
        places = tuple(_row(day, roster.shifts, widths, ranks, none) for day in roster.days)
        if (heads, columns) == (self._heads, self._columns):
            if places != self._places:
                self._places = places
                last = self.index(len(places) - 1, len(columns) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._heads, self._columns, self._places = heads, columns, places
        self.endResetModel()

    def place(self, row: int, column: int) -> ChartPlace | None:
        """What stands there, if anything."""
        return self._places[row][column]

    def index_of(self, on: date, shift_id: int, steward_id: int | None = None) -> QModelIndex:
        """Where a person of a shift stands; else where the shift begins; invalid when nowhere."""
        first = QModelIndex()
        for row, head in enumerate(self._heads):
            if head.day.on != on:
                continue
            for column, place in enumerate(self._places[row]):
                if place is None or place.cell.shift.id != shift_id:
                    continue
                if place.seat is not None and place.seat.steward_id == steward_id:
                    return self.index(row, column)
                first = first if first.isValid() else self.index(row, column)
        return first

    def row_of(self, on: date) -> int:
        """The row of a day, or 0."""
        return next((row for row, head in enumerate(self._heads) if head.day.on == on), 0)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._columns)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        place = self._places[index.row()][index.column()]
        if place is None:
            return flags
        flags |= Qt.ItemFlag.ItemIsDropEnabled
        return flags | Qt.ItemFlag.ItemIsDragEnabled if place.seat is not None else flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is Qt.Orientation.Horizontal:
            if not 0 <= section < len(self._columns):
                return None
            head = self._columns[section]
            return {Qt.ItemDataRole.DisplayRole: head.text, GROUP_ROLE: head}.get(role)
        if not 0 <= section < len(self._heads):
            return None
        day = self._heads[section]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return day.words
        return day if role == DAY_ROLE else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        if role == DAY_ROLE:
            return self._heads[index.row()]
        place = self._places[index.row()][index.column()]
        if place is None:
            return None
        if role == PLACE_ROLE:
            return place
        if role == Qt.ItemDataRole.DisplayRole:
            return place.seat.name if place.seat is not None else place.missing
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return place.words
        return None


def day_head(day: RosterDay, today: date) -> DayHead:
    """The words of a row: the day, its weekday, and the most telling thing about it."""
    # The first day of a lunar month is written by the month's name, as on paper calendars.
    begins = day.lunar.endswith("初一")
    lunar = day.lunar.removesuffix("初一") if begins else day.lunar[-2:]
    weekday = f"周{_WEEKDAYS[day.on.weekday()]}"
    note = day.holiday or day.term or lunar
    told = (
        "今天" if day.on == today else "",
        f"{day.on.month}月{day.on.day}日 {weekday}",
        day.holiday,
        _NAMED_KINDS.get(day.kind, "" if day.on.weekday() < 5 else "调休上班"),
        f"农历{day.lunar}" if day.lunar else "",
        day.term,
    )
    words = "，".join(part for part in told if part)
    return DayHead(day, str(day.on.day), weekday, note, day.on == today, words)


def _columns(roster: MonthRoster) -> tuple[tuple[ShiftHead, ...], dict[int, int]]:
    """Every shift is as wide as its fullest day."""
    widths = {shift.id: max(1, shift.places) for shift in roster.shifts}
    for cell in roster.cells:
        needed = len(cell.seats) + cell.empty
        widths[cell.shift.id] = max(widths.get(cell.shift.id, 1), needed)
    heads = tuple(
        ShiftHead(shift.title, nth, widths[shift.id])
        for shift in roster.shifts
        for nth in range(widths[shift.id])
    )
    return heads, widths


def _ranks(roster: MonthRoster) -> dict[int, int]:
    known = sorted({seat.steward_id for cell in roster.cells for seat in cell.seats})
    return {ident: rank for rank, ident in enumerate(known)}


def _row(
    day: RosterDay,
    shifts: tuple[Shift, ...],
    widths: dict[int, int],
    ranks: dict[int, int],
    none: bool,
) -> tuple[ChartPlace | None, ...]:
    row: list[ChartPlace | None] = []
    cells = {cell.shift.id: cell for cell in day.cells}
    for shift in shifts:
        made = _places(cells[shift.id], ranks, none)
        row += [*made, *[None] * (widths[shift.id] - len(made))]
    return tuple(row)


def _places(cell: RosterCell, ranks: dict[int, int], none: bool) -> list[ChartPlace | None]:
    """The seats of a cell; the first one, or the first empty place, says that nobody leads."""
    none = none or not cell.gap
    leaderless = bool(cell.seats) and not cell.led and not none
    made: list[ChartPlace | None] = []
    for nth, seat in enumerate(cell.seats):
        lacks = "缺值班长" if leaderless and not cell.empty and nth == 0 else ""
        made.append(ChartPlace(cell, seat, lacks, ranks[seat.steward_id]))
    for nth in range(cell.empty):
        lacks = "未排" if none else "缺值班长" if leaderless and nth == 0 else "缺人"
        made.append(ChartPlace(cell, None, lacks))
    return made
