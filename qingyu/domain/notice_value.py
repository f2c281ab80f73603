"""What a steward fills into a notice's fields: read from JSON or typing, worded for print."""

import re
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.money import Money
from qingyu.domain.pattern import pattern
from qingyu.domain.plain_text import fold


@frozen
class Items:
    """Short texts in order: topics, points, options."""

    texts: tuple[str, ...]


@frozen
class Rows:
    """What was filled into a table: one cell a column, None where it was left empty."""

    cells: tuple[tuple["Value | None", ...], ...]


Value = str | date | datetime | tuple[int, ...] | bool | int | Money | Items | Rows

_WEEKDAYS = "一二三四五六日"
_DATE = pattern(r"\s*(\d{4}) ?[-/.年] ?(\d{1,2}) ?[-/.月] ?(\d{1,2}) ?日?")
_WEEKDAY = pattern(r"\s*[(（]?(?:周|星期|礼拜)[一二三四五六日天][)）]?")
_TIME = pattern(
    r"[t\s]*(凌晨|早上|上午|中午|下午|晚上|晚)?\s*(\d{1,2}) ?(?::|时|点)"
    r"(?: ?(\d{1,2})(?::\d{2}(?:\.\d+)?)? ?分?| ?(半))?(?:整|钟)?\s*"
)
_COUNT = pattern(r"(\d{1,6}) ?(?:天|日|人|户|次|个|份|票|名|桶|件|小时)?")
_BUILDING = pattern(r"(\d{1,3}) ?(?:号楼|幢|栋|楼|号|#)?")
_RANGE = pattern(r"(\d{1,3})\D{0,2}?[-至到~](\d{1,3})\D{0,2}")


def read_line(raw: object, label: str) -> str:
    """One line of text; RuleError for a list, an object or several lines."""
    text = read_text(raw, label)
    return " ".join(part for part in text.splitlines() if part.strip())


