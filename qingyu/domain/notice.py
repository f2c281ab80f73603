"""A notice (通知公示): composed from a kind's wording and what the steward filled in."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.masking import mask_text
from qingyu.domain.notice_kind import PLACEHOLDER, Field, FieldType, NoticeKind
from qingyu.domain.notice_value import (
    Value,
    buildings_text,
    period_text,
    read_buildings,
    read_date,
    read_line,
    read_moment,
    read_text,
    value_text,
)
from qingyu.domain.phone_reading import find_phones, read_phone
from qingyu.domain.plain_text import fold

Day = date  # Notice has a field named date

_WEEKDAYS = "一二三四五六日"
_DATED = re.compile(
    r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日[(（ ]{0,2}(?:星期|周|礼拜)([一二三四五六日天])"
)
_SHORT_PHONE = re.compile(r"1\d{2}|1[012]\d{3}|9\d{4,5}|[48]00\d{7}")


@frozen
class Notice:
    """One notice as it will be printed; every text is data, newlines in body end paragraphs."""

    kind: str
    title: str
    body: str
    addressee: str = ""
    number: str = ""
    buildings: tuple[int, ...] = ()
    start: Day | None = None
    end: Day | None = None
    contact: str = ""
    phone: str = ""
    signed_by: str = ""
    date: Day | None = None
    posted_until: Day | None = None
    seal: bool = False
    fields: tuple[tuple[str, str], ...] = ()


def compose(kind: NoticeKind, fields: Mapping[str, object]) -> Notice:
    """The notice; RuleError for an unknown, missing, unreadable or contradictory field."""
    for name in fields:
        if kind.field(name) is None:
            known = "、".join(f"{field.name}（{field.label}）" for field in kind.fields)
            raise RuleError(f"{kind.name}没有「{_shorten(str(name))}」这一栏", f"可以填：{known}。")
    values = {
        field.name: value
        for field in kind.fields
        if (value := _read(field, fields.get(field.name))) is not None
    }
    _check(kind, values)
    words = {name: value_text(value) for name, value in values.items()}
    start, end = _day(values, "start"), _day(values, "end")
    if start and end:
        words["period"] = period_text(start, end)
    buildings = values.get("buildings")
    notice = Notice(
        kind=kind.kind,
        title=words.get("title") or _fill(kind.title, words).strip(),
        body=_fill_lines(kind.body, words),
        addressee=words.get("addressee") or _fill(kind.addressee, words).strip(),
        number=_text(values, "number"),
        buildings=buildings if isinstance(buildings, tuple) else (),
        start=start,
        end=end,
        contact=_text(values, "contact"),
        phone=_text(values, "phone"),
        signed_by=_text(values, "signed_by"),
        date=_day(values, "date"),
        posted_until=_day(values, "posted_until"),
        seal=values.get("seal") is True,
        fields=tuple(words.items()),
    )
    return _say_buildings(notice, own_addressee="addressee" in values)


def doubts(notice: Notice, today: date) -> list[str]:
    """What a careful reader would ask about, one sentence each; nothing here forbids printing."""
    found: list[str] = []
    for label, day in (
        ("开始时间", notice.start),
        ("结束时间", notice.end),
        ("落款日期", notice.date),
        ("张贴到", notice.posted_until),
    ):
        found.extend(_doubt_day(label, day, today))
    if notice.phone and not _is_phone(notice.phone):
        found.append(f"联系电话「{notice.phone}」不像电话号码。")
    found.extend(_wrong_weekdays(notice, today))
    if not notice.signed_by:
        found.append("没有落款：居民不知道是谁发的。")
    if notice.date is None:
        found.append("没有落款日期。")
    if not notice.phone and not find_phones(notice.body):
        found.append("没有联系电话。")
    return found


def public_version(notice: Notice, names: Collection[str] = ()) -> Notice:
    """The notice as anybody may read it; its own telephone stays, residents' names do not."""
    keep = [notice.phone, *re.split(r"[、,，;；/]|或", notice.phone)]

    def hidden(text: str) -> str:
        return mask_text(text, names, keep).text

    return replace(
        notice,
        title=hidden(notice.title),
        addressee=hidden(notice.addressee),
        body=hidden(notice.body),
        fields=(),
    )


def salutation(notice: Notice) -> str:
    """The addressee as printed, with its colon: 3幢、5幢各位居民：."""
    named = notice.addressee or f"{buildings_text(notice.buildings)}各位居民"
    return named if named.endswith(("：", ":")) else f"{named}："


