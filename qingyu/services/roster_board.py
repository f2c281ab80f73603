"""A roster problem as numbers: people and slots by index, who may serve where, what each weighs."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from qingyu.domain.frozen import frozen
from qingyu.domain.roster import (
    DAY,
    DAYS_IN_A_ROW,
    REST_REACH,
    Duty,
    RosterProblem,
    RosterShift,
    Slot,
)
from qingyu.domain.roster_rules import rests

# Days before and after the month that can matter for days in a row.
MARGIN = DAYS_IN_A_ROW + 1
NOBODY = -1

Who = tuple[frozenset[int], ...]  # the people of each slot


@frozen
class Board:
    """The month's slots are numbered by day, then shift; days by their place in the month.

    may[p][t]: whether p may be put into slot t as far as p and the fixed duties alone decide it;
    halves[t]: the slot's load in half points; outside[p]: days around the month p serves on;
    restless: (days, a, b) where shift b comes too soon so many days after shift a.
    """

    problem: RosterProblem
    shifts: int
    days: int
    day: tuple[int, ...]
    shift: tuple[int, ...]
    places: tuple[int, ...]
    halves: tuple[int, ...]
    may: tuple[tuple[bool, ...], ...]
    fixed: Who
    outside: tuple[frozenset[int], ...]
    unwanted: tuple[frozenset[int], ...]
    restless: frozenset[tuple[int, int, int]]
    most: tuple[int, ...]
    apart: tuple[tuple[int, int], ...]
    together: tuple[tuple[int, int], ...]
    lead: tuple[bool, ...]
    frail: tuple[bool, ...]
    carry: tuple[float, ...]

    @property
    def slots(self) -> range:
        """The slots by number."""
        return range(len(self.day))

    @property
    def people(self) -> range:
        """The people by number."""
        return range(len(self.lead))

    def duties(self, who: Collection[Collection[int]]) -> frozenset[Duty]:
        """The duties that put these people into the slots."""
        return frozenset(
            Duty(slot, self.problem.people[p].id)
            for slot, here in zip(self.problem.slots, who, strict=True)
            for p in here
        )


def board(problem: RosterProblem) -> Board:
    """The problem as numbers."""
    number = {person.id: p for p, person in enumerate(problem.people)}
    slot_number = {slot: t for t, slot in enumerate(problem.slots)}
    fixed: list[set[int]] = [set() for _ in problem.slots]
    outside: list[set[int]] = [set() for _ in problem.people]
    for duty in problem.fixed:
        if duty.slot in slot_number:
            fixed[slot_number[duty.slot]].add(number[duty.person])
        else:
            outside[number[duty.person]].add((duty.slot.on - problem.first).days)
    count = len(problem.shifts)
    months = [sum(p in here for here in fixed) for p in range(len(problem.people))]
    return Board(
        problem=problem,
        shifts=count,
        days=len(problem.days),
        day=tuple(t // count for t in range(len(problem.slots))),
        shift=tuple(t % count for t in range(len(problem.slots))),
        places=tuple(problem.shift_by_id[slot.shift].places for slot in problem.slots),
        halves=tuple(round(2 * problem.load(slot)) for slot in problem.slots),
        may=_may(problem),
        fixed=tuple(frozenset(here) for here in fixed),
        outside=tuple(frozenset(days) for days in outside),
        unwanted=tuple(
            frozenset(slot_number[slot] for slot in person.unwanted if slot in slot_number)
            for person in problem.people
        ),
        restless=frozenset(
            (days, a, b)
            for days in REST_REACH
            for a, first in enumerate(problem.shifts)
            for b, second in enumerate(problem.shifts)
            if not rests(first, second, days)
        ),
        most=tuple(
            max(have, len(problem.days) if person.max_shifts is None else person.max_shifts)
            for have, person in zip(months, problem.people, strict=True)
        ),
        apart=tuple((number[a], number[b]) for a, b in problem.apart),
        together=tuple((number[a], number[b]) for a, b in problem.together),
        lead=tuple(person.lead for person in problem.people),
        frail=tuple(person.frail for person in problem.people),
        carry=tuple(person.carry for person in problem.people),
    )


def _may(problem: RosterProblem) -> tuple[tuple[bool, ...], ...]:
    own: dict[tuple[str, date], list[RosterShift]] = defaultdict(list)
    shifts = problem.shift_by_id
    for duty in problem.fixed:
        own[duty.person, duty.slot.on].append(shifts[duty.slot.shift])

    def free(person_id: str, slot: Slot) -> bool:
        shift = shifts[slot.shift]
        return (person_id, slot.on) not in own and all(
            all(rests(each, shift, days) for each in own.get((person_id, slot.on - days * DAY), ()))
            and all(
                rests(shift, each, days) for each in own.get((person_id, slot.on + days * DAY), ())
            )
            for days in REST_REACH
        )

    return tuple(
        tuple(
            Duty(slot, person.id) in problem.fixed
            or (
                slot not in person.unavailable
                and not (person.no_evening and shifts[slot.shift].evening)
                and free(person.id, slot)
            )
            for slot in problem.slots
        )
        for person in problem.people
    )
