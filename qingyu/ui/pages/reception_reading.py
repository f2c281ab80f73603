"""What is on the reception desk as understood now: the sheet, what is around it, the choice."""

from dataclasses import replace

from qingyu.domain.issue import Issue
from qingyu.domain.reception import Corrections, Sheet
from qingyu.services import reception
from qingyu.services.reception import Surroundings
from qingyu.ui.operations import Operations
from qingyu.ui.pages.reception_correcting import Offers, without
from qingyu.ui.pages.reception_queue import Message, Queue, rewritten


class Reading:
    """Keeps the sheet of the message on the desk in step with its words and the book."""

    def __init__(self, operations: Operations, queue: Queue) -> None:
        self._operations = operations
        self._queue = queue
        self._read: Message | None = None
        self.offers = Offers(operations)
        self.sheet: Sheet | None = None
        self.around = Surroundings()
        self.chosen: int | None = None

    @property
    def issue(self) -> Issue | None:
        """The open issue that 并入 would join: the chosen one, else the likely one."""
        by_id = {issue.id: issue for issue in self.around.similar}
        if self.chosen in by_id:
            return by_id[self.chosen]
        return self.around.likely(self.sheet) if self.sheet else None

    def read(self, text: str, *, again: bool = False) -> Sheet | None:
        """The sheet of this text; None when it is the one already read, or the book refused."""
        before = self._queue.current
        message = rewritten(before, text)
        if message == self._read and not again:
            return None
        self._queue.put(message)
        sheet = self._operations.read(reception.read, text, message.by_hand)
        if sheet is None:
            return None
        self._read, self.sheet, self.offers.sheet = message, sheet, sheet
        found = self._operations.read(reception.surroundings, sheet)
        self.around = found or Surroundings()
        return sheet

    def correct(self, field: str, value: object) -> None:
        """The user settled this in a row."""
        self._put(self.offers.take(self._queue.current.by_hand, field, value))

    def reset(self, field: str) -> None:
        """The guess of a row stands again."""
        self._put(without(self._queue.current.by_hand, field))

    def _put(self, by_hand: Corrections) -> None:
        self._queue.put(replace(self._queue.current, by_hand=by_hand))
