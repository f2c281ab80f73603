"""One list of 楼栋住户 with the pane of the chosen record, narrowed as one types."""

from collections.abc import Mapping, Sequence
from typing import cast

from PySide6.QtCore import QEvent, QSettings, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from qingyu.domain.frozen import frozen
from qingyu.domain.quick_filter import fits, read_filter
from qingyu.ui import theme
from qingyu.ui.models.cells import CellModel, CellRow
from qingyu.ui.pages.neighbourhood_form import Record, RecordForm
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.master_detail import MasterDetail
from qingyu.ui.widgets.record_table import RecordTable
from qingyu.ui.widgets.table_memory import Column

_FILTER_EMS = 12.0


@frozen
class Emptiness:
    """What an empty list says, and its one or two buttons."""

    icon: str
    why: str
    hint: str
    action: str
    other: str = ""


_NOTHING_FITS = Emptiness("search", "没有对得上的", "少写几个字试试。", "看全部")


class RecordPart(QWidget):
    """A filter, a table, and a form beside it.

    Signals: save_requested(object); remove_requested(object); empty_requested() and
    other_requested() for the buttons of the empty list; counted(str) in words.
    """

    save_requested = Signal(object)
    remove_requested = Signal(object)
    empty_requested = Signal()
    other_requested = Signal()
    counted = Signal(str)

    def __init__(self, key: str, columns: Sequence[Column], heads: Sequence[str],
                 form: RecordForm, settings: QSettings, *, name: str, measure: str,
                 example: str, empty: Emptiness, lead: QWidget | None = None,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.form = form
        self._measure = measure
        self._shown = 0
        self._rows: tuple[CellRow, ...] = ()
        self._spellings: Mapping[str, tuple[str, ...]] = {}
        self._emptiness = empty
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(example)
        self.filter.setAccessibleName(f"筛选{name}")
        self.filter.setMaxLength(100)
        self.filter.setClearButtonEnabled(True)
        self.add_button = ActionButton(f"添加{name}", icon="plus", shortcut="Ctrl+N", bound=False)
        self.add_button.set_compact(True)
        self.table = RecordTable(f"neighbourhood.{key}", columns, settings, name=name,
                                 sorts_itself=True)
        self.model = CellModel(heads, self)
        self.table.set_model(self.model)
        self.empty = EmptyState(empty.icon, empty.why, empty.hint, empty.action, other=empty.other)
        self.table.set_empty_state(self.empty)
        self.split = MasterDetail(self.table, form, shares=(3, 2))
        self._top = QWidget()
        self.tools = FlowLayout(self._top, gap=0.6)
        self._lay_out(lead)
        self._connect()
        self._restyle()

    def _lay_out(self, lead: QWidget | None) -> None:
        if lead is not None:
            self.tools.addWidget(lead)
        self.tools.addWidget(self.filter)
        self.tools.add_push()
        self.tools.addWidget(self.add_button)
        box = EmBox(gap=0.7)
        box.add(self._top)
        box.add(self.split, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(box)
        self.form.show_record(None)

    def _connect(self) -> None:
        self.filter.textEdited.connect(lambda _text: self.narrow())
        self.filter.textChanged.connect(lambda text: None if text else self.narrow())
        self.filter.returnPressed.connect(self._enter_list)
        self.add_button.clicked.connect(self.start_new)
        self.table.record_chosen.connect(self._choose)
        self.table.record_activated.connect(lambda _record: self._open())
        self.form.save_requested.connect(self.save_requested)
        self.form.remove_requested.connect(self.remove_requested)
        self.form.left.connect(self._leave)
        self.split.detail_left.connect(self._show_tools)
        self.split.stacked_changed.connect(lambda _stacked: self._show_tools())
        self.empty.action_requested.connect(self._help_empty)
        self.empty.other_requested.connect(self.other_requested)
        delete = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table, self._ask_removal)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)

    def show_rows(self, rows: Sequence[CellRow]) -> None:
        """Shows what is stored now; keeps the choice, the place and whatever is being typed."""
        self._rows = tuple(rows)
        self.narrow()
        stored = self._find(self._shown)
        if stored is not None:
            self.form.refresh(stored)
        elif not self.form.is_blank and not self.form.is_dirty:
            self.form.show_record(None)

    def show_spellings(self, spellings: Mapping[str, tuple[str, ...]]) -> None:
        """Lets names be found by pinyin from now on."""
        self._spellings = spellings
        if self.filter.text():
            self.narrow()

    @property
    def records(self) -> tuple[object, ...]:
        """Every record, also those a filter hides."""
        return tuple(row.record for row in self._rows)

    @property
    def names(self) -> frozenset[str]:
        """The names whose spellings are not known yet."""
        return frozenset(row.name for row in self._rows if row.name) - self._spellings.keys()

    def keeps(self, row: CellRow) -> bool:
        """Whether the part's own filters let a row through, before the typed words."""
        return True

    def narrow(self) -> None:
        """Shows the rows that fit what is typed, the chosen one still chosen if it is there."""
        wanted = read_filter(self.filter.text())
        shown = [row for row in self._rows if self.keeps(row) and (
            not wanted or fits(wanted, row.haystack, row.place, self._spellings.get(row.name, ()))
        )]
        top = self.table.verticalScrollBar().value()
        with QSignalBlocker(self.table):
            said = _NOTHING_FITS if self._rows else self._emptiness
            self.empty.set_text(said.icon, said.why, said.hint, said.action, said.other)
            self.model.set_rows(shown)
            self._mark(self._shown)
        self.table.verticalScrollBar().setValue(top)
        few = len(shown) != len(self._rows)
        every = f"共 {len(self._rows)} {self._measure}"
        self.counted.emit(f"{len(shown)} {self._measure}，{every}" if few else every)

    def select(self, ident: int) -> bool:
        """Chooses a record, taking the filters away if they hide it; False if there is none."""
        if self._find(ident) is None:
            return False
        if not self._mark(ident):
            self.clear_filters()
            self.narrow()
            self._mark(ident)
        self._enter_detail()
        return True

    def clear_filters(self) -> None:
        """Shows every row again."""
        self.filter.clear()

    def show_saved(self, ident: int) -> None:
        """What the form said is stored under this id."""
        self.form.settle()
        self._shown = ident
        self.form.show_record(self._find(ident))
        self.select(ident)
        self.table.setFocus()

    def start_new(self) -> None:
        """Begins a new record."""
        if self._put_away():
            self._enter_detail()
            self.form.show_blank()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        self.filter.setMinimumWidth(theme.current().px(_FILTER_EMS))

    def _choose(self, record: object) -> None:
        chosen = cast(Record, record).id if record is not None else 0
        if chosen == self._shown and not self.form.is_blank:
            return
        if not self._put_away():
            with QSignalBlocker(self.table):
                self._mark(self._shown)
            return
        self._shown = chosen
        self.form.show_record(self._find(chosen))

    def _put_away(self) -> bool:
        """Whether nothing typed is left in the form, because it was saved first if need be."""
        if self.form.is_dirty:
            self.form.save()
        return not self.form.is_dirty

    def _leave(self) -> None:
        self.form.show_record(self._find(self._shown))
        self.split.show_list()
        self.table.setFocus()

    def _open(self) -> None:
        self._enter_detail()
        self.form.focus_first()

    def _enter_detail(self) -> None:
        self.split.show_detail()
        self._show_tools()

    def _show_tools(self) -> None:
        self._top.setVisible(not self.split.in_detail)

    def _enter_list(self) -> None:
        self.table.setFocus()
        if self.model.rowCount() and not self.table.currentIndex().isValid():
            self.table.selectRow(0)

    def _help_empty(self) -> None:
        if self._rows:
            self.clear_filters()
            self.narrow()
        else:
            self.empty_requested.emit()

    def _ask_removal(self) -> None:
        if self.form.record is not None and not self.form.is_blank:
            self.remove_requested.emit(self.form.record)

    def _mark(self, ident: int) -> bool:
        return bool(ident) and self.table.choose(lambda each: cast(Record, each).id == ident)

    def _find(self, ident: int) -> Record | None:
        records = (cast(Record, row.record) for row in self._rows)
        return next((each for each in records if ident and each.id == ident), None)
