"""A calendar month by its name: 2026-11."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from qingyu.domain.errors import RuleError
from qingyu.domain.pattern import pattern

_NAME = pattern(r"(\d{4})-(\d{1,2})", re.ASCII)


@dataclass(frozen=True, order=True)
class Month:
    """One month of one year."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.after.first - timedelta(days=1)

    @property
    def after(self) -> "Month":
        """The next month."""
        return month_of(self.first + timedelta(days=31))

    @property
    def before(self) -> "Month":
        """The month before."""
        return month_of(self.first - timedelta(days=1))

    @property
    def name(self) -> str:
        """2026-11."""
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def text(self) -> str:
        """2026年11月."""
        return f"{self.year}年{self.number}月"


def month_of(day: date) -> Month:
    """The month that holds this day."""
    return Month(day.year, day.month)


def read_month(text: str) -> Month:
    """The month of a name such as 2026-11; RuleError."""
    match = _NAME.fullmatch(text.strip())
    # The first and last year have neighbours that no calendar knows.
    if match and 1 <= int(match[2]) <= 12 and 1900 <= int(match[1]) <= 9000:
        return Month(int(match[1]), int(match[2]))
    raise RuleError(f"看不懂哪一个月「{text[:20]}」", "请写成 2026-11。")
