"""Volunteer hours: who served how often and how long, by year; certificates are printed here."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QMenu, QSizePolicy, QVBoxLayout, QWidget

from qingyu.domain.duty_ledger import YearHours
from qingyu.domain.month import Month
from qingyu.domain.roster_change import number
from qingyu.domain.roster_sheet import DutyPaper, PaperOrder
from qingyu.services import Store, duty_ledger
from qingyu.ui.models.cells import CellModel, CellRow
from qingyu.ui.pages.duty_saving import Saving
from qingyu.ui.pages.page import Desk
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import no_mnemonic, words
from qingyu.ui.widgets.record_table import RecordTable
from qingyu.ui.widgets.table_memory import Column

HEADS = ("姓名", "年份", "值班次数", "服务时间")
_COLUMNS = (
    Column("name", stretch=True, main=True),
    Column("year", 7.0),
    Column("times", 8.0),
    Column("hours", 10.0, badge=True),
)
_HINT = "只算已经值完的班，顶班、加班都算，没来的不算。选中一个人再打印，就只印这个人的证明。"


class HoursRoom(QWidget):
    """A table of one year or of all, to sort, copy, export and certify.

    Signals: said(str) for a short remark.
    """

    said = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = desk.operations
        self._this_year = desk.operations.store.now().year
        self._found: tuple[YearHours, ...] = ()
        self.model = CellModel(HEADS, self)
        self.table = RecordTable(
            "duty-hours", _COLUMNS, desk.settings, name="服务时间", sorts_itself=True
        )
        self.table.set_model(self.model)
        self.table.set_empty_state(
            EmptyState("clipboard-list", "这一年还没有人值完一班", "值完的班，第二天就算进来。")
        )
        self.year = QComboBox()
        self.year.setAccessibleName("看哪一年")
        self.certificate = ActionButton("打印服务证明", icon="printer", hint="存成 PDF 再印")
        self.copy = ActionButton("复制表格", icon="copy", hint="Ctrl+C，可以贴到 Excel 或微信")
        self.export = ActionButton("导出", icon="download", hint="Excel 表格或 CSV 文件")
        self._total = words("", "strong")
        self.saving = Saving(desk, self)
        self.saving.said.connect(self.said)
        self._lay_out()
        self._connect()

    @property
    def chosen_year(self) -> int | None:
        """The year on show, None for all of them."""
        found = self.year.currentData()
        return int(found) if found else None

    @property
    def chosen(self) -> YearHours | None:
        """The line the keyboard stands on."""
        record = self.table.record()
        return record if isinstance(record, YearHours) else None

    def reload(self) -> None:
        """Reads the hours of every year again."""
        self._found = self._operations.read(duty_ledger.all_hours) or ()
        self._show_years()
        self._show()

    def focus_start(self) -> None:
        """Puts the keyboard into the table."""
        self.table.setFocus()

    def copy_table(self) -> None:
        """Puts the rows as they are shown on the clipboard, for a spreadsheet."""
        rows = [row.record for row in self.model.rows if isinstance(row.record, YearHours)]
        QGuiApplication.clipboard().setText(table_text(rows))
        self.said.emit(f"已复制 {len(rows)} 行，可以粘贴了")

    def print_certificates(self, *, everybody: bool) -> None:
        """Makes the certificate of the chosen line, or of everybody of that year."""
        line = self.chosen
        year = self.chosen_year or (line.year if line else self._this_year)
        person = "" if everybody or line is None else line.name
        order = PaperOrder(DutyPaper.CERTIFICATE, Month(year, 1), person=person)
        self.saving.make(lambda store: _printed(store, order))

    def _show(self) -> None:
        year = self.chosen_year
        rows = [each for each in self._found if year in (None, each.year)]
        before = self.chosen
        self.model.set_rows([hours_row(each) for each in rows])
        who = before.steward_id if before else None
        if not self.table.choose(lambda e: isinstance(e, YearHours) and e.steward_id == who):
            self.table.choose(lambda _each: True)
        people = len({each.steward_id for each in rows})
        times, hours = sum(each.times for each in rows), sum(each.hours for each in rows)
        self._total.setText(f"{people} 人，{times} 班，{number(hours)} 小时" if rows else "")
        self.certificate.setEnabled(bool(rows))

    def _show_years(self) -> None:
        years = sorted({each.year for each in self._found} | {self._this_year}, reverse=True)
        wanted = [(f"{year} 年", year) for year in years] + [("历年", 0)]
        box = self.year
        if [(box.itemText(n), box.itemData(n)) for n in range(box.count())] == wanted:
            return
        kept = box.currentData()
        box.clear()
        for text, year in wanted:
            box.addItem(text, year)
        box.setCurrentIndex(max(0, box.findData(kept)))

    def _connect(self) -> None:
        self.year.activated.connect(lambda _: self._show())
        self.copy.clicked.connect(self.copy_table)
        QShortcut(QKeySequence("Ctrl+C"), self.table, self.copy_table)
        papers = QMenu(self)
        papers.setAccessibleName("打印服务证明")
        one = papers.addAction("选中的这一位(&O)")
        one.triggered.connect(lambda: self.print_certificates(everybody=False))
        papers.aboutToShow.connect(lambda: self._name(one))
        every = papers.addAction("这一年的每一位，一人一张(&A)")
        every.triggered.connect(lambda: self.print_certificates(everybody=True))
        self.certificate.setMenu(papers)
        files = QMenu(self)
        files.setAccessibleName("导出服务时间")
        for text, suffix in (("存成 Excel 表格(&X)", ".xlsx"), ("存成 CSV 文件(&C)", ".csv")):
            files.addAction(text).triggered.connect(partial(self._export, suffix))
        self.export.setMenu(files)

    def _name(self, action: QAction) -> None:
        line = self.chosen
        name = no_mnemonic(line.name) if line is not None else "选中的这一位"
        action.setText(f"只印{name}(&O)")

    def _export(self, suffix: str, _on: bool = False) -> None:
        year = self.chosen_year
        self.saving.make(lambda store: _exported(store, year, suffix))

    def _lay_out(self) -> None:
        head = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        head.setSizePolicy(policy)
        flow = FlowLayout(head, gap=0.6)
        flow.addWidget(self.year)
        flow.addWidget(self._total)
        flow.add_push()
        for part in (self.certificate, self.copy, self.export):
            flow.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(head)
        column.addWidget(self.table, 1)
        column.addWidget(words(_HINT, "muted", wrap=True))


def hours_row(each: YearHours) -> CellRow:
    """One person's year with keys to sort by."""
    cells = (each.name, f"{each.year} 年", f"{each.times} 次", f"{number(each.hours)} 小时")
    return CellRow(each, cells, (each.name, each.year, each.times, round(each.hours * 10)))


def table_text(lines: Sequence[YearHours]) -> str:
    """The lines under their heads as plain numbers, cells parted by tabs."""
    rows = [(each.name, each.year, each.times, each.hours) for each in lines]
    return "\n".join("\t".join(str(cell) for cell in row) for row in (HEADS, *rows))


def _printed(store: Store, order: PaperOrder) -> Path:
    # What makes paper is loaded when something is printed, on the worker.
    from qingyu.services import roster_paper

    return roster_paper.printed(store, order)


def _exported(store: Store, year: int | None, suffix: str) -> Path:
    from qingyu.services import duty_export

    return duty_export.hours(store, year, suffix)
