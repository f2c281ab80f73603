"""What was filled into a kind of notice: read, complete, and within the kind's strict rules."""

from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.money import Money, read_money
from qingyu.domain.notice_kind import Check, Field, FieldType, NoticeKind, Rule
from qingyu.domain.notice_rows import column_sum, read_rows
from qingyu.domain.notice_value import (
    Items,
    Rows,
    Value,
    read_buildings,
    read_count,
    read_date,
    read_items,
    read_line,
    read_moment,
    read_text,
    value_text,
)
from qingyu.domain.publicity import Publicity, check_publicity

_READERS: dict[FieldType, Callable[[object, str], Value]] = {
    FieldType.TEXT: read_text,
    FieldType.ITEMS: read_items,
    FieldType.DATE: read_date,
    FieldType.MOMENT: read_moment,
    FieldType.BUILDINGS: read_buildings,
    FieldType.MONEY: read_money,
    FieldType.COUNT: read_count,
}


@frozen
class Filled:
    """A kind with what was filled in, and which fields were typed rather than left to a default."""

    kind: NoticeKind
    values: Mapping[str, Value]
    typed: frozenset[str]

    def text(self, name: str) -> str:
        """The text of a field, empty when it has none."""
        value = self.values.get(name)
        return value if isinstance(value, str) else ""

    def day(self, name: str) -> date | None:
        """The date or time of a field."""
        value = self.values.get(name)
        return value if isinstance(value, date) else None

    def label(self, name: str) -> str:
        """What the field is called on the form."""
        field = self.kind.field(name)
        return field.label if field else name


@frozen
class Sums:
    """What an account adds up to; expected: opening + income - expense, said: as filled in."""

    income: Money
    expense: Money
    expected: Money
    said: Money | None


def fill_in(kind: NoticeKind, fields: Mapping[str, object]) -> Filled:
    """The fields read; RuleError for an unknown, missing, unreadable or contradictory one."""
    for name in fields:
        if kind.field(name) is None:
            known = "、".join(f"{field.name}（{field.label}）" for field in kind.fields)
            raise RuleError(f"{kind.name}没有「{_shorten(str(name))}」这一栏", f"可以填：{known}。")
    values: dict[str, Value] = {}
    typed = set()
    for field in sorted(kind.fields, key=lambda field: bool(field.default_by)):
        value = _read(field, fields.get(field.name))
        if value is not None:
            typed.add(field.name)
        else:
            value = _read(field, field.default_for(str(values.get(field.default_by, ""))))
        if value is not None:
            values[field.name] = value
    filled = Filled(kind, values, frozenset(typed))
    _check(filled)
    return filled


def publicity(filled: Filled) -> Publicity | None:
    """The 公示期 of a kind that has one, once its first day is filled in."""
    for check in filled.kind.checks:
        start, days = filled.day(check.part("start")), filled.values.get(check.part("days"))
        if check.rule is Rule.PERIOD and start is not None and isinstance(days, int):
            counts = filled.values.get(check.part("first_day_counts")) is True
            first = start.date() if isinstance(start, datetime) else start
            return check_publicity(Publicity(first, days, counts))
    return None


def sums(filled: Filled, check: Check) -> Sums | None:
    """The sums of an account, None as long as it has no table."""
    rows, field = filled.values.get(check.part("table")), filled.kind.field(check.part("table"))
    if not isinstance(rows, Rows) or field is None:
        return None
    income = column_sum(field, rows, check.part("income"))
    expense = column_sum(field, rows, check.part("expense"))
    opening, said = (filled.values.get(check.part(name)) for name in ("opening", "closing"))
    before = opening if isinstance(opening, Money) else Money()
    return Sums(
        income, expense, before + income - expense, said if isinstance(said, Money) else None
    )


def _read(field: Field, raw: object) -> Value | None:
    if raw is None or raw == "" or raw == []:
        return None
    if field.type is FieldType.TABLE:
        rows = read_rows(raw, field)
        return rows if rows.cells else None
    if field.type is FieldType.YES_NO:
        if isinstance(raw, bool) or raw in ("是", "否"):
            return raw is True or raw == "是"
        raise RuleError(f"「{field.label}」只能填是或否", "请填 true、false、是或否。")
    value = _READERS.get(field.type, read_line)(raw, field.label)
    if value in ("", (), Items(())):
        return None
    if field.type is FieldType.CHOICE and value not in field.choices:
        raise RuleError(f"「{field.label}」没有这一项", f"可以选：{'、'.join(field.choices)}。")
    return value


def _check(filled: Filled) -> None:
    kind, values = filled.kind, filled.values
    missing = [field for field in kind.fields if field.required and field.name not in values]
    if missing:
        labels = "、".join(f"「{field.label}」" for field in missing)
        raise RuleError(f"{kind.name}还缺{labels}", "请补上再印。")
    publicity(filled)
    for check in kind.checks:
        if check.refuse and (said := broken_rule(filled, check)):
            raise RuleError(said, check.say or "请核对后再印。")


def broken_rule(filled: Filled, check: Check) -> str:
    """How an order of times or a choice of fields is broken, in one clause; empty when kept."""
    first, second = check.part("first"), check.part("second")
    if check.rule is Rule.ONE_OF:
        if first in filled.values or second in filled.values:
            return ""
        return f"「{filled.label(first)}」和「{filled.label(second)}」至少要填一个"
    start, end = filled.day(first), filled.day(second)
    if start is None or end is None:
        return ""
    timed = isinstance(start, datetime) and isinstance(end, datetime)
    before, after = _moment(start), _moment(end)
    if not isinstance(end, datetime) and isinstance(start, datetime):
        before = _moment(start.date())
    names = f"「{filled.label(second)}」{value_text(end)}"
    if check.rule is Rule.IN_ORDER and (after < before or (timed and after == before)):
        return f"{names}不晚于「{filled.label(first)}」{value_text(start)}"
    if check.rule is Rule.AT_LEAST_HOURS and after - before < timedelta(hours=check.hours):
        return f"{names}离「{filled.label(first)}」{value_text(start)}不到{check.hours}小时"
    return ""


def _moment(day: date) -> datetime:
    return day if isinstance(day, datetime) else datetime(day.year, day.month, day.day)


def _shorten(text: str) -> str:
    return text if len(text) <= 20 else text[:20] + "…"
