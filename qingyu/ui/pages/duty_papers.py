"""The menu of duty papers: made on the worker, kept under prints, shown in the viewer."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from qingyu.domain.duty_change import ShiftRef
from qingyu.domain.duty_weather import WeatherAlarm
from qingyu.domain.month import Month, month_of
from qingyu.domain.roster_sheet import DutyPaper, Paper, PaperOrder
from qingyu.services import Store
from qingyu.ui import paper
from qingyu.ui.pages.page import Desk

_PAPERS = (
    ("值班表，贴墙用 &A4", DutyPaper.CHART, Paper.A4, False),
    ("值班表，贴墙用 A&3（大字）", DutyPaper.CHART, Paper.A3, False),
    ("一周值班表(&W)", DutyPaper.WEEK, Paper.A4, False),
    ("值班条，每人一张(&S)", DutyPaper.SLIPS, Paper.A4, False),
    ("值班条，只印换了班的(&N)", DutyPaper.SLIPS, Paper.A4, True),
    ("交接班记录，空白(&H)", DutyPaper.HANDOVER, Paper.A4, False),
    ("巡查单(&P)", DutyPaper.PATROL, Paper.A4, False),
    ("今年的志愿服务证明(&C)", DutyPaper.CERTIFICATE, Paper.A4, False),
)


class PapersMenu(QMenu):
    """What can be made of the month on show.

    Signals: said(str) when a file was saved.
    """

    said = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("打印和导出")
        self._desk = desk
        self.month: Month | None = None
        for text, what, size, changed in _PAPERS:
            action = self.addAction(text)
            action.triggered.connect(partial(self._print, what, size, changed))
        self.addSeparator()
        self.addAction("存成 Excel 表格(&X)").triggered.connect(lambda: self._make(_excel))
        self.addAction("存成手机日历文件(&I)").triggered.connect(lambda: self._make(_calendar))

    def print_chart(self) -> None:
        """Makes the wall chart on A4."""
        self._print(DutyPaper.CHART, Paper.A4, False)

    def print_patrol(self, alarm: WeatherAlarm) -> None:
        """Makes the checklist for this weather."""
        self._make(
            lambda store, month: _printed(
                store, PaperOrder(DutyPaper.PATROL, month, alarm=alarm)
            )
        )

    def print_handover(self, shift: ShiftRef) -> None:
        """Makes the record of one shift as it was signed."""
        month = month_of(shift.on)
        order = PaperOrder(DutyPaper.HANDOVER, month, day=shift.on, shift_id=shift.shift_id)
        self._make(lambda store, _month: _printed(store, order))

    def _print(self, what: DutyPaper, size: Paper, changed: bool, _on: bool = False) -> None:
        self._make(lambda store, month: _printed(store, PaperOrder(what, month, size, changed)))

    def _make(self, make: Callable[[Store, Month], Path]) -> None:
        month, store = self.month, self._desk.operations.store
        if month is None:
            return
        self.said.emit("正在做，请稍等…")
        task = self._desk.tasks.start(lambda _task: make(store, month))
        task.succeeded.connect(self._show)
        task.refused.connect(self._desk.operations.refused)

    def _show(self, path: Path) -> None:
        opened = paper.show(path)
        self.said.emit(f"已打开 {path.name}，可以打印了" if opened else f"已存成 {path}")


def _printed(store: Store, order: PaperOrder) -> Path:
    # What makes paper is loaded when something is printed, on the worker.
    from qingyu.services import roster_paper

    return roster_paper.printed(store, order)


def _excel(store: Store, month: Month) -> Path:
    from qingyu.services import roster_excel

    path = store.folder.prints / f"值班表{month.name}.xlsx"
    path.parent.mkdir(parents=True, exist_ok=True)
    roster_excel.export_month(store, month, path)
    return path


def _calendar(store: Store, month: Month) -> Path:
    from qingyu.services import roster_calendar
    from qingyu.services.document import save_file

    path = store.folder.prints / f"值班表{month.name}.ics"
    save_file(path, roster_calendar.calendar(store, month))
    return path
