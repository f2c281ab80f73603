"""The roster problem of one month, read from the book."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cached_property

from qingyu.domain.duty import Assignment, Shift, Standing, shown
from qingyu.domain.duty_person import DutyFacts, Pair, PairKind, Wish, WishKind, usual_facts
from qingyu.domain.frozen import frozen
from qingyu.domain.month import Month
from qingyu.domain.roster import DAYS_IN_A_ROW, Duty, Person, RosterProblem, RosterShift, Slot
from qingyu.domain.roster import day_kind as kind_of
from qingyu.domain.steward import Steward
from qingyu.services import duty_ledger, rulebook
from qingyu.storage import duty as rows
from qingyu.storage import duty_person as person_rows
from qingyu.storage import steward as steward_rows
from qingyu.storage.store import Store

_AROUND = timedelta(days=DAYS_IN_A_ROW + 1)


@frozen
class DutyBook:
    """What the book knows about one month: the problem without pins, and the rows behind it.

    `problem.fixed` holds only the neighbours: days just before and after the month.
    """

    month: Month
    problem: RosterProblem
    shifts: tuple[Shift, ...]
    stewards: Mapping[int, Steward]
    assignments: tuple[Assignment, ...]

    @cached_property
    def duties(self) -> frozenset[Duty]:
        """Who serves in the month as the book stands; extra duty is nobody's place."""
        return frozenset(duty_of(each) for each in self.assignments if each.served)

    @cached_property
    def shift_by_id(self) -> Mapping[int, Shift]:
        """The month's shifts by their id."""
        return {shift.id: shift for shift in self.shifts}


def duty_of(each: Assignment) -> Duty:
    """The assignment as the roster names it."""
    return Duty(Slot(each.on, str(each.shift_id)), str(each.steward_id))


def read(store: Store, month: Month, *, carry: bool = True) -> DutyBook:
    """The month as it stands in the book, with everything a rule needs to know.

    carry: also what everybody carries over, for which all months before are read.
    """
    own = rows.assignments(month.first, month.last)
    shifts = month_shifts(own)
    around = (
        *rows.assignments(month.first - _AROUND, month.first - timedelta(days=1)),
        *rows.assignments(month.last + timedelta(days=1), month.last + _AROUND),
    )
    stewards = {each.id: each for each in steward_rows.stewards(everybody=True)}
    over = duty_ledger.carried(store, month) if carry else {}
    people = tuple(_people(over, month, shifts, stewards, own))
    known = {person.id for person in people}
    calendar = rulebook.calendar(store)
    days = ((month.first + timedelta(days=n)) for n in range((month.last - month.first).days + 1))
    problem = RosterProblem(
        month.first,
        tuple(RosterShift.of(shift) for shift in shifts),
        people,
        apart=_pairs(PairKind.APART, known),
        together=_pairs(PairKind.TOGETHER, known),
        fixed=frozenset(_neighbours(around, shifts, known)),
        kinds={day: kind_of(calendar, day) for day in days},
    )
    return DutyBook(month, problem, shifts, stewards, own)


def month_shifts(own: Iterable[Assignment]) -> tuple[Shift, ...]:
    """The shifts to show in a month with these seats, the earliest first."""
    return shown(rows.shifts_or_usual(retired=True), {each.shift_id for each in own})


def facts(stewards: Iterable[Steward]) -> dict[int, DutyFacts]:
    """What the roster knows about each steward: their own facts, or what the role suggests."""
    own = person_rows.facts()
    return {each.id: own.get(each.id) or usual_facts(each) for each in stewards}


def to_solve(book: DutyBook, today: date) -> RosterProblem:
    """The problem with what stays: seats put by hand, and everything before today.

    Who serves beside the places (extra duty, a seat too many) carries that load and has their day.
    """
    problem = book.problem
    kept, beside = _staying(book, today)
    gone = frozenset(slot for slot in problem.slots if slot.on < today)
    busy = {(duty.person, duty.slot.on) for duty in beside}
    people = tuple(
        replace(
            person,
            carry=person.carry + sum(problem.load(d.slot) for d in beside if d.person == person.id),
            unavailable=person.unavailable
            | gone
            | {slot for slot in problem.slots if (person.id, slot.on) in busy},
        )
        for person in problem.people
    )
    return replace(problem, people=people, fixed=problem.fixed | kept)


