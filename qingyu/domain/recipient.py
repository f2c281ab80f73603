"""Whom a door slip is for: one household, or one unit."""

from dataclasses import dataclass

from qingyu.domain.place import Place


@dataclass(frozen=True)
class Recipient:
    """A door and, if it is a household's, the name to greet; printed only on its own slip."""

    place: Place
    name: str = ""
