"""A mixed-integer program for HiGHS that is solved wish after wish.

After each wish its value is kept: columns whose reduced cost is more than the value leaves room
for stay at their bounds, and rows with a price stay nearly tight; where the linear relaxation
already reaches the value that is complementary slackness. It shrinks the program for the wishes
that follow.
"""

import math
from collections.abc import Callable, Sequence
from itertools import count
from typing import Any

import numpy as np

from qingyu.domain.frozen import frozen

Term = tuple[int, float]
_EPSILON = 1e-6
_RELATIVE = 1e-9
# Found at once or hardly ever: counted in pulses, not seconds, so it ends alike everywhere.
_NEAR_PULSES = 40
_PRICED = 1e-5  # a cost or price below this may be noise


@frozen
class Wish:
    """A sum to be minimized; its values are the first one and whole steps more or less.

    Values are told without the constant, which may be so large that nothing else would count.
    """

    terms: tuple[Term, ...]
    constant: float = 0.0
    step: float = 1.0
    first: float = 0.0

    def reached(self, bound: float, value: float) -> bool:
        """Whether nothing better than the value lies above the bound."""
        return value <= bound + self.step / 2 + slack(bound)

    def next_value(self, bound: float) -> float:
        """The smallest value it can really have, not below a proved bound."""
        if not math.isfinite(bound):
            return -math.inf
        steps = math.ceil((bound - self.first - slack(bound)) / self.step)
        return max(bound, self.first + steps * self.step)


@frozen
class Relaxation:
    """The value without whole numbers, the columns' values and reduced costs, the rows' prices."""

    value: float
    columns: Any
    costs: Any
    prices: Any


def slack(value: float) -> float:
    """How exactly a value of this size is known."""
    return _EPSILON + _RELATIVE * abs(value)


class Program:
    """Columns and rows handed to one HiGHS object as they come; row bounds are inclusive."""

    def __init__(self) -> None:
        import highspy

        self._lib = highspy
        self._highs = self._solver()
        self._columns: list[tuple[float, float, bool]] = []
        self._rows: list[tuple[float, float, Sequence[Term]]] = []
        self._whole: list[bool] = []
        self.size = 0

    def column(self, low: float, high: float, whole: bool = False) -> int:
        """The number of a new column."""
        self._columns.append((low, high, whole))
        self._whole.append(whole)
        self.size += 1
        return self.size - 1

    def row(self, low: float, high: float, terms: Sequence[Term]) -> None:
        """Adds a row."""
        self._rows.append((low, high, terms))

    def at_most(self, high: float, terms: Sequence[Term]) -> None:
        """Adds a row that can bite: more 0-1 columns than allowed at once."""
        if len(terms) > high:
            self.row(-math.inf, high, terms)

    def relax(self, wish: Wish) -> Relaxation:
        """The best there would be if people could be split."""
        self._flush()
        self._aim(wish)
        self._highs.setOptionValue("solve_relaxation", True)
        self._highs.run()
        self._highs.setOptionValue("solve_relaxation", False)
        solution = self._highs.getSolution()
        return Relaxation(
            self._highs.getInfo().objective_function_value,
            np.array(solution.col_value),
            np.array(solution.col_dual),
            np.array(solution.row_dual),
        )

    def solve(
        self, wish: Wish, start: Any, bound: float, seconds: float, stop: Callable[[], bool]
    ) -> tuple[Any, float]:
        """Column values (None when none were found) and a lower bound; done at the one given."""
        self._flush()
        self._aim(wish)
        if start is not None:
            given = self._lib.HighsSolution()
            given.col_value = start.tolist()
            self._highs.setSolution(given)
        self._highs.setOptionValue("mip_abs_gap", wish.step * 0.99)
        self._highs.setOptionValue("objective_target", bound + wish.step / 2)
        values = _run(self._highs, seconds, stop)
        self._highs.setOptionValue("objective_target", -math.inf)
        return values, self._highs.getInfo().mip_dual_bound

    def solve_near(
        self,
        wish: Wish,
        relaxed: Relaxation,
        limit: float,
        near: Any,
        seconds: float,
        stop: Callable[[], bool],
    ) -> tuple[Any, bool]:
        """Column values within the limit, None when none were found; whether there are none."""
        highs = self._solver()
        highs.passModel(self._highs.getLp())
        _keep_within(highs, wish, relaxed, limit)
        # Within the limit all are as good: what changes least is found far sooner than any other.
        whole = np.array(self._whole)
        away = np.where(whole, np.where(near > 0.5, -1.0, 1.0), 0.0)
        highs.changeColsCost(self.size, np.arange(self.size, dtype=np.int32), away)
        highs.setOptionValue("mip_max_improving_sols", 1)
        values = _run(highs, seconds, stop, _NEAR_PULSES)
        none = values is None and highs.getModelStatus() == self._lib.HighsModelStatus.kInfeasible
        return values, none

    def keep_within(self, wish: Wish, relaxed: Relaxation, value: float) -> None:
        """Holds the wish to the value, and fixes what then cannot be otherwise."""
        _keep_within(self._highs, wish, relaxed, value)

    def _solver(self) -> Any:
        highs: Any = self._lib.Highs()  # type: ignore[no-untyped-call]
        highs.silent()
        for name, value in (("threads", 1), ("random_seed", 1), ("mip_rel_gap", 0.0)):
            highs.setOptionValue(name, value)
        return highs

    def _aim(self, wish: Wish) -> None:
        cost = np.zeros(self.size)
        for column, weight in wish.terms:
            cost[column] += weight
        self._highs.changeColsCost(self.size, np.arange(self.size, dtype=np.int32), cost)

    def _flush(self) -> None:
        self._flush_columns()
        if not self._rows:
            return
        starts: list[int] = []
        index: list[int] = []
        values: list[float] = []
        for _, _, terms in self._rows:
            starts.append(len(index))
            index.extend(column for column, _ in terms)
            values.extend(weight for _, weight in terms)
        self._highs.addRows(
            len(self._rows),
            np.array([low for low, _, _ in self._rows], np.float64),
            np.array([high for _, high, _ in self._rows], np.float64),
            len(index),
            np.array(starts, np.int32),
            np.array(index, np.int32),
            np.array(values, np.float64),
        )
        self._rows = []

    def _flush_columns(self) -> None:
        new = self._columns
        if not new:
            return
        none = np.array([], np.int32)
        low = np.array([each[0] for each in new], np.float64)
        high = np.array([each[1] for each in new], np.float64)
        self._highs.addCols(len(new), np.zeros(len(new)), low, high, 0, none, none, np.array([]))
        kinds = self._lib.HighsVarType
        self._highs.changeColsIntegrality(
            len(new),
            np.arange(self.size - len(new), self.size, dtype=np.int32),
            np.array([kinds.kInteger if whole else kinds.kContinuous for *_, whole in new]),
        )
        self._columns = []


