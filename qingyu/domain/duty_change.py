"""What happens to a published month: swaps, stand-ins, no-shows, extra duty."""

from datetime import date, datetime
from enum import StrEnum

from qingyu.domain.frozen import frozen


class ChangeKind(StrEnum):
    """The sorts of change, as the coordinator calls them."""

    SWAP = "换班"
    MOVED = "调班"
    STAND_IN = "顶班"
    ABSENT = "缺岗"
    EXTRA = "加班"
    EMPTIED = "撤下"


@frozen
class ShiftRef:
    """One shift of one day."""

    on: date
    shift_id: int


@frozen
class Agreement:
    """Who said yes to a change, and when."""

    who: str
    at: datetime


@frozen
class DutyChange:
    """One change after publishing: `taker` serves in `where` instead of `giver`.

    back: the shift that `giver` took from `taker` in a two-way swap, or moved to where a place was
    empty (调班, without a taker); kept: broken rules, knowingly.
    """

    id: int
    kind: ChangeKind
    at: datetime
    by: str
    where: ShiftRef
    giver_id: int | None
    taker_id: int | None
    back: ShiftRef | None = None
    agreed: Agreement | None = None
    words: str = ""
    kept: str = ""


@frozen
class OwnDuty:
    """One duty of somebody, to be chosen for a swap; `settled` when its month is published."""

    assignment_id: int
    steward_id: int
    on: date
    shift: str
    settled: bool


@frozen
class StandIn:
    """Somebody who could take a place; `broken` names the rules it would break, best first."""

    steward_id: int
    name: str
    phone: str
    load: float
    lead: bool
    broken: tuple[str, ...]
    unwanted: bool = False

    @property
    def legal(self) -> bool:
        """Whether no rule stands against it."""
        return not self.broken


@frozen
class Cost:
    """What a change does to fairness, and the rules it would break, in words.

    unfairness: Σ (carry + load)² before and after.
    """

    words: str
    before: float
    after: float
    broken: tuple[str, ...]
    loads: tuple[tuple[str, float], ...] = ()
