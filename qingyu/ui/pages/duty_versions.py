"""版本记录: what was published and changed, who agreed; each version can be looked at again."""

from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from qingyu.domain.duty_month import HistoryLine, MonthRoster
from qingyu.domain.month import Month, month_of
from qingyu.domain.wording import day_name
from qingyu.services import duty_month, duty_versions
from qingyu.ui.models.cells import CellModel, CellRow
from qingyu.ui.models.duty_chart import ChartModel
from qingyu.ui.pages.page import Desk
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.master_detail import MasterDetail
from qingyu.ui.widgets.record_table import RecordTable
from qingyu.ui.widgets.roster_chart import RosterChart, chart_ems
from qingyu.ui.widgets.table_memory import Column

HEADS = ("什么事", "什么时候", "谁同意的", "谁记的", "怎么回事")
_COLUMNS = (
    Column("words", stretch=True, main=True),
    Column("at", 9.0),
    Column("agreed", 16.5),
    Column("by", 6.0),
    Column("kind", 5.5, badge=True),
)
_LIST_EMS = 24.0
_HINT = "选一行，按 Enter 看那一版公布时的样子；只能看，不能改。"


class VersionsRoom(QWidget):
    """The history of one month at the left; the month as it was then at the right."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = desk.operations
        self.month = month_of(desk.operations.store.now().date())
        self._shown: tuple[Month, int, object] | None = None
        self.model = CellModel(HEADS, self)
        self.table = RecordTable(
            "duty-versions", _COLUMNS, desk.settings, name="版本和换班", fixed_order=True
        )
        self.table.set_model(self.model)
        self.table.set_empty_state(
            EmptyState("history", "这个月还没有公布过", "在「月表」里排好，按「公布」。")
        )
        self.earlier = ActionButton("上个月", icon="chevron-left")
        self.later = ActionButton("下个月", icon="chevron-right")
        self._title = words("", "heading")
        self._what = words("", "heading", wrap=True)
        self._more = words("", wrap=True)
        self.places = ChartModel(self)
        self.chart = RosterChart()
        self.chart.set_read_only()
        self.chart.setModel(self.places)
        self._lay_out()
        self.earlier.clicked.connect(lambda: self.show_month(self.month.before))
        self.later.clicked.connect(lambda: self.show_month(self.month.after))
        self.table.record_chosen.connect(lambda _record: self._show_line())
        self.table.record_activated.connect(lambda _record: self.work.show_detail())

    @property
    def chosen(self) -> HistoryLine | None:
        """The line whose month is shown."""
        record = self.table.record()
        return record if isinstance(record, HistoryLine) else None

    def reload(self) -> None:
        """Reads the history of the month again; the chosen line stays."""
        before = self.chosen
        self._shown = None
        self._title.setText(self.month.text)
        now = self._operations.store.now()
        found = self._operations.read(duty_versions.history, self.month) or ()
        self.model.set_rows([history_row(line, day_name(line.at.date(), now)) for line in found])
        if not self.table.choose(lambda record: record == before):
            self.table.choose(lambda _record: True)
        self._show_line()

    def show_month(self, month: Month) -> None:
        """Turns to a month."""
        self.month = month
        self.reload()

    def focus_start(self) -> None:
        """Puts the keyboard into the list."""
        self.table.setFocus()

    def _lay_out(self) -> None:
        head = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        head.setSizePolicy(policy)
        flow = FlowLayout(head, gap=0.6)
        for part in (self.earlier, self._title, self.later):
            flow.addWidget(part)
        right = QWidget()
        side = QVBoxLayout(right)
        side.setContentsMargins(0, 0, 0, 0)
        for part in (self._what, self._more):
            side.addWidget(part)
        side.addWidget(self.chart, 1)
        self.work = MasterDetail(self.table, right, back="返回记录", shares=(3, 4))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(head)
        column.addWidget(self.work, 1)
        column.addWidget(words(_HINT, "muted", wrap=True))

    def _show_line(self) -> None:
        line = self.chosen
        self.work.set_detail_visible(line is not None)
        if line is None:
            return
        self._what.setText(line.words)
        self._more.setText(_details(line))
        wanted = (self.month, line.version, line.where)
        if wanted != self._shown:
            self._shown = wanted
            self._show_roster(line)

    def _show_roster(self, line: HistoryLine) -> None:
        read = self._operations.read
        roster: MonthRoster | None
        if line.version:
            roster = read(duty_versions.as_published, self.month, line.version)
        else:
            roster = read(duty_month.month_roster, self.month)
        if roster is None:
            return
        self.places.show_month(roster, self._operations.store.now().date())
        self.work.set_narrow(chart_ems(self.places.columnCount()) + _LIST_EMS)
        self.chart.fit()
        where = line.where
        here = where is not None and month_of(where.on) == self.month
        on = where.on if where is not None and here else self.month.first
        index = self.places.index_of(on, where.shift_id) if where is not None and here else None
        self.chart.setCurrentIndex(index or self.places.index(self.places.row_of(on), 0))
        self.chart.scrollTo(self.chart.currentIndex(), RosterChart.ScrollHint.PositionAtCenter)


def history_row(line: HistoryLine, day: str) -> CellRow:
    """One line of the history; who agreed and who wrote it down stand under it."""
    agreed = f"{line.agreed}同意" if line.agreed else ""
    by = f"{line.by}记" if line.by else ""
    cells = (line.words, f"{day} {line.at:%H:%M}", agreed, by, line.kind)
    tone = "good" if line.where is None else "warn" if line.kind == "缺岗" else "info"
    return CellRow(line, cells, cells, ("", "", "", "", tone))


def _details(line: HistoryLine) -> str:
    agreed = f"{line.agreed}同意。" if line.agreed else ""
    remark = f"备注：{line.remark}。" if line.remark else ""
    kept = f"明知：{line.kept}。" if line.kept else ""
    shown = f"下面是第 {line.version} 版公布时的样子" if line.version else "下面是现在的样子"
    since = "，换班是后来的" if line.where is not None and line.version else ""
    return f"{agreed}{remark}{kept}{shown}{since}。"
