"""Typing by pinyin: wm, wumian and 屋面 all find 屋面漏水."""

from collections.abc import Iterable

from qingyu.storage.pinyin import spellings


def fits(name: str, typed: str) -> bool:
    """Whether the name holds what was typed, or is spelt so from its start (wmls, wumian)."""
    wanted = "".join(typed.split()).lower()
    if wanted in "".join(name.split()).lower():
        return True
    if not (wanted.isascii() and wanted.isalnum()):
        return False
    return any(spelt.startswith(wanted) for spelt in spellings(name))


def narrowed(names: Iterable[str], typed: str) -> tuple[str, ...]:
    """The names that fit what was typed, in their order; all of them when nothing was."""
    return tuple(name for name in names if fits(name, typed))


def spelt(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Each name with how it may be spelt; slow for thousands, so ask from the worker."""
    return {name: spellings(name) for name in dict.fromkeys(names)}
