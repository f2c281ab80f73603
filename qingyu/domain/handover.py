"""Handover (交接班): what one shift passes on to the next."""

from datetime import date, datetime

from qingyu.domain.duty import Shift
from qingyu.domain.frozen import frozen


@frozen
class Counted:
    """A thing that is handed over by count: 钥匙 4 of 4."""

    name: str
    usual: int = 1
    found: int | None = None

    @property
    def missing(self) -> bool:
        """Whether it was counted and is not all there."""
        return self.found is not None and self.found < self.usual


@frozen
class Incident:
    """Something that happened: at what time, what, what was done, who was told."""

    at: str
    what: str
    action: str = ""
    told: str = ""


@frozen
class Patrol:
    """A point of the round and what was found there."""

    point: str
    result: str = ""


@frozen
class Handover:
    """One shift's record; id 0 is a form filled in beforehand and not stored.

    happened, open_matters: lines in plain words; taken_by is None until the next one confirms.
    """

    id: int
    on: date
    shift: Shift
    people: str
    weather: str = ""
    visitors: str = ""
    happened: tuple[str, ...] = ()
    open_matters: tuple[str, ...] = ()
    patrol: tuple[Patrol, ...] = ()
    incidents: tuple[Incident, ...] = ()
    counted: tuple[Counted, ...] = ()
    words: str = ""
    given_by: int | None = None
    given_at: datetime | None = None
    taken_by: int | None = None
    taken_at: datetime | None = None
    taker_words: str = ""

    @property
    def confirmed(self) -> bool:
        """Whether the next shift has taken over."""
        return self.taken_at is not None


@frozen
class OnDutyNow:
    """Who holds the post now: the shift that is on, or the next one and when it begins.

    names: the 值班长 first; `waiting` is a handover that nobody has confirmed yet.
    """

    shift: Shift | None
    on: date
    names: tuple[str, ...]
    lead: str
    phone: str
    next_shift: Shift | None = None
    next_on: date | None = None
    next_names: tuple[str, ...] = ()
    waiting: Handover | None = None

    @property
    def words(self) -> str:
        """In one line: 早班 8–12　陆建芬（值班长）、赵文斌."""
        if self.shift is None:
            return "现在没有值班"
        named = [f"{n}（值班长）" if n == self.lead else n for n in self.names]
        return f"{self.shift.title}　{'、'.join(named) or '还没有人'}"
