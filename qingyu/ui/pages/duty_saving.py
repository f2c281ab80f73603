"""Files and papers of duty made on the worker, then opened or told where they are."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from qingyu.services import Store
from qingyu.ui import paper
from qingyu.ui.pages.page import Desk


class Saving(QObject):
    """Makes one file after another.

    Signals: said(str) when it begins and when the file is there.
    """

    said = Signal(str)

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk

    def make(self, make: Callable[[Store], Path]) -> None:
        """Calls this with the store on the worker and shows the file it made."""
        store = self._desk.operations.store
        self.said.emit("正在做，请稍等…")
        task = self._desk.tasks.start(lambda _task: make(store))
        task.succeeded.connect(self._show)
        task.refused.connect(self._desk.operations.refused)

    def _show(self, path: Path) -> None:
        opened = paper.show(path)
        self.said.emit(f"已打开 {path.name}" if opened else f"已存成 {path}")
