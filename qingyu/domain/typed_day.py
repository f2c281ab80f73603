"""Days and times as people type them into a form: 明天, 25日, 11-25 8点半, 下周三下午2点."""

import re
from datetime import date, datetime, timedelta

from qingyu.domain.errors import RuleError
from qingyu.domain.notice_value import read_moment
from qingyu.domain.pattern import pattern
from qingyu.domain.plain_text import fold

_WEEKDAYS = "一二三四五六日"
_NEAR = {"今天": 0, "今日": 0, "明天": 1, "明日": 1, "后天": 2, "大后天": 3}
_DAY = pattern(
    r"(?P<year>\d{4}) ?[-/.年] ?(?P<month>\d{1,2}) ?[-/.月] ?(?P<day>\d{1,2}) ?[日号]?"
    r"|(?P<month2>\d{1,2}) ?[-/.月] ?(?P<day2>\d{1,2}) ?[日号]?"
    r"|(?P<day3>\d{1,2}) ?[日号]"
    r"|(?P<near>大?后天|[今明][天日])"
    r"|(?P<weeks>下*|这|本)(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天])"
)
_NAMED = pattern(r"\s*[(（]?(?:周|星期|礼拜)[一二三四五六日天][)）]?")
_LONG_AGO = timedelta(days=183)


def read_typed_day(text: str, today: date) -> date | None:
    """The day the whole text says, None when it says none."""
    day, rest = _split(text, today)
    return day if not rest else None


def read_typed_moment(text: str, today: date) -> datetime | None:
    """The day and time the text says, None when one of them is missing."""
    day, rest = _split(text, today)
    if day is None or not rest:
        return None
    try:
        return read_moment(f"{day:%Y-%m-%d} {rest}", "")
    except RuleError:
        return None


def day_words(day: date) -> str:
    """2026-11-25 周三, a form that the fields of a notice read again."""
    return f"{day:%Y-%m-%d} 周{_WEEKDAYS[day.weekday()]}"


def moment_words(moment: datetime) -> str:
    """2026-11-25 周三 08:00."""
    return f"{day_words(moment)} {moment:%H:%M}"


def _split(text: str, today: date) -> tuple[date | None, str]:
    """The day at the beginning and what follows it."""
    plain = fold(text).strip()
    match = _DAY.match(plain)
    if match is None:
        return None, plain
    try:
        day = _day(match, today)
    except (ValueError, OverflowError):
        return None, plain
    rest = plain[match.end() :]
    if match["weekday"] is None:
        rest = _NAMED.sub("", rest, count=1) if _NAMED.match(rest) else rest
    return day, rest.strip()


def _day(match: re.Match[str], today: date) -> date:
    if match["year"]:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    if match["month2"]:
        day = date(today.year, int(match["month2"]), int(match["day2"]))
        # In December people write of January.
        return day.replace(year=today.year + 1) if today - day > _LONG_AGO else day
    if match["day3"]:
        number = int(match["day3"])
        day = today.replace(day=number) if number >= today.day else _next_month(today, number)
        return day
    if match["near"]:
        return today + timedelta(days=_NEAR[match["near"]])
    weekday = _WEEKDAYS.index(match["weekday"].replace("天", "日"))
    later = match["weeks"].count("下")
    monday = today - timedelta(days=today.weekday())
    if later or match["weeks"]:
        return monday + timedelta(days=7 * later + weekday)
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _next_month(today: date, number: int) -> date:
    first = (today.replace(day=1) + timedelta(days=32)).replace(day=1)
    return first.replace(day=number)
