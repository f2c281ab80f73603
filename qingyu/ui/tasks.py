"""Slow work on one worker thread, with progress and cancel."""

import sys
from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, QTimer, Signal

from qingyu.domain.errors import QingyuError


class Task(QObject):
    """One running piece of work; lives until its `ended` signal was delivered.

    Signals: progressed(done, total); succeeded(object); refused(QingyuError);
    crashed(Exception) for a bug, also told to the crash dialog; ended() in every case, last.
    """

    progressed = Signal(int, int)
    succeeded = Signal(object)
    refused = Signal(object)
    crashed = Signal(object)
    ended = Signal()
    _arrived = Signal(object)

    def __init__(self, work: Callable[["Task"], Any]) -> None:
        super().__init__()
        self._work = work
        self._cancelled = Event()
        self._forgotten = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Asks the work to stop at the next good moment."""
        self._cancelled.set()

    def cancelled(self) -> bool:
        """Whether it was asked to stop; the work looks at this."""
        return self._cancelled.is_set()

    def forget(self) -> None:
        """Cancels it and keeps what it still had to say from those who are about to go."""
        self.cancel()
        self._forgotten = True

    def report(self, done: int, total: int) -> None:
        """Tells how far the work is; called by the work, from its thread."""
        self._arrived.emit(partial(self.progressed.emit, done, total))

    def perform(self) -> None:
        """Runs the work and tells how it ended."""
        try:
            answer = self._work(self)
        except QingyuError as error:
            told = partial(self.refused.emit, error)
        except Exception as error:
            told = partial(self.crashed.emit, error)
        else:
            told = partial(self.succeeded.emit, answer)
        self._arrived.emit(partial(self._end, told))

    def _end(self, tell: Callable[[], object]) -> None:
        # In one go: whoever acts on the answer must not find the task still running.
        tell()
        self.ended.emit()

    def _deliver(self, tell: Callable[[], object]) -> None:
        if not self._forgotten:
            tell()


class Tasks(QObject):
    """The one worker thread; tasks wait for each other in the order they were started.

    `clean_up` runs on the worker after each task: there it closes the worker's own connection to
    the book, so that none is left open when the book is closed.
    """

    def __init__(
        self, parent: QObject | None = None, clean_up: Callable[[], object] = lambda: None
    ) -> None:
        super().__init__(parent)
        self._clean_up = clean_up
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._running: set[Task] = set()
        self._waiting: list[Task] = []

    def start(self, work: Callable[[Task], Any]) -> Task:
        """The task that runs `work(task)`; connect to its signals before returning to Qt."""
        task = Task(lambda task: self._perform(work, task))
        self._running.add(task)
        task.crashed.connect(_tell_bug)
        task.ended.connect(lambda: self._running.discard(task))
        # The worker might be done before the caller has connected, so it begins a moment later.
        self._waiting.append(task)
        QTimer.singleShot(0, self, self._launch)
        return task

    def finish(self) -> None:
        """Forgets what runs and waits for it, before the book is closed; the rest never begins."""
        self._running.difference_update(self._waiting)
        self._waiting.clear()
        for task in tuple(self._running):
            task.forget()
        self._pool.waitForDone()

    def _launch(self) -> None:
        while self._waiting:
            self._pool.start(_Run(self._waiting.pop(0)))

    def _perform(self, work: Callable[[Task], Any], task: Task) -> Any:
        try:
            return work(task)
        finally:
            self._clean_up()


def _tell_bug(error: Exception) -> None:
    sys.excepthook(type(error), error, error.__traceback__)


class _Run(QRunnable):
    def __init__(self, task: Task) -> None:
        super().__init__()
        self._task = task

    def run(self) -> None:
        self._task.perform()
