"""What a careful reader asks about before a notice is printed; nothing here forbids it."""

import re
from collections.abc import Collection, Iterator
from dataclasses import field
from datetime import date, datetime, timedelta

from qingyu.domain.calendar import Calendar
from qingyu.domain.frozen import frozen
from qingyu.domain.masking import Masked, mask_name, mask_text
from qingyu.domain.money import Money
from qingyu.domain.notice import Notice
from qingyu.domain.notice_filling import Filled, broken_rule, sums
from qingyu.domain.notice_kind import Check, FieldType, Rule
from qingyu.domain.notice_public import named_on_purpose
from qingyu.domain.notice_table import NoticeTable
from qingyu.domain.notice_value import Items, Rows, buildings_text, date_text
from qingyu.domain.pattern import pattern
from qingyu.domain.phone_reading import find_phones, read_phone
from qingyu.domain.plain_text import fold
from qingyu.domain.publicity import USUAL_DAYS, end_warning

_WEEKDAYS = "一二三四五六日"
_DATED = pattern(
    r"(?:(\d{4})年)?(\d{1,2})月(\d{1,2})日(?:[(（ ]{0,2}(?:星期|周|礼拜)([一二三四五六日天]))?"
)
_CLOCK = pattern(
    r"(?<![\d:.])(\d{1,2})(?::(\d{2})(?!\d)|时(\d{1,2})分)|(?<![\d:.])(\d{1,2})时(?![\d段间])"
)
_SHORT_PHONE = pattern(r"1\d{2}|1[012]\d{3}|9\d{4,5}|[48]00\d{7}")
_PHONES_APART = pattern(r"[、,，;；/]|或")
_NUMBERED = pattern(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,2}[、)）．]|\d{1,2}\.(?!\d)|[①-⑳])")
_TOLD = {
    Masked.NAME: "姓名",
    Masked.PHONE: "电话",
    Masked.ROOM: "门牌",
    Masked.PLATE: "车牌",
    Masked.NUMBER: "证件号",
}


@frozen
class Neighbourhood:
    """What is known of the place a notice is for: its buildings, residents' names, holidays."""

    buildings: frozenset[int] = frozenset()
    names: tuple[str, ...] = ()
    calendar: Calendar = field(default_factory=Calendar)


_UNKNOWN = Neighbourhood()


def doubts(
    filled: Filled,
    notice: Notice,
    today: date,
    known: Neighbourhood = _UNKNOWN,
) -> list[str]:
    """One sentence each with what to do."""
    found = [
        *_missing(notice),
        *_days(filled, today),
        *_phones(filled),
        *_period(filled, notice, known.calendar),
        *_checks(filled, notice),
        *_slips(filled, notice),
        *_unknown_buildings(notice, known.buildings),
        *_wrong_days(notice, today),
        *_wrong_clocks(notice),
        *_numbered_twice(filled),
        *_private(notice, known.names),
    ]
    return list(dict.fromkeys(found))


def _missing(notice: Notice) -> Iterator[str]:
    if not notice.signed_by:
        yield "没有落款，居民不知道是谁发的：请填「落款」。"
    if notice.date is None:
        yield "没有落款日期：请填今天的日期。"
    if not notice.phone and not notice.phones and not find_phones(notice.body):
        yield "没有联系电话，居民有事找不到人：请填值班电话。"


def _days(filled: Filled, today: date) -> Iterator[str]:
    for asked in filled.kind.fields:
        day = filled.day(asked.name)
        if day is None:
            continue
        plain = day.date() if isinstance(day, datetime) else day
        told = f"「{asked.label}」"
        if not today.year - 20 <= plain.year <= today.year + 10:
            yield f"{told}是{plain.year}年，请核对年份。"
        elif asked.name == "date":
            if abs(plain - today) > timedelta(days=31):
                yield f"{told}离今天有{abs(plain - today).days}天，请核对。"
        elif plain < today and not asked.past:
            yield f"{told}{plain.month}月{plain.day}日已经过去了，请核对日期。"


def _phones(filled: Filled) -> Iterator[str]:
    for asked in filled.kind.fields:
        phone = filled.text(asked.name)
        if asked.type is FieldType.PHONE and phone and not is_phone(phone):
            shown = phone if len(phone) <= 20 else phone[:20] + "…"
            yield f"「{asked.label}」{shown}不像电话号码，请核对。"


def is_phone(text: str) -> bool:
    """Whether the text is one or several telephones, short public ones (12345) among them."""
    parts = [part for part in _PHONES_APART.split(text) if part.strip()]
    return bool(parts) and all(
        read_phone(part) is not None
        or _SHORT_PHONE.fullmatch(re.sub(r"[ \-]", "", fold(part))) is not None
        for part in parts
    )


def _checks(filled: Filled, notice: Notice) -> Iterator[str]:
    for check in filled.kind.checks:
        if check.rule is Rule.ADDS_UP:
            yield from _account(filled, check)
            yield from _no_receipt(filled, check)
        elif check.rule is Rule.KEEP_BACK:
            yield from _kept_back(filled, check, notice)
        elif said := broken_rule(filled, check):
            yield f"{said}：{check.say or '请核对。'}"


