"""交班年册: the year, with names or without, and the folder it goes into."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QSpinBox, QWidget

from qingyu.domain.yearbook import EARLIEST
from qingyu.ui.pages.page import Desk
from qingyu.ui.pages.settings_cards import button_row
from qingyu.ui.tasks import Task
from qingyu.ui.widgets.busy_bar import BusyBar
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.field_grid import FieldGrid
from qingyu.ui.widgets.labels import words

if TYPE_CHECKING:
    from qingyu.services.yearbook import MadeYearbook

_SAID = (
    "换届时交给下一班：一本年册（图表、办成和没办完的事、承诺、费用、决定、通讯录、第一周做什么），"
    "整本资料的 Excel 和一份备份，放在一个文件夹里。"
)
_CARE = "文件夹里的 Excel 和备份有全部个人信息，只交给接班的组长。"
_MASKED, _INTERNAL = "masked", "internal"


class YearbookCard(Card):
    """「做一本交班年册…」 on the worker, with progress and a way to stop.

    Signals: said(str) with what to tell.
    """

    said = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("book-open", "交班年册", parent=parent)
        self._desk = desk
        self._task: Task | None = None
        self._folder: Path | None = None
        self.add_line(words(_SAID, wrap=True))
        today = desk.operations.store.now().date()
        self.year = QSpinBox()
        self.year.setRange(EARLIEST, today.year)
        self.year.setValue(today.year)
        self.year.setSuffix(" 年")
        self.year.setAccessibleName("哪一年的年册")
        self.names = ChoiceRow(
            "纸上的姓名电话", [(_MASKED, "隐去"), (_INTERNAL, "写明（内部版）")]
        )
        self.names.choose(_MASKED)
        grid = FieldGrid(inline=False)
        grid.add_row("year", "哪一年", self.year)
        grid.add_row("names", "姓名电话", self.names)
        self.add_line(grid)
        self.add_line(words(_CARE, "muted", wrap=True))
        self.busy = BusyBar()
        self.add_line(self.busy)
        self.make_button = ActionButton("做一本交班年册…", "primary", icon="book-open")
        self.open_button = ActionButton("打开文件夹", icon="folder-open")
        self.open_button.hide()
        self.add_line(button_row(self.make_button, self.open_button))
        self.make_button.clicked.connect(self._choose)
        self.open_button.clicked.connect(self._open)
        self.busy.cancel_requested.connect(self._stop)

    def make(self, to: Path) -> None:
        """Makes the folder inside this one."""
        if self._task is not None:
            return
        from qingyu.services import yearbook

        operations = self._desk.operations
        store, by, year = operations.store, operations.by, self.year.value()
        internal = self.names.key == _INTERNAL
        task = self._task = self._desk.tasks.start(
            lambda task: yearbook.make(
                store, year, to, internal=internal, by=by,
                on_progress=task.report, stop=task.cancelled,
            )
        )  # fmt: skip
        self.make_button.setEnabled(False)
        self.open_button.hide()
        self.busy.start("正在做年册：先排版，再导出，再备份…")
        task.progressed.connect(self.busy.set_progress)
        task.succeeded.connect(self._tell)
        task.refused.connect(operations.refused)
        task.ended.connect(self._end)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "年册的文件夹放到哪里")
        if chosen:
            self.make(Path(chosen))

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _tell(self, made: "MadeYearbook") -> None:
        self._folder = made.folder
        self.open_button.show()
        self.said.emit(f"年册做好了，在 {made.folder}")

    def _end(self) -> None:
        self._task = None
        self.make_button.setEnabled(True)
        self.busy.finish()

    def _open(self) -> None:
        if self._folder is not None and not QDesktopServices.openUrl(
            QUrl.fromLocalFile(str(self._folder))
        ):
            self.said.emit(f"打不开文件夹，位置是 {self._folder}")
