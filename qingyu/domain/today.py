"""What the home page answers in one look."""

from dataclasses import dataclass
from datetime import date, datetime

from qingyu.domain.barometer import Reading
from qingyu.domain.blank_form import BlankForm
from qingyu.domain.feedback import Feedback
from qingyu.domain.few import Few
from qingyu.domain.followup import Call
from qingyu.domain.issue import Issue, Promise
from qingyu.domain.round import Round


@dataclass(frozen=True)
class PromiseDue:
    """A promise due now, with the issue it was given on."""

    promise: Promise
    issue: Issue


@dataclass(frozen=True)
class NoticeDue:
    """A posted notice whose time is up."""

    id: int
    title: str
    until: date


@dataclass(frozen=True)
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
    open_count: int
    weather: Reading
    is_empty: bool
