"""Rounds and forms that are out on paper: print one, type one back, give one up."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from qingyu.domain.blank_form import BlankForm, FormKind
from qingyu.domain.round import Round, RoundKind
from qingyu.domain.steward import Steward
from qingyu.ui.pages.feedback_paper_cards import FormsCard, RoundCard
from qingyu.ui.pages.feedback_print_form import PrintForm, print_title
from qingyu.ui.pages.feedback_rounds import RoundEntry
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.card_grid import CardGrid
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.page_scroll import PageScroll
from qingyu.ui.widgets.roomy_row import roomy_row


class PaperBoard(PageScroll):
    """What is out on paper, what to print, or the round being typed back.

    Signals: round_wanted(object) with a RoundWish; forms_wanted(object, int) with a FormKind and
    how many; refused(object) with a RuleError; entered(int, int, object, str, object) with round
    id and what RoundEntry tells; line_wanted(int, int) with number and line of another round;
    entry_closed(); given_up(int) and round_again(int) with the round's id; forms_again(object)
    with ids; form_wanted(int) with a form's id; form_lost(int, str) with its number and why.
    """

    round_wanted = Signal(object)
    forms_wanted = Signal(object, int)
    refused = Signal(object)
    entered = Signal(int, int, object, str, object)
    line_wanted = Signal(int, int)
    entry_closed = Signal()
    given_up = Signal(int)
    round_again = Signal(int)
    forms_again = Signal(object)
    form_wanted = Signal(int)
    form_lost = Signal(int, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=False)
        self.entry: RoundEntry | None = None
        self.entered_id = 0
        self.form: PrintForm | None = None
        self._today = date.min
        self._people: tuple[Steward, ...] = ()
        self._user: int | None = None
        self.buttons: tuple[ActionButton, ...] = ()
        self.forms: tuple[FormsCard, ...] = ()
        self.prints = roomy_row(*self._print_buttons())
        self.nothing = words("", "muted", wrap=True)
        self.grid = CardGrid(even=True, column_ems=27.0)
        for part in (self.prints, self.nothing, self.grid):
            self.add(part)
        self.column.addStretch(1)

    def show_people(self, people: Sequence[Steward], user: int | None) -> None:
        """From now on these may have gone; whoever uses the program is meant unless told."""
        self._people, self._user = tuple(people), user

    def show_papers(self, rounds: Sequence[Round], forms: Sequence[BlankForm], today: date) -> None:
        """Show what is out."""
        self._today = today
        names = {person.id: person.name for person in self._people}
        shown = [self._round(each, names.get(each.walker_id or 0, "")) for each in rounds]
        self.buttons = tuple(card.enter for card in shown)
        self.forms = tuple(
            self._forms(kind, some)
            for kind in FormKind
            if (some := [each for each in forms if each.kind is kind])
        )
        cards: list[Card] = [*shown, *self.forms]
        self.grid.set_cards(cards)
        self.nothing.setText("" if cards else "没有单子在外面。印一张带出去，回来照行号录。")
        self._show_parts()

    def open_entry(self, round_: Round, no: int | None = None, today: date | None = None) -> None:
        """Begin to type this round back, at this line."""
        self._take_away()
        self._put_form_away()
        self._today = today or self._today
        self.entry = RoundEntry(round_, self._today, self._people, self._user)
        self.entered_id = round_.id
        self.entry.entered.connect(
            lambda at, answer, said, day: self.entered.emit(round_.id, at, answer, said, day)
        )
        self.entry.line_wanted.connect(self.line_wanted)
        self.entry.left.connect(self.close_entry)
        self._show_parts()
        self.column.insertWidget(0, self.entry)
        self.entry.show()
        self.entry.setFocus()
        if no is not None:
            self.entry.show_line(no)

    def close_entry(self) -> None:
        """Go back to what is out."""
        if self.entry is None:
            return
        self._take_away()
        self._show_parts()
        self.entry_closed.emit()
        self.focus_start()
        QTimer.singleShot(0, self, lambda: self.verticalScrollBar().setValue(0))

    def focus_start(self) -> None:
        """Put the keyboard where work goes on."""
        first = self.entry or self.form or next(iter(self.buttons), None)
        (first or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def open_form(self, kind: RoundKind | FormKind) -> None:
        """Ask what of this kind to print."""
        self._put_form_away()
        self.form = PrintForm(kind, self._people, self._user)
        self.form.round_wanted.connect(self.round_wanted)
        self.form.forms_wanted.connect(self.forms_wanted)
        self.form.refused.connect(self.refused)
        self.form.cancelled.connect(self.close_form)
        self.column.insertWidget(1, self.form)
        self.form.focus_first()
        self._bring_into_sight(self.form)

    def doors(self) -> dict[str, Callable[[], None]]:
        """How each question before printing is opened, by its title."""
        kinds: tuple[RoundKind | FormKind, ...] = (*RoundKind, *FormKind)
        return {print_title(kind): partial(self.open_form, kind) for kind in kinds}

    def close_form(self) -> None:
        """Put the questions away: it is printed, or not wanted after all."""
        self._put_form_away()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_away(self) -> None:
        if self.entry is not None:
            self.entry.hide()
            self.entry.deleteLater()
        self.entry, self.entered_id = None, 0

    def _put_form_away(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
        self.form = None

    def _show_parts(self) -> None:
        for part in (self.prints, self.nothing, self.grid):
            part.setVisible(self.entry is None)
        if not self.nothing.text():
            self.nothing.hide()

    def _round(self, round_: Round, walker: str) -> RoundCard:
        card = RoundCard(round_, walker)
        card.entry_wanted.connect(lambda: self.open_entry(round_))
        card.again_wanted.connect(lambda: self.round_again.emit(round_.id))
        card.given_up.connect(lambda: self.given_up.emit(round_.id))
        return card

    def _forms(self, kind: FormKind, forms: Sequence[BlankForm]) -> FormsCard:
        card = FormsCard(kind, forms)
        card.entry_wanted.connect(self.form_wanted)
        card.lost.connect(self.form_lost)
        card.again_wanted.connect(self.forms_again)
        card.asked.connect(self._bring_into_sight)
        return card

    def _bring_into_sight(self, widget: QWidget) -> None:
        # A card is as tall as what it asks only once it is laid out.
        QTimer.singleShot(0, widget, lambda: self.show_widget(widget))

    def _print_buttons(self) -> list[ActionButton]:
        made = []
        kinds: tuple[RoundKind | FormKind, ...] = (*RoundKind, *FormKind)
        for kind in kinds:
            name = kind.paper if isinstance(kind, RoundKind) else f"空白{kind}"
            one = ActionButton(f"印{name}…", icon="printer")
            one.clicked.connect(lambda _=False, wanted=kind: self.open_form(wanted))
            made.append(one)
        return made