def _period(filled: Filled, notice: Notice, calendar: Calendar) -> Iterator[str]:
    period = notice.publicity
    if period is None:
        return
    if period.days < USUAL_DAYS:
        yield f"公示期只有{period.days}天，一般不少于{USUAL_DAYS}天，请核对。"
    if warning := end_warning(period.end, calendar):
        yield f"公示期{warning}"
    elif calendar.tables and (warning := calendar.warning(period.end.year)):
        yield f"{warning}，请核对公示期最后一天{date_text(period.end, weekday=True)}是不是放假。"
    if notice.posted_until and notice.posted_until < period.end:
        label = filled.label("posted_until")
        yield f"公示期到{date_text(period.end)}才满，「{label}」不能更早，请改晚一些。"


def _account(filled: Filled, check: Check) -> Iterator[str]:
    account = sums(filled, check)
    if account and account.said is not None and account.said != account.expected:
        gap = account.said - account.expected
        word = "多" if gap.cents > 0 else "少"
        apart = Money(abs(gap.cents))
        yield (
            f"收支对不上：期初加收入减支出是{account.expected.text}元，"
            f"「{filled.label(check.part('closing'))}」填的是{account.said.text}元，"
            f"{word}了{apart.text}元，请逐行核对。"
        )


def _no_receipt(filled: Filled, check: Check) -> Iterator[str]:
    """Expenses for which nobody could ask to see the paper."""
    rows, field = filled.values.get(check.part("table")), filled.kind.field(check.part("table"))
    if not isinstance(rows, Rows) or field is None or not check.part("receipt"):
        return
    names = [column.name for column in field.columns]
    spent, receipt = names.index(check.part("expense")), names.index(check.part("receipt"))
    bare = [
        f"第{number}行"
        for number, row in enumerate(rows.cells, 1)
        if row[spent] is not None and row[receipt] is None
    ]
    if bare:
        told = "、".join(bare[:5]) + ("等" if len(bare) > 5 else "")
        label = field.columns[receipt].label
        yield f"「{field.label}」{told}的支出没有填「{label}」，居民没法查账，请补上。"


def _kept_back(filled: Filled, check: Check, notice: Notice) -> Iterator[str]:
    name = check.part("field")
    kept = filled.text(name)
    if not kept:
        yield check.say or f"请至少留一个特征不印，填在「{filled.label(name)}」里，认领时好核对。"
    elif any(kept in text for text in texts(notice)):
        yield f"「{filled.label(name)}」里的「{kept[:20]}」也印在通知上了：请从别的栏里删去。"


def _slips(filled: Filled, notice: Notice) -> Iterator[str]:
    if notice.slip is None and filled.typed & {"slip_options", "slip_until", "slip_to"}:
        yield "没有写「回执问什么」，回执不会印出来：请补上，或清空其他回执栏。"
    if notice.slip is not None and not notice.slip.return_to:
        yield "回执没有写交给谁：请填「回执交给谁」。"


def _unknown_buildings(notice: Notice, buildings: Collection[int]) -> Iterator[str]:
    unknown = tuple(sorted(set(notice.buildings) - set(buildings))) if buildings else ()
    if unknown:
        yield f"本小区没有{buildings_text(unknown)}：请核对「楼幢」。"


def _wrong_days(notice: Notice, today: date) -> Iterator[str]:
    year = (notice.start or notice.date or today).year
    for match in _DATED.finditer(fold("\n".join(texts(notice)))):
        try:
            day = date(int(match[1] or year), int(match[2]), int(match[3]))
        except ValueError:
            if match[1] or not (int(match[2]) == 2 and int(match[3]) == 29):
                yield f"没有{match[2]}月{match[3]}日这一天，请核对。"
            continue
        weekday = _WEEKDAYS[day.weekday()]
        if match[4] and weekday != match[4].replace("天", "日"):
            yield f"{date_text(day)}是星期{weekday}，不是星期{match[4]}，请核对。"


def _wrong_clocks(notice: Notice) -> Iterator[str]:
    for match in _CLOCK.finditer(fold("\n".join(texts(notice)))):
        hour, minute = int(match[1] or match[4]), int(match[2] or match[3] or 0)
        if hour > 24 or minute > 59 or (hour == 24 and minute):
            yield f"没有「{match[0]}」这个钟点，请核对小时和分钟。"


def _numbered_twice(filled: Filled) -> Iterator[str]:
    for asked in filled.kind.fields:
        value = filled.values.get(asked.name)
        if asked.name in filled.typed and isinstance(value, Items):
            typed = next((text for text in value.texts if _NUMBERED.match(text)), "")
            if typed:
                yield f"「{asked.label}」会自动编号，「{typed[:10]}」前面的编号请删去。"


def _private(notice: Notice, names: Collection[str]) -> Iterator[str]:
    keep = named_on_purpose(notice)
    for text in texts(notice):
        masked = mask_text(text, names, keep)
        # Whether somebody the book does not know lives here, nobody can tell.
        residents = {mask_name(name) for name in names if name in text and name not in keep}
        for span in masked.spans:
            shown = masked.text[span.start : span.end]
            if span.what is not Masked.NAME or shown in residents:
                told = _TOLD.get(span.what, span.what.value)
                yield f"文中写到了住户的{told}（{shown}）：贴出去人人看得见，请删去或印公示版。"


def texts(notice: Notice) -> Iterator[str]:
    """Every text of the notice that anybody will read, but for how to reach the office."""
    yield notice.title
    yield notice.addressee
    for part in notice.content:
        if isinstance(part, NoticeTable):
            yield from part.texts
        else:
            yield part
    if notice.slip is not None:
        yield from (notice.slip.question, *notice.slip.options)
