"""The journal: who did what and when, and what can be taken back."""

from datetime import datetime

from qingyu.domain.frozen import frozen
from qingyu.domain.right import Right


@frozen
class Entry:
    """One operation as people read it."""

    id: int
    at: datetime
    by: int | None
    verb: str
    undone: bool = False
    needs: Right = Right.WORK

    def right_to_undo(self, by: int | None) -> Right:
        """What it takes to take this back: what it took to do it, more where others did it."""
        own = by is not None and by == self.by
        return Right.WORK if not own and self.needs in (Right.RECORD, Right.PRINT) else self.needs
