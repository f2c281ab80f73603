"""Whom a door slip is for: one household, or one unit."""

import re
from collections.abc import Iterable

from qingyu.domain.frozen import frozen
from qingyu.domain.place import Place
from qingyu.domain.plain_text import fold

_LAST = 10**9


@frozen
class Recipient:
    """A door and, if it is a household's, the name to greet; printed only on its own slip."""

    place: Place
    name: str = ""


def in_walking_order(recipients: Iterable[Recipient]) -> tuple[Recipient, ...]:
    """The recipients as one walks: building, unit, floor by floor from below, door by door."""
    return tuple(sorted(recipients, key=lambda each: _walk(each.place)))


def _walk(place: Place) -> tuple[int, int, int, int, str]:
    """Rooms told as 501 lie on floor 5; a room without a number comes last in its unit."""
    room = fold(place.room or "")
    digits = re.match(r"\d+", room)
    number = int(digits[0]) if digits else (0 if not room else _LAST)
    return place.building or 0, place.unit or 0, number // 100, number % 100, room + place.spot
