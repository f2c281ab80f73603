"""What a change over the end of a month is said to break, against the months read afterwards."""

from datetime import date, timedelta
from random import Random

from qingyu.domain.duty_month import Proposal
from qingyu.domain.duty_person import DutyFacts, PairKind
from qingyu.domain.roster import Duty, Slot
from qingyu.domain.roster_rules import faults
from qingyu.services import (
    Store,
    duty_across,
    duty_month,
    duty_moved,
    duty_people,
    duty_problem,
    duty_seat,
    journal,
)
from qingyu.storage import duty as duty_rows
from tests.services.duty_book import DECEMBER, JANUARY, LEAD, crew

LAST_DAYS = [date(2026, 12, 28) + timedelta(days=n) for n in range(8)]
SHIFTS = ("1", "2", "3")


def filled(store: Store, dice: Random) -> None:
    """Two drafts whose last and first days are filled at random, rules broken or not."""
    crew(store)
    duty_people.save_facts(store, DutyFacts(3, frail=True), by=LEAD)
    duty_people.save_facts(store, DutyFacts(4, frail=True, no_evening=True), by=LEAD)
    duty_people.add_pair(store, PairKind.APART, 5, 6, by=LEAD)
    for month in (DECEMBER, JANUARY):
        slots = [Slot(on, s) for on in LAST_DAYS for s in SHIFTS if month.first <= on <= month.last]
        duties = {Duty(slot, str(dice.randint(1, 9))) for slot in slots for _ in range(2)}
        proposal = Proposal(month, tuple(sorted(duties, key=repr)), "", (), True)
        duty_month.keep_proposal(store, proposal, by=LEAD)


def broken_now(store: Store) -> set[str]:
    books = [duty_problem.read(store, month, carry=False) for month in (DECEMBER, JANUARY)]
    return {f.words for book in books for f in faults(book.problem, book.duties)}


def test_what_a_move_would_break_is_what_the_months_break_when_it_is_done(founded: Store) -> None:
    dice = Random(5)
    filled(founded, dice)
    before = broken_now(founded)
    told_something = 0
    for _ in range(16):
        seat = dice.choice(duty_moved.around(founded, DECEMBER))
        to = Slot(dice.choice(LAST_DAYS), dice.choice(SHIFTS))
        there = duty_problem.read(founded, JANUARY if to.on.month == 1 else DECEMBER, carry=False)
        if Duty(to, str(seat.steward_id)) in there.duties:
            continue
        old = duty_problem.duty_of(duty_rows.assignment(seat.assignment_id))
        told = duty_across.broken(founded, {Duty(to, old.person)}, {old})
        duty_seat.move(
            founded, seat.assignment_id, to.on, int(to.shift), knowingly=True, by=LEAD
        )
        assert set(told) == broken_now(founded) - before
        told_something += bool(told)
        journal.undo(founded, by=LEAD)
        assert broken_now(founded) == before
    assert told_something > 3
