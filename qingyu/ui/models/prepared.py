"""What every table of prepared rows has in common: heads, words, tones, and the record of a row."""

from collections.abc import Sequence
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from qingyu.ui.widgets.roles import RECORD_ROLE, TONE_ROLE

Index = QModelIndex | QPersistentModelIndex


class PreparedRow(Protocol):
    """The words of each column, their tones (or none at all), and what the row stands for."""

    @property
    def cells(self) -> tuple[str, ...]: ...
    @property
    def tones(self) -> tuple[str, ...]: ...
    @property
    def record(self) -> object: ...


R = TypeVar("R", bound=PreparedRow)


class PreparedModel(QAbstractTableModel, Generic[R]):
    """Shows `_rows`; who derives from it fills them and adds roles of its own to `data`."""

    def __init__(self, heads: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._heads = tuple(heads)
        self._rows: Sequence[R] = ()

    @property
    def rows(self) -> tuple[R, ...]:
        """The rows as they are shown, as far as they were read."""
        return tuple(self._rows)

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._heads)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal:
            return self._heads[section] if 0 <= section < len(self._heads) else None
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.cells[index.column()]
        if role == TONE_ROLE:
            return row.tones[index.column()] if row.tones else ""
        if role == RECORD_ROLE:
            return row.record
        return None

    def _replace(self, rows: Sequence[R]) -> None:
        """Shows the same things said anew, without moving what is chosen."""
        self._rows = rows
        if rows:
            last = self.index(len(rows) - 1, len(self._heads) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
