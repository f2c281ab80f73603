"""What happens when something is wished of the paper: services run, PDFs saved and shown."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from qingyu.domain.blank_form import FormKind
from qingyu.domain.changes import Noun
from qingyu.domain.round import RoundKind, Tick
from qingyu.services import blank_form
from qingyu.services import round as rounds
from qingyu.ui.pages.feedback_papers import PaperBoard
from qingyu.ui.pages.page import Desk
from qingyu.ui.printing import offer


class FeedbackPaperWork(QObject):
    """The hands of the paper board.

    Signals: said(str) for a toast that needs no undo.
    """

    said = Signal(str)

    def __init__(self, desk: Desk, board: PaperBoard) -> None:
        super().__init__(board)
        self._desk = desk
        self._operations = desk.operations
        self._board = board
        board.round_wanted.connect(self._print_round)
        board.forms_wanted.connect(self._print_forms)
        board.entered.connect(self._enter)
        board.given_up.connect(self._give_up)

    def reload(self) -> None:
        """Reads again what is out on paper."""
        out = self._operations.read(rounds.out)
        forms = self._operations.read(blank_form.out)
        if out is not None and forms is not None:
            self._board.show_papers(out, forms, self._operations.store.now().date())

    def _print_round(self, kind: RoundKind) -> None:
        run, store = self._operations, self._operations.store
        lines = run.read(rounds.suggested, kind)
        if lines is None:
            return
        changes = run.run(rounds.make, kind, lines, by=run.by)
        if changes is None:
            return
        sheet = run.read(rounds.sheet, changes.ids(Noun.ROUND)[0])
        if sheet is not None:
            self._save(lambda: rounds.save(store, sheet))

    def _print_forms(self, kind: FormKind, count: int) -> None:
        run, store = self._operations, self._operations.store
        changes = run.run(blank_form.reserve, count, kind, by=run.by)
        if changes is None:
            return
        sheet = run.read(blank_form.sheet, changes)
        if sheet is not None:
            self._save(lambda: blank_form.save(store, sheet))

    def _save(self, work: Callable[[], Path]) -> None:
        task = self._desk.tasks.start(lambda _task: work())
        task.succeeded.connect(self._printed)
        task.refused.connect(self._operations.refused)

    def _printed(self, path: Path) -> None:
        offer("单子", path, self._desk, self._board)
        self.said.emit(f"单子已存为 {path}")

    def _enter(self, ident: int, no: int, tick: Tick, said: str, day: date) -> None:
        run = self._operations
        run.run(rounds.enter, ident, no, tick, said, day, by=run.by)

    def _give_up(self, ident: int) -> None:
        self._operations.run(rounds.give_up, ident, by=self._operations.by)
