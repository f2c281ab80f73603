"""Backups in 设置: when the last proved one was made, one now, one onto a stick."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from qingyu.domain.backup import Backup, is_old
from qingyu.domain.wording import moment
from qingyu.services import backup_reading
from qingyu.ui.pages.page import Desk
from qingyu.ui.pages.settings_cards import button_row
from qingyu.ui.tasks import Task
from qingyu.ui.widgets.banner import Banner
from qingyu.ui.widgets.busy_bar import BusyBar
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.labels import words

_SAID = (
    "有改动时，每半小时和关窗口时自动备份，不用管它；每一份都重新打开核对过才算数。"
)


class BackupCard(Card):
    """A backup now, here or in another place, with progress and a way to stop.

    Signals: said(str) with what to tell; made() after one was made or failed.
    """

    said = Signal(str)
    made = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("archive", "备份", parent=parent)
        self._desk = desk
        self._task: Task | None = None
        self.add_line(words(_SAID, wrap=True))
        self.last = Banner("", "info")
        self.busy = BusyBar()
        self.here = ActionButton("现在备份", "primary", icon="archive")
        self.elsewhere = ActionButton("另存一份到…", icon="folder-open")
        for line in (self.last, self.busy):
            self.add_line(line)
        self.add_line(button_row(self.here, self.elsewhere))
        self.here.clicked.connect(lambda: self.make(None))
        self.elsewhere.clicked.connect(self._choose)
        self.busy.cancel_requested.connect(self._stop)

    def show_last(self) -> None:
        """Reads when the last proved backup of the data folder was made."""
        store = self._desk.operations.store
        made = backup_reading.last_proved(store)
        if made is None:
            self.last.set_text("还没有备份过。", "warn")
        else:
            tone = "warn" if is_old(made, store.now()) else "good"
            self.last.set_text(f"上次验证过的备份：{moment(made, store.now())}", tone)

    def make(self, to: Path | None) -> None:
        """Makes a backup on the worker, into the data folder or another one."""
        if self._task is not None:
            return
        from qingyu.services import backup

        store = self._desk.operations.store
        task = self._task = self._desk.tasks.start(
            lambda task: backup.make(store, to, on_progress=task.report, stop=task.cancelled)
        )
        self._show_running(True)
        task.progressed.connect(self.busy.set_progress)
        task.succeeded.connect(self._tell)
        task.refused.connect(self._desk.operations.refused)
        task.ended.connect(self._end)

    def _choose(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "备份放到哪个文件夹")
        if chosen:
            self.make(Path(chosen))

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _tell(self, made: Backup) -> None:
        self.said.emit(f"备份好了，已重新打开检查过：{made.path}")

    def _end(self) -> None:
        self._task = None
        self._show_running(False)
        self.made.emit()
        self.show_last()

    def _show_running(self, running: bool) -> None:
        for button in (self.here, self.elsewhere):
            button.setEnabled(not running)
        if running:
            self.busy.start("正在备份，备好后还要检查…")
        else:
            self.busy.finish()
