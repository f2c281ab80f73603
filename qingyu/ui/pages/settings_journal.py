"""操作记录: the last operations, one of which can be taken back."""

from collections.abc import Sequence

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qingyu.domain.journal import Entry
from qingyu.ui.models import journal
from qingyu.ui.models.cells import CellModel, CellRow
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.record_table import RecordTable

_HINT = "选中一条，按「撤销这一步」。后来的事接着它做的，程序会告诉您先撤哪一步。"


class JournalPart(QWidget):
    """A table of operations with one button.

    Signals: undo_requested(int) with the operation's number.
    """

    undo_requested = Signal(int)

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = RecordTable("settings.journal", journal.COLUMNS, settings, name="操作记录",
                                 sorts_itself=True)
        self.model = CellModel(journal.HEADS, self)
        self.table.set_model(self.model)
        self.table.set_empty_state(EmptyState("history", "还没有操作过", "以后每一步都记在这里。"))
        self.undo_button = ActionButton("撤销这一步", icon="undo-2", shortcut="Alt+U")
        self._foot = QWidget()
        row = FlowLayout(self._foot)
        row.addWidget(self.undo_button)
        box = EmBox(gap=0.6)
        box.add(words(_HINT, "muted", wrap=True))
        box.add(self.table, 1)
        box.add(self._foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(box)
        self.undo_button.clicked.connect(self._undo)
        self.table.record_chosen.connect(self._show_choice)
        self._show_choice(None)

    def show_rows(self, rows: Sequence[CellRow]) -> None:
        """Shows what was done; the chosen one stays chosen."""
        chosen = self.table.record()
        self.model.set_rows(rows)
        if isinstance(chosen, Entry):
            self.table.choose(lambda each: isinstance(each, Entry) and each.id == chosen.id)
        self._show_choice(self.table.record())

    def start(self) -> None:
        """Puts the keyboard on the newest operation."""
        self.table.setFocus()
        if self.model.rowCount() and not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def _undo(self) -> None:
        entry = self.table.record()
        if isinstance(entry, Entry) and not entry.undone:
            self.undo_requested.emit(entry.id)

    def _show_choice(self, record: object) -> None:
        self.undo_button.setEnabled(isinstance(record, Entry) and not record.undone)
