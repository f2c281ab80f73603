"""Everything the detail of one issue shows, people by name."""

from datetime import datetime

from qingyu.domain.feedback import Feedback
from qingyu.domain.followup import FollowUp
from qingyu.domain.frozen import frozen
from qingyu.domain.issue import CostLine, Issue, Promise
from qingyu.domain.recurrence import Recurrence


@frozen
class Event:
    """One line of the timeline; source and target are empty for a remark."""

    at: datetime
    by: str
    verb: str
    words: str = ""
    source: str = ""
    target: str = ""


@frozen
class Photo:
    """A kept photo of an issue; stage is 前 or 后 (before or after the work)."""

    id: int
    sha256: str
    suffix: str
    stage: str


@frozen
class IssueStory:
    """An issue with its people, words, photos and timeline (newest event first)."""

    issue: Issue
    category: str
    handler: str
    lead: str
    supervisor: str
    events: tuple[Event, ...]
    feedback: tuple[Feedback, ...]
    promises: tuple[Promise, ...]
    costs: tuple[CostLine, ...]
    photos: tuple[Photo, ...]
    followups: tuple[FollowUp, ...]
    recurrence: Recurrence
    emergency_fund: bool = False
    merged_into: str = ""

    @property
    def total_fen(self) -> int:
        """The sum of the cost lines, in fen."""
        return sum(line.fen for line in self.costs)
