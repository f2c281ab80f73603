"""Keeps what stands in forms within two seconds of typing, and offers it again."""

import logging
import os
from collections.abc import Iterable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from qingyu.domain.draft import Draft
from qingyu.domain.errors import QingyuError
from qingyu.services import draft as service
from qingyu.services import steward
from qingyu.ui.operations import Operations
from qingyu.ui.tasks import Tasks
from qingyu.ui.widgets.draft_form import DraftForm, form_of

_LOOK_MS = 1_000
log = logging.getLogger(__name__)


class _Open:
    """A form somebody is or was in, and the draft last seen there."""

    def __init__(self, form: DraftForm, draft: Draft | None = None) -> None:
        self.form = form
        self.draft = draft


class Drafts(QObject):
    """Looks once a second at the form with the keyboard and at those that still hold something.

    Reading costs well under a millisecond; the book is written on a thread of its own.

    Signals: changed() when there is something else to offer; resume_requested(Draft);
    dropped(Draft) when one is not wanted; lost(Draft) when its form cannot be opened any more;
    occupied(Draft) when other words stand in its form.
    """

    changed = Signal()
    resume_requested = Signal(object)
    dropped = Signal(object)
    lost = Signal(object)
    occupied = Signal(object)

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._window: QWidget | None = None
        self._open: dict[int, _Open] = {}
        self._left: dict[str, Draft] = {}
        self._mine: set[str] = set()
        self._waiting: dict[str, Draft | None] = {}
        self._writing: dict[str, Draft | None] = {}
        self._told = False
        self._tasks = Tasks(self, operations.store.close)
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)

    def watch(self, window: QWidget) -> None:
        """From now on the forms of this window are looked at; what was left before is offered."""
        self._window = window
        found = self._operations.read(service.left) or ()
        self._left = {draft.id: draft for draft in found}
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._moved)
        # Whatever was saved is no draft any more.
        self._operations.changed.connect(lambda _changes: QTimer.singleShot(0, self, self.look))
        self._operations.steward_changed.connect(lambda _who: self.changed.emit())
        self._timer.start()

    def finish(self) -> None:
        """Looks and writes for the last time, before the book is closed."""
        if self._window is None:
            return
        self._timer.stop()
        self._look()
        self._window = None
        self._tasks.finish()
        rest = self._writing | self._waiting
        if rest:
            try:
                self._write(rest)
            except QingyuError:
                # Nobody is there to be told.
                log.exception("the last drafts were not kept")

    @property
    def offered(self) -> tuple[Draft, ...]:
        """What was not saved and is this person's to go on with, the newest first."""
        if not self._left:
            return ()
        by = self._operations.by
        serving = {each.id for each in self._operations.read(steward.stewards) or ()}
        shown = [
            each for each in self._left.values() if each.is_for(by) or each.by not in serving
        ]
        return tuple(sorted(shown, key=lambda each: each.at, reverse=True))

    @property
    def is_written(self) -> bool:
        """Whether everything seen in the forms stands in the book."""
        return not self._waiting and not self._writing

    @property
    def is_busy(self) -> bool:
        """Whether something is being written just now."""
        return bool(self._writing)

    def look(self) -> None:
        """Sees what stands in the forms now and has it written."""
        self._look()
        self._flush()

    def resume(self, draft: Draft) -> None:
        """Asks for its page; somebody then calls `put_back`."""
        self.resume_requested.emit(draft)

    def put_back(self, draft: Draft, tries: int = 6) -> None:
        """Puts a draft back into its form, which may need a moment to open."""
        if self._window is None:
            return
        forms = (each for each in self._window.findChildren(DraftForm) if each.form.isVisible())
        form = next((each for each in forms if each.way == draft.way), None)
        if form is None:
            if tries:
                QTimer.singleShot(250, self, partial(self.put_back, draft, tries - 1))
            else:
                self.lost.emit(draft)
            return
        if form.values():
            self.occupied.emit(draft)
            return
        form.put_back(draft.fields)
        self._left.pop(draft.id, None)
        self._open[id(form)] = _Open(form, draft)
        self._mine.add(draft.id)
        self.changed.emit()

    def drop(self, draft: Draft) -> None:
        """It is not wanted any more; `take_up` brings it back."""
        if self._left.pop(draft.id, None) is not None:
            self._wait(draft.id, None)
            self.dropped.emit(draft)
            self.changed.emit()

    def take_up(self, draft: Draft) -> None:
        """It is offered again after all."""
        self._left[draft.id] = draft
        self._wait(draft.id, draft)
        self.changed.emit()

    def _moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if self._window is None:
            return
        for widget in (old, new):
            if widget is not None and isValid(widget) and widget.window() is self._window:
                self._visit(form_of(widget))

    def _visit(self, form: DraftForm | None) -> None:
        if form is not None:
            form.begin()
            seen = self._open.setdefault(id(form), _Open(form))
            self._look_at(seen)

    def _look(self) -> None:
        if self._window is None:
            return
        here = form_of(self._window.focusWidget())
        self._visit(here)
        for key, seen in tuple(self._open.items()):
            if not isValid(seen.form):
                self._leave(seen)
                del self._open[key]
                continue
            self._look_at(seen)
            if seen.draft is None and seen.form is not here:
                del self._open[key]

    def _look_at(self, seen: _Open) -> None:
        form, before = seen.form, seen.draft
        values, way = form.values(), form.way
        if before is not None and before.way != way:
            self._leave(seen)
            before = seen.draft = None
        if not values:
            if before is not None:
                self._wait(before.id, None)
                seen.draft = None
        elif before is None or before.fields != values:
            ident = before.id if before is not None else self._ident(way)
            now = self._operations.store.now()
            by = self._operations.by
            seen.draft = Draft(ident, way, form.title, values, by, now)
            self._wait(ident, seen.draft)
        form.go_on(values)

    def _ident(self, way: tuple[str, ...]) -> str:
        """The id of what was left there a moment ago, or a new one."""
        again = (i for i, each in self._left.items() if each.way == way and i in self._mine)
        ident = next(again, None)
        if ident is None:
            ident = os.urandom(16).hex()
            self._mine.add(ident)
        else:
            del self._left[ident]
            self.changed.emit()
        return ident

    def _leave(self, seen: _Open) -> None:
        """The form is gone, or shows another thing: what was not handed over is still offered."""
        draft, seen.draft = seen.draft, None
        if draft is None:
            return
        if seen.form.is_finished:
            self._wait(draft.id, None)
        else:
            self._left[draft.id] = draft
            self.changed.emit()

    def _wait(self, ident: str, draft: Draft | None) -> None:
        self._waiting[ident] = draft

    def _flush(self) -> None:
        if not self._waiting or self._writing:
            return
        self._writing, self._waiting = self._waiting, {}
        rows = dict(self._writing)
        task = self._tasks.start(lambda _task: self._write(rows))
        task.succeeded.connect(lambda _: self._written())
        task.refused.connect(self._refused)

    def _write(self, rows: dict[str, Draft | None]) -> None:
        kept: Iterable[Draft] = [each for each in rows.values() if each is not None]
        service.keep(self._operations.store, kept, [i for i, each in rows.items() if each is None])

    def _written(self) -> None:
        self._writing = {}
        self._told = False

    def _refused(self, error: QingyuError) -> None:
        """What was not written is tried again; once is enough to be told of it."""
        self._waiting = self._writing | self._waiting
        self._writing = {}
        if not self._told:
            self._told = True
            self._operations.refused.emit(error)