def _run(highs: Any, seconds: float, stop: Callable[[], bool], pulses: float = math.inf) -> Any:
    """The columns' values, None when none were found before so many pulses of the solver."""
    heard = count()

    def pulse(event: Any) -> None:
        if stop() or next(heard) >= pulses:
            event.data_in.user_interrupt = True

    highs.setOptionValue("time_limit", max(0.1, seconds))
    highs.cbMipInterrupt.clear()
    highs.cbMipInterrupt += pulse
    highs.run()
    found = highs.getInfo().primal_solution_status == 2
    return np.array(highs.getSolution().col_value) if found else None


def _keep_within(highs: Any, wish: Wish, relaxed: Relaxation, value: float) -> None:
    """Whatever costs more than the value leaves room for stays where the relaxation has it."""
    room = max(0.0, value - relaxed.value)
    if room <= slack(value):
        room = 0.0
    elif wish.terms:
        # Exactly: slack in a row that later is kept tight would shut out every whole solution.
        total: dict[int, float] = {}
        for column, weight in wish.terms:
            total[column] = total.get(column, 0.0) + weight
        index = np.array(list(total), np.int32)
        highs.addRow(-math.inf, value, len(total), index, np.array(list(total.values())))
    columns = np.nonzero(np.abs(relaxed.costs) > room * (1 + _PRICED) + _PRICED)[0]
    if len(columns):
        at = np.round(relaxed.columns[columns])
        highs.changeColsBounds(len(columns), columns.astype(np.int32), at, at)
    lp = highs.getLp()
    low, high = np.array(lp.row_lower_), np.array(lp.row_upper_)
    for row in np.nonzero(np.abs(relaxed.prices) > _PRICED)[0]:
        give = room / abs(relaxed.prices[row]) + (_PRICED if room else 0.0)
        if relaxed.prices[row] > 0:
            highs.changeRowBounds(int(row), low[row], min(high[row], low[row] + give))
        else:
            highs.changeRowBounds(int(row), max(low[row], high[row] - give), high[row])
