"""The journal: who did what and when, and what can be taken back."""

from datetime import datetime

from qingyu.domain.frozen import frozen


@frozen
class Entry:
    """One operation as people read it."""

    id: int
    at: datetime
    by: int | None
    verb: str
    undone: bool = False
