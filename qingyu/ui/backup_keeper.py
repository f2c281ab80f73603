"""Every half hour of use a backup of what changed, on the worker, without a word."""

from PySide6.QtCore import QObject, QTimer, Signal

from qingyu.services import Store
from qingyu.ui.tasks import Task, Tasks

_EVERY_MS = 30 * 60 * 1000


class BackupKeeper(QObject):
    """Keeps the book safe while it is used.

    Signals: kept() after a look at it; troubled(str) once for each kind of trouble.
    """

    kept = Signal()
    troubled = Signal(str)

    def __init__(self, store: Store, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._tasks = tasks
        self._task: Task | None = None
        self._told = ""
        self.timer = QTimer(self)
        self.timer.timeout.connect(self.keep)
        self.timer.start(_EVERY_MS)

    def keep(self) -> None:
        """Makes a backup if one is due, unless that is just being done."""
        if self._task is not None:
            return
        from qingyu.services import safekeeping

        task = self._task = self._tasks.start(
            lambda task: safekeeping.keep_safe(self._store, stop=task.cancelled)
        )
        task.succeeded.connect(lambda kept: self._tell(kept.trouble))
        task.refused.connect(lambda error: self._tell(str(error)))
        task.ended.connect(self._end)

    def _tell(self, trouble: str) -> None:
        if trouble and trouble != self._told:
            self.troubled.emit(trouble)
        self._told = trouble

    def _end(self) -> None:
        self._task = None
        self.kept.emit()
