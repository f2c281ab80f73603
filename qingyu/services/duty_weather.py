"""Weather days: one call gives the spots to look at and extra pairs to ask."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from qingyu.domain.changes import Changes
from qingyu.domain.duty import Shift, Standing
from qingyu.domain.duty_change import ShiftRef
from qingyu.domain.duty_weather import (
    ExtraPair,
    WeatherAlarm,
    WeatherPlan,
    in_walking_order,
    known_spots,
)
from qingyu.domain.errors import RuleError
from qingyu.domain.month import Month, month_of
from qingyu.domain.roster import Duty, Slot
from qingyu.domain.roster_change import blocks, loads
from qingyu.domain.roster_rules import Rule
from qingyu.domain.round import LineDraft
from qingyu.services import duty_problem, rulebook
from qingyu.services.duty_problem import DutyBook, duty_of
from qingyu.services.duty_swap import add_extra
from qingyu.storage import duty as rows
from qingyu.storage import issue_near
from qingyu.storage.store import Store

_WORTH_IT = timedelta(hours=1)
_BACK = timedelta(days=3 * 365)
_MOST_DAYS, _MOST_SPOTS, _TOGETHER = 7, 60, 2


def plan(store: Store, alarm: WeatherAlarm, first: date, last: date) -> WeatherPlan:
    """What to do from one day to another: advice, known spots in walking order, extra pairs."""
    if last < first:
        raise RuleError("结束的日子早于开始的日子", "请改一下日期。")
    if (last - first).days >= _MOST_DAYS:
        raise RuleError(f"一次最多安排 {_MOST_DAYS} 天", "请把日期写短一些。")
    rules = rulebook.weather(store, alarm)
    spots = known_spots(issue_near.of_matters(rules.matters, store.now() - _BACK))
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    shifts = [shift for shift in rows.shifts_or_usual() if rules.concerns(shift)]
    slots = tuple(_slots(store, days, shifts))
    return WeatherPlan(
        alarm,
        first,
        last,
        rules.advice,
        in_walking_order(spots[:_MOST_SPOTS]),
        tuple(_pairs(slots)),
        max(0, len(spots) - _MOST_SPOTS),
        tuple(_added(slots)),
    )


def add_pairs(
    store: Store, alarm: WeatherAlarm, pairs: Sequence[ExtraPair], *, by: int | None
) -> Changes:
    """The change of these pairs as extra duty, all in one step."""
    if not pairs:
        raise RuleError("还没有选加班的人", "请至少选一班。")
    with store.operation(f"{alarm}加派 {len(pairs)} 班", by=by) as writer:
        for pair in pairs:
            where = ShiftRef(pair.on, pair.shift_id)
            add_extra(store, writer, where, pair.steward_ids, f"{alarm}加派")
    return writer.changes


def round_lines(plan: WeatherPlan) -> tuple[LineDraft, ...]:
    """The spots as lines of a patrol round, for services.round.make."""
    return tuple(LineDraft(f"{plan.alarm}：{s.matter}", s.place) for s in plan.spots)


def _slots(
    store: Store, days: Iterable[date], shifts: Sequence[Shift]
) -> Iterator[tuple[DutyBook, Slot, Shift]]:
    """The shifts of these days that still last long enough to call somebody in."""
    books: dict[Month, DutyBook] = {}
    for day in days:
        month = month_of(day)
        if month not in books:
            books[month] = duty_problem.read(store, month)
        book = books[month]
        for shift in shifts:
            slot = Slot(day, str(shift.id))
            over = shift.ends_on(day) - _WORTH_IT <= store.now()
            if not over and slot.shift in book.problem.shift_by_id:
                yield book, slot, shift


def _extra(book: DutyBook, slot: Slot) -> list[str]:
    """Who serves extra there already."""
    there = (each for each in book.assignments if duty_of(each).slot == slot)
    return [str(each.steward_id) for each in there if each.standing is Standing.EXTRA]


def _added(slots: Iterable[tuple[DutyBook, Slot, Shift]]) -> Iterator[ExtraPair]:
    for book, slot, shift in slots:
        here = _extra(book, slot)
        if here:
            yield _pair(book, slot, shift, here)


def _pairs(slots: Iterable[tuple[DutyBook, Slot, Shift]]) -> Iterator[ExtraPair]:
    """Two able people for each shift, no rule broken, whoever carries least so far first."""
    asked: set[Duty] = set()
    for book, slot, shift in slots:
        chosen = _able(book, slot, asked, _TOGETHER - len(_extra(book, slot)))
        if chosen:
            asked |= {Duty(slot, ident) for ident in chosen}
            yield _pair(book, slot, shift, chosen)


def _pair(book: DutyBook, slot: Slot, shift: Shift, chosen: Sequence[str]) -> ExtraPair:
    idents = tuple(int(ident) for ident in chosen)
    names = tuple(book.stewards[ident].name for ident in idents)
    return ExtraPair(slot.on, shift.id, shift.name, idents, names)


def _able(book: DutyBook, slot: Slot, asked: set[Duty], wanted: int) -> list[str]:
    problem = book.problem
    # The neighbours of a month are among its fixed duties already.
    duties = set(book.duties) | {duty for duty in asked if problem.in_month(duty.slot)}
    total = loads(problem, duties)
    chosen: list[str] = []
    if wanted <= 0:
        return chosen
    for person in sorted(problem.people, key=lambda p: (total[p.id], int(p.id))):
        new = Duty(slot, person.id)
        if person.frail or person.max_shifts == 0 or slot in person.unwanted or new in duties:
            continue
        if any(fault.rule is not Rule.PLACES for fault in blocks(problem, duties, new)):
            continue
        duties.add(new)
        chosen.append(person.id)
        if len(chosen) == wanted:
            break
    return chosen
