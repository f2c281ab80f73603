"""Solving a month: level after level, each proved to be the best or told with its bound."""

import math
import time
from collections.abc import Callable
from datetime import date

from qingyu.domain.frozen import frozen
from qingyu.domain.roster import Duty, Level, Roster, RosterProblem, score
from qingyu.domain.roster_gaps import gaps
from qingyu.services.roster_board import Who, board
from qingyu.services.roster_model import MonthModel
from qingyu.services.roster_program import Relaxation, Wish
from qingyu.services.roster_search import Search

DEFAULT_SECONDS = 60.0
# A bound out of reach is raised so often before the full program, where that is likely to help.
_CLIMBS, _CLOSE = 3, 2

Stop = Callable[[], bool]
Progress = Callable[[int, int], None]


@frozen
class _Step:
    """Where one level ended: who serves, the value, its proved lower bound."""

    who: Who
    value: float
    bound: float

    def proved(self, wish: Wish) -> bool:
        return wish.reached(self.bound, self.value)


def solve(
    problem: RosterProblem,
    *,
    seconds: float = DEFAULT_SECONDS,
    on_progress: Progress = lambda done, of: None,
    stop: Stop = lambda: False,
) -> Roster:
    """The best roster found in so many seconds; the same problem gives the same roster.

    A stop keeps the best so far. Levels that were not proved say so, with their bounds.
    """
    began = time.monotonic()
    numbers = board(problem)
    model = MonthModel(numbers)
    who: Who = numbers.fixed
    bounds: dict[Level, float] = {}
    proved = dict.fromkeys(Level, False)

    def left() -> float:
        return 0.0 if stop() else began + seconds - time.monotonic()

    if model.broken.terms:
        who = _minimized(model, model.broken, who, left, stop).who
    for done, level in enumerate(Level):
        on_progress(done, len(Level))
        if left() <= 0:
            break
        wish = model.wish(level, who)
        quick, climbs = _SEARCHES.get(level), level is Level.UNFAIRNESS
        step = _minimized(model, wish, who, left, stop, quick, climbs=climbs)
        who, bounds[level] = step.who, step.bound + wish.constant
        sure = all(proved[each] for each in Level if each in bounds and each is not level)
        proved[level] = sure and step.proved(wish)
    on_progress(len(Level), len(Level))
    duties = numbers.duties(who)
    return Roster(
        duties=tuple(sorted(duties, key=lambda duty: _order(problem, duty))),
        score=score(problem, duties),
        bounds={level: bound for level, bound in bounds.items() if math.isfinite(bound)},
        proved=proved,
        gaps=gaps(problem, duties),
        seconds=time.monotonic() - began,
    )


def _fairer(search: Search, bound: float, stop: Stop) -> None:
    search.be_fair(bound, stop)


def _kinder(search: Search, bound: float, stop: Stop) -> None:
    # For all the levels that follow too, so the bound of this one does not end it.
    search.be_kind(stop)


_SEARCHES: dict[Level, Callable[[Search, float, Stop], None]] = {
    Level.UNFAIRNESS: _fairer,
    Level.NEXT_DAY: _kinder,
    Level.UNWANTED: _kinder,
    Level.COUPLES_SPLIT: _kinder,
}


def _minimized(
    model: MonthModel,
    wish: Wish,
    who: Who,
    left: Callable[[], float],
    stop: Stop,
    quick: Callable[[Search, float, Stop], None] | None = None,
    *,
    climbs: bool = False,
) -> _Step:
    """The best value of one wish without giving up earlier ones, which are then held to it."""
    program = model.program
    relaxed = program.relax(wish)
    bound = wish.next_value(relaxed.value)
    if quick is not None and not wish.reached(bound, model.value(wish, who)):
        search = Search(model.board, who)
        quick(search, bound + wish.constant, stop)
        who = search.seats.result()
    who, bound = _approached(model, wish, relaxed, who, left, stop, climbs)
    value = model.value(wish, who)
    if not wish.reached(bound, value):
        found, proved = program.solve(wish, model.values(who), bound, left(), stop)
        bound = max(bound, wish.next_value(proved))
        if found is not None and model.value(wish, model.who(found)) < value:
            who = model.who(found)
            value = model.value(wish, who)
    program.keep_within(wish, relaxed, value)
    return _Step(who, value, min(bound, value))


def _approached(
    model: MonthModel,
    wish: Wish,
    relaxed: Relaxation,
    who: Who,
    left: Callable[[], float],
    stop: Stop,
    climbs: bool,
) -> tuple[Who, float]:
    """A roster at the bound if one is found at once, and the bound, higher where there is none."""
    bound = wish.next_value(relaxed.value)
    for climbed in range(_CLIMBS):
        value = model.value(wish, who)
        close = value <= bound + _CLOSE * wish.step
        if wish.reached(bound, value) or not (climbed == 0 or close or climbs):
            break
        start = model.values(who)
        found, none = model.program.solve_near(wish, relaxed, bound, start, left(), stop)
        who = who if found is None else model.who(found)
        if not none:
            break
        bound = wish.next_value(bound + wish.step)
    return who, bound


def _order(problem: RosterProblem, duty: Duty) -> tuple[date, int, str]:
    shifts = [shift.id for shift in problem.shifts]
    return duty.slot.on, shifts.index(duty.slot.shift), duty.person
