"""What the life of an issue starts from, and what it leaves in the book."""

from dataclasses import dataclass, field
from datetime import date, datetime

from qingyu.domain.followup import FollowUpDraft
from qingyu.domain.frozen import frozen
from qingyu.domain.issue import Funding, Urgency
from qingyu.services.demo.lore import MatterLore
from qingyu.services.demo.steps import Step
from qingyu.services.demo.voices import Slots


@frozen
class Tried:
    """One follow-up try: when, by whom, what came of it."""

    at: datetime
    by: int
    draft: FollowUpDraft


@dataclass
class Promised:
    """A word given to a resident."""

    what: str
    by: date
    who: str = ""
    kept_at: datetime | None = None


@frozen
class Spent:
    """An expense, in fen."""

    what: str
    fen: int
    receipt: str


@frozen
class Tale:
    """What a life starts from; the later ones are for lives that still stand open at `until`."""

    matter: MatterLore
    urgency: Urgency
    slots: Slots
    registered_by: int
    told_by: str
    target: tuple[int, int] | None = None
    look_again: date | None = None
    tries: int = 0
    until: datetime | None = None
    promise_by: date | None = None


@dataclass
class Life:
    """Everything that happened to one issue."""

    lead: int | None = None
    supervisor: int | None = None
    funding: Funding = Funding.NONE
    obstacle: str = ""
    steps: list[Step] = field(default_factory=list)
    tries: list[Tried] = field(default_factory=list)
    promises: list[Promised] = field(default_factory=list)
    costs: list[Spent] = field(default_factory=list)
