"""What the home page answers in one look."""

from datetime import date, datetime

from qingyu.domain.backup_place import SecondPlace
from qingyu.domain.barometer import Reading
from qingyu.domain.blank_form import BlankForm
from qingyu.domain.feedback import Feedback
from qingyu.domain.few import Few
from qingyu.domain.followup import Call
from qingyu.domain.frozen import frozen
from qingyu.domain.handover import Pending
from qingyu.domain.issue import Issue, Promise
from qingyu.domain.round import Round


@frozen
class PromiseDue:
    """A promise due now, with the issue it was given on."""

    promise: Promise
    issue: Issue


@frozen
class NoticeDue:
    """A posted notice whose time is up; where it is noted to hang, objections not answered."""

    id: int
    title: str
    until: date
    places: int = 0
    objections: int = 0

    @property
    def words(self) -> str:
        """What there is to know before it comes down: 还贴着 3 处，有 1 条异议没答复."""
        hangs = f"还贴着 {self.places} 处" if self.places else ""
        open_ = f"有 {self.objections} 条异议没答复" if self.objections else ""
        return "，".join(part for part in (hangs, open_) if part)


@frozen
class Today:
    """The matters of the day, the most pressing first in each list.

    `dangerous` are the dangers not made safe and, after them, emergencies made safe and not
    finished; `overdue` holds the late and those due before midnight, without what is dangerous;
    `rounds` are still out on paper, `old_forms` for longer than anybody fills one in.
    """

    at: datetime
    neighbourhood: str
    duty_phone: str
    dangerous: Few[Issue]
    overdue: Few[Issue]
    calls: Few[Call]
    promises: Few[PromiseDue]
    reopen_asked: Few[Issue]
    loose: Few[Feedback]
    notices: Few[NoticeDue]
    rounds: Few[Round]
    old_forms: tuple[BlankForm, ...]
    handovers: Pending
    open_count: int
    weather: Reading
    backed_up: datetime | None
    second_place: SecondPlace | None
    is_empty: bool
