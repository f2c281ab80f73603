"""What the home page answers in one look."""

from datetime import date, datetime

from qingyu.domain.barometer import Reading
from qingyu.domain.feedback import Feedback
from qingyu.domain.few import Few
from qingyu.domain.followup import Call
from qingyu.domain.frozen import frozen
from qingyu.domain.issue import Issue, Promise


@frozen
class PromiseDue:
    """A promise due now, with the issue it was given on."""

    promise: Promise
    issue: Issue


@frozen
class NoticeDue:
    """A posted notice whose time is up."""

    id: int
    title: str
    until: date


@frozen
class Today:
    """The matters of the day, the most pressing first in each list.

    `dangerous` are the dangers not made safe and, after them, emergencies made safe and not
    finished; `overdue` holds the late and those due before midnight, without what is dangerous.
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
    open_count: int
    weather: Reading
    is_empty: bool
