"""The journal: who did what and when, and what can be taken back."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Entry:
    """One operation as people read it."""

    id: int
    at: datetime
    by: int | None
    verb: str
    undone: bool = False
