"""Local search for a roster: from any legal one to a fair one by handing on and trading duties.

It finds what the exact solver proves; the number of people in every slot stays, and no more slots
than before lack somebody who leads.
"""

import math
import random
from collections.abc import Callable, Iterator, Sequence

from qingyu.services.roster_board import MARGIN, NOBODY, Board
from qingyu.services.roster_seating import OUTSIDE, Seating, Step

_EPSILON = 1e-9
_FAIR_TRIES, _FAIR_HOT, _FAIR_COLD = 7_000, 6.0, 0.3
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
        best, cost = self.seats.result(), self.seats.unfairness
        for temperature in _cooling(_FAIR_TRIES, _FAIR_HOT, _FAIR_COLD):
            if cost <= bound + _EPSILON or stop():
                break
            if self._try_fair(temperature) and self.seats.unfairness < cost - _EPSILON:
                best, cost = self.seats.result(), self.seats.unfairness
        self.seats.restore(best)

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


def _trade(p: int, t: int, q: int, u: int) -> Sequence[Step]:
    return (p, t, u), (q, u, t)


def _cooling(tries: int, hot: float, cold: float) -> Iterator[float]:
    return (hot * (cold / hot) ** (k / tries) for k in range(tries))
