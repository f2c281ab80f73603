"""The ledger everybody may read: who served how often, how heavily, what is carried over."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from qingyu.domain.duty_ledger import LedgerLine
from qingyu.domain.month import Month, month_of
from qingyu.domain.roster_change import number, signed
from qingyu.services import duty_ledger
from qingyu.ui.models.cells import CellModel, CellRow
from qingyu.ui.pages.page import Desk
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.record_table import RecordTable
from qingyu.ui.widgets.table_memory import Column

HEADS = ("姓名", "次数", "加权", "节假日", "夜晚", "加班顶班", "缺岗", "小时", "结转")
_COLUMNS = (
    Column("name", stretch=True, main=True),
    Column("times", 4.6),
    Column("load", 4.6),
    Column("holidays", 5.2),
    Column("evenings", 4.6),
    Column("extra", 6.2),
    Column("absent", 4.6),
    Column("hours", 5.4),
    Column("carry", 6.5, badge=True),
)
_SPANS = (("这个月", 1), ("近三个月", 3), ("近半年", 6), ("近一年", 12))
_HINT = (
    "加权：平日 1 分，双休日 1.5 分，法定节日 2 分，晚班再加 0.5 分。"
    "结转：比大家平均多值的分，正数的人以后少排，负数的人以后多排。"
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
        self._title = words("", "heading")
        self._lay_out()
        self.span.activated.connect(lambda _: self.reload())
        self.earlier.clicked.connect(lambda: self.show_month(self.month.before))
        self.later.clicked.connect(lambda: self.show_month(self.month.after))
        self.copy.clicked.connect(self.copy_table)
        QShortcut(QKeySequence("Ctrl+C"), self.table, self.copy_table)

    def reload(self) -> None:
        """Reads the ledger of the chosen months."""
        first = self.month
        for _ in range(self.span.currentData() - 1):
            first = first.before
        found = self._operations.read(duty_ledger.ledger, first, self.month)
        same = first == self.month
        self._title.setText(
            self.month.text if same else f"{first.text} 到 {self.month.number}月"
        )
        self.model.set_rows([ledger_row(line) for line in (found.lines if found else ())])

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

    def _lay_out(self) -> None:
        head = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        head.setSizePolicy(policy)
        flow = FlowLayout(head, gap=0.6)
        for part in (self.earlier, self._title, self.later, self.span):
            flow.addWidget(part)
        flow.add_push()
        flow.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(head)
        column.addWidget(self.table, 1)
        column.addWidget(words(_HINT, "muted", wrap=True))


def ledger_row(line: LedgerLine) -> CellRow:
    """One person's line with keys to sort by."""
    cells = (
        line.name,
        f"{line.times} 次",
        f"{number(line.load)} 分",
        f"节 {line.holidays}" if line.holidays else "",
        f"夜 {line.evenings}" if line.evenings else "",
        f"加 {line.extra}" if line.extra else "",
        f"缺 {line.absent}" if line.absent else "",
        f"{number(line.hours)} 小时",
        f"结转 {signed(line.carry) if round(line.carry, 1) else 0}",
    )
    keys = (
        line.name, line.times, round(line.load * 10), line.holidays, line.evenings, line.extra,
        line.absent, round(line.hours * 10), round(line.carry * 1000),
    )  # fmt: skip
    tones = ("",) * 6 + ("danger" if line.absent else "", "", "")
    return CellRow(line, cells, keys, tones)


def table_text(lines: Sequence[LedgerLine]) -> str:
    """The lines under their heads as plain numbers, cells parted by tabs."""
    rows = [
        (
            line.name, line.times, line.load, line.holidays, line.evenings, line.extra,
            line.absent, line.hours, round(line.carry, 2),
        )
        for line in lines
    ]  # fmt: skip
    return "\n".join("\t".join(str(cell) for cell in row) for row in (HEADS, *rows))
