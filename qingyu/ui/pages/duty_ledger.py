"""The ledger everybody may read: who served how often, how heavily, what is carried over."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QMenu, QSizePolicy, QSpinBox, QVBoxLayout, QWidget

from qingyu.domain.duty_ledger import LedgerLine
from qingyu.domain.month import Month, month_of
from qingyu.domain.roster_change import number, signed
from qingyu.services import Store, duty_ledger
from qingyu.ui.models.cells import CellModel, CellRow
from qingyu.ui.pages.duty_saving import Saving
from qingyu.ui.pages.page import Desk
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.record_table import RecordTable
from qingyu.ui.widgets.table_memory import Column

HEADS = (
    *("姓名", "期初结转", "次数", "加权", "应摊"),
    *("节假日", "夜晚", "加班顶班", "缺岗", "小时", "结转"),
)  # fmt: skip
_COLUMNS = (
    Column("name", stretch=True, main=True),
    Column("before", 5.6),
    Column("times", 4.6),
    Column("load", 5.0),
    Column("share", 5.6),
    Column("holidays", 4.9),
    Column("evenings", 4.4),
    Column("extra", 5.8),
    Column("absent", 4.2),
    Column("hours", 5.8),
    Column("carry", 6.6, badge=True),
)
_SPANS = (("这个月", 1), ("近三个月", 3), ("近半年", 6), ("近一年", 12), ("从头算起", 0))
_WEIGHTS = (
    "加权：平日 1 分，双休日 1.5 分，法定节日 2 分，晚班再加 0.5 分。"
    "期初结转＋加权－应摊＝结转。"
)


class LedgerRoom(QWidget):
    """A table one can sort and copy.

    Signals: said(str) for a short remark.
    """

    said = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = desk.operations
        self.month = month_of(desk.operations.store.now().date())
        self.model = CellModel(HEADS, self)
        self.table = RecordTable(
            "duty-ledger", _COLUMNS, desk.settings, name="值班台账", sorts_itself=True
        )
        self.table.set_model(self.model)
        self.table.set_empty_state(
            EmptyState("clipboard-list", "这段时间还没有人值过班", "排了班，这里就有每人的账。")
        )
        self.span = QComboBox()
        self.span.setAccessibleName("看多长时间")
        for text, months in _SPANS:
            self.span.addItem(text, months)
        self.earlier = ActionButton("上个月", icon="chevron-left")
        self.later = ActionButton("下个月", icon="chevron-right")
        self.copy = ActionButton("复制表格", icon="copy", hint="Ctrl+C，可以贴到 Excel 或微信")
        self.export = ActionButton("导出", icon="download", hint="Excel 表格或 CSV 文件")
        self.export.setMenu(self._menu())
        self.most = QSpinBox()
        self.most.setRange(*duty_ledger.MOST_RANGE)
        self.most.setPrefix("结转最多 ±")
        self.most.setSuffix(" 分")
        self.most.setAccessibleName("结转最多记几分")
        self.most.setToolTip("多值少值最多记这么多分，再早的不追；写 0 就是每个月从头算")
        self.most.setKeyboardTracking(False)
        self._title = words("", "heading")
        self._meaning = words("", "muted", wrap=True)
        self.saving = Saving(desk, self)
        self.saving.said.connect(self.said)
        self._lay_out()
        self.span.activated.connect(lambda _: self.reload())
        self.most.valueChanged.connect(self._set_most)
        self.earlier.clicked.connect(lambda: self.show_month(self.month.before))
        self.later.clicked.connect(lambda: self.show_month(self.month.after))
        self.copy.clicked.connect(self.copy_table)
        QShortcut(QKeySequence("Ctrl+C"), self.table, self.copy_table)

    @property
    def first(self) -> Month:
        """The month the ledger begins with."""
        read, months = self._operations.read, self.span.currentData()
        if not months:
            return min(self.month, read(duty_ledger.first_month) or self.month)
        first = self.month
        for _ in range(months - 1):
            first = first.before
        return first

    def reload(self) -> None:
        """Reads the ledger of the chosen months."""
        read, first = self._operations.read, self.first
        found = read(duty_ledger.ledger, first, self.month)
        same = first == self.month
        last = f"{self.month.number}月" if first.year == self.month.year else self.month.text
        self._title.setText(self.month.text if same else f"{first.text} 到 {last}")
        self.model.set_rows([ledger_row(line) for line in (found.lines if found else ())])
        self._meaning.setText(_WEIGHTS + (read(duty_ledger.meaning) or ""))
        self.most.blockSignals(True)
        self.most.setValue(round(read(duty_ledger.most_carried) or 0))
        self.most.blockSignals(False)

    def show_month(self, month: Month) -> None:
        """Turns to a month."""
        self.month = month
        self.reload()

    def focus_start(self) -> None:
        """Puts the keyboard into the table."""
        self.table.setFocus()

    def copy_table(self) -> None:
        """Puts the rows as they are shown on the clipboard, for a spreadsheet."""
        lines = [row.record for row in self.model.rows if isinstance(row.record, LedgerLine)]
        QGuiApplication.clipboard().setText(table_text(lines))
        self.said.emit(f"已复制 {len(self.model.rows)} 人的台账，可以粘贴了")

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        menu.setAccessibleName("导出台账")
        for text, suffix in (("存成 Excel 表格(&X)", ".xlsx"), ("存成 CSV 文件(&C)", ".csv")):
            menu.addAction(text).triggered.connect(partial(self._export, suffix))
        return menu

    def _export(self, suffix: str, _on: bool = False) -> None:
        first, last = self.first, self.month
        self.saving.make(lambda store: _exported(store, first, last, suffix))

    def _set_most(self, points: int) -> None:
        run, by = self._operations.run, self._operations.by
        run(duty_ledger.set_most_carried, points, by=by)
        self.reload()

    def _lay_out(self) -> None:
        head = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        head.setSizePolicy(policy)
        flow = FlowLayout(head, gap=0.6)
        for part in (self.earlier, self._title, self.later, self.span, self.most):
            flow.addWidget(part)
        flow.add_push()
        for part in (self.copy, self.export):
            flow.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(head)
        column.addWidget(self.table, 1)
        column.addWidget(self._meaning)


def ledger_row(line: LedgerLine) -> CellRow:
    """One person's line with keys to sort by."""
    cells = (
        line.name,
        f"期初 {_sum(line.before)}",
        f"{line.times} 次",
        f"{number(line.load)} 分",
        f"应摊 {number(line.share)}",
        f"节 {line.holidays}" if line.holidays else "",
        f"夜 {line.evenings}" if line.evenings else "",
        f"加 {line.extra}" if line.extra else "",
        f"缺 {line.absent}" if line.absent else "",
        f"{number(line.hours)} 小时",
        f"结转 {_sum(line.carry)}",
    )
    keys = (
        line.name, round(line.before * 1000), line.times, round(line.load * 10),
        round(line.share * 1000), line.holidays, line.evenings, line.extra, line.absent,
        round(line.hours * 10), round(line.carry * 1000),
    )  # fmt: skip
    tones = ("",) * 8 + ("danger" if line.absent else "", "", "")
    return CellRow(line, cells, keys, tones)


def table_text(lines: Sequence[LedgerLine]) -> str:
    """The lines under their heads as plain numbers, cells parted by tabs."""
    rows = [
        (
            line.name, round(line.before, 2), line.times, line.load, round(line.share, 2),
            line.holidays, line.evenings, line.extra, line.absent, line.hours,
            round(line.carry, 2),
        )
        for line in lines
    ]  # fmt: skip
    return "\n".join("\t".join(str(cell) for cell in row) for row in (HEADS, *rows))


def _sum(points: float) -> str:
    return signed(points) if round(points, 1) else "0"


def _exported(store: Store, first: Month, last: Month, suffix: str) -> Path:
    # What writes workbooks is loaded when one is written, on the worker.
    from qingyu.services import duty_export

    return duty_export.ledger(store, first, last, suffix)
