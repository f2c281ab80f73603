"""Rounds and forms that are out on paper: print one, type one back, give one up."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from qingyu.domain.blank_form import BlankForm, FormKind
from qingyu.domain.round import Round, RoundKind
from qingyu.ui.pages.feedback_rounds import RoundEntry
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.card_grid import CardGrid
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.page_scroll import PageScroll

_FORMS = 10
_NAMED = 40
_SHOWN = 3


class PaperBoard(PageScroll):
    """What is out on paper, or the round being typed back.

    Signals: round_wanted(object) with a RoundKind; forms_wanted(object, int) with a FormKind and
    how many; entered(int, int, object, str, object) with round id and what RoundEntry tells;
    given_up(int) with the round's id.
    """

    round_wanted = Signal(object)
    forms_wanted = Signal(object, int)
    entered = Signal(int, int, object, str, object)
    given_up = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=False)
        self.entry: RoundEntry | None = None
        self._entered_id = 0
        self._rounds: tuple[Round, ...] = ()
        self._today = date.min
        self.buttons: tuple[ActionButton, ...] = ()
        self.prints = _row(*self._print_buttons())
        self.nothing = words("", "muted", wrap=True)
        self.grid = CardGrid(even=True, column_ems=27.0)
        for part in (self.prints, self.nothing, self.grid):
            self.add(part)
        self.column.addStretch(1)

    def show_papers(self, rounds: Sequence[Round], forms: Sequence[BlankForm], today: date) -> None:
        """Show what is out; a round being typed back stays, with what is typed."""
        self._rounds, self._today = tuple(rounds), today
        self._show_list(forms)
        if self.entry is None:
            return
        mine = next((each for each in rounds if each.id == self._entered_id), None)
        if mine is not None:
            self.entry.show_round(mine)
        else:
            self.close_entry()

    def open_entry(self, round_: Round) -> None:
        """Begin to type this round back."""
        self.close_entry()
        self.entry, self._entered_id = RoundEntry(round_, self._today), round_.id
        self.entry.entered.connect(
            lambda no, tick, said, day: self.entered.emit(round_.id, no, tick, said, day)
        )
        self.entry.left.connect(self.close_entry)
        self._show_parts()
        self.column.insertWidget(0, self.entry)
        self.entry.show()
        self.entry.setFocus()

    def close_entry(self) -> None:
        """Go back to what is out."""
        if self.entry is None:
            return
        self.entry.hide()
        self.entry.deleteLater()
        self.entry, self._entered_id = None, 0
        self._show_parts()
        if self.buttons:
            self.buttons[0].setFocus()

    def _show_parts(self) -> None:
        for part in (self.prints, self.nothing, self.grid):
            part.setVisible(self.entry is None)

    def _show_list(self, forms: Sequence[BlankForm]) -> None:
        made: list[ActionButton] = []
        cards = [self._card(round_, made) for round_ in self._rounds]
        if forms:
            cards.append(_forms_card(forms))
        self.buttons = tuple(made)
        self.grid.set_cards(cards)
        self.nothing.setText("" if cards else "没有单子在外面。印一张带出去，回来照行号录。")
        self._show_parts()

    def _card(self, round_: Round, made: list[ActionButton]) -> Card:
        card = Card("clipboard-list", round_.name, f"还有 {len(round_.open_lines)} 行")
        day = f"{round_.made_at.month}月{round_.made_at.day}日"
        card.add_line(words(f"{day}印　共 {len(round_.lines)} 行", "muted", wrap=True))
        for line in round_.open_lines[:_SHOWN]:
            card.add_line(words(f"{line.no}　{line.place.text} {line.matter}", wrap=True))
        rest = len(round_.open_lines) - _SHOWN
        if rest > 0:
            card.add_line(words(f"后面还有 {rest} 行", "muted"))
        enter = ActionButton("录回来", "primary", icon="keyboard")
        enter.setAccessibleName(f"录回来 {round_.name}")
        enter.clicked.connect(lambda: self.open_entry(round_))
        lost = ActionButton("作废", "quiet", icon="x")
        lost.setAccessibleName(f"{round_.name} 作废，不再等它")
        lost.setToolTip("单子丢了，不再等它")
        lost.clicked.connect(lambda: self.given_up.emit(round_.id))
        made.append(enter)
        card.add_line(_row(enter, lost))
        return card

    def _print_buttons(self) -> list[ActionButton]:
        made = []
        for kind in RoundKind:
            one = ActionButton(f"印{kind.paper}", icon="printer")
            one.clicked.connect(lambda _=False, wanted=kind: self.round_wanted.emit(wanted))
            made.append(one)
        for form in FormKind:
            one = ActionButton(f"印 {_FORMS} 张空白{form}", icon="printer")
            one.clicked.connect(lambda _=False, wanted=form: self.forms_wanted.emit(wanted, _FORMS))
            made.append(one)
        return made


def _forms_card(forms: Sequence[BlankForm]) -> Card:
    card = Card("file-text", "空白单", f"{len(forms)} 张没回来")
    codes = "、".join(form.code for form in forms[:_NAMED])
    more = "……" if len(forms) > _NAMED else ""
    card.add_line(words(f"编号：{codes}{more}", wrap=True))
    return card


def _row(*buttons: ActionButton) -> QWidget:
    made = QWidget()
    flow = FlowLayout(made, gap=0.5)
    for one in buttons:
        flow.addWidget(one)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    policy.setHeightForWidth(True)
    made.setSizePolicy(policy)
    return made
