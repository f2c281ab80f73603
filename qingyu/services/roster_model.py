"""The rules and wishes of a month as columns and rows of one program."""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction
from functools import partial
from operator import mul, sub
from typing import Any

import numpy as np

from qingyu.domain.roster import DAYS_IN_A_ROW, Level
from qingyu.domain.roster_rules import frail_fits
from qingyu.services.roster_board import Board, Who
from qingyu.services.roster_program import Program, Term, Wish

_QUARTER, _FINEST = Fraction(1, 4), 1e-6
_Derive = Callable[[Any], None]


class MonthModel:
    """x[p, t] says that p serves in slot t; each wish adds its own columns when asked for."""

    def __init__(self, board: Board) -> None:
        self.board = board
        self.program = Program()
        self._derived: list[_Derive] = []
        self._x = {
            (p, t): self.program.column(float(p in board.fixed[t]), 1, whole=True)
            for p in board.people
            for t in board.slots
            if board.may[p][t]
        }
        self._leaderless: dict[int, int] = {}
        self.broken = self._frail_rows()
        for p in board.people:
            self._rows_of_person(p)
        for pair in board.apart:
            for t in board.slots:
                self._at_most(1, [(p, t) for p in pair])

    def wish(self, level: Level, who: Who) -> Wish:
        """The sum that this level minimizes; `who` is a roster that meets the earlier ones."""
        if level is Level.UNFAIRNESS:
            return self._unfairness(who)
        return {
            Level.EMPTY: self._empty,
            Level.LEADERLESS: self._without_lead,
            Level.NEXT_DAY: self._next_day,
            Level.UNWANTED: self._unwanted,
            Level.COUPLES_SPLIT: self._couples_split,
        }[level]()

    def values(self, who: Who) -> Any:
        """Every column's value for these people in these slots."""
        values = np.zeros(self.program.size)
        for t, here in enumerate(who):
            for p in here:
                values[self._x[p, t]] = 1.0
        for derive in self._derived:
            derive(values)
        return values

    def value(self, wish: Wish, who: Who) -> float:
        """What the wish comes to for these people in these slots, without its constant."""
        values = self.values(who)
        return float(sum(values[column] * weight for column, weight in wish.terms))

    def who(self, values: Any) -> Who:
        """The people of each slot that these column values mean."""
        here: list[set[int]] = [set() for _ in self.board.slots]
        for (p, t), column in self._x.items():
            if values[column] > 0.5:
                here[t].add(p)
        return tuple(frozenset(each) for each in here)

    def _terms(self, places: Iterable[tuple[int, int]], weight: float = 1.0) -> list[Term]:
        return [(self._x[each], weight) for each in places if each in self._x]

    def _at_most(self, limit: int, places: Sequence[tuple[int, int]]) -> None:
        """A rule; what is fixed may break it, nothing may be added to that."""
        fixed = sum(p in self.board.fixed[t] for p, t in places)
        self.program.at_most(max(limit, fixed), self._terms(places))

    def _day(self, p: int, day: int) -> list[tuple[int, int]]:
        shifts = self.board.shifts
        if not 0 <= day < self.board.days:
            return []
        return [(p, t) for t in range(day * shifts, (day + 1) * shifts)]

    def _rows_of_person(self, p: int) -> None:
        board = self.board
        for day in range(board.days):
            self._at_most(1, self._day(p, day))
            for days, first in sorted({(days, a) for days, a, _ in board.restless}):
                if day + days < board.days:
                    early = sorted(b for n, a, b in board.restless if (n, a) == (days, first))
                    later = [self._day(p, day + days)[b] for b in early]
                    self._at_most(1, [self._day(p, day)[first], *later])
        for start in range(-DAYS_IN_A_ROW, board.days):
            window = range(start, start + DAYS_IN_A_ROW + 1)
            places = [place for day in window for place in self._day(p, day)]
            self._at_most(DAYS_IN_A_ROW - len(board.outside[p] & set(window)), places)
        self._at_most(board.most[p], [(p, t) for t in board.slots])

    def _frail_rows(self) -> Wish:
        """The rows about frail people; the wish counts what fixed duties cannot help breaking."""
        board, broken = self.board, []
        for t, places in enumerate(board.places):
            frail = self._terms((p, t) for p in board.people if board.frail[p])
            able = self._terms(((p, t) for p in board.people if not board.frail[p]), 1 - places)
            fixed = [board.frail[p] for p in board.fixed[t]]
            terms = [*frail, *able]
            if not frail_fits(sum(fixed), len(fixed) - sum(fixed), places):
                spare = self.program.column(0, places, whole=True)
                broken.append((spare, 1.0))
                terms.append((spare, -1.0))
                self._derive_excess(spare, [*frail, *able])
            if len(frail) > 1:
                self.program.row(-np.inf, 1, terms)
        return Wish(tuple(broken))

    def _derive_excess(self, column: int, terms: Sequence[Term]) -> None:
        def derive(values: Any) -> None:
            values[column] = max(0.0, sum(values[each] * weight for each, weight in terms) - 1)

        self._derived.append(derive)

    def _empty(self) -> Wish:
        found = []
        for t, places in enumerate(self.board.places):
            column = self.program.column(0, places)
            here = self._terms((p, t) for p in self.board.people)
            self.program.row(places, places, [*here, (column, 1.0)])
            self._derive(column, partial(sub, places), here)
            found.append((column, 1.0))
        return Wish(tuple(found))

    def _without_lead(self) -> Wish:
        board = self.board
        for t in board.slots:
            column = self._leaderless[t] = self.program.column(0, 1)
            leads = self._terms((p, t) for p in board.people if board.lead[p])
            self.program.row(1, np.inf, [*leads, (column, 1.0)])
            self._derive(column, lambda sum_: max(0.0, 1 - sum_), leads)
        return Wish(tuple((column, 1.0) for column in self._leaderless.values()))

    def _unfairness(self, who: Who) -> Wish:
        """Σ (carry + load)²: convex, so exact over half points as a sum of unit columns."""
        board = self.board
        found: list[Term] = []
        for p in board.people:
            load = [
                (column, float(board.halves[t])) for (who, t), column in self._x.items() if who == p
            ]
            steps = [self.program.column(0, 1) for _ in range(self._most_halves(p))]
            self.program.row(0, 0, [*load, *((step, -1.0) for step in steps)])
            self._derive_steps(steps, load)
            found.extend(
                (step, 0.5 * (2 * board.carry[p] + k + 0.5)) for k, step in enumerate(steps)
            )
        constant = sum(carry * carry for carry in board.carry)
        return Wish(tuple(found), constant, *self._steps_of_unfairness(who))

    def _steps_of_unfairness(self, who: Who) -> tuple[float, float]:
        """In which steps Σ (2 × carry × load + load²) moves, and from where; loads are halves."""
        board = self.board
        carry = [Fraction(str(each)) for each in board.carry]
        if not carry or sum(map(len, who)) < sum(board.places):
            return _common_step(_QUARTER, carry), 0.0
        # All places are filled, so the sum of loads is given, and whether that of squares is even.
        halves = sum(map(mul, board.halves, board.places))
        step = _common_step(2 * _QUARTER, [each - carry[0] for each in carry])
        return step, float(halves * (carry[0] + _QUARTER))

    def _most_halves(self, p: int) -> int:
        board = self.board
        best = [0] * board.days
        for t in board.slots:
            if board.may[p][t]:
                best[board.day[t]] = max(best[board.day[t]], board.halves[t])
        fixed = sum(p in here for here in board.fixed)
        # Fixed duties may break the rule about days in a row.
        usual = board.days - board.days // (DAYS_IN_A_ROW + 1) + fixed
        return sum(sorted(best, reverse=True)[: min(board.most[p], usual)])

    def _derive_steps(self, steps: Sequence[int], load: Sequence[Term]) -> None:
        def derive(values: Any) -> None:
            halves = round(sum(values[column] * weight for column, weight in load))
            for k, step in enumerate(steps):
                values[step] = float(k < halves)

        self._derived.append(derive)

    def _next_day(self) -> Wish:
        board, found = self.board, []
        for p in board.people:
            for day in range(-1, board.days):
                pair = self._terms([*self._day(p, day), *self._day(p, day + 1)])
                around = len(board.outside[p] & {day, day + 1})
                if around == 1:
                    found.extend(pair)
                elif around == 0 and self._day(p, day) and self._day(p, day + 1) and pair:
                    column = self.program.column(0, 1)
                    self.program.row(-np.inf, 1, [*pair, (column, -1.0)])
                    self._derive(column, lambda sum_: max(0.0, sum_ - 1), pair)
                    found.append((column, 1.0))
        return Wish(tuple(found))

    def _unwanted(self) -> Wish:
        own = ((p, t) for p in self.board.people for t in sorted(self.board.unwanted[p]))
        return Wish(tuple(self._terms(own)))

    def _couples_split(self) -> Wish:
        """Both partners' duties less twice the shared ones."""
        board, found = self.board, []
        both_lead: dict[int, list[int]] = defaultdict(list)
        for pair in board.together:
            found.extend(self._terms((p, t) for p in pair for t in board.slots))
            for t, places in enumerate(board.places):
                if all((p, t) in self._x for p in pair) and self._may_share(pair, places):
                    column = self._shared(pair, t)
                    found.append((column, -2.0))
                    if all(board.lead[p] for p in pair):
                        both_lead[t].append(column)
        for t, columns in both_lead.items():
            self._lead_twice(t, columns)
        return Wish(tuple(found))

    def _lead_twice(self, t: int, shared: Sequence[int]) -> None:
        """Two who lead together are missed elsewhere: a far tighter program, though nothing new."""
        leads = self._terms((p, t) for p in self.board.people if self.board.lead[p])
        together = [shared] if self.board.places[t] == 2 else [[column] for column in shared]
        for columns in together:
            terms = [*leads, (self._leaderless[t], 1.0), *((column, -1.0) for column in columns)]
            self.program.row(1, np.inf, terms)

    def _may_share(self, pair: tuple[int, int], places: int) -> bool:
        a, b = pair
        if places < 2 or (a, b) in self.board.apart or (b, a) in self.board.apart:
            return False
        return places > 2 or frail_fits(*self._company(pair), places)

    def _company(self, pair: tuple[int, int]) -> tuple[int, int]:
        frail = sum(self.board.frail[p] for p in pair)
        return frail, 2 - frail

    def _shared(self, pair: tuple[int, int], t: int) -> int:
        column = self.program.column(0, 1)
        own = [self._x[p, t] for p in pair]
        for x in own:
            self.program.row(-np.inf, 0, [(column, 1.0), (x, -1.0)])
        # Two who fill a shift and do not lead leave it without a lead: a far tighter program.
        if self.board.places[t] == 2 and not any(self.board.lead[p] for p in pair):
            self.program.row(-np.inf, 0, [(column, 1.0), (self._leaderless[t], -1.0)])
        self._derive(column, lambda sum_: max(0.0, sum_ - 1), [(x, 1.0) for x in own])
        return column

    def _derive(self, column: int, value: Callable[[float], float], terms: Sequence[Term]) -> None:
        def derive(values: Any) -> None:
            values[column] = value(sum(values[each] * weight for each, weight in terms))

        self._derived.append(derive)


def _common_step(step: Fraction, others: Iterable[Fraction]) -> float:
    """The greatest of which the step and the others are whole multiples."""
    for each in others:
        step = Fraction(
            math.gcd(step.numerator * each.denominator, each.numerator * step.denominator),
            step.denominator * each.denominator,
        )
    return max(float(step), _FINEST)