def read_text(raw: object, label: str) -> str:
    """Text of any length, blank edges removed; a number is taken as typed."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise RuleError(f"「{label}」应当是文字", "请改成一段文字。")
    return str(raw).strip()


def read_items(raw: object, label: str) -> Items:
    """Several short texts: a list, or one on each line; empty ones are left out."""
    parts = raw if isinstance(raw, list | tuple) else read_text(raw, label).splitlines()
    texts = (read_line(part, label) for part in parts)
    return Items(tuple(text for text in texts if text))


def read_count(raw: object, label: str) -> int:
    """A whole number: 7, "7天", "12人"; RuleError when it is none."""
    text = raw if isinstance(raw, str) else repr(raw)
    match = _COUNT.fullmatch(fold(text).strip())
    if isinstance(raw, bool) or match is None:
        raise RuleError(f"「{label}」应当是一个整数：{_short(text)}", "请只写数字，如 7。")
    return int(match[1])


def read_date(raw: object, label: str) -> date:
    """A day: 2026-11-22, 2026/11/22, 2026年11月22日."""
    text = fold(read_text(raw, label))
    match = _DATE.match(text)
    rest = _WEEKDAY.sub("", text[match.end() :], count=1) if match else text
    if match is None or rest.strip():
        raise RuleError(f"「{label}」的日期看不懂：{_short(text)}", "请写成 2026-11-22 这样。")
    return _day(match, label, text)


def read_moment(raw: object, label: str) -> datetime:
    """A day and time: 2026-11-25 08:00, 2026-11-25T08:00, 2026年11月25日上午8时半."""
    text = fold(read_text(raw, label))
    match = _DATE.match(text)
    rest = _WEEKDAY.sub("", text[match.end() :], count=1) if match else ""
    time = _TIME.fullmatch(rest)
    if match is None or time is None:
        raise RuleError(
            f"「{label}」的时间看不懂：{_short(text)}", "请写成 2026-11-25 08:00 这样，要写到几点。"
        )
    hour, minute = int(time[2]), 30 if time[4] else int(time[3] or 0)
    if time[1] in ("下午", "晚上", "晚") and hour < 12:
        hour += 12
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise RuleError(f"「{label}」没有这个钟点：{_short(text)}", "请核对小时和分钟。")
    day = _day(match, label, text)
    try:
        return datetime(day.year, day.month, day.day) + timedelta(hours=hour, minutes=minute)
    except OverflowError as error:
        raise RuleError(f"「{label}」的日期太远：{_short(text)}", "请核对年份。") from error


def read_buildings(raw: object, label: str) -> tuple[int, ...]:
    """Building numbers in order, from [3, 5], "3、5幢" or "3-6幢"."""
    parts: Iterable[object] = raw if isinstance(raw, list | tuple) else (raw,)
    numbers: set[int] = set()
    for part in parts:
        if isinstance(part, bool) or not isinstance(part, str | int):
            raise RuleError(f"「{label}」应当是楼幢号", "请写成 [3, 5] 或 3幢、5幢。")
        numbers.update(_buildings_in(fold(str(part)), label))
    if any(not 1 <= number <= 999 for number in numbers):
        raise RuleError(f"「{label}」的幢号要在 1 到 999 之间", "请核对楼幢号。")
    return tuple(sorted(numbers))


def _buildings_in(text: str, label: str) -> Iterable[int]:
    for piece in re.split(r"[、,，;；\s和及与]+", text.strip()):
        ends, one = _RANGE.fullmatch(piece), _BUILDING.fullmatch(piece)
        if ends and int(ends[1]) <= int(ends[2]):
            yield from range(int(ends[1]), int(ends[2]) + 1)
        elif one:
            yield int(one[1])
        elif piece:
            raise RuleError(f"「{label}」看不懂：{_short(piece)}", "请写成 [3, 5] 或 3幢、5幢。")


def date_text(day: date, weekday: bool = False) -> str:
    """2026年1月5日, or with （星期一）."""
    named = f"（星期{_WEEKDAYS[day.weekday()]}）" if weekday else ""
    return f"{day.year}年{day.month}月{day.day}日{named}"


def moment_text(moment: datetime) -> str:
    """2026年11月25日（星期三）8时30分."""
    return date_text(moment, weekday=True) + _clock(moment)


def period_text(start: date, end: date) -> str:
    """From–to without saying the same day or year twice; midnight ends a day as 24时."""
    first = moment_text(start) if isinstance(start, datetime) else date_text(start, weekday=True)
    day, clock = end, ""
    if isinstance(end, datetime):
        midnight = end.hour == end.minute == 0 and end > datetime.min
        day = (end - timedelta(days=1) if midnight else end).date()
        clock = "24时" if midnight else _clock(end)
    last = date_text(day, weekday=True)
    if start.year == day.year:
        last = last.split("年", 1)[1]
    if day == (start.date() if isinstance(start, datetime) else start):
        return f"{first}至{clock}" if clock else first
    return f"{first}至{last}{clock}"


def span_text(start: date, end: date) -> str:
    """2026年7月1日至9月30日: days only, for accounts and the like."""
    last = date_text(end)
    return f"{date_text(start)}至{last.split('年', 1)[1] if start.year == end.year else last}"


def buildings_text(buildings: tuple[int, ...]) -> str:
    """3幢、5幢; three or more in a row as 5幢至8幢."""
    runs: list[list[int]] = []
    for number in buildings:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = [
        [f"{run[0]}幢至{run[-1]}幢"] if len(run) > 2 else [f"{number}幢" for number in run]
        for run in runs
    ]
    return "、".join(word for part in parts for word in part)


def value_text(value: Value) -> str:
    """Any value but a table as it is worded in a notice."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Money):
        return f"{value.text}元"
    if isinstance(value, Items):
        return "、".join(value.texts)
    if isinstance(value, tuple):
        return buildings_text(value)
    if isinstance(value, datetime):
        return moment_text(value)
    return date_text(value, weekday=True) if isinstance(value, date) else str(value)


def _clock(moment: datetime) -> str:
    return f"{moment.hour}时" + (f"{moment.minute}分" if moment.minute else "")


def _day(match: re.Match[str], label: str, text: str) -> date:
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError as error:
        raise RuleError(f"「{label}」没有这一天：{_short(text)}", "请核对月份和日子。") from error


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"
