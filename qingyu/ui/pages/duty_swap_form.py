"""「A 换 B」 in one step: who takes it, what is taken back, who agreed and when, what it costs."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from qingyu.domain.duty_change import Cost, OwnDuty, StandIn
from qingyu.ui import theme
from qingyu.ui.pages.duty_deeds import SwapAnswer
from qingyu.ui.widgets.date_field import DateField
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.roster_place import ChartPlace

NO_RETURN = "不换回来"
_WEEKDAYS = "一二三四五六日"


class SwapForm(InlineForm):
    """The fields of a swap, or of a move when there is a place to go to; the price stands under.

    Signals: considered(SwapAnswer) whenever who or what changes; answered(SwapAnswer) when it is
    to be recorded; those of InlineForm.
    """

    considered = Signal(object)
    answered = Signal(object)

    def __init__(
        self,
        place: ChartPlace,
        takers: Sequence[StandIn],
        duties: Mapping[int, Sequence[OwnDuty]],
        now: datetime,
        to: ChartPlace | None = None,
        parent: QWidget | None = None,
    ) -> None:
        assert place.seat is not None
        title = f"{place.seat.name} {where(place)}：换班"
        if to is not None:
            title = f"{place.seat.name}从{where(place)}调到{where(to)}"
        on, shift = place.cell.on, place.cell.shift
        step = f"swap {on.isoformat()} {shift.id} {place.seat.steward_id}"
        super().__init__(title, "记下来", parent, step=step)
        self._duties, self._now, self._to = duties, now, to
        self._warned: tuple[str, ...] = ()
        self.taker = QComboBox()
        for each in takers:
            name = each.name if each.legal else f"{each.name}（不合规则）"
            self.taker.addItem(name, each.steward_id)
        self.back = QComboBox()
        self.agreed = QLineEdit("两人都同意" if to is None else "本人同意")
        self.agreed.setMaxLength(60)
        self.day = DateField(now.date())
        self.words = QLineEdit()
        self.words.setMaxLength(200)
        self.words.setPlaceholderText("例如：家里有事，电话说的")
        self.cost = words("", "muted", wrap=True)
        self.warning = words("", "warn", wrap=True)
        self._lay_out()
        self._show_duties()

    def choose(self, taker_id: int, back_id: int | None = None) -> None:
        """Fill in who takes it and what is taken back."""
        self.taker.setCurrentIndex(max(0, self.taker.findData(taker_id)))
        self.back.setCurrentIndex(max(0, self.back.findData(back_id)))

    def show_cost(self, cost: Cost | None) -> None:
        """Say what it does to fairness and which rules it would break."""
        self._warned = cost.broken if cost is not None else ()
        self.cost.setText(cost.words if cost is not None else "")
        self.warning.setText("会违反：" + "；".join(self._warned) if self._warned else "")
        for label in (self.cost, self.warning):
            label.setVisible(bool(label.text()))
        self.confirm.set_words("仍然这样换" if self._warned else "记下来")

    @property
    def answer(self) -> SwapAnswer:
        """What stands in the fields."""
        day = self.day.day
        at = self._now if day == self._now.date() else datetime.combine(day, time(12))
        return SwapAnswer(
            None if self._to is not None else self.taker.currentData(),
            None if self._to is not None else self.back.currentData(),
            self._to,
            self.agreed.text().strip(),
            at,
            self.words.text().strip(),
            self._warned,
        )

    def _lay_out(self) -> None:
        for box in (self.taker, self.back):
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(6)
        if self._to is None:
            self.add_field("换给谁", self.taker)
            self.add_field("换回", self.back)
        self.add_field("谁同意的", self.agreed)
        self.add_field("哪天说的", self.day)
        self.add_field("备注", self.words)
        self.add_note(self.warning)
        self.add_note(self.cost)
        self.day.setMinimumWidth(theme.current().px(9))
        self.taker.currentIndexChanged.connect(lambda _: self._show_duties())
        self.back.currentIndexChanged.connect(lambda _: self.considered.emit(self.answer))
        self.confirmed.connect(self._answer)

    def _show_duties(self) -> None:
        self.back.blockSignals(True)
        self.back.clear()
        self.back.addItem(NO_RETURN, None)
        for each in self._duties.get(self.taker.currentData(), ()):
            draft = "" if each.settled else "（草稿）"
            self.back.addItem(f"{_day(each.on)}{each.shift}班{draft}", each.assignment_id)
        self.back.blockSignals(False)
        self.considered.emit(self.answer)

    def _answer(self) -> None:
        answer = self.answer
        self.mark(self.agreed if not answer.agreed else None)
        if answer.agreed and (answer.to is not None or answer.taker_id is not None):
            self.answered.emit(answer)


def where(place: ChartPlace) -> str:
    """12月5日早班."""
    on = place.cell.on
    return f"{on.month}月{on.day}日{place.cell.shift.name}班"


def duties_of(found: Sequence[OwnDuty]) -> dict[int, list[OwnDuty]]:
    """The duties by person."""
    by_person: dict[int, list[OwnDuty]] = {}
    for each in found:
        by_person.setdefault(each.steward_id, []).append(each)
    return by_person


def _day(on: date) -> str:
    return f"{on.month}月{on.day}日（周{_WEEKDAYS[on.weekday()]}）"
