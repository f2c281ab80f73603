"""The form of a swap brought together: who could take it, what could be taken back, the price."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from qingyu.domain.month import month_of
from qingyu.services import duty_moved, duty_swap
from qingyu.ui.operations import Operations
from qingyu.ui.pages.duty_deeds import Deeds, SwapAnswer
from qingyu.ui.widgets.roster_place import ChartPlace

if TYPE_CHECKING:
    from qingyu.ui.pages.duty_swap_form import SwapForm


class Swapping(QObject):
    """Makes the forms of one chart and does what they say.

    Signals: done() when a swap was recorded.
    """

    done = Signal()

    def __init__(self, operations: Operations, deeds: Deeds, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._deeds = deeds

    def form(
        self, place: ChartPlace, target: ChartPlace | None = None, taker: int | None = None
    ) -> "SwapForm":
        """The form to give this place away: to whom is there at the target, or to move there."""
        # Only now: its calendar takes long to load, and most visits need none.
        from qingyu.ui.pages.duty_swap_form import SwapForm, duties_of

        assert place.seat is not None
        on, shift, who = place.cell.on, place.cell.shift.id, place.seat.steward_id
        read, now = self._operations.read, self._operations.store.now()
        to = target if target is not None and target.seat is None else None
        takers = read(duty_swap.stand_ins, on, shift, who) if to is None else ()
        duties = read(duty_moved.around, month_of(on)) if to is None else ()
        form = SwapForm(place, takers or (), duties_of(duties or ()), now, to)
        if target is not None and target.seat is not None:
            form.choose(target.seat.steward_id, target.seat.assignment_id)
        elif taker is not None:
            form.choose(taker)
        form.considered.connect(lambda answer: form.show_cost(self._deeds.price(place, answer)))
        form.answered.connect(lambda answer: self._swap(place, form, answer))
        form.show_cost(self._deeds.price(place, form.answer))
        return form

    def _swap(self, place: ChartPlace, form: "SwapForm", answer: SwapAnswer) -> None:
        if self._deeds.swap(place, answer):
            self.done.emit()
        else:
            # Somebody changed the month meanwhile: what it would break now is read first.
            form.show_cost(self._deeds.price(place, answer))
