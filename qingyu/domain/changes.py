"""What one user action changed: broadcast once, so each page reloads only if it cares."""

from collections.abc import Iterable
from dataclasses import field
from enum import StrEnum

from qingyu.domain.frozen import frozen


class Noun(StrEnum):
    """The things the book knows; the same word names them on every floor."""

    NEIGHBOURHOOD = "neighbourhood"
    BUILDING = "building"
    HOUSEHOLD = "household"
    RESIDENT = "resident"
    PUBLIC_PLACE = "public_place"
    STEWARD = "steward"
    CONTACT = "contact"
    FEEDBACK = "feedback"
    ISSUE = "issue"
    PHOTO = "photo"
    DUTY = "duty"
    NOTICE = "notice"
    POSTING_PLACE = "posting_place"
    REVIEW = "review"
    ROUND = "round"
    ROUND_LINE = "round_line"
    FORM = "form"


@frozen
class Changes:
    """The operation's journal number, its verb in plain Chinese, and which ids of which noun."""

    operation: int = 0
    verb: str = ""
    touched: frozenset[tuple[Noun, int]] = field(default_factory=frozenset)

    def ids(self, noun: Noun) -> tuple[int, ...]:
        """The touched ids of one noun, ascending."""
        return tuple(sorted(number for kind, number in self.touched if kind is noun))

    def concerns(self, nouns: Iterable[Noun]) -> bool:
        """Whether any of these nouns was touched."""
        wanted = set(nouns)
        return any(kind in wanted for kind, _ in self.touched)

    def __bool__(self) -> bool:
        return bool(self.touched)
