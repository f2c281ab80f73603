"""张贴台账: the list of numbered notices with the chosen one, and the slips being typed back."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from qingyu.domain.posting import LedgerLine, LedgerState
from qingyu.ui.models.cells import CellModel
from qingyu.ui.models.notice import COLUMNS, HEADS, row_of
from qingyu.ui.pages.notices_answers_board import AnswerBoard
from qingyu.ui.pages.notices_ledger_detail import LedgerDetail
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.filter_chips import Filter, FilterChipRow
from qingyu.ui.widgets.master_detail import MasterDetail
from qingyu.ui.widgets.record_table import RecordTable

_CHIPS = (LedgerState.DUE, LedgerState.UP, LedgerState.NOT_UP, LedgerState.DOWN, LedgerState.VOID)


class LedgerView(QWidget):
    """Filters by state, the table, the detail; or the slips being typed back.

    Signals: notice_chosen(int) when another notice is to be shown; compose_requested().
    """

    notice_chosen = Signal(int)
    compose_requested = Signal()

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chosen = 0
        self._lines: tuple[LedgerLine, ...] = ()
        self._today = date.min
        self.chips = FilterChipRow(exclusive=True)
        self.chips.setAccessibleName("按状态看")
        self.model = CellModel(HEADS, self)
        self.table = RecordTable("notices.ledger", COLUMNS, settings, name="张贴台账",
                                 sorts_itself=True)  # fmt: skip
        self.table.set_model(self.model)
        self.empty = EmptyState("megaphone", "还没有发布过通知")
        self.table.set_empty_state(self.empty)
        self.detail = LedgerDetail()
        self.split = MasterDetail(self.table, self.detail, shares=(1, 1))
        listed = EmBox(gap=0.6)
        listed.add(self.chips)
        listed.add(self.split, 1)
        self.answers = AnswerBoard()
        self._stack = QStackedWidget()
        self._stack.addWidget(listed)
        self._stack.addWidget(self.answers)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.chips.changed.connect(lambda _keys: self._fill())
        self.table.record_chosen.connect(self._choose)
        self.table.record_activated.connect(lambda _line: self._show_detail())
        self.table.clicked.connect(lambda _index: self._show_detail())
        self.split.detail_left.connect(self._make_room)
        self.split.stacked_changed.connect(lambda _on: self._make_room())
        self.empty.action_requested.connect(self._resolve_emptiness)

    def show_ledger(self, lines: Sequence[LedgerLine], today: date) -> None:
        """Show these notices; filter, order and choice stay."""
        self._lines, self._today = tuple(lines), today
        states = [line.state(today) for line in lines]
        shown = [(state, states.count(state)) for state in _CHIPS if state in states]
        self.chips.set_filters(
            [
                Filter(state.name, str(state), count, "danger" if state is _CHIPS[0] else "plain")
                for state, count in shown
            ]
        )
        self._fill()

    def choose(self, ident: int) -> None:
        """Show one notice, also one that a filter hides."""
        if ident not in {line.id for line in self._wanted()}:
            self.chips.choose(set())
        self.chosen = ident
        self._fill()
        self.notice_chosen.emit(ident)
        self._show_detail()

    def show_answers(self, on: bool) -> None:
        """Go over to the slips being typed back, or come back."""
        self._stack.setCurrentIndex(int(on))
        if not on:
            self.answers.close_entry()
            self.detail.slips.button.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def typing(self) -> bool:
        """Whether slips are being typed back."""
        return self._stack.currentIndex() == 1

    def focus_start(self) -> None:
        """Put the keyboard into the list."""
        if not self.typing and not self.split.in_detail:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _wanted(self) -> tuple[LedgerLine, ...]:
        names = self.chips.chosen
        return tuple(
            line for line in self._lines if not names or line.state(self._today).name in names
        )

    def _fill(self) -> None:
        wanted = self._wanted()
        self.model.set_rows([row_of(line, self._today) for line in wanted])
        if not self._lines:
            self.empty.set_text("megaphone", "还没有发布过通知",
                                "写好编了号的通知，就在这里记贴在哪里、什么时候撤。",
                                "写一张通知")  # fmt: skip
        else:
            self.empty.set_text("megaphone", "没有这样的通知", "换一个筛选试试。", "看全部")
        idents = [line.id for line in wanted]
        if self.chosen not in idents:
            self.chosen = 0
        if not self.chosen and idents and not self.split.is_stacked:
            first = self.model.rows[0].record
            self.chosen = first.id if isinstance(first, LedgerLine) else idents[0]
            self.notice_chosen.emit(self.chosen)
        self.split.set_detail_visible(bool(self.chosen))
        if self.chosen:
            self.table.choose(lambda line: isinstance(line, LedgerLine) and line.id == self.chosen)

    def _choose(self, line: object) -> None:
        if isinstance(line, LedgerLine) and line.id != self.chosen:
            self.chosen = line.id
            self.notice_chosen.emit(line.id)
            self.split.set_detail_visible(True)

    def _show_detail(self) -> None:
        if self.chosen:
            self.split.show_detail()
            self._make_room()

    def _make_room(self) -> None:
        self.chips.setVisible(not self.split.in_detail)

    def _resolve_emptiness(self) -> None:
        if self._lines:
            self.chips.choose(set())
            self._fill()
        else:
            self.compose_requested.emit()
