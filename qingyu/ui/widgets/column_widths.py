"""How the columns of a table share the width they have."""

from collections.abc import Sequence

from qingyu.domain.frozen import frozen


@frozen
class Wish:
    """A column's wished width, the least it can do with, and whether it takes what is left."""

    width: int
    least: int
    stretch: bool = False


def share_out(room: int, wishes: Sequence[Wish]) -> list[int]:
    """Whole widths of at least 1 that add up to `room` (to more only below 1 for each)."""
    if not wishes:
        return []
    wished = [w.least if w.stretch else w.width for w in wishes]
    spare = room - sum(wished)
    if spare >= 0:
        takers = [i for i, w in enumerate(wishes) if w.stretch] or [len(wishes) - 1]
        return _spread(wished, takers, spare)
    floor = [min(w.least, width) for w, width in zip(wishes, wished, strict=True)]
    if sum(floor) >= room:
        return _scaled(floor, room)
    widths = _in_proportion(floor, wished, room)
    return _spread(widths, [len(widths) - 1], room - sum(widths))


def _scaled(widths: list[int], room: int) -> list[int]:
    ones = [1] * len(widths)
    if sum(ones) >= min(room, sum(widths)):
        return ones
    scaled = _in_proportion(ones, widths, room)
    return _spread(scaled, [len(scaled) - 1], room - sum(scaled))


def _in_proportion(least: list[int], wished: list[int], room: int) -> list[int]:
    over, spare = sum(wished) - sum(least), room - sum(least)
    return [low + (wish - low) * spare // over for low, wish in zip(least, wished, strict=True)]


def _spread(widths: list[int], takers: list[int], spare: int) -> list[int]:
    result = list(widths)
    each, rest = divmod(spare, len(takers))
    for number, taker in enumerate(takers):
        result[taker] += each + (1 if number < rest else 0)
    return result
