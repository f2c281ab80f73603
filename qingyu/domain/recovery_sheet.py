"""What the recovery sheet of an encrypted book says."""

from datetime import datetime

from qingyu.domain.frozen import frozen


@frozen
class RecoverySheet:
    """The code in six groups of four, whose book it opens, and when the sheet was made."""

    code: str
    neighbourhood: str
    made_at: datetime

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups in the order they are typed."""
        return tuple(self.code.split())
