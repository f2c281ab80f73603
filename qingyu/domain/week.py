"""A week by its ISO name: 2026-W47, Monday to Sunday."""

import re
from datetime import date, timedelta

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.pattern import pattern

_NAME = pattern(r"(\d{4})-?W(\d{1,2})", re.IGNORECASE)


@frozen
class Week:
    """One week; `monday` is its first day."""

    monday: date

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)

    @property
    def name(self) -> str:
        """The ISO name: 2026-W47."""
        year, number, _ = self.monday.isocalendar()
        return f"{year:04d}-W{number:02d}"

    @property
    def text(self) -> str:
        """The week as people read it: 11月16日至11月22日."""
        first, last = self.monday, self.sunday
        return f"{first.month}月{first.day}日至{last.month}月{last.day}日"


def week_of(day: date) -> Week:
    """The week that holds this day."""
    return Week(day - timedelta(days=day.weekday()))


def read_week(text: str) -> Week:
    """The week of a name such as 2026-W47, or of a date 2026-11-22; RuleError."""
    match = _NAME.fullmatch(text.strip())
    try:
        if match:
            week = Week(date.fromisocalendar(int(match[1]), int(match[2]), 1))
        else:
            week = week_of(date.fromisoformat(text.strip()))
        # The last week there is has no next Monday to end at.
        week_of(week.monday + timedelta(days=7))
        return week
    except (ValueError, OverflowError):
        raise RuleError(f"看不懂哪一周「{text[:20]}」", "请写成 2026-W47。") from None
