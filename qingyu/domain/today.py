"""What the home page answers in one look."""

from dataclasses import dataclass
from datetime import date, datetime

from qingyu.domain.barometer import Reading
from qingyu.domain.issue import Issue, Promise


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
    """The matters of the day, the most pressing first in each list; counts tell the whole."""

    at: datetime
    neighbourhood: str
    duty_phone: str
    dangerous: tuple[Issue, ...]
    dangerous_count: int
    overdue: tuple[Issue, ...]
    overdue_count: int
    due_today: tuple[Issue, ...]
    to_follow_up: tuple[Issue, ...]
    to_follow_up_count: int
    reopen_asked: tuple[Issue, ...]
    promises: tuple[PromiseDue, ...]
    notices: tuple[NoticeDue, ...]
    loose_feedback: int
    open_count: int
    weather: Reading
    last_backup: datetime | None = None
