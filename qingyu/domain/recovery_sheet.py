"""What a recovery sheet says: that of an encrypted book, or that of a lead's PIN."""

from datetime import datetime
from enum import StrEnum

from qingyu.domain.frozen import frozen


class Opens(StrEnum):
    """What a code lets in again; the word is the title of its sheet."""

    BOOK = "恢复单"
    DESK = "PIN 恢复单"


@frozen
class RecoverySheet:
    """The code in six groups of four, whose book it opens, and when the sheet was made."""

    code: str
    neighbourhood: str
    made_at: datetime
    opens: Opens = Opens.BOOK

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups in the order they are typed."""
        return tuple(self.code.split())
