"""Changes that may reach over the end of a month: the rules they break, what they cost."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from qingyu.domain.duty import Assignment, Shift
from qingyu.domain.duty_change import Cost
from qingyu.domain.errors import RuleError
from qingyu.domain.month import Month, month_of
from qingyu.domain.roster import DAY, DAYS_IN_A_ROW, Duty, Slot
from qingyu.domain.roster_change import cost_between, loads, new_faults, rule_names
from qingyu.domain.roster_rules import Rule
from qingyu.services import duty_problem
from qingyu.services.duty_problem import DutyBook, duty_of, nearest
from qingyu.storage import duty as rows
from qingyu.storage import steward as steward_rows
from qingyu.storage.store import Store

_HINT = "请换一个人或换一班；确实要这样排，请选「仍然这样排」。"
_AROUND = (DAYS_IN_A_ROW + 1) * DAY


def broken(
    store: Store,
    come: Collection[Duty],
    go: Collection[Duty],
    *,
    ignoring: Collection[Rule] = (),
) -> tuple[str, ...]:
    """The rules newly broken when some duties come and others go, in whichever months, in words."""
    books = [duty_problem.read(store, month, carry=False) for month in _months(come, go)]
    found = (name for book in books for name in _broken(book, come, go, ignoring))
    return tuple(dict.fromkeys(found))


def check(
    store: Store, come: Collection[Duty], go: Collection[Duty], *, knowingly: bool
) -> str:
    """The rules the change newly breaks; RuleError unless that is done knowingly."""
    told = broken(store, come, go)
    if told and not knowingly:
        raise RuleError("；".join(told), _HINT)
    return "；".join(told)


def price(store: Store, come: Collection[Duty], go: Collection[Duty]) -> Cost:
    """What the change costs in fairness, as it stands when the last of its months is over."""
    books = [duty_problem.read(store, month) for month in _months(come, go)]
    last = books[-1]
    before = loads(last.problem, last.duties)
    after = dict(before)
    for book in books:
        for duties, sign in ((come, 1), (go, -1)):
            for duty in duties:
                if book.problem.in_month(duty.slot) and duty.person in after:
                    slot = _known(book, duty).slot
                    after[duty.person] += sign * book.problem.load(slot)
    names = {person.id: person.name for person in last.problem.people}
    told = (name for book in books for name in _broken(book, come, go, ()))
    return cost_between(names, before, after, tuple(dict.fromkeys(told)))


def price_of_move(store: Store, assignment_id: int, slot: Slot) -> Cost:
    """What it costs that somebody moves to another shift of any month."""
    old = duty_of(rows.assignment(assignment_id))
    return price(store, {Duty(slot, old.person)}, {old})


def price_of_swap(
    store: Store, assignment_id: int, taker_id: int, back_id: int | None = None
) -> Cost:
    """What it costs that somebody takes a duty, and gives one back when it is named."""
    back = rows.assignment(back_id) if back_id is not None else None
    come, go = both_ways(rows.assignment(assignment_id), taker_id, back)
    return price(store, come, go)


def both_ways(
    given: Assignment, taker_id: int, back: Assignment | None
) -> tuple[set[Duty], set[Duty]]:
    """The duties that come and those that go when 「A 换 B」."""
    come, go = {Duty(duty_of(given).slot, str(taker_id))}, {duty_of(given)}
    if back is not None:
        come.add(Duty(duty_of(back).slot, str(given.steward_id)))
        go.add(duty_of(back))
    return come, go


def _months(come: Iterable[Duty], go: Iterable[Duty]) -> list[Month]:
    return sorted({month_of(duty.slot.on) for duty in (*come, *go)})


def _broken(
    book: DutyBook, come: Iterable[Duty], go: Iterable[Duty], ignoring: Collection[Rule]
) -> tuple[str, ...]:
    """The rules of one month, the days around it included."""
    come, go = set(_near(book, come)), set(_near(book, go))
    _refuse_strangers(book, come)
    before = book.duties | book.problem.fixed
    problem = replace(book.problem, fixed=frozenset())
    return rule_names(new_faults(problem, before, (before - go) | come), ignoring=ignoring)


def _near(book: DutyBook, duties: Iterable[Duty]) -> Iterator[Duty]:
    first, last = book.month.first - _AROUND, book.month.last + _AROUND
    for duty in duties:
        if first <= duty.slot.on <= last:
            yield _known(book, duty)


def _known(book: DutyBook, duty: Duty) -> Duty:
    """The duty by the shifts of this month: one no longer in use is as the nearest by the clock."""
    if int(duty.slot.shift) in book.shift_by_id or not book.shifts:
        return duty
    shift: Shift = nearest(rows.shift(int(duty.slot.shift)), book.shifts)
    return replace(duty, slot=replace(duty.slot, shift=str(shift.id)))


def _refuse_strangers(book: DutyBook, come: Iterable[Duty]) -> None:
    known = book.problem.person_by_id
    strangers = sorted({duty.person for duty in come} - set(known))
    if strangers:
        names = "、".join(steward_rows.get(int(ident)).name for ident in strangers)
        raise RuleError(f"{names}没有参加值班", "请先在人员里勾上「参加值班」。")
