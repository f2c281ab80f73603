"""The first of many things, and how many there are in all."""

from collections.abc import Iterator
from typing import Generic, TypeVar

from qingyu.domain.frozen import frozen

T = TypeVar("T")


@frozen
class Few(Generic[T]):
    """What one look can take of a longer list; `total` counts the whole of it."""

    shown: tuple[T, ...] = ()
    total: int = 0

    @property
    def rest(self) -> int:
        """How many are not shown."""
        return max(0, self.total - len(self.shown))

    def __iter__(self) -> Iterator[T]:
        return iter(self.shown)
