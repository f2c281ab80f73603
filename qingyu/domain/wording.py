"""How dates, lengths of time and numbers are said to a steward."""

import unicodedata
from datetime import date, datetime, timedelta

WEEKDAYS = "一二三四五六日"
_HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))


def code(number: int) -> str:
    """The number of an issue or a piece of feedback as printed and scanned: 0198."""
    return f"{number:04d}"


def plain_code(text: str) -> str:
    """What a scanner or a hand typed, in upper case and half width: ｒ０３－５ → R03-5."""
    return unicodedata.normalize("NFKC", text).translate(_DASHES).strip().upper()


def moment(when: date, now: datetime) -> str:
    """「今天 14:05」「昨天 14:05」「周三」「上周四」「11月3日」「2025年11月3日」."""
    clock = f" {when:%H:%M}" if isinstance(when, datetime) else ""
    day = _plain(when)
    near = {-1: "昨天", 0: "今天", 1: "明天"}.get((day - now.date()).days)
    if near is not None:
        return near + clock
    weeks = _week(day) - _week(now.date())
    if weeks in (0, -1):
        return f"{'上' if weeks else ''}周{WEEKDAYS[day.weekday()]}"
    return day_name(day, now)


def day_name(day: date, now: datetime) -> str:
    """「11月3日」, with the year when it is another: 「2025年11月3日」."""
    year = "" if day.year == now.year else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日"


def due(when: date, now: datetime) -> str:
    """「超 2 天」「超 1 小时」「今天 18:00」「明天」「周五」「12月2日」; dates: by day's end."""
    if not isinstance(when, datetime):
        late = (now.date() - when).days
        return f"超 {late} 天" if late > 0 else _ahead(when, now, "")
    if when < now:
        return f"超 {_length(now - when)}"
    return _ahead(when, now, f" {when:%H:%M}")


def age(since: date, now: datetime) -> str:
    """「刚刚」「12 分钟」「5 小时」「3 天」「4 个月」「2 年」; dates: 「今天」 and days."""
    if not isinstance(since, datetime):
        days = (now.date() - since).days
        return _days(days) if days > 0 else "今天"
    passed = now - since
    return _length(passed) if passed >= timedelta(minutes=1) else "刚刚"


def _ahead(when: date, now: datetime, clock: str) -> str:
    day = _plain(when)
    near = {0: "今天" + clock, 1: "明天", 2: "后天"}.get((day - now.date()).days)
    if near is not None:
        return near
    if _week(day) == _week(now.date()):
        return f"周{WEEKDAYS[day.weekday()]}"
    return day_name(day, now)


def _length(passed: timedelta) -> str:
    if passed < _HOUR:
        return f"{max(1, passed // timedelta(minutes=1))} 分钟"
    return f"{passed // _HOUR} 小时" if passed < _DAY else _days(passed.days)


def _days(days: int) -> str:
    if days < 60:
        return f"{days} 天"
    return f"{days // 30} 个月" if days < 730 else f"{days // 365} 年"


def _week(day: date) -> int:
    # Weeks run from Monday; 0001-01-01, ordinal 1, was one.
    return (day.toordinal() - 1) // 7


def _plain(when: date) -> date:
    return when.date() if isinstance(when, datetime) else when
