"""「A 换 B」 in one step: who takes it, what is taken back, who agreed."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from qingyu.domain.duty_change import StandIn
from qingyu.domain.duty_month import MonthRoster
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.roster_place import ChartPlace

NO_RETURN = "不换回来"


class SwapForm(InlineForm):
    """The fields of a swap; the duties that can be taken back follow who takes it.

    Signals: answered(int, object, str, str) with the taker, the assignment taken back or None,
    who agreed, and a remark; those of InlineForm.
    """

    answered = Signal(int, object, str, str)

    def __init__(
        self,
        place: ChartPlace,
        takers: Sequence[StandIn],
        duties: Mapping[int, Sequence[tuple[int, str]]],
        parent: QWidget | None = None,
    ) -> None:
        assert place.seat is not None
        on, shift = place.cell.on, place.cell.shift
        where = f"{on.month}月{on.day}日{shift.name}班"
        step = f"swap {on.isoformat()} {shift.id} {place.seat.steward_id}"
        super().__init__(f"{place.seat.name} {where}：换班", "记下换班", parent, step=step)
        self._duties = duties
        self.taker = QComboBox()
        for each in takers:
            name = each.name if each.legal else f"{each.name}（不合规则）"
            self.taker.addItem(name, each.steward_id)
        self.back = QComboBox()
        self.agreed = QLineEdit("两人都同意")
        self.agreed.setMaxLength(60)
        self.words = QLineEdit()
        self.words.setMaxLength(200)
        self.words.setPlaceholderText("例如：家里有事，电话说的")
        for box in (self.taker, self.back):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(6)
        self.add_field("换给谁", self.taker)
        self.add_field("换回", self.back)
        self.add_field("谁同意的", self.agreed)
        self.add_field("备注", self.words)
        self.taker.currentIndexChanged.connect(lambda _: self._show_duties())
        self.confirmed.connect(self._answer)
        self._show_duties()

    def choose(self, taker_id: int, back_id: int | None = None) -> None:
        """Fill in who takes it and what is taken back."""
        self.taker.setCurrentIndex(max(0, self.taker.findData(taker_id)))
        self.back.setCurrentIndex(max(0, self.back.findData(back_id)))

    def _show_duties(self) -> None:
        self.back.clear()
        self.back.addItem(NO_RETURN, None)
        for ident, text in self._duties.get(self.taker.currentData(), ()):
            self.back.addItem(text, ident)

    def _answer(self) -> None:
        agreed = self.agreed.text().strip()
        self.mark(self.agreed if not agreed else None)
        taker = self.taker.currentData()
        if agreed and taker is not None:
            self.answered.emit(taker, self.back.currentData(), agreed, self.words.text().strip())


def duties_of(roster: MonthRoster) -> dict[int, list[tuple[int, str]]]:
    """What each person serves in the month: assignment and words."""
    found: dict[int, list[tuple[int, str]]] = {}
    for cell in roster.cells:
        for seat in cell.seats:
            where = f"{cell.on.month}月{cell.on.day}日{cell.shift.name}班"
            found.setdefault(seat.steward_id, []).append((seat.assignment_id, where))
    return found
