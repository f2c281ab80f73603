"""Reading and writing Excel files on the worker, for 楼栋住户."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from qingyu.domain.changes import Changes
from qingyu.domain.errors import QingyuError
from qingyu.ui.pages.page import Desk
from qingyu.ui.tasks import Task
from qingyu.ui.widgets.busy_bar import BusyBar

if TYPE_CHECKING:
    from qingyu.domain.resident_import import ImportPreview


class FileWork(QObject):
    """One piece of work at a time, shown by a bar that can stop it.

    Signals: previewed(ImportPreview); unreadable(QingyuError); imported(Changes), empty when it
    was stopped; written(str) with what to tell; busy_changed(bool).
    """

    previewed = Signal(object)
    unreadable = Signal(object)
    imported = Signal(object)
    written = Signal(str)
    busy_changed = Signal(bool)

    def __init__(self, desk: Desk, bar: BusyBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._store = desk.operations.store
        self._bar = bar
        self._task: Task | None = None
        bar.cancel_requested.connect(self.cancel)

    @property
    def is_busy(self) -> bool:
        """Whether something runs now."""
        return self._task is not None

    def cancel(self) -> None:
        """Stops what runs."""
        if self._task is not None:
            self._task.cancel()

    def preview(self, path: Path) -> None:
        """Reads a file and judges its rows."""
        from qingyu.services import resident_import

        task = self._start("正在看这个文件…", lambda task: resident_import.preview(
            self._store, path, on_progress=task.report, cancelled=task.cancelled
        ))
        if task is not None:
            task.succeeded.connect(lambda found: self._show_preview(task, found))
            task.refused.connect(lambda error: self._refuse_file(task, error))

    def apply(self, preview: "ImportPreview") -> None:
        """Stores what was previewed, all of it or nothing."""
        from qingyu.services import resident_import

        by = self._desk.operations.by
        task = self._start("正在导入…", lambda task: resident_import.apply(
            self._store, preview, by=by, on_progress=task.report, cancelled=task.cancelled
        ))
        if task is not None:
            self._desk.operations.occupy("正在导入住户")
            task.ended.connect(lambda: self._desk.operations.occupy(""))
            task.succeeded.connect(self._announce)
            task.refused.connect(self._desk.operations.refused)

    def export(self, path: Path) -> None:
        """Writes all residents."""
        from qingyu.services import resident_export

        by = self._desk.operations.by
        task = self._start("正在导出…", lambda _task: resident_export.export_residents(
            self._store, path, by=by
        ), can_cancel=False)
        if task is not None:
            task.succeeded.connect(
                lambda count: self.written.emit(f"导出了 {count} 位住户，存在 {path}")
            )
            task.refused.connect(self._desk.operations.refused)

    def write_template(self, path: Path) -> None:
        """Writes the empty sheet to fill in."""
        from qingyu.services import resident_export

        task = self._start("正在写模板…", lambda _task: resident_export.write_template(path),
                           can_cancel=False)
        if task is not None:
            task.succeeded.connect(
                lambda _none: self.written.emit(f"模板存在 {path}，填好后再来导入")
            )
            task.refused.connect(self._desk.operations.refused)

    def _start(self, said: str, work: Callable[[Task], Any], *,
               can_cancel: bool = True) -> Task | None:
        if self._task is not None:
            return None
        self._bar.start(said, can_cancel=can_cancel)
        task = self._desk.tasks.start(work)
        self._task = task
        task.progressed.connect(self._bar.set_progress)
        task.ended.connect(self._end)
        self.busy_changed.emit(True)
        return task

    def _end(self) -> None:
        self._task = None
        self._bar.finish()
        self.busy_changed.emit(False)

    def _show_preview(self, task: Task, found: "ImportPreview") -> None:
        if not task.cancelled():
            self.previewed.emit(found)

    def _refuse_file(self, task: Task, error: QingyuError) -> None:
        if not task.cancelled():
            self.unreadable.emit(error)

    def _announce(self, changes: Changes) -> None:
        self._desk.operations.announce(changes)
        self.imported.emit(changes)
