"""Who sits in which slot, changed by exchanges that keep every rule or do not happen."""

from collections.abc import Sequence

from qingyu.domain.roster import DAYS_IN_A_ROW
from qingyu.domain.roster_rules import frail_fits
from qingyu.services.roster_board import MARGIN, NOBODY, Board

OUTSIDE = -2  # serves that day in a neighbouring month

Step = tuple[int, int, int]  # a person, the slot he leaves, the slot he takes; NOBODY for none


class Seating:
    """A roster that changes; `who` holds the people of each slot, `total` loads in half points.

    row[p][day + MARGIN] is p's slot on that day, NOBODY or OUTSIDE.
    """

    def __init__(self, board: Board, who: Sequence[frozenset[int]]) -> None:
        self.board = board
        self.who = [sorted(here) for here in who]
        self.row = [[NOBODY] * (board.days + 2 * MARGIN) for _ in board.people]
        for p, days in enumerate(board.outside):
            for day in days:
                if -MARGIN <= day < board.days + MARGIN:
                    self.row[p][day + MARGIN] = OUTSIDE
        self.total = [2 * carry for carry in board.carry]
        self.mates = _friends(board, board.together)
        self._foes = _friends(board, board.apart)
        self._reach = sorted({days for days, _, _ in board.restless})
        self._count = [0] * len(board.people)
        for t, here in enumerate(self.who):
            for p in here:
                self._book(p, t)
        self._leaderless = self._may_lack = sum(not self._led(t) for t in board.slots)

    @property
    def unfairness(self) -> float:
        """Σ (carry + load)² of what stands now."""
        return sum(total * total for total in self.total) / 4

    def result(self) -> tuple[frozenset[int], ...]:
        """Who serves in each slot now."""
        return tuple(frozenset(here) for here in self.who)

    def restore(self, who: Sequence[frozenset[int]]) -> None:
        """Seats everybody as in an earlier result."""
        for t, here in enumerate(self.who):
            for p in list(here):
                self._drop(p, t)
        for t, wanted in enumerate(who):
            for p in sorted(wanted):
                self._put(p, t)
        self._leaderless = sum(not self._led(t) for t in self.board.slots)

    def free_duties(self, p: int) -> list[int]:
        """The slots of the month p serves in and is not fixed to."""
        fixed = self.board.fixed
        return [t for t in self.row[p] if t >= 0 and p not in fixed[t]]

    def exchange(self, steps: Sequence[Step]) -> bool:
        """Whether everybody could leave and take what the steps say; else nothing changed."""
        slots = {t for _, left, taken in steps for t in (left, taken) if t != NOBODY}
        before = {t: self._state(t) for t in slots}
        for p, left, _ in steps:
            if left != NOBODY:
                self._drop(p, left)
        seated = 0
        for p, _, taken in steps:
            if taken != NOBODY:
                if not self._can(p, taken):
                    break
                self._put(p, taken)
            seated += 1
        if seated == len(steps) and self._keeps(before):
            return True
        self._undo(steps, seated)
        return False

    def take_back(self, steps: Sequence[Step]) -> None:
        """Undoes an exchange that was just made."""
        slots = {t for _, left, taken in steps for t in (left, taken) if t != NOBODY}
        led = sum(self._led(t) for t in slots)
        self._undo(steps, len(steps))
        self._leaderless += led - sum(self._led(t) for t in slots)

    def _undo(self, steps: Sequence[Step], seated: int) -> None:
        for p, _, taken in steps[:seated]:
            if taken != NOBODY:
                self._drop(p, taken)
        for p, left, _ in steps:
            if left != NOBODY:
                self._put(p, left)

    def _keeps(self, before: dict[int, tuple[bool, bool]]) -> bool:
        change = 0
        for t, (was_fit, was_led) in before.items():
            fit, led = self._state(t)
            if was_fit and not fit:
                return False
            change += was_led - led
        if self._leaderless + change > self._may_lack:
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
        board, row = self.board, self.row[p]
        if not board.may[p][t] or self._count[p] >= board.most[p]:
            return False
        at = board.day[t] + MARGIN
        if row[at] != NOBODY:
            return False
        if not all(self._rests(row, at, board.shift[t], days) for days in self._reach):
            return False
        before, after = row[at - 1], row[at + 1]
        if (before != NOBODY or after != NOBODY) and _row_length(row, at) > DAYS_IN_A_ROW:
            return False
        return not any(foe in self.who[t] for foe in self._foes[p])

    def _rests(self, row: Sequence[int], at: int, shift: int, days: int) -> bool:
        """Whether what stands so many days before and after leaves time to rest."""
        board, before, after = self.board, row[at - days], row[at + days]
        return (before < 0 or (days, board.shift[before], shift) not in board.restless) and (
            after < 0 or (days, shift, board.shift[after]) not in board.restless
        )

    def _put(self, p: int, t: int) -> None:
        self.who[t].append(p)
        self._book(p, t)

    def _book(self, p: int, t: int) -> None:
        self.row[p][self.board.day[t] + MARGIN] = t
        self._count[p] += 1
        self.total[p] += self.board.halves[t]

    def _drop(self, p: int, t: int) -> None:
        self.who[t].remove(p)
        self.row[p][self.board.day[t] + MARGIN] = NOBODY
        self._count[p] -= 1
        self.total[p] -= self.board.halves[t]


def _row_length(row: Sequence[int], at: int) -> int:
    """How many days in a row there would be with a duty at that day, as far as it matters."""
    first = last = at
    while row[first - 1] != NOBODY and at - first < DAYS_IN_A_ROW:
        first -= 1
    while row[last + 1] != NOBODY and last - at < DAYS_IN_A_ROW:
        last += 1
    return last - first + 1


def _friends(board: Board, pairs: Sequence[tuple[int, int]]) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in board.people]
    for a, b in pairs:
        found[a].append(b)
        found[b].append(a)
    return found
