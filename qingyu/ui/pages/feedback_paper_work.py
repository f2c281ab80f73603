"""What happens when something is wished of the paper: services run, PDFs saved and shown."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from qingyu.domain.blank_form import FormKind
from qingyu.domain.changes import Changes, Noun
from qingyu.domain.round_answer import Answer
from qingyu.domain.steward import Role
from qingyu.services import blank_form, steward
from qingyu.services import round as rounds
from qingyu.ui.pages.feedback_papers import PaperBoard
from qingyu.ui.pages.feedback_print_form import RoundWish
from qingyu.ui.pages.page import Desk
from qingyu.ui.printing import offer


class FeedbackPaperWork(QObject):
    """The hands of the paper board.

    Signals: said(str) for a toast that needs no undo; open_requested(Noun, int) for a blank form
    that came back.
    """

    said = Signal(str)
    open_requested = Signal(object, int)

    def __init__(self, desk: Desk, board: PaperBoard) -> None:
        super().__init__(board)
        self._desk = desk
        self._operations = desk.operations
        self._board = board
        board.round_wanted.connect(self._print_round)
        board.forms_wanted.connect(self._print_forms)
        board.refused.connect(self._operations.refused)
        board.entered.connect(self._enter)
        board.line_wanted.connect(self._open_number)
        board.given_up.connect(self._give_up)
        board.round_again.connect(self._print_again)
        board.forms_again.connect(self._print_forms_again)
        board.form_wanted.connect(lambda ident: self.open_requested.emit(Noun.FORM, ident))
        board.form_lost.connect(self._lose)

    def reload(self) -> None:
        """Reads again what is out, or just the round that is being typed back."""
        if self._board.entry is not None:
            self._go_on()
            return
        out = self._operations.read(rounds.out)
        forms = self._operations.read(blank_form.out)
        if out is not None and forms is not None:
            self._read_people()
            self._board.show_papers(out, forms, self._today())

    def open_round(self, ident: int, no: int | None = None) -> None:
        """Begins to type a round back, at a line."""
        round_ = self._operations.read(rounds.find, ident)
        if round_ is None:
            return
        if not round_.open_lines:
            self.said.emit(f"{round_.name} 每一行都录回来了")
            return
        self._read_people()
        self._board.open_entry(round_, no, self._today())

    def open_thing(self, noun: Noun, ident: int) -> None:
        """Begins to type back a round, or the round of a line at that line."""
        if noun is Noun.ROUND:
            self.open_round(ident)
        else:
            self.open_line(ident)

    def open_line(self, line_id: int) -> None:
        """Begins to type a round back at the line of this id."""
        found = self._operations.read(rounds.of_line, line_id)
        if found is not None:
            round_, no = found
            line = round_.line(no)
            self.open_round(round_.id, no)
            if not line.is_open and not round_.open_lines:
                self.said.emit(f"{round_.name} 第 {no} 行已经录过了（{line.tick}）")

    def _open_number(self, number: int, no: int) -> None:
        round_ = self._operations.read(rounds.by_number, number)
        if round_ is not None:
            self.open_round(round_.id, no)

    def _go_on(self) -> None:
        """Shows the next line; nothing else is read, as the next one is typed at once."""
        round_ = self._operations.read(rounds.find, self._board.entered_id)
        if round_ is None or not round_.open_lines:
            self._board.close_entry()
        elif self._board.entry is not None:
            self._board.entry.show_round(round_)

    def _print_round(self, wish: RoundWish) -> None:
        run = self._operations
        lines = run.read(rounds.suggested, wish.kind, wish.buildings, most=wish.most)
        if lines is None:
            return
        changes = run.run(rounds.make, wish.kind, lines, walker=wish.walker, by=run.by)
        if changes is not None:
            self._board.close_form()
            self._print_again(changes.ids(Noun.ROUND)[0])

    def _print_again(self, ident: int) -> None:
        store = self._operations.store
        sheet = self._operations.read(rounds.sheet, ident)
        if sheet is not None:
            self._save(lambda: rounds.save(store, sheet))

    def _print_forms(self, kind: FormKind, count: int) -> None:
        run = self._operations
        changes = run.run(blank_form.reserve, count, kind, by=run.by)
        if changes is not None:
            self._board.close_form()
            self._print_forms_again(changes.ids(Noun.FORM))

    def _print_forms_again(self, idents: tuple[int, ...]) -> None:
        store = self._operations.store
        sheet = self._operations.read(blank_form.again, idents)
        if sheet is not None:
            self._save(lambda: blank_form.save(store, sheet))

    def _save(self, work: Callable[[], Path]) -> None:
        task = self._desk.tasks.start(lambda _task: work())
        task.succeeded.connect(self._printed)
        task.refused.connect(self._operations.refused)

    def _printed(self, path: Path) -> None:
        offer("单子", path, self._desk, self._board)
        self.said.emit(f"单子已存为 {path}")

    def _enter(self, ident: int, no: int, answer: Answer, said: str, day: date) -> None:
        run, tick = self._operations, answer.tick
        if tick is not None:
            run.run(rounds.enter, ident, no, tick, said, day, visit=answer.visit, by=run.by)

    def _give_up(self, ident: int) -> None:
        self._operations.run(rounds.give_up, ident, by=self._operations.by)

    def _lose(self, number: int, reason: str) -> Changes | None:
        return self._operations.run(blank_form.lose, number, reason, by=self._operations.by)

    def _read_people(self) -> None:
        serving = self._operations.read(steward.stewards) or ()
        who = [each for each in serving if each.role is not Role.VIEWER]
        self._board.show_people(who, self._operations.by)

    def _today(self) -> date:
        return self._operations.store.now().date()
