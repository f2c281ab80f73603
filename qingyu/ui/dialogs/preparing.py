"""Waiting for something slow before there is a window to wait in."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from qingyu.domain.errors import QingyuError
from qingyu.ui import theme
from qingyu.ui.tasks import Task, Tasks
from qingyu.ui.widgets.busy_bar import BusyBar
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.labels import words

# What is done sooner needs no dialog, which would only flicker.
_PATIENCE_MS = 300


class PreparingDialog(QDialog):
    """A sentence, a bar and 「取消」; shown only when the work takes a moment."""

    def __init__(
        self, title: str, note: str, parent: QWidget | None = None, *, can_cancel: bool = True
    ) -> None:
        super().__init__(parent)
        theme.dress(self)
        self.setWindowTitle("晴雨管家")
        self.bar = BusyBar()
        self.bar.start("准备中…", can_cancel=can_cancel)
        box = EmBox(margin=(1.5, 1.25))
        box.add(words(title, "title"))
        box.add(words(note, "muted", wrap=True))
        box.add(self.bar)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(box)
        self.setMinimumWidth(theme.current().px(34))
        self._task: Task | None = None
        self._error: QingyuError | None = None
        self._done = False

    def wait_for(self, work: Callable[[Task], Any]) -> bool:
        """Whether the work came to its end; False when it was cancelled. Its errors are raised."""
        tasks, loop, patience = Tasks(), QEventLoop(), QTimer()
        task = tasks.start(work)
        self._task = task
        task.progressed.connect(self.bar.set_progress)
        task.succeeded.connect(self._succeeded)
        task.refused.connect(self._refused)
        task.ended.connect(loop.quit)
        self.bar.cancel_requested.connect(task.cancel)
        patience.setSingleShot(True)
        patience.timeout.connect(self.show)
        patience.start(_PATIENCE_MS)
        loop.exec()
        patience.stop()
        tasks.finish()
        self._task = None
        self.close()
        if self._error is not None:
            raise self._error
        return self._done and not task.cancelled()

    def reject(self) -> None:
        if self._task is None:
            super().reject()
        else:
            self.bar.cancel_requested.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._task is not None:
            self.bar.cancel_requested.emit()
            event.ignore()

    def _succeeded(self, _answer: object) -> None:
        self._done = True

    def _refused(self, error: QingyuError) -> None:
        self._error = error
