"""The recycle bin: what was deleted, taken out of use or undone in the last 90 days."""

from datetime import datetime

from qingyu.domain.frozen import frozen

DAYS = 90


@frozen
class Deleted:
    """One thing that is gone; `operation` is the journal's number of what took it away.

    `more` counts what went with it and comes back with it; `why_not` says in one sentence why it
    cannot be brought back, and what to do instead.
    """

    operation: int
    kind: str
    name: str
    verb: str
    at: datetime
    by: int | None
    more: int = 0
    why_not: str = ""

    def days_left(self, now: datetime) -> int:
        """How many days it can still be brought back, 1 on the last."""
        return max(1, DAYS - (now.date() - self.at.date()).days)

    @property
    def what(self) -> str:
        """「住户 王桂芬」「楼栋 7幢，连同 3 项」."""
        told = f"{self.kind} {self.name}".strip()
        return f"{told}，连同 {self.more} 项" if self.more else told
