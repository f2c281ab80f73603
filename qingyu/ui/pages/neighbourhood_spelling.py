"""Spelling thousands of names on the worker without taking the processor from the window."""

from collections.abc import Iterable
from threading import Event

from qingyu.services import pinyin
from qingyu.ui.tasks import Task

_BATCH = 40
_REST_SECONDS = 0.008


def spell(names: Iterable[str], task: Task) -> dict[str, tuple[str, ...]]:
    """How each name may be spelt, for filtering by pinyin; part of them when it was stopped."""
    left, found, rest = sorted(names), dict[str, tuple[str, ...]](), Event()
    for start in range(0, len(left), _BATCH):
        if task.cancelled():
            break
        found |= pinyin.spelt(left[start : start + _BATCH])
        # Python runs one thread at a time: between batches the window gets its turn.
        rest.wait(_REST_SECONDS)
    return found
