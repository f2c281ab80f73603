"""What the weekly one-page list of issues says, for the review table and the notice board."""

from datetime import date

from qingyu.domain.frozen import frozen
from qingyu.domain.place import Place


@frozen
class WeeklyLine:
    """One issue on the list; due is the earliest limit still unmet."""

    number: str
    place: Place
    matter: str
    state: str
    due: date | None = None
    owner: str = ""
    overdue: bool = False
    dangerous: bool = False


@frozen
class WeeklySection:
    """A heading (超期, 危险, 本周新增 …) and its issues; the most urgent section comes first."""

    title: str
    lines: tuple[WeeklyLine, ...]


@frozen
class WeeklySheet:
    """The week, its figures in words, and its sections."""

    neighbourhood: str
    start: date
    end: date
    counts: tuple[tuple[str, int], ...]
    sections: tuple[WeeklySection, ...]
    names: tuple[str, ...] = ()  # residents to hide wherever the public print mentions them
    phone: str = ""
    printed_on: date | None = None
