"""The time something lies open to objection (公示期), counted in natural days."""

from datetime import date, timedelta

from qingyu.domain.calendar import Calendar
from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.wording import WEEKDAYS

USUAL_DAYS = 7
_MOST_DAYS = 365


@frozen
class Publicity:
    """A 公示期: put up on `first`, so many days; without `day_one_counts` they begin on the morrow.

    民法典 201: the day something begins on is not counted unless it is said so.
    """

    first: date
    days: int = USUAL_DAYS
    day_one_counts: bool = False

    @property
    def start(self) -> date:
        """The first day that counts."""
        return self.first if self.day_one_counts else self.first + timedelta(days=1)

    @property
    def end(self) -> date:
        """The last day that counts."""
        return self.start + timedelta(days=self.days - 1)

    def day(self, today: date) -> int:
        """Which day of it today is: 1 on the first that counts, 0 or less before it."""
        return (today - self.start).days + 1

    def left(self, today: date) -> int:
        """How many days are still to come after today; negative once it is over."""
        return (self.end - today).days

    def words(self, today: date) -> str:
        """公示第 3 天，共 7 天，还剩 4 天."""
        day = self.day(today)
        if day < 1:
            return f"公示从{_day(self.start)}算起，共 {self.days} 天"
        if day > self.days:
            return f"公示期满（{_day(self.end)}）"
        left = self.left(today)
        rest = f"还剩 {left} 天" if left else "今天是最后一天"
        return f"公示第 {day} 天，共 {self.days} 天，{rest}"


def check_publicity(period: Publicity) -> Publicity:
    """The period itself; RuleError when nobody could mean it."""
    if not 1 <= period.days <= _MOST_DAYS:
        raise RuleError(f"公示期不会是 {period.days} 天", f"请写 1 到 {_MOST_DAYS} 天。")
    if not 2000 <= period.first.year <= 2100:
        raise RuleError(f"公示期不会从 {period.first.year} 年算起", "请核对年份。")
    return period


def end_warning(end: date, calendar: Calendar) -> str:
    """What to think about when it ends on a day off, with the next working day; else empty."""
    if calendar.is_working_day(end):
        return ""
    name = calendar.holiday_name(end)
    why = f"放假（{name}）" if name else f"星期{WEEKDAYS[end.weekday()]}"
    later = calendar.add_working_days(end, 1)
    return f"最后一天{_day(end)}是{why}，有意见的人可能找不到人；可以延到{_day(later)}。"


def _day(day: date) -> str:
    return f"{day.month}月{day.day}日"