def _read(field: Field, raw: object) -> Value | None:
    if raw is None or raw == "" or raw == []:
        raw = field.default or None
    if raw is None:
        return None
    if field.type is FieldType.YES_NO:
        if isinstance(raw, bool) or raw in ("是", "否"):
            return raw is True or raw == "是"
        raise RuleError(f"「{field.label}」只能填是或否", "请填 true、false、是或否。")
    readers: dict[FieldType, Callable[[object, str], Value]] = {
        FieldType.TEXT: read_text,
        FieldType.DATE: read_date,
        FieldType.MOMENT: read_moment,
        FieldType.BUILDINGS: read_buildings,
    }
    value = readers.get(field.type, read_line)(raw, field.label)
    if field.type is FieldType.CHOICE and value not in field.choices:
        raise RuleError(f"「{field.label}」没有这一项", f"可以选：{'、'.join(field.choices)}。")
    return value if value not in ("", ()) else None


def _check(kind: NoticeKind, values: Mapping[str, Value]) -> None:
    missing = [field for field in kind.fields if field.required and field.name not in values]
    if missing:
        labels = "、".join(f"「{field.label}」" for field in missing)
        raise RuleError(f"{kind.name}还缺{labels}", "请补上再印。")
    for first, second in kind.in_order:
        start, end = values.get(first), values.get(second)
        before, after = kind.field(first), kind.field(second)
        if isinstance(start, date) and isinstance(end, date) and before and after:
            timed = isinstance(start, datetime) and isinstance(end, datetime)
            if end < start or (timed and end == start):
                raise RuleError(
                    f"「{after.label}」{value_text(end)}不晚于「{before.label}」{value_text(start)}",
                    "请核对这两个时间。",
                )


def _say_buildings(notice: Notice, own_addressee: bool) -> Notice:
    """The notice whose text says which buildings are meant, if any are."""
    told = buildings_text(notice.buildings)
    if not told or told in notice.addressee + notice.body:
        return notice
    if own_addressee:
        return replace(notice, body=f"{notice.body}\n涉及楼幢：{told}。")
    return replace(notice, addressee=f"{told}各位居民")


def _text(values: Mapping[str, Value], name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""


def _day(values: Mapping[str, Value], name: str) -> Day | None:
    value = values.get(name)
    return value if isinstance(value, date) else None


def _fill(template: str, words: Mapping[str, str]) -> str:
    """The template with each placeholder replaced once; what is filled in is never read again."""
    return PLACEHOLDER.sub(lambda match: words.get(match[1], ""), template)


def _fill_lines(template: str, words: Mapping[str, str]) -> str:
    """Like _fill; a line that needs something not filled in is left out."""
    lines = [
        _fill(line, words)
        for line in template.splitlines()
        if all(words.get(name) for name in PLACEHOLDER.findall(line))
    ]
    return "\n".join(lines).strip("\n")


def _doubt_day(label: str, day: date | None, today: date) -> list[str]:
    if day is None:
        return []
    plain = day.date() if isinstance(day, datetime) else day
    if not today.year - 20 <= plain.year <= today.year + 10:
        return [f"{label}是{plain.year}年，请核对年份。"]
    if plain < today and label != "落款日期":
        return [f"{label}（{plain.month}月{plain.day}日）已经过去了。"]
    if label == "落款日期" and abs(plain - today) > timedelta(days=31):
        return [f"落款日期离今天有{abs(plain - today).days}天，请核对。"]
    return []


def _is_phone(text: str) -> bool:
    parts = re.split(r"[、,，;；/]|或", text)
    return all(
        read_phone(part) is not None
        or _SHORT_PHONE.fullmatch(re.sub(r"[ \-]", "", fold(part))) is not None
        for part in parts
        if part.strip()
    )


def _wrong_weekdays(notice: Notice, today: date) -> list[str]:
    year = (notice.start or notice.date or today).year
    found = []
    for match in _DATED.finditer(fold(notice.title + "\n" + notice.body)):
        try:
            day = date(int(match[1] or year), int(match[2]), int(match[3]))
        except ValueError:
            found.append(f"没有{match[2]}月{match[3]}日这一天。")
            continue
        weekday = _WEEKDAYS[day.weekday()]
        if weekday != match[4].replace("天", "日"):
            told = f"{day.year}年{day.month}月{day.day}日"
            found.append(f"{told}是星期{weekday}，不是星期{match[4]}。")
    return found


def _shorten(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"
