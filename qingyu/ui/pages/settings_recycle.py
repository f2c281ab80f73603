"""回收站: what was deleted or undone in the last 90 days, found by words, brought back by a key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from qingyu.domain.quick_filter import fits, read_filter
from qingyu.domain.recycle import DAYS, Deleted
from qingyu.services import recycle, steward
from qingyu.ui.models import recycle as models
from qingyu.ui.models.cells import CellModel, CellRow
from qingyu.ui.pages.page import Desk
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.record_table import RecordTable

_HINT = (
    f"删掉的、停用的、撤销的，{DAYS} 天里都能从这里恢复，编号不变。选中一条，按「恢复」或回车。"
)
_NOTHING = ("recycle", "回收站是空的", f"删掉的东西会在这里留 {DAYS} 天，随时可以恢复。")


class RecyclePart(QWidget):
    """A line to search by, a table, one button.

    Signals: said(str).
    """

    said = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = desk.operations
        self._rows: tuple[CellRow, ...] = ()
        self.filter = QLineEdit()
        self.filter.setAccessibleName("在回收站里找")
        self.filter.setPlaceholderText("找：姓名、编号、照片……")
        self.filter.setMaxLength(100)
        self.filter.setClearButtonEnabled(True)
        self.table = RecordTable(
            "settings.recycle", models.COLUMNS, desk.settings, name="回收站", sorts_itself=True
        )
        self.model = CellModel(models.HEADS, self)
        self.table.set_model(self.model)
        self.empty = EmptyState(*_NOTHING)
        self.table.set_empty_state(self.empty)
        self.restore = ActionButton("恢复", "primary", icon="undo-2", shortcut="Alt+R")
        self.why = words("", "muted", wrap=True)
        self._lay_out()
        self.filter.textChanged.connect(lambda _text: self._narrow())
        self.filter.returnPressed.connect(self._enter_list)
        self.table.record_chosen.connect(self._show_choice)
        self.table.record_activated.connect(lambda _record: self._restore())
        self.restore.clicked.connect(self._restore)
        find = QShortcut(QKeySequence("Ctrl+F"), self, self.filter.setFocus)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._show_choice(None)

    def _lay_out(self) -> None:
        foot = QWidget()
        row = FlowLayout(foot)
        row.addWidget(self.restore)
        box = EmBox(gap=0.6)
        box.add(words(_HINT, "muted", wrap=True))
        box.add(self.filter)
        box.add(self.table, 1)
        box.add(self.why)
        box.add(foot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(box)

    def reload(self) -> None:
        """Reads again what is gone; search and choice stay."""
        found = self._operations.read(recycle.deleted)
        if found is None:
            return
        people = self._operations.read(steward.stewards, everybody=True) or ()
        names = {person.id: person.name for person in people}
        now = self._operations.store.now()
        self._rows = tuple(models.row_of(each, names, now) for each in found)
        self._narrow()

    def start(self) -> None:
        """Puts the keyboard on the newest."""
        self.table.setFocus()
        if self.model.rowCount() and not self.table.selectionModel().hasSelection():
            self.table.selectRow(0)

    def _narrow(self) -> None:
        wanted = read_filter(self.filter.text())
        shown = [row for row in self._rows if not wanted or fits(wanted, " ".join(row.cells))]
        chosen = self.table.record()
        if self._rows:
            self.empty.set_text("search", "没有对得上的", "少写几个字试试。")
        else:
            self.empty.set_text(*_NOTHING)
        self.model.set_rows(shown)
        if isinstance(chosen, Deleted):
            self.table.choose(lambda each: each == chosen)
        self._show_choice(self.table.record())

    def _enter_list(self) -> None:
        self.table.setFocus()
        if self.model.rowCount():
            self.table.selectRow(0)

    def _show_choice(self, record: object) -> None:
        chosen = record if isinstance(record, Deleted) else None
        self.restore.setEnabled(chosen is not None and not chosen.why_not)
        self.why.setText(chosen.why_not if chosen is not None else "")
        self.why.setVisible(bool(self.why.text()))

    def _restore(self) -> None:
        record = self.table.record()
        if not isinstance(record, Deleted):
            return
        if record.why_not:
            self.said.emit(record.why_not)
            return
        self._operations.run(recycle.bring_back, record.operation, by=self._operations.by)
