"""Local search for a roster: from any legal one to a fair one by handing on and trading duties.

It finds what the exact solver proves; all moves keep every rule, the same number of people in
every slot and no more leaderless slots than before.
"""

import math
import random
from collections.abc import Callable, Iterator, Sequence

from qingyu.domain.roster import DAYS_IN_A_ROW
from qingyu.domain.roster_rules import frail_fits
from qingyu.services.roster_board import MARGIN, NOBODY, Board

_OUTSIDE = -2
_ANY_RISE, _MOST_RISE, _LEAST_LEAD = -1e-9, 8.0, -3.0
_FAIR_ROUNDS, _FAIR_TRIES, _FAIR_HOT, _FAIR_COLD = 3, 40_000, 8.0, 0.5
_KIND_TRIES, _KIND_HOT, _KIND_COLD = 60_000, 60.0, 0.4
# So far apart that no number of the lesser outweighs one of the greater.
_NEXT_DAY, _UNWANTED = 1_000_000, 1_000


class Search:
    """A roster being changed move by move; `who` holds the people of each slot."""

    def __init__(self, board: Board, who: Sequence[frozenset[int]], seed: int = 1) -> None:
        self.board = board
        self.who = [sorted(here) for here in who]
        self._random = random.Random(seed)
        self._at = [[NOBODY] * (board.days + 2 * MARGIN) for _ in board.people]
        for p, days in enumerate(board.outside):
            for day in days:
                if -MARGIN <= day < board.days + MARGIN:
                    self._at[p][day + MARGIN] = _OUTSIDE
        self._count = [0] * len(board.people)
        self._total = [2 * carry for carry in board.carry]
        for t, here in enumerate(self.who):
            for p in here:
                self._book(p, t)
        self._mates: list[list[int]] = [[] for _ in board.people]
        self._foes: list[list[int]] = [[] for _ in board.people]
        for pairs, friends in ((board.together, self._mates), (board.apart, self._foes)):
            for a, b in pairs:
                friends[a].append(b)
                friends[b].append(a)
        self._leaderless = sum(not self._led(t) for t in board.slots)
        self._spare_leaderless = self._leaderless

    @property
    def unfairness(self) -> float:
        """Σ (carry + load)² of what stands now."""
        return sum(total * total for total in self._total) / 4

    def result(self) -> tuple[frozenset[int], ...]:
        """Who serves in each slot now."""
        return tuple(frozenset(here) for here in self.who)

    def be_fair(self, bound: float, stop: Callable[[], bool]) -> None:
        """Lessens the unfairness as far as it finds a way, no further than the bound."""
        for _ in range(_FAIR_ROUNDS):
            best, cost = self.result(), self.unfairness
            for temperature in self._cooling(_FAIR_TRIES, _FAIR_HOT, _FAIR_COLD):
                if cost <= bound + 0.01 or stop():
                    break
                if self._try_fair(temperature) and self.unfairness < cost - 1e-9:
                    best, cost = self.result(), self.unfairness
            self._restore(best)
            self._descend(bound, stop)
            if self.unfairness <= bound + 0.01 or stop():
                return

    def be_kind(self, stop: Callable[[], bool]) -> None:
        """Lessens next-day repeats, then unwanted duties, then split couples; as fair as before."""
        best, now, lowest = self.result(), 0, 0
        for temperature in self._cooling(_KIND_TRIES, _KIND_HOT, _KIND_COLD):
            if stop():
                break
            now += self._try_kind(temperature)
            if now < lowest:
                best, lowest = self.result(), now
        self._restore(best)

    def _cooling(self, tries: int, hot: float, cold: float) -> Sequence[float]:
        return [hot * (cold / hot) ** (k / tries) for k in range(tries)]

    def _restore(self, who: Sequence[frozenset[int]]) -> None:
        for t, here in enumerate(self.who):
            for p in list(here):
                self._drop(p, t)
        for t, wanted in enumerate(who):
            for p in sorted(wanted):
                self._put(p, t)
        self._leaderless = sum(not self._led(t) for t in self.board.slots)

    # One step: pick a duty, and either hand it to somebody or trade it for one of theirs.

    def _pick(self) -> tuple[int, int, int, int] | None:
        """(p, t, q, u): p's duty t and q's duty u to trade, u NOBODY to hand t on."""
        board, random_below = self.board, self._random.randrange
        t = random_below(len(self.who))
        here = self.who[t]
        if not here:
            return None
        p, q = here[random_below(len(here))], random_below(len(board.lead))
        if p == q or q in here or p in board.fixed[t]:
            return None
        u = self._at[q][MARGIN + random_below(board.days)]
        if u in (t, _OUTSIDE) or (u >= 0 and q in board.fixed[u]):
            return None
        return p, t, q, u

    def _try_fair(self, temperature: float) -> bool:
        pick = self._pick()
        if pick is None:
            return False
        p, t, q, u = pick
        weight = self.board.halves[t] - (self.board.halves[u] if u >= 0 else 0)
        rise = 2 * weight * (weight - self._total[p] + self._total[q])
        if rise > 0 and self._random.random() >= math.exp(-rise / temperature):
            return False
        return self._move(p, t, q, u)

    def _try_kind(self, temperature: float) -> int:
        pick = self._pick()
        if pick is None:
            return 0
        p, t, q, u = pick
        weight = self.board.halves[t] - (self.board.halves[u] if u >= 0 else 0)
        if weight and weight != self._total[p] - self._total[q]:
            return 0
        before, leaderless = self._unkindness(p, q), self._leaderless
        if not self._move(p, t, q, u):
            return 0
        after = self._unkindness(p, q)
        next_day, unwanted, split = (new - old for new, old in zip(after, before, strict=True))
        pull = 100 * next_day + 10 * unwanted + split
        if pull > 0 and self._random.random() >= math.exp(-pull / temperature):
            self._take_back(p, t, q, u)
            self._leaderless = leaderless
            return 0
        return next_day * _NEXT_DAY + unwanted * _UNWANTED + split

    def _unkindness(self, *people: int) -> tuple[int, int, int]:
        """Next-day repeats, unwanted duties and, but for a constant, split couples of these."""
        next_day = disliked = split = 0
        for p in people:
            row, unwanted, mates = self._at[p], self.board.unwanted[p], self._mates[p]
            for day in range(MARGIN - 1, self.board.days + MARGIN):
                t = row[day]
                if t == NOBODY:
                    continue
                next_day += row[day + 1] != NOBODY
                if t >= 0:
                    disliked += t in unwanted
                    for mate in mates:
                        split += -1 if mate in self.who[t] else 1
        return next_day, disliked, split

    def _descend(self, bound: float, stop: Callable[[], bool]) -> None:
        while self.unfairness > bound + 0.01 and not stop():
            if not (self._pass_on(_ANY_RISE) or self._pass_on_by_another()):
                return

    def _pass_on(self, below: float, givers: Sequence[int] | None = None) -> bool:
        """One move of load to somebody else whose rise of Σ (2 × total)² stays below a figure."""
        by_total = sorted(self.board.people, key=lambda p: -self._total[p])
        return any(
            True
            for p in givers or by_total
            for q in reversed(by_total)
            if self._may_gain(p, q, -below)
            for t, u, rise in self._moves(p, q)
            if rise < below and self._move(p, t, q, u)
        )

    def _pass_on_by_another(self) -> bool:
        """Two moves, p to q and q to somebody else, that only together make it fairer."""
        by_total = sorted(self.board.people, key=lambda p: -self._total[p])
        for p in by_total:
            for q in by_total:
                if p == q or self._total[p] - self._total[q] < _LEAST_LEAD:
                    continue
                for t, u, rise in self._moves(p, q):
                    if rise <= _MOST_RISE and self._move(p, t, q, u):
                        if self._pass_on(-rise, [q]):
                            return True
                        self._take_back(p, t, q, u)
        return False

    def _may_gain(self, p: int, q: int, gain: float) -> bool:
        """Whether moving some load w from p to q can lessen the sum: 2w(more - w) <= more² / 2."""
        more = self._total[p] - self._total[q]
        return p != q and more > 0 and more * more / 2 > gain

    def _moves(self, p: int, q: int) -> Iterator[tuple[int, int, float]]:
        """(t, u, rise) of every way to move load from p to q; u is NOBODY where t is handed on."""
        halves, more = self.board.halves, self._total[p] - self._total[q]
        theirs = self._free_duties(q)
        for t in self._free_duties(p):
            yield t, NOBODY, 2 * halves[t] * (halves[t] - more)
            for u in theirs:
                weight = halves[t] - halves[u]
                if weight > 0:
                    yield t, u, 2 * weight * (weight - more)

    def _free_duties(self, p: int) -> list[int]:
        fixed = self.board.fixed
        return [t for t in self._at[p] if t >= 0 and p not in fixed[t]]

    # Moves: all or nothing.

    def _move(self, p: int, t: int, q: int, u: int) -> bool:
        places = (t,) if u < 0 else (t, u)
        before = [self._state(slot) for slot in places]
        self._drop(p, t)
        if u >= 0:
            self._drop(q, u)
        if self._can(q, t):
            self._put(q, t)
            if u < 0 or self._can(p, u):
                if u >= 0:
                    self._put(p, u)
                if self._keeps(places, before):
                    return True
                if u >= 0:
                    self._drop(p, u)
            self._drop(q, t)
        self._put(p, t)
        if u >= 0:
            self._put(q, u)
        return False

    def _take_back(self, p: int, t: int, q: int, u: int) -> None:
        self._drop(q, t)
        if u >= 0:
            self._drop(p, u)
            self._put(q, u)
        self._put(p, t)

    def _keeps(self, places: Sequence[int], before: Sequence[tuple[bool, bool]]) -> bool:
        after = [self._state(slot) for slot in places]
        if any(was and not fits for (was, _), (fits, _) in zip(before, after, strict=True)):
            return False
        change = sum(was - led for (_, was), (_, led) in zip(before, after, strict=True))
        if self._leaderless + change > self._spare_leaderless:
            return False
        self._leaderless += change
        return True

    def _state(self, t: int) -> tuple[bool, bool]:
        """Whether the frail people of the slot are in good company, and whether somebody leads."""
        frail = sum(self.board.frail[p] for p in self.who[t])
        fits = frail_fits(frail, len(self.who[t]) - frail, self.board.places[t])
        return fits, self._led(t)

    def _led(self, t: int) -> bool:
        lead = self.board.lead
        return any(lead[p] for p in self.who[t])

    def _can(self, p: int, t: int) -> bool:
        board, row = self.board, self._at[p]
        if not board.may[p][t] or self._count[p] >= board.most[p]:
            return False
        at = board.day[t] + MARGIN
        if row[at] != NOBODY:
            return False
        before, after, shift = row[at - 1], row[at + 1], board.shift[t]
        if before >= 0 and (board.shift[before], shift) in board.restless:
            return False
        if after >= 0 and (shift, board.shift[after]) in board.restless:
            return False
        if before != NOBODY or after != NOBODY:
            first, last = at, at
            while row[first - 1] != NOBODY and at - first < DAYS_IN_A_ROW:
                first -= 1
            while row[last + 1] != NOBODY and last - at < DAYS_IN_A_ROW:
                last += 1
            if last - first >= DAYS_IN_A_ROW:
                return False
        return not any(foe in self.who[t] for foe in self._foes[p])

    def _put(self, p: int, t: int) -> None:
        self.who[t].append(p)
        self._book(p, t)

    def _book(self, p: int, t: int) -> None:
        self._at[p][self.board.day[t] + MARGIN] = t
        self._count[p] += 1
        self._total[p] += self.board.halves[t]

    def _drop(self, p: int, t: int) -> None:
        self.who[t].remove(p)
        self._at[p][self.board.day[t] + MARGIN] = NOBODY
        self._count[p] -= 1
        self._total[p] -= self.board.halves[t]
