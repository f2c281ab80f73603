"""The cards of what is out on paper: rounds with their open lines, blank forms by number."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from qingyu.domain.blank_form import BlankForm, FormKind
from qingyu.domain.round import Round
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.roomy_row import roomy_row

_SHOWN = 3
_REASONS = ("丢了", "写坏了", "没发出去")


class RoundCard(Card):
    """One round that is out.

    Signals: entry_wanted() to type it back; again_wanted() to print it once more; given_up().
    """

    entry_wanted = Signal()
    again_wanted = Signal()
    given_up = Signal()

    def __init__(self, round_: Round, walker: str, parent: QWidget | None = None) -> None:
        super().__init__("clipboard-list", round_.name, f"还有 {len(round_.open_lines)} 行",
                         parent=parent)
        went = f"　{walker}去" if walker else ""
        told = f"{_day(round_.made_at)}印　共 {len(round_.lines)} 行{went}"
        self.add_line(words(told, "muted", wrap=True))
        for line in round_.open_lines[:_SHOWN]:
            self.add_line(words(f"{line.no}　{line.told}", wrap=True))
        rest = len(round_.open_lines) - _SHOWN
        if rest > 0:
            self.add_line(words(f"后面还有 {rest} 行", "muted"))
        self.enter = _button("录回来", "primary", "keyboard", f"录回来 {round_.name}")
        again = _button("再印一份", "quiet", "printer", f"再印一份 {round_.name}")
        lost = _button("作废", "quiet", "x", f"{round_.name} 作废，不再等它")
        lost.setToolTip("单子丢了，不再等它")
        self.enter.clicked.connect(self.entry_wanted)
        again.clicked.connect(self.again_wanted)
        lost.clicked.connect(self.given_up)
        self.add_line(roomy_row(self.enter, again, lost))


class FormsCard(Card):
    """The numbers of one kind of blank form that are out, each a button.

    Signals: entry_wanted(int) with a form's id to type it in; lost(int, str) with its number and
    why it is given up; again_wanted(object) with the ids of one batch; asked(object) with what
    is asked of a form, to be seen.
    """

    entry_wanted = Signal(int)
    asked = Signal(object)
    lost = Signal(int, str)
    again_wanted = Signal(object)

    def __init__(
        self, kind: FormKind, forms: Sequence[BlankForm], parent: QWidget | None = None
    ) -> None:
        super().__init__("file-text", f"空白{kind}", f"{len(forms)} 张没回来", parent=parent)
        self.numbers: dict[int, QPushButton] = {}
        self._choice: QWidget | None = None
        self.add_line(words("回来一张，点它的编号；也可以在搜索框里扫码。", "muted", wrap=True))
        for printed_at, batch in groupby(forms, key=lambda form: form.printed_at):
            printed = tuple(batch)
            again = _button("再印一份", "quiet", "printer", f"再印一份 {_day(printed_at)}印的")
            idents = tuple(form.id for form in printed)
            again.clicked.connect(lambda _=False, ids=idents: self.again_wanted.emit(ids))
            self.add_line(roomy_row(words(f"{_day(printed_at)}印", "muted"), again))
            self.add_line(roomy_row(*(self._number(form) for form in printed), gap=0.35))

    def choose(self, form: BlankForm) -> None:
        """Ask what became of this form."""
        self._put_away()
        enter = _button("录这一张", "primary", "keyboard", f"录 {form.name}")
        enter.clicked.connect(lambda: self.entry_wanted.emit(form.id))
        given_up = [self._reason(form, reason) for reason in _REASONS]
        named, gone = words(form.name, "strong"), words("不会回来了：", "muted")
        self._choice = roomy_row(named, enter, gone, *given_up)
        self._choice.setAccessibleName(form.name)
        self.add_line(self._choice)
        enter.setFocus(Qt.FocusReason.OtherFocusReason)
        self.asked.emit(self._choice)

    def _number(self, form: BlankForm) -> QPushButton:
        made = QPushButton(form.code)
        made.setProperty("kind", "chip")
        made.setAutoDefault(False)
        made.setAccessibleName(f"{form.name}，{_day(form.printed_at)}印，还没回来")
        made.clicked.connect(lambda: self.choose(form))
        self.numbers[form.number] = made
        return made

    def _reason(self, form: BlankForm, reason: str) -> ActionButton:
        made = _button(reason, "quiet", "x", f"{form.name} 作废：{reason}")
        made.clicked.connect(lambda: self.lost.emit(form.number, reason))
        return made

    def _put_away(self) -> None:
        if self._choice is not None:
            self._choice.hide()
            self._choice.deleteLater()
            self._choice = None


def _button(text: str, kind: str, icon: str, name: str) -> ActionButton:
    made = ActionButton(text, kind, icon=icon)
    made.setAccessibleName(name)
    return made


def _day(at: date) -> str:
    return f"{at.month}月{at.day}日"
