"""What happens when something is wished of the ledger, the boards or the slips."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.place import Place
from qingyu.domain.posting import PostingMark, PostingPlace
from qingyu.domain.publicity import Publicity
from qingyu.domain.slip_answer import SlipAnswer
from qingyu.services import (
    Store,
    feedback_reading,
    notice,
    objection,
    posting,
    posting_place,
    return_slip,
    rulebook,
)
from qingyu.ui import paper
from qingyu.ui.operations import Operations
from qingyu.ui.pages.notices_boards import BoardMapView
from qingyu.ui.pages.notices_ledger_view import LedgerView
from qingyu.ui.pages.notices_places import PlacesEditor
from qingyu.ui.widgets.draft_form import set_place


class LedgerWork(QObject):
    """The hands of the ledger.

    Signals: said(str) for a toast that needs no undo; open_requested(object, int);
    print_requested(int) and again_requested(int) with the notice's id.
    """

    said = Signal(str)
    print_requested = Signal(int)
    again_requested = Signal(int)
    open_requested = Signal(object, int)

    def __init__(
        self, operations: Operations, view: LedgerView, boards: BoardMapView, places: PlacesEditor
    ) -> None:
        super().__init__(view)
        self._operations = operations
        self._view, self._boards, self._places = view, boards, places
        self._connect_detail()
        boards.take_down_requested.connect(
            lambda ident, idents: self._run(posting.take_down, ident, idents)
        )
        boards.proposal_requested.connect(lambda: self._run(posting_place.add_proposed))
        places.proposal_taken.connect(lambda: self._run(posting_place.add_proposed))
        places.saved.connect(self._save_place)
        places.retired.connect(lambda ident: self._run(posting_place.retire, ident))

    def reload_ledger(self) -> None:
        """Reads the ledger again, and the notice and the slips shown."""
        lines = self._operations.read(posting.ledger)
        if lines is None:
            return
        self._view.show_ledger(lines, self._today())
        if self._view.chosen:
            self.show_notice(self._view.chosen)

    def reload_boards(self) -> None:
        """Reads again what hangs where."""
        found = self._operations.read(posting.board_map)
        if found is not None:
            self._boards.show_map(found, self._today())

    def reload_places(self) -> None:
        """Reads the places again."""
        known = self._operations.read(posting_place.places)
        proposed = self._operations.read(posting_place.proposed)
        if known is not None and proposed is not None:
            self._places.show_places(known, len(proposed))

    def show_notice(self, ident: int) -> None:
        """Shows one notice in the detail, and its slips while they are typed back."""
        read = self._operations.read
        entry = read(posting.entry, ident)
        places = read(posting_place.places)
        slips = read(return_slip.progress, ident)
        calendar = read(rulebook.calendar)
        if entry is None or places is None or slips is None or calendar is None:
            return
        now = self._operations.store.now()
        self._view.detail.show_entry(entry, places, slips, now, calendar)
        if self._view.typing:
            answers = read(return_slip.answers, ident)
            self._view.answers.show_answers(slips, answers or (), now)

    def doors(self, show_places: Callable[[], None]) -> dict[str, Callable[[], None]]:
        """How slips are typed back, and places to post added or changed."""
        known = self._operations.read(posting_place.places) or ()

        def open_place(step: str) -> None:
            show_places()
            self._places.open_step(step)

        steps = [f"place:{ident}" for ident in (0, *(each.id for each in known))]
        places = {step: partial(open_place, step) for step in steps}
        return {"录回执": self._type_slips, **places}

    def _connect_detail(self) -> None:
        detail, answers = self._view.detail, self._view.answers
        self._view.notice_chosen.connect(self.show_notice)
        detail.pdf_requested.connect(lambda: self.print_requested.emit(self._view.chosen))
        detail.again_requested.connect(lambda: self.again_requested.emit(self._view.chosen))
        detail.withdraw_requested.connect(self._withdraw)
        detail.postings.put_up_requested.connect(self._put_up)
        detail.postings.take_down_requested.connect(self._take_down)
        detail.postings.mark_requested.connect(self._mark)
        detail.period.period_set.connect(self._set_period)
        detail.objections.recorded.connect(self._record_objection)
        detail.objections.answered.connect(self._answer_objection)
        detail.objections.feedback_requested.connect(
            lambda ident: self.open_requested.emit(Noun.FEEDBACK, ident)
        )
        detail.slips.typing_requested.connect(self._type_slips)
        detail.slips.copy_requested.connect(self._copy_slips)
        detail.slips.export_requested.connect(self._export_slips)
        answers.entered.connect(self._enter_slip)
        answers.removed.connect(
            lambda place: self._run(return_slip.remove, self._view.chosen, place)
        )
        answers.left.connect(self._end_slips)

    def _run(self, action: object, *told: object, **named: object) -> bool:
        """Whether the action was done, signed by whoever uses the program."""
        run = self._operations
        return run.run(action, *told, **named, by=run.by) is not None  # type: ignore[arg-type]

    def _put_up(self, places: object, on: date, who: str, until: date) -> None:
        ident = self._view.chosen
        section = self._view.detail.postings
        if self._run(posting.put_up, ident, places, up_on=on, up_by=who, until=until):
            section.close_form()

    def _take_down(self, idents: object, on: date, who: str) -> None:
        if self._run(posting.take_down, self._view.chosen, idents, down_on=on, down_by=who):
            self._view.detail.postings.close_form()

    def _mark(self, idents: object, what: PostingMark) -> None:
        self._run(posting.mark, self._view.chosen, idents, what)

    def _set_period(self, period: Publicity) -> None:
        if self._run(posting.set_period, self._view.chosen, period):
            self._view.detail.period.close_form()
            self.show_notice(self._view.chosen)

    def _record_objection(self, said: str, who: str, on: date, number: str) -> None:
        run = self._operations
        found: int | None = None
        if number.strip():
            found = run.read(_piece, number)
            if found is None:
                return
        if self._run(
            objection.record, self._view.chosen, said, who=who, on=on, feedback_id=found
        ):
            self._view.detail.objections.close_form()

    def _answer_objection(self, ident: int, said: str) -> None:
        if self._run(objection.answer, ident, said):
            self._view.detail.objections.close_form()

    def _withdraw(self, reason: str) -> None:
        if self._run(notice.withdraw, self._view.chosen, reason):
            self._view.detail.close_withdraw()

    def _type_slips(self) -> None:
        ident = self._view.chosen
        read = self._operations.read
        kept, slips = read(notice.find, ident), read(return_slip.progress, ident)
        if kept is None or slips is None:
            return
        now = self._operations.store.now()
        self._view.show_answers(True)
        set_place(self._view.answers, f"notice:{ident}", kept.title)
        self._view.answers.open_entry(kept.title, slips, now, self._find_home)
        self.show_notice(ident)

    def _find_home(self, typed: str) -> tuple[Place, SlipAnswer | None] | None:
        ident = self._view.chosen
        place = self._operations.read(return_slip.household, ident, typed)
        if place is None:
            return None
        return place, self._operations.read(return_slip.given, ident, place)

    def _enter_slip(
        self, home: str, option: str, heads: int, said: str, on: date, replacing: bool
    ) -> None:
        told = {"heads": heads, "words": said, "on_paper": on, "replacing": replacing}
        if self._run(return_slip.enter, self._view.chosen, home, option, **told):
            entry = self._view.answers.entry
            if entry is not None:
                entry.start_next()

    def _end_slips(self) -> None:
        self._view.show_answers(False)
        self.show_notice(self._view.chosen)

    def _copy_slips(self) -> None:
        text = self._operations.read(return_slip.as_text, self._view.chosen)
        if text is not None:
            QGuiApplication.clipboard().setText(text)
            self.said.emit("回执结果已复制，可以粘贴到会议纪要里")

    def _export_slips(self) -> None:
        path = self._operations.read(
            return_slip.export, self._view.chosen, by=self._operations.by
        )
        if path is not None:
            paper.show(path)
            self.said.emit(f"回执已存为 {path}")

    def _save_place(self, place: PostingPlace) -> None:
        if self._run(posting_place.save if place.id else posting_place.add, place):
            self._places.close_form()

    def _today(self) -> date:
        return self._operations.store.now().date()


def _piece(store: Store, number: str) -> int:
    """The id of the piece of feedback of this number; RuleError when there is none."""
    digits = number.strip()
    known = (
        feedback_reading.by_number(store, int(digits))
        if digits.isascii() and digits.isdigit()
        else None
    )
    if known is None:
        raise RuleError(f"没有编号「{digits[:10]}」的来件", "请核对编号，或把它空着。")
    return known.id
