"""Local search for a roster: from any legal one to a fair one by handing on and trading duties.

It finds what the exact solver proves; the number of people in every slot stays, and no more slots
than before lack somebody who leads.
"""

import math
import random
from collections.abc import Callable, Iterator, Sequence

from qingyu.services.roster_board import MARGIN, NOBODY, Board
from qingyu.services.roster_seating import OUTSIDE, Seating, Step

_ANY_RISE, _MOST_RISE, _LEAST_LEAD = -1e-9, 8.0, -3.0
_FAIR_ROUNDS, _FAIR_TRIES, _FAIR_HOT, _FAIR_COLD = 2, 40_000, 8.0, 0.5
_KIND_TRIES, _KIND_HOT, _KIND_COLD = 60_000, 60.0, 0.4
# So far apart that no number of the lesser outweighs one of the greater.
_NEXT_DAY, _UNWANTED = 1_000_000, 1_000

Stop = Callable[[], bool]


class Search:
    """A seating made better move by move."""

    def __init__(self, board: Board, who: Sequence[frozenset[int]], seed: int = 1) -> None:
        self.board = board
        self.seats = Seating(board, who)
        self._random = random.Random(seed)

    def be_fair(self, bound: float, stop: Stop) -> None:
        """Lessens the unfairness as far as it finds a way, no further than the bound."""
        for _ in range(_FAIR_ROUNDS):
            best, cost = self.seats.result(), self.seats.unfairness
            for temperature in _cooling(_FAIR_TRIES, _FAIR_HOT, _FAIR_COLD):
                if cost <= bound + 0.01 or stop():
                    break
                if self._try_fair(temperature) and self.seats.unfairness < cost - 1e-9:
                    best, cost = self.seats.result(), self.seats.unfairness
            self.seats.restore(best)
            self._descend(bound, stop)
            if self.seats.unfairness <= bound + 0.01 or stop():
                return

    def be_kind(self, stop: Stop) -> None:
        """Lessens next-day repeats, then unwanted duties, then split couples; as fair as before."""
        best, now, lowest = self.seats.result(), 0, 0
        for temperature in _cooling(_KIND_TRIES, _KIND_HOT, _KIND_COLD):
            if stop():
                break
            now += self._try_kind(temperature)
            if now < lowest:
                best, lowest = self.seats.result(), now
        self.seats.restore(best)
        while not stop() and self._turn_round():
            pass

    def _pick(self) -> tuple[int, int, int, int] | None:
        """(p, t, q, u): p's duty t and q's duty u to trade, u NOBODY to hand t on."""
        board, random_below = self.board, self._random.randrange
        t = random_below(len(self.seats.who))
        here = self.seats.who[t]
        if not here:
            return None
        p, q = here[random_below(len(here))], random_below(len(board.lead))
        if p == q or q in here or p in board.fixed[t]:
            return None
        u = self.seats.row[q][MARGIN + random_below(board.days)]
        if u in (t, OUTSIDE) or (u >= 0 and q in board.fixed[u]):
            return None
        return p, t, q, u

    def _weight(self, t: int, u: int) -> int:
        """The load in half points that goes with t when u comes back, NOBODY for nothing."""
        return self.board.halves[t] - (self.board.halves[u] if u >= 0 else 0)

    def _rise(self, p: int, q: int, weight: float) -> float:
        """How much Σ (2 × total)² grows when so much load goes from p to q."""
        return 2 * weight * (weight - self.seats.total[p] + self.seats.total[q])

    def _try_fair(self, temperature: float) -> bool:
        pick = self._pick()
        if pick is None:
            return False
        p, t, q, u = pick
        rise = self._rise(p, q, self._weight(t, u))
        if rise > 0 and self._random.random() >= math.exp(-rise / temperature):
            return False
        return self.seats.exchange(_trade(p, t, q, u))

    def _try_kind(self, temperature: float) -> int:
        pick = self._pick()
        if pick is None:
            return 0
        p, t, q, u = pick
        weight = self._weight(t, u)
        if weight and weight != self.seats.total[p] - self.seats.total[q]:
            return 0
        steps = _trade(p, t, q, u)
        gain = self._kinder(steps)
        if gain is None:
            return 0
        next_day, unwanted, split = gain
        pull = 100 * next_day + 10 * unwanted + split
        if pull > 0 and self._random.random() >= math.exp(-pull / temperature):
            self.seats.take_back(steps)
            return 0
        return next_day * _NEXT_DAY + unwanted * _UNWANTED + split

    def _kinder(self, steps: Sequence[Step]) -> tuple[int, int, int] | None:
        """What an exchange changes in each of the lesser wishes; None when it cannot be made."""
        people = [p for p, _, _ in steps]
        before = self._unkindness(people)
        if not self.seats.exchange(steps):
            return None
        after = self._unkindness(people)
        return after[0] - before[0], after[1] - before[1], after[2] - before[2]

    def _unkindness(self, people: Sequence[int]) -> tuple[int, int, int]:
        """Next-day repeats, unwanted duties and, but for a constant, split couples of these."""
        next_day = disliked = split = 0
        for p in people:
            row, unwanted, mates = self.seats.row[p], self.board.unwanted[p], self.seats.mates[p]
            for day in range(MARGIN - 1, self.board.days + MARGIN):
                t = row[day]
                if t == NOBODY:
                    continue
                next_day += row[day + 1] != NOBODY
                if t >= 0:
                    disliked += t in unwanted
                    for mate in mates:
                        split += -1 if mate in self.seats.who[t] else 1
        return next_day, disliked, split

    def _turn_round(self) -> bool:
        """One exchange of equal duties among three that rids somebody of an unwanted duty."""
        for p, unwanted in enumerate(self.board.unwanted):
            for t in self.seats.free_duties(p):
                if t in unwanted and any(self._is_better(steps) for steps in self._rounds(p, t)):
                    return True
        return False

    def _rounds(self, p: int, t: int) -> Iterator[Sequence[Step]]:
        halves, wished = self.board.halves, self.board.unwanted
        equal = {
            q: [u for u in self.seats.free_duties(q) if halves[u] == halves[t]]
            for q in self.board.people
            if q != p
        }
        for q, from_q in equal.items():
            if not self.board.may[q][t] or t in wished[q]:
                continue
            for u in from_q:
                for r, from_r in equal.items():
                    if r == q or not self.board.may[r][u] or u in wished[r]:
                        continue
                    for v in from_r:
                        if self.board.may[p][v] and v not in wished[p]:
                            yield (p, t, v), (q, u, t), (r, v, u)

    def _is_better(self, steps: Sequence[Step]) -> bool:
        change = self._kinder(steps)
        if change is None:
            return False
        if change < (0, 0, 0):
            return True
        self.seats.take_back(steps)
        return False

    def _descend(self, bound: float, stop: Stop) -> None:
        while self.seats.unfairness > bound + 0.01 and not stop():
            if not (self._pass_on(_ANY_RISE) or self._pass_on_by_another()):
                return

    def _by_total(self) -> list[int]:
        return sorted(self.board.people, key=lambda p: -self.seats.total[p])

    def _pass_on(self, below: float, givers: Sequence[int] | None = None) -> bool:
        """One move of load to somebody else whose rise of Σ (2 × total)² stays below a figure."""
        by_total = self._by_total()
        return any(
            self.seats.exchange(steps)
            for p in givers or by_total
            for q in reversed(by_total)
            if self._may_gain(p, q, -below)
            for steps, rise in self._moves(p, q)
            if rise < below
        )

    def _pass_on_by_another(self) -> bool:
        """Two moves, p to q and q to somebody else, that only together make it fairer."""
        total = self.seats.total
        for p in self._by_total():
            for q in self._by_total():
                if p == q or total[p] - total[q] < _LEAST_LEAD:
                    continue
                for steps, rise in self._moves(p, q):
                    if rise <= _MOST_RISE and self.seats.exchange(steps):
                        if self._pass_on(-rise, [q]):
                            return True
                        self.seats.take_back(steps)
        return False

    def _may_gain(self, p: int, q: int, gain: float) -> bool:
        """Whether moving some load w from p to q can lessen the sum: 2w(more - w) <= more² / 2."""
        more = self.seats.total[p] - self.seats.total[q]
        return p != q and more > 0 and more * more / 2 > gain

    def _moves(self, p: int, q: int) -> Iterator[tuple[Sequence[Step], float]]:
        """Every way to move load from p to q, with the rise it brings."""
        theirs = self.seats.free_duties(q)
        for t in self.seats.free_duties(p):
            for u in (NOBODY, *theirs):
                weight = self._weight(t, u)
                if weight > 0 and t != u:
                    yield _trade(p, t, q, u), self._rise(p, q, weight)


def _trade(p: int, t: int, q: int, u: int) -> Sequence[Step]:
    return (p, t, u), (q, u, t)


def _cooling(tries: int, hot: float, cold: float) -> Iterator[float]:
    return (hot * (cold / hot) ** (k / tries) for k in range(tries))
