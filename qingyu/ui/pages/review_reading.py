"""Looking up a week of the review on the worker, one look at a time."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from qingyu.domain.frozen import frozen
from qingyu.domain.promise import Period, PromisesKept
from qingyu.domain.review import Agenda, Meeting
from qingyu.domain.week import Week
from qingyu.services import Store, promise, review
from qingyu.ui.pages.page import Desk


@frozen
class WeekRead:
    """What one look into the book found for one week."""

    week: Week
    period: Period
    agenda: Agenda
    meeting: Meeting | None
    promises: PromisesKept


class WeekReader(QObject):
    """Asked again while it looks, it looks once more afterwards.

    Signals: found(object) with the WeekRead.
    """

    found = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._next: tuple[Week, Period] | None = None
        self._wish: Callable[[], object] | None = None
        self.reading = False

    def read(self, week: Week, period: Period) -> None:
        """Look into the book; what it finds is told by `found`."""
        if self.reading:
            self._next = week, period
            return
        self.reading = True
        store = self._desk.operations.store
        task = self._desk.tasks.start(lambda _task: _look(store, week, period))
        task.succeeded.connect(self.found)
        task.refused.connect(self._desk.operations.refused)
        task.ended.connect(self._looked)

    def when_read(self, wish: Callable[[], object]) -> None:
        """Calls it now, or once what is being looked up is there."""
        if self.reading:
            self._wish = wish
        else:
            wish()

    def _looked(self) -> None:
        self.reading = False
        if self._next is not None:
            wanted, self._next = self._next, None
            self.read(*wanted)
            return
        wish, self._wish = self._wish, None
        if wish is not None:
            wish()


def _look(store: Store, week: Week, period: Period) -> WeekRead:
    agenda = review.agenda(store, week)
    wanted = agenda.promises
    if period is not Period.WEEK:
        wanted = promise.kept(store, period, week)
    return WeekRead(week, period, agenda, review.meeting(store, week), wanted)