def replaceable(each: Assignment, today: date) -> bool:
    """Whether a new proposal may put somebody else there."""
    return each.standing is Standing.PLANNED and not each.pinned and each.on >= today


def _staying(book: DutyBook, today: date) -> tuple[set[Duty], set[Duty]]:
    """The duties that keep their places, and those served beside the places."""
    kept: set[Duty] = set()
    beside: set[Duty] = set()
    room = {slot: book.problem.shift_by_id[slot.shift].places for slot in book.problem.slots}
    for each in book.assignments:
        duty = duty_of(each)
        if not each.served or replaceable(each, today):
            continue
        if each.standing is Standing.EXTRA or not room[duty.slot]:
            beside.add(duty)
        else:
            room[duty.slot] -= 1
            kept.add(duty)
    return kept, beside


def _people(
    carry: Mapping[int, float],
    month: Month,
    shifts: tuple[Shift, ...],
    stewards: Mapping[int, Steward],
    own: tuple[Assignment, ...],
) -> Iterable[Person]:
    known = facts(stewards.values())
    wishes: dict[int, list[Wish]] = {}
    for wish in person_rows.wishes(month.first, month.last):
        wishes.setdefault(wish.steward_id, []).append(wish)
    placed = {each.steward_id for each in own}
    for ident, steward in stewards.items():
        fact = known[ident]
        serves = fact.serves and steward.active
        if serves or ident in placed:
            yield Person(
                str(ident),
                steward.name,
                lead=fact.lead,
                frail=fact.frail,
                no_evening=fact.no_evening,
                max_shifts=fact.max_shifts if serves else 0,
                carry=_half(carry.get(ident, 0.0)),
                unavailable=_slots(wishes.get(ident, ()), WishKind.LEAVE, month, shifts),
                unwanted=_slots(wishes.get(ident, ()), WishKind.UNWANTED, month, shifts),
            )


def _half(value: float) -> float:
    # Whole half points: the smallest step of a load, and what lets the fairness be proved.
    return round(2 * value) / 2


def _slots(
    wishes: Iterable[Wish], kind: WishKind, month: Month, shifts: tuple[Shift, ...]
) -> frozenset[Slot]:
    return frozenset(
        Slot(day, str(shift.id))
        for wish in wishes
        if wish.kind is kind
        for day in wish.days(month.first, month.last)
        for shift in shifts
        if wish.shift_id in (None, shift.id)
    )


def _pairs(kind: PairKind, known: set[str]) -> tuple[tuple[str, str], ...]:
    every = (_ids(pair) for pair in person_rows.pairs() if pair.kind is kind)
    return tuple(pair for pair in every if known.issuperset(pair))


def _ids(pair: Pair) -> tuple[str, str]:
    return str(pair.first_id), str(pair.second_id)


def _neighbours(
    around: Iterable[Assignment], shifts: tuple[Shift, ...], known: set[str]
) -> Iterable[Duty]:
    every = {shift.id: shift for shift in rows.shifts_or_usual(retired=True)}
    for each in around:
        if each.served and str(each.steward_id) in known and shifts:
            shift = nearest(every[each.shift_id], shifts)
            yield Duty(Slot(each.on, str(shift.id)), str(each.steward_id))


def nearest(shift: Shift, shifts: tuple[Shift, ...]) -> Shift:
    """The same shift, or the one closest to it by the clock when it is no longer in use."""
    minutes = {each.id: each.start.hour * 60 + each.start.minute for each in (*shifts, shift)}
    return min(shifts, key=lambda s: (s.id != shift.id, abs(minutes[s.id] - minutes[shift.id])))
