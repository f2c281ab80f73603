"""Recording what is on the reception desk: one message or all; what was refused stays."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from qingyu.domain.changes import Changes, Noun
from qingyu.domain.errors import QingyuError, RuleError
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.frozen import frozen
from qingyu.domain.reception import Sheet
from qingyu.services import Store, blank_form, feedback, reception
from qingyu.ui.pages.page import Desk
from qingyu.ui.pages.reception_queue import Message, Queue
from qingyu.ui.tasks import Task


@frozen
class _Recorded:
    changes: Changes
    saved: tuple[Message, ...]
    refused: tuple[QingyuError, ...]


class Saving(QObject):
    """The ways from the queue into the book.

    Signals: said(str) for a remark; recorded() when the queue moved on; progressed(done, total)
    and ended() of recording all.
    """

    said = Signal(str)
    recorded = Signal()
    progressed = Signal(int, int)
    ended = Signal()

    def __init__(self, desk: Desk, queue: Queue, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._operations = desk.operations
        self._queue = queue
        self._last: tuple[tuple[int, ...], tuple[Message, ...]] = ((), ())
        self._task: Task | None = None
        self.at_work = False

    def open(self, sheet: Sheet) -> None:
        """Records the message on the desk and opens an issue from it."""
        run, form = self._operations, self._queue.current.form
        if form is not None:
            self._save(sheet, lambda: run.run(
                blank_form.record, form.number, sheet.draft(), form.day, opening=True, by=run.by))
            return
        self._save(sheet, lambda: run.run(feedback.record_and_open, sheet.draft(), by=run.by))

    def record(self, sheet: Sheet) -> None:
        """Records the message on the desk."""
        run, form = self._operations, self._queue.current.form
        if form is not None:
            self._save(sheet, lambda: run.run(
                blank_form.record, form.number, sheet.draft(), form.day, by=run.by))
            return
        self._save(sheet, lambda: run.run(feedback.record, sheet.draft(), by=run.by))

    def attach(self, sheet: Sheet, issue_id: int) -> None:
        """Records the message on the desk as part of an open issue."""
        run, form = self._operations, self._queue.current.form
        if form is not None:
            self._save(sheet, lambda: run.run(
                blank_form.record, form.number, sheet.draft(), form.day, joining=issue_id,
                by=run.by))
            return
        self._save(sheet, lambda: run.run(
            feedback.record_and_attach, sheet.draft(), issue_id, by=run.by))

    def record_all(self) -> None:
        """Records every message that waits, on the worker; those refused stay."""
        messages, store, by = self._queue.waiting, self._operations.store, self._operations.by
        self._task = self._desk.tasks.start(lambda task: _record_all(task, store, messages, by))
        self._task.progressed.connect(self.progressed)
        self._task.succeeded.connect(self._recorded_all)
        self._task.refused.connect(self._operations.refused)
        self._task.ended.connect(self.ended)

    def cancel(self) -> None:
        """Stops recording all; nothing of it is kept in the book then."""
        if self._task is not None:
            self._task.cancel()

    def undone(self) -> tuple[Message, ...]:
        """What was recorded last and has been undone since; told only once."""
        if self._queue.current.form is not None:
            return ()
        idents, messages = self._last
        still_there = self._operations.read(feedback.many, idents) if idents else None
        if not idents or still_there or still_there is None:
            return ()
        self._last = ((), ())
        return messages

    def _save(self, sheet: Sheet, action: Callable[[], Changes | None]) -> None:
        twin = self._operations.read(feedback.just_recorded, sheet.text)
        message = self._queue.current
        self.at_work = True
        try:
            changes = action()
        finally:
            self.at_work = False
        if changes is None:
            return
        self._last = changes.ids(Noun.FEEDBACK), (message,)
        self._queue.drop()
        self.recorded.emit()
        if twin is not None:
            self.said.emit(f"刚登记过一条一样的（来件 {twin.code}），重复了就按「撤销」。")

    def _recorded_all(self, answer: object) -> None:
        if not isinstance(answer, _Recorded):
            return
        self._queue.keep([each for each in self._queue.messages if each not in answer.saved])
        self._last = answer.changes.ids(Noun.FEEDBACK), answer.saved
        # First off the desk: the announcement reads what is on it again.
        self.recorded.emit()
        self._operations.announce(answer.changes)
        if answer.refused:
            self.said.emit(f"有 {len(answer.refused)} 条没有登记：{answer.refused[0]}")


def _record_all(
    task: Task, store: Store, messages: tuple[Message, ...], by: int | None
) -> _Recorded:
    drafts: list[tuple[FeedbackDraft, bool]] = []
    saved: list[Message] = []
    refused: list[QingyuError] = []
    for message in messages:
        sheet = reception.read(store, message.text, message.by_hand)
        if message.form is not None:
            refused.append(RuleError(f"{message.form.name} 没有一起登记", "请单独录这一张。"))
            continue
        try:
            feedback.check(sheet.draft())
        except RuleError as error:
            refused.append(error)
            continue
        drafts.append((sheet.draft(), sheet.wants_issue))
        saved.append(message)
    changes = feedback.record_all(
        store, drafts, by=by, on_progress=task.report, cancelled=task.cancelled
    )
    return _Recorded(changes, tuple(saved), tuple(refused))
