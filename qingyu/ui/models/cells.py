"""A table of prepared cells: sorted here, so that thousands of rows take no time."""

from collections.abc import Sequence
from functools import cached_property

from PySide6.QtCore import QObject, Qt

from qingyu.domain.frozen import frozen
from qingyu.domain.place import NOWHERE, Place
from qingyu.domain.plain_text import fold
from qingyu.ui.models.prepared import PreparedModel

Key = int | str | tuple[int | str, ...]


@frozen
class CellRow:
    """One row: its record, words, sorting keys and tones per column, and what a filter reads.

    `more` is what a filter finds besides the words of the cells.
    """

    record: object
    cells: tuple[str, ...]
    keys: tuple[Key, ...]
    tones: tuple[str, ...] = ()
    more: str = ""
    place: Place = NOWHERE
    name: str = ""

    @cached_property
    def haystack(self) -> str:
        """What a filter looks into; made when first asked for, as that takes time."""
        return fold(" ".join((*self.cells, self.more)))


class CellModel(PreparedModel[CellRow]):
    """Rows as they were given until a column is sorted by; `RecordTable` must not sort again."""

    def __init__(self, heads: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(heads, parent)
        self._given: tuple[CellRow, ...] = ()
        self._order: tuple[int, bool] | None = None

    def set_rows(self, rows: Sequence[CellRow]) -> None:
        """Shows other rows, in the order chosen before."""
        self.beginResetModel()
        self._given = tuple(rows)
        self._rows = self._sorted()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        descending = order is Qt.SortOrder.DescendingOrder
        self._order = (column, descending) if 0 <= column < len(self._heads) else None
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        records = [(self._rows[index.row()], index.column()) for index in before]
        self._rows = self._sorted()
        places = {id(row): number for number, row in enumerate(self._rows)}
        after = [self.index(places[id(row)], column) for row, column in records]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _sorted(self) -> tuple[CellRow, ...]:
        if self._order is None:
            return self._given
        column, descending = self._order
        return tuple(sorted(self._given, key=lambda row: row.keys[column], reverse=descending))
