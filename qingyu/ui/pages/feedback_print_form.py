"""What to print: which round of which buildings for whom, or how many blank forms."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from qingyu.domain.blank_form import MOST_FORMS, FormKind
from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.notice_value import read_buildings
from qingyu.domain.round import MOST_LINES, RoundKind
from qingyu.domain.steward import Steward
from qingyu.ui.widgets.chooser import choose, chooser
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.labels import words

_LINES, _FORMS, _LONGEST = 20, 10, 200
_TOLD = {
    RoundKind.FOLLOWUP: "今天要回访的居民，一人一行。已经在别的单子上的不再印。",
    RoundKind.LOOK: "没办完的工单，一件一行，去现场看一看。",
    RoundKind.PATROL: "楼道、屋面、大门这些公共部位，一处一行。",
}
_PAPER = "每张都有自己的编号，回来时照编号录；一张 A4 纸印两份。"


@frozen
class RoundWish:
    """A round to print: of these buildings (none: all), so many lines at most, for whom."""

    kind: RoundKind
    buildings: tuple[int, ...] = ()
    most: int = _LINES
    walker: int | None = None


class PrintForm(InlineForm):
    """The questions before a round or blank forms are printed.

    Signals: round_wanted(object) with the RoundWish; forms_wanted(object, int) with the FormKind
    and how many; refused(object) with the RuleError; those of InlineForm.
    """

    round_wanted = Signal(object)
    forms_wanted = Signal(object, int)
    refused = Signal(object)

    def __init__(
        self,
        kind: RoundKind | FormKind,
        people: Sequence[Steward],
        walker: int | None,
        parent: QWidget | None = None,
    ) -> None:
        is_round = isinstance(kind, RoundKind)
        super().__init__(print_title(kind), "印", parent)
        self._kind = kind
        told = _TOLD[kind] if isinstance(kind, RoundKind) else _PAPER
        self.add_note(words(told, "muted", wrap=True))
        self.count = QSpinBox()
        self.count.setRange(1, MOST_LINES if is_round else MOST_FORMS)
        self.count.setValue(_LINES if is_round else _FORMS)
        self.count.setSuffix(" 行" if is_round else " 张")
        self.buildings = QLineEdit()
        self.buildings.setMaxLength(_LONGEST)
        self.buildings.setPlaceholderText("空着就是每一幢；也可以写 1、3、5-8")
        self.who = chooser("还没定")
        self.who.setAccessibleName("谁去")
        for person in people:
            self.who.addItem(person.name, str(person.id))
        choose(self.who, str(walker or ""))
        self.add_field("最多几行" if is_round else "印几张", self.count)
        if is_round:
            self.add_field("哪几幢", self.buildings)
            self.add_field("谁去", self.who)
        else:
            for unasked in (self.buildings, self.who):
                unasked.setParent(self)
        self.confirmed.connect(self._answer)

    def focus_first(self) -> None:
        """Put the keyboard on the number, all of it selected."""
        super().focus_first()
        self.count.selectAll()

    def _answer(self) -> None:
        if not isinstance(self._kind, RoundKind):
            self.forms_wanted.emit(self._kind, self.count.value())
            return
        try:
            buildings = read_buildings(self.buildings.text(), "哪几幢")
        except RuleError as error:
            self.mark(self.buildings)
            self.refused.emit(error)
            return
        who = str(self.who.currentData() or "")
        walker = int(who) if who else None
        self.round_wanted.emit(RoundWish(self._kind, buildings, self.count.value(), walker))


def print_title(kind: RoundKind | FormKind) -> str:
    """「印回访单」「印空白报修单」."""
    return f"印{kind.paper if isinstance(kind, RoundKind) else f'空白{kind}'}"
