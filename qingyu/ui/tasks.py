"""Slow work on one worker thread, with progress and cancel."""

from collections.abc import Callable
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from qingyu.domain.errors import QingyuError


class Task(QObject):
    """One running piece of work; lives until its `ended` signal was delivered.

    Signals: progressed(done, total); succeeded(object); refused(QingyuError);
    crashed(Exception) for a bug; ended() in every case, last.
    """

    progressed = Signal(int, int)
    succeeded = Signal(object)
    refused = Signal(object)
    crashed = Signal(object)
    ended = Signal()

    def __init__(self, work: Callable[["Task"], Any]) -> None:
        super().__init__()
        self._work = work
        self._cancelled = Event()

    def cancel(self) -> None:
        """Asks the work to stop at the next good moment."""
        self._cancelled.set()

    def cancelled(self) -> bool:
        """Whether it was asked to stop; the work looks at this."""
        return self._cancelled.is_set()

    def report(self, done: int, total: int) -> None:
        """Tells how far the work is; called by the work, from its thread."""
        self.progressed.emit(done, total)

    def perform(self) -> None:
        """Runs the work and tells how it ended."""
        try:
            answer = self._work(self)
        except QingyuError as error:
            self.refused.emit(error)
        except Exception as error:
            self.crashed.emit(error)
        else:
            self.succeeded.emit(answer)
        finally:
            self.ended.emit()


class Tasks(QObject):
    """The one worker thread; tasks wait for each other in the order they were started."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._running: set[Task] = set()

    def start(self, work: Callable[[Task], Any]) -> Task:
        """The task that runs `work(task)`; connect to its signals before returning to Qt."""
        task = Task(work)
        self._running.add(task)
        task.ended.connect(lambda: self._running.discard(task))
        self._pool.start(_Run(task))
        return task

    def finish(self) -> None:
        """Cancels what runs and waits for it, before the book is closed."""
        for task in tuple(self._running):
            task.cancel()
        self._pool.waitForDone()


class _Run(QRunnable):
    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    def run(self) -> None:
        self._task.perform()
