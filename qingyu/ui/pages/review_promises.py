"""说到做到: who promised what, by when, and whether it was kept, as a table."""

from datetime import date, datetime

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QWidget

from qingyu.domain.promise import Period, PromiseLine, PromisesKept, PromiseTable, Standing
from qingyu.ui import theme
from qingyu.ui.models.cells import CellModel
from qingyu.ui.models.promise import COLUMNS, HEADS, TONES, row_of
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.filter_chips import Filter, FilterChipRow
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.record_table import RecordTable

_BROKEN = 0.6


class PromiseBoard(EmBox):
    """The rate on top, then period and state to choose, then the table.

    Signals: period_chosen(object) with the Period; issue_requested(int) with the id of an issue;
    copy_requested(object) and table_requested(object) with the PromiseTable as it is shown.
    """

    period_chosen = Signal(object)
    issue_requested = Signal(int)
    copy_requested = Signal(object)
    table_requested = Signal(object)

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent, gap=0.6)
        self.setAccessibleName("说到做到表")
        self._promises = PromisesKept()
        self._now = datetime.min
        self.rate = words("", "figure")
        self.told = words("")
        self.periods = ChoiceRow("多久的", [(each, each) for each in Period])
        self.periods.choose(Period.WEEK)
        self.states = FilterChipRow(exclusive=True)
        self.states.setAccessibleName("只看哪些")
        self.copy = ActionButton("复制", icon="copy", hint="复制成文字，可以粘贴到微信里")
        self.export = ActionButton("导出 Excel", icon="file-spreadsheet")
        self.model = CellModel(HEADS, self)
        self.table = RecordTable(
            "review.promises", COLUMNS, settings, name="说到做到表", sorts_itself=True
        )
        self.table.set_model(self.model)
        self.empty = EmptyState("hand-heart", "")
        self.table.set_empty_state(self.empty)
        self._lay_out()
        self._connect()

    @property
    def period(self) -> Period:
        """Of what time the promises are wanted."""
        return Period(self.periods.key)

    def show_promises(self, promises: PromisesKept, now: datetime) -> None:
        """Show the promises of the chosen period; state, order and the chosen row stay."""
        self._now = now
        if promises != self._promises or not self.told.text():
            self._promises = promises
            self._show_rate()
            self._fill()

    def sheet(self) -> PromiseTable:
        """The table as it is shown, in its order."""
        shown = tuple(row.record for row in self.model.rows if isinstance(row.record, PromiseLine))
        return PromiseTable(self._promises, self.period, self._now.date(), shown)

    def _lay_out(self) -> None:
        head = QWidget()
        above = FlowLayout(head, gap=0.9, row_gap=0.4)
        above.addWidget(self.rate)
        above.addWidget(self.told)
        above.addWidget(self.periods)
        below = QWidget()
        choice = FlowLayout(below, gap=0.9, row_gap=0.4)
        choice.addWidget(self.states)
        choice.add_push()
        view = self.table.view_button()
        for button in (view, self.copy, self.export):
            button.set_compact(True)
            choice.addWidget(button)
        self.add(head)
        self.add(below)
        self.add(self.table, 1)

    def _connect(self) -> None:
        self.periods.chosen.connect(lambda key: self.period_chosen.emit(Period(key)))
        self.states.changed.connect(lambda _keys: self._fill())
        self.copy.clicked.connect(lambda: self.copy_requested.emit(self.sheet()))
        self.export.clicked.connect(lambda: self.table_requested.emit(self.sheet()))
        self.table.record_activated.connect(self._open)
        self.table.clicked.connect(lambda _index: self._open(self.table.record()))

    def _show_rate(self) -> None:
        promises = self._promises
        rate = promises.rate
        self.rate.setText("" if rate is None else f"{rate:.0%}")
        self.rate.setVisible(rate is not None)
        theme.set_look(self.rate, "tone", "warn" if rate is not None and rate < _BROKEN else "good")
        self.told.setText(promises.counted if promises.every else "没有到期的答应")
        today = self._today()
        counted = {standing: 0 for standing in Standing}
        for line in promises.every:
            counted[line.standing(today)] += 1
        self.states.set_filters(
            [Filter(each, each, counted[each], TONES[each]) for each in Standing]
        )

    def _fill(self) -> None:
        chosen = self.table.record()
        wanted, today = self.states.chosen, self._today()
        lines = [
            line
            for line in self._promises.every
            if not wanted or line.standing(today) in wanted
        ]
        self.model.set_rows([row_of(line, self._now) for line in lines])
        why = "没有这样的答应" if self._promises.every else "这段时间没有答应居民的事"
        hint = "点亮的筛选再点一下，就看全部。" if self._promises.every else (
            "在工单里按「记一条答应」记下答应了什么、哪天前，这里就会有。"
        )
        self.empty.set_text("hand-heart", why, hint)
        for button in (self.copy, self.export):
            button.setEnabled(bool(lines))
        if isinstance(chosen, PromiseLine):
            self.table.choose(lambda each: each == chosen)

    def _today(self) -> date:
        return self._now.date()

    def _open(self, record: object) -> None:
        if isinstance(record, PromiseLine):
            self.issue_requested.emit(record.issue)
