"""A month of 24 stewards, 31 days, two shifts of two places, solved and proved."""

import time
from functools import partial
from statistics import median

from qingyu.domain.roster import Level
from qingyu.domain.roster_reading import read_roster
from qingyu.services import roster
from tests.bench.table import Row
from tests.services.roster_months import month

_MONTHS = range(8)
_FIRST, _ALL = 1.0, 5.0


def months() -> list[Row]:
    """The first three levels and all six, over several months: the median must keep the limit."""
    firsts, wholes, unproved = [], [], 0
    for seed in _MONTHS:
        problem = read_roster(month(seed)).problem
        times: list[float] = []
        solved = roster.solve(problem, on_progress=partial(_note, times))
        firsts.append(times[3] - times[0])
        wholes.append(times[6] - times[0])
        unproved += sum(not solved.proved[level] for level in Level)
    return [
        _row("month roster, first three levels proved", firsts, _FIRST, unproved),
        _row("month roster, all six levels proved", wholes, _ALL, unproved),
    ]


def _row(what: str, seconds: list[float], limit: float, unproved: int) -> Row:
    told = f"{median(seconds):.2f} s, worst {max(seconds):.2f} s of {len(seconds)} months"
    if unproved:
        told += f", {unproved} levels not proved"
    return Row(what, f"≤ {limit:g} s", told, median(seconds) <= limit and not unproved)


def _note(times: list[float], _done: int, _of: int) -> None:
    times.append(time.perf_counter())
