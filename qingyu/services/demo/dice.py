"""Seeded chance: the same seed throws the same numbers on every computer."""

from bisect import bisect
from collections.abc import Iterable, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")


class Wheel(Generic[T]):
    """Values of unlike weight."""

    def __init__(self, weighted: Iterable[tuple[T, float]]) -> None:
        pairs = [(value, weight) for value, weight in weighted if weight > 0]
        self.values = tuple(value for value, _ in pairs)
        self._ends = list(accumulate(weight for _, weight in pairs))
        self.total = self._ends[-1] if self._ends else 0.0

    def at(self, share: float) -> T:
        """The value at this share (0 ≤ share < 1) of the circle."""
        return self.values[bisect(self._ends, share * self.total, hi=len(self.values) - 1)]


class Dice:
    """Everything random of one run."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)
        self.share = self._random.random

    def chance(self, probability: float) -> bool:
        """Whether something this likely happens."""
        return self.share() < probability

    def pick(self, values: Sequence[T]) -> T:
        """One of the values, each as likely."""
        return values[int(self.share() * len(values))]

    def spin(self, wheel: Wheel[T]) -> T:
        """One of the values by weight."""
        return wheel.at(self.share())

    def between(self, low: float, high: float) -> float:
        """A number in this range."""
        return low + (high - low) * self.share()

    def whole(self, low: int, high: int) -> int:
        """A whole number in this range, both ends included."""
        return low + int(self.share() * (high - low + 1))

    def some(self, values: Sequence[T], count: int) -> list[T]:
        """That many different values."""
        return self._random.sample(values, count)
