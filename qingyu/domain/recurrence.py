"""Recurrence (重复发生): the same place and category again within half a year."""

from collections.abc import Iterable
from datetime import date, timedelta

from qingyu.domain.frozen import frozen
from qingyu.domain.place import Place


@frozen
class RecurrenceLimits:
    """How far back counts, and from which time on a topic (专题议事) is suggested."""

    days: int = 180
    topic_at: int = 3


@frozen
class Occurrence:
    """One issue as recurrence sees it: its number, day, place and category code."""

    number: int
    on: date
    place: Place
    category: str


@frozen
class Recurrence:
    """Which time it is, this one included, and the earlier ones, newest first."""

    count: int
    earlier: tuple[Occurrence, ...]
    for_topic: bool
    days: int

    @property
    def text(self) -> str:
        """「半年内第 3 次，建议专题议事」, or an empty string for the first time."""
        if self.count < 2:
            return ""
        window = "半年内" if self.days == 180 else f"{self.days} 天内"
        return f"{window}第 {self.count} 次" + ("，建议专题议事" if self.for_topic else "")


def recurrence(
    this: Occurrence, others: Iterable[Occurrence], limits: RecurrenceLimits | None = None
) -> Recurrence:
    """How often it has happened up to and including this one; an unknown place never recurs."""
    limits = limits or RecurrenceLimits()
    since = this.on - timedelta(days=limits.days)
    earlier = [
        other
        for other in others
        if since <= other.on
        and (other.on, other.number) < (this.on, this.number)
        and other.category == this.category
        and same_place(other.place, this.place)
    ]
    earlier.sort(key=lambda other: (other.on, other.number), reverse=True)
    count = len(earlier) + 1
    return Recurrence(count, tuple(earlier), count >= limits.topic_at, limits.days)


def same_place(one: Place, two: Place) -> bool:
    """Whether both name one home, whatever spot inside it, or one public place."""
    if one.room or two.room:
        return (one.building, one.unit, one.room) == (two.building, two.unit, two.room)
    return bool(one) and one == two
