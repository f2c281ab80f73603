"""What is done to the wall chart: every change asks first whether a rule stands against it."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from qingyu.domain.changes import Changes
from qingyu.domain.duty_change import Cost
from qingyu.domain.duty_month import RosterState
from qingyu.domain.frozen import frozen
from qingyu.domain.month import Month, month_of
from qingyu.domain.roster import Slot
from qingyu.services import (
    Store,
    duty_across,
    duty_exchange,
    duty_month,
    duty_moved,
    duty_reason,
    duty_seat,
    duty_swap,
)
from qingyu.ui.operations import Operations
from qingyu.ui.widgets.roster_place import ChartPlace

Act = Callable[[bool], Changes | None]


@frozen
class SwapAnswer:
    """What was filled in: a taker, or `to`, the empty place somebody moves to.

    warned: the broken rules that stood in the form when it was confirmed.
    """

    taker_id: int | None
    back_id: int | None
    to: ChartPlace | None
    agreed: str
    agreed_at: datetime
    words: str
    warned: tuple[str, ...]


class Deeds(QObject):
    """Moves, exchanges, swaps, stand-ins; `state` is how far the month on show is.

    Signals: asked(str, object) broken rules and what to call to do it all the same;
    told(str) what the last change did to fairness; said(str) why something is not possible;
    swap_wanted(ChartPlace, ChartPlace) when a published month needs to know who agreed.
    """

    asked = Signal(str, object)
    told = Signal(str)
    said = Signal(str)
    swap_wanted = Signal(object, object)

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self.state = RosterState.NONE

    def put_down(self, held: ChartPlace, target: ChartPlace) -> None:
        """Somebody picked up at one place goes to another: moved, or exchanged with who is there.

        Where one of the two months is published, asks who agreed.
        """
        if held.seat is None or same_shift(held, target):
            return
        if self._settled(held) or self._settled(target):
            self.swap_wanted.emit(held, target)
        elif target.seat is None:
            self._move(held, target)
        else:
            self._exchange(held, target)

    def preview(self, held: ChartPlace, target: ChartPlace) -> str:
        """What putting somebody down there would cost, in words; empty when nothing changes."""
        if held.seat is None or same_shift(held, target):
            return ""
        cost = self._cost(held, target)
        return cost_words(cost) if cost is not None else ""

    def choose(self, place: ChartPlace, steward_id: int) -> None:
        """Somebody for a place of a draft, or a stand-in in a published month."""
        on, shift = place.cell.on, place.cell.shift.id
        seat = place.seat
        instead = seat.steward_id if seat is not None else None
        read, by = self._operations.read, self._operations.by
        cost = read(duty_reason.cost_of_put, on, shift, steward_id, instead)
        if self.state is RosterState.PUBLISHED:
            act: Act = lambda knowingly: self._operations.run(  # noqa: E731
                duty_swap.stand_in, on, shift, steward_id, instead_of=instead,
                knowingly=knowingly, by=by,
            )  # fmt: skip
        elif seat is None:
            act = lambda knowingly: self._operations.run(  # noqa: E731
                duty_seat.put, on, shift, steward_id, knowingly=knowingly, by=by
            )
        else:
            act = partial(self._replace, seat.assignment_id, steward_id)
        self._do(cost, act)

    def price(self, place: ChartPlace, answer: SwapAnswer) -> Cost | None:
        """What a swap or a move after publishing would cost."""
        assert place.seat is not None
        read, ident = self._operations.read, place.seat.assignment_id
        if answer.to is not None:
            return read(duty_across.price_of_move, ident, _slot(answer.to))
        if answer.taker_id is None:
            return None
        return read(duty_across.price_of_swap, ident, answer.taker_id, answer.back_id)

    def swap(self, place: ChartPlace, answer: SwapAnswer) -> bool:
        """Whether a swap, or a move to an empty place, was recorded with who agreed."""
        cost = self.price(place, answer)
        if place.seat is None or cost is None:
            return False
        ident, by, run = place.seat.assignment_id, self._operations.by, self._operations.run
        if cost.broken and answer.warned != cost.broken:
            return False
        if answer.to is not None:
            cell = answer.to.cell
            done = run(
                duty_moved.move, ident, cell.on, cell.shift.id, agreed=answer.agreed,
                agreed_at=answer.agreed_at, words=answer.words, knowingly=bool(cost.broken), by=by,
            )  # fmt: skip
        else:
            assert answer.taker_id is not None
            done = run(
                duty_swap.swap, ident, answer.taker_id, agreed=answer.agreed,
                back_id=answer.back_id, agreed_at=answer.agreed_at, words=answer.words,
                knowingly=bool(cost.broken), by=by,
            )  # fmt: skip
        self._finish(cost, done)
        return done is not None

    def take(self, place: ChartPlace) -> None:
        """Somebody leaves a place, which stays empty."""
        seat, by = place.seat, self._operations.by
        if seat is None:
            return
        if self.state is RosterState.PUBLISHED:
            self._operations.run(duty_swap.withdraw, seat.assignment_id, by=by)
        else:
            on, shift = place.cell.on, place.cell.shift.id
            self._operations.run(duty_seat.take, on, shift, seat.steward_id, by=by)

    def extra(self, place: ChartPlace, steward_id: int) -> None:
        """One more person beside the planned places."""
        on, shift = place.cell.on, place.cell.shift.id
        cost = self._operations.read(duty_reason.cost_of_put, on, shift, steward_id)
        self._do(
            cost,
            lambda knowingly: self._operations.run(
                duty_swap.extra, on, shift, [steward_id], knowingly=knowingly,
                by=self._operations.by,
            ),
            ignoring="个位置",
        )  # fmt: skip

    def lead(self, place: ChartPlace) -> None:
        """This person is the shift's 值班长."""
        if place.seat is not None:
            ident = place.seat.assignment_id
            self._operations.run(duty_seat.set_lead, ident, by=self._operations.by)

    def pin(self, place: ChartPlace) -> None:
        """The next proposal keeps this seat, or no longer."""
        if place.seat is not None:
            seat = place.seat
            self._operations.run(
                duty_seat.pin, seat.assignment_id, not seat.pinned, by=self._operations.by
            )

    def absent(self, place: ChartPlace) -> None:
        """Somebody did not come, or came after all."""
        if place.seat is not None:
            action = duty_swap.came_after_all if place.tag == "缺岗" else duty_swap.no_show
            self._operations.run(action, place.seat.assignment_id, by=self._operations.by)

    def _move(self, held: ChartPlace, target: ChartPlace) -> None:
        assert held.seat is not None
        ident, by = held.seat.assignment_id, self._operations.by
        self._do(
            self._cost(held, target),
            lambda knowingly: self._operations.run(
                duty_seat.move, ident, target.cell.on, target.cell.shift.id,
                knowingly=knowingly, by=by,
            ),
        )  # fmt: skip

    def _exchange(self, held: ChartPlace, target: ChartPlace) -> None:
        assert held.seat is not None and target.seat is not None
        one, other = held.seat.assignment_id, target.seat.assignment_id
        self._do(
            self._cost(held, target),
            lambda knowingly: self._operations.run(
                duty_exchange.exchange, one, other, knowingly=knowingly, by=self._operations.by
            ),
        )

    def _replace(self, ident: int, steward_id: int, knowingly: bool) -> Changes | None:
        return self._operations.run(
            duty_seat.replace, ident, steward_id, knowingly=knowingly, by=self._operations.by
        )

    def _settled(self, place: ChartPlace) -> bool:
        month = month_of(place.cell.on)
        return self._operations.read(_published, month) is True

    def _cost(self, held: ChartPlace, target: ChartPlace) -> Cost | None:
        assert held.seat is not None
        read, ident = self._operations.read, held.seat.assignment_id
        if target.seat is not None:
            seat = target.seat
            return read(duty_across.price_of_swap, ident, seat.steward_id, seat.assignment_id)
        return read(duty_across.price_of_move, ident, _slot(target))

    def _do(self, cost: Cost | None, act: Act, ignoring: str = "") -> None:
        """Does it at once, or asks first where it would break a rule."""
        if cost is None:
            return
        broken = [each for each in cost.broken if not ignoring or ignoring not in each]
        if broken:
            self.asked.emit(_list(broken), lambda: self._finish(cost, act(True)))
        else:
            self._finish(cost, act(False))

    def _finish(self, cost: Cost, done: Changes | None) -> None:
        if done is not None:
            self.told.emit(f"刚才这一步：{cost.words}")


def same_shift(one: ChartPlace, other: ChartPlace) -> bool:
    """Whether two places are of the same shift of the same day."""
    return (one.cell.on, one.cell.shift.id) == (other.cell.on, other.cell.shift.id)


def cost_words(cost: Cost) -> str:
    """A cost with the rules it would break: 陆建芬 −1，严敏 +1；…。会违反：…."""
    broken = f"　会违反：{_list(cost.broken)}" if cost.broken else ""
    return f"{cost.words}{broken}"


def _slot(place: ChartPlace) -> Slot:
    return Slot(place.cell.on, str(place.cell.shift.id))


def _published(store: Store, month: Month) -> bool:
    return duty_month.state(month) is RosterState.PUBLISHED


def _list(broken: Iterable[str]) -> str:
    return "；".join(broken)
