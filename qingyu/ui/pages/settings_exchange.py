"""The whole book in Excel: out of this one, and into a new one."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from qingyu.domain.errors import QingyuError
from qingyu.ui.pages.page import Desk
from qingyu.ui.pages.settings_cards import button_row
from qingyu.ui.tasks import Task
from qingyu.ui.widgets.banner import Banner
from qingyu.ui.widgets.busy_bar import BusyBar
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.labels import words

if TYPE_CHECKING:
    from qingyu.domain.exchange import ExchangeReport

_SAID = (
    "把整本资料存成一个 Excel 文件，照片放在旁边的文件夹里；换电脑、交给别人都能原样建回来。"
    "里面有全部个人信息，导出会记在操作记录里。"
)
_EXCEL = "Excel 表格 (*.xlsx)"


class ExchangeCard(Card):
    """「导出全部…」 and 「从导出文件建新的一本…」, which tells first what is in the file.

    Signals: said(str) with what to tell.
    """

    said = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("file-spreadsheet", "整本导出", parent=parent)
        self._desk = desk
        self._task: Task | None = None
        self._file: Path | None = None
        self.add_line(words(_SAID, wrap=True))
        self.holds = Banner("", "info")
        self.holds.hide()
        self.busy = BusyBar()
        self.export_button = ActionButton("导出全部…", icon="upload")
        self.look_button = ActionButton("从导出文件建新的一本…", icon="download")
        self.build_button = ActionButton("选空文件夹，建起来…", "primary", icon="folder-open")
        self.build_button.hide()
        for line in (self.holds, self.busy):
            self.add_line(line)
        self.add_line(button_row(self.export_button, self.look_button, self.build_button))
        self.export_button.clicked.connect(self._choose_target)
        self.look_button.clicked.connect(self._choose_file)
        self.build_button.clicked.connect(self._choose_folder)
        self.busy.cancel_requested.connect(self._stop)

    def export(self, path: Path) -> None:
        """Writes everything on the worker."""
        if self._task is not None:
            return
        from qingyu.services import exchange

        operations = self._desk.operations
        store, by = operations.store, operations.by
        task = self._begin("正在导出整本资料…", self._desk.tasks.start(
            lambda task: exchange.export_book(
                store, path, by=by, on_progress=task.report, stop=task.cancelled
            )
        ))  # fmt: skip
        task.succeeded.connect(lambda report: self._tell(report, path))
        task.refused.connect(operations.refused)

    def look(self, path: Path) -> None:
        """Reads what a file holds, and offers to build a book of it."""
        if self._task is not None:
            return
        from qingyu.services import exchange_reading

        self._forget()
        task = self._begin("正在看这个文件…", self._desk.tasks.start(
            lambda task: exchange_reading.preview(
                path, on_progress=task.report, stop=task.cancelled
            )
        ))  # fmt: skip
        task.succeeded.connect(lambda report: self._offer(report, path))
        task.refused.connect(self._show_refusal)

    def build(self, folder: Path) -> None:
        """Asks the window to close this book, build the other one, and open this one again."""
        if self._file is None:
            return
        from qingyu.ui.exchanging import build_wish

        self._desk.wishes.book_change_requested.emit(build_wish(self._file, folder))

    def _choose_target(self) -> None:
        store = self._desk.operations.store
        name = f"整本资料{store.now():%Y-%m-%d}.xlsx"
        chosen, _ = QFileDialog.getSaveFileName(self, "存在哪里", name, _EXCEL)
        if chosen:
            path = Path(chosen)
            self.export(path if path.suffix else path.with_suffix(".xlsx"))

    def _choose_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "选导出的文件", "", _EXCEL)
        if chosen:
            self.look(Path(chosen))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "选一个空文件夹")
        if chosen:
            self.build(Path(chosen))

    def _begin(self, said: str, task: Task) -> Task:
        self._task = task
        for button in (self.export_button, self.look_button, self.build_button):
            button.setEnabled(False)
        self.busy.start(said)
        task.progressed.connect(self.busy.set_progress)
        task.ended.connect(self._end)
        return task

    def _end(self) -> None:
        self._task = None
        self.busy.finish()
        for button in (self.export_button, self.look_button, self.build_button):
            button.setEnabled(True)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _tell(self, report: "ExchangeReport", path: Path) -> None:
        lost = f"（有 {report.missing_photos} 张照片找不到）" if report.missing_photos else ""
        self.said.emit(f"导出了 {report.rows} 行，存在 {path}{lost}")

    def _offer(self, report: "ExchangeReport", path: Path) -> None:
        self._file = path
        self.holds.set_text(report.brief, "warn" if report.missing_photos else "info")
        self.holds.show()
        self.build_button.show()
        self.build_button.setFocus()

    def _show_refusal(self, error: QingyuError) -> None:
        self.holds.set_text(str(error), "danger")
        self.holds.show()

    def _forget(self) -> None:
        self._file = None
        self.holds.hide()
        self.build_button.hide()
