"""Who stands in which shift: four months by the rules, whoever carries least first."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from qingyu.domain.calendar import Calendar
from qingyu.domain.duty import USUAL_SHIFTS, Assignment, Standing
from qingyu.domain.duty_change import ChangeKind
from qingyu.domain.duty_person import DutyFacts, Wish, WishKind, usual_facts
from qingyu.domain.frozen import frozen
from qingyu.domain.month import Month
from qingyu.domain.roster import DAYS_IN_A_ROW, RosterShift, day_kind, weight
from qingyu.domain.roster_rules import rests
from qingyu.domain.steward import Steward
from qingyu.services.demo.dice import Dice

SHIFTS = USUAL_SHIFTS
_DAY = timedelta(days=1)
_ROSTER = {shift.id: RosterShift.of(shift) for shift in SHIFTS}


@frozen
class Happened:
    """A change after publishing: `planned` stood there, `taker` came instead, or nobody did."""

    kind: ChangeKind
    planned: Assignment
    taker_id: int | None


class Rota:
    """The people and what they have been given so far; every seat keeps every rule."""

    def __init__(
        self, dice: Dice, crew: Sequence[Steward], wishes: Sequence[Wish], calendar: Calendar
    ) -> None:
        self.facts = {person.id: facts for person, facts in _facts(crew)}
        self._dice = dice
        self._calendar = calendar
        self._away = [wish for wish in wishes if wish.kind is WishKind.LEAVE]
        self._placed: dict[int, dict[date, int]] = {ident: {} for ident in self.facts}
        self._load = dict.fromkeys(self.facts, 0.0)
        self._last_id = 0

    def fill(self, month: Month, thin_from: date) -> Iterator[Assignment]:
        """The month's seats, a leader first; from that day on an evening now and then lacks one."""
        days = ((month.first + _DAY * n) for n in range((month.last - month.first).days + 1))
        for day in days:
            for shift in SHIFTS:
                here: list[int] = []
                for place in range(shift.places):
                    thin = place and shift.evening and day >= thin_from
                    if thin and self._dice.chance(0.15):
                        continue
                    free = self._free(day, shift.id, here, lead=not place)
                    if free:
                        ident = self._dice.pick(free)
                        here.append(ident)
                        yield self._place(day, shift.id, ident, lead=not place)

    def happen(self, seats: Sequence[Assignment], after: date, before: date) -> Iterator[Happened]:
        """A swap, a no-show with a stand-in, among the seats that are not led, between the days."""
        wanted = [seat for seat in seats if after <= seat.on < before and not seat.lead]
        kinds = (ChangeKind.SWAP, ChangeKind.STAND_IN, ChangeKind.SWAP)
        for kind, seat in zip(kinds, self._dice.some(wanted, min(3, len(wanted))), strict=False):
            here = [e.steward_id for e in seats if (e.on, e.shift_id) == (seat.on, seat.shift_id)]
            free = self._free(seat.on, seat.shift_id, here, lead=False)
            if free:
                del self._placed[seat.steward_id][seat.on]
                taker = self._dice.pick(free)
                self._placed[taker][seat.on] = seat.shift_id
                self._load[seat.steward_id] -= self._weight(seat.on, seat.shift_id)
                self._load[taker] += self._weight(seat.on, seat.shift_id)
                yield Happened(kind, seat, taker)

    def _place(self, day: date, shift: int, ident: int, *, lead: bool) -> Assignment:
        self._placed[ident][day] = shift
        self._load[ident] += self._weight(day, shift)
        return Assignment(self.next_id(), day, shift, ident, lead)

    def _weight(self, day: date, shift: int) -> float:
        evening = SHIFTS[shift - 1].evening
        return weight(day_kind(self._calendar, day), evening=evening)

    def next_id(self) -> int:
        """An id for one more seat."""
        self._last_id += 1
        return self._last_id

    def _free(self, day: date, shift: int, here: Sequence[int], *, lead: bool) -> list[int]:
        """Those who may come and carry least so far."""
        frail = any(self.facts[ident].frail for ident in here)
        free = [
            ident
            for ident, facts in self.facts.items()
            if ident not in here
            and (facts.lead or not lead)
            and not (facts.frail and frail)
            and not (facts.no_evening and SHIFTS[shift - 1].evening)
            and not any(w.steward_id == ident and w.covers(day, shift) for w in self._away)
            and not self._has_enough(ident, day)
            and self._may(self._placed[ident], day, shift)
        ]
        least = min((self._load[ident] for ident in free), default=0.0)
        return [ident for ident in free if self._load[ident] <= least + 0.5]

    def _has_enough(self, ident: int, day: date) -> bool:
        most = self.facts[ident].max_shifts
        if most is None:
            return False
        month = (day.year, day.month)
        return sum((each.year, each.month) == month for each in self._placed[ident]) >= most

    def _may(self, placed: dict[date, int], day: date, shift: int) -> bool:
        before, after = placed.get(day - _DAY), placed.get(day + _DAY)
        if day in placed or (before and not rests(_ROSTER[before], _ROSTER[shift])):
            return False
        if after and not rests(_ROSTER[shift], _ROSTER[after]):
            return False
        row = 1
        for step in (-_DAY, _DAY):
            near = day + step
            while near in placed:
                row, near = row + 1, near + step
        return row <= DAYS_IN_A_ROW


def wishes(crew: Sequence[Steward], month: Month) -> tuple[Wish, ...]:
    """Leave and wishes of this month and the next."""
    ahead = month.after.first
    some = (
        (1, WishKind.LEAVE, ahead + _DAY * 8, 4, None, None, "去上海看孙子"),
        (5, WishKind.LEAVE, ahead + _DAY * 17, 0, None, None, "体检"),
        (6, WishKind.UNWANTED, month.first, 60, 2, 2, "周三下午合唱队"),
        (9, WishKind.LEAVE, month.first + _DAY * 11, 2, None, None, "回老家"),
        (10, WishKind.UNWANTED, ahead + _DAY * 23, 1, 3, None, "晚上有聚会"),
    )
    return tuple(
        Wish(
            number, crew[who].id, kind, first, first + _DAY * more, shift, weekday, words
        )
        for number, (who, kind, first, more, shift, weekday, words) in enumerate(some, 1)
        if who < len(crew)
    )  # fmt: skip


def _facts(crew: Sequence[Steward]) -> Iterator[tuple[Steward, DutyFacts]]:
    for number, person in enumerate(crew):
        usual = usual_facts(person)
        no_evening, frail = number % 4 == 3, number >= len(crew) - 2
        most = 12 if frail else None
        yield person, replace(usual, no_evening=no_evening, frail=frail, max_shifts=most)


def came_instead(rota: Rota, change: Happened) -> tuple[Assignment, ...]:
    """The rows that stand in the book after the change, in place of the planned one."""
    seat = change.planned
    if change.taker_id is None:
        return (replace(seat, standing=Standing.ABSENT),)
    if change.kind is ChangeKind.SWAP:
        return (replace(seat, steward_id=change.taker_id),)
    stood_in = replace(
        seat, id=rota.next_id(), steward_id=change.taker_id, standing=Standing.STAND_IN
    )
    return (replace(seat, standing=Standing.ABSENT), stood_in)
