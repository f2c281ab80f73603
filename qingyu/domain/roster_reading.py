"""Reading a roster problem from JSON: anything wrong is refused with the place where it stands."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, time
from typing import Any

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.roster import DayKind, Duty, Person, RosterProblem, RosterShift, Slot
from qingyu.domain.roster_rules import faults

_MOST_PEOPLE, _MOST_SHIFTS, _MOST_PLACES = 500, 12, 50
_TIME = re.compile(r"([01]?\d|2[0-4]):([0-5]\d)")
_YEARS = (1900, 9998)
_KINDS = {"holiday": DayKind.HOLIDAY, "workday": DayKind.WORKDAY}


@frozen
class ReadRoster:
    """A problem and what in it deserves a second look: fixed duties that break a rule are kept."""

    problem: RosterProblem
    warnings: tuple[str, ...]


def read_roster(data: object) -> ReadRoster:
    """The problem; RuleError for unknown people, shifts, days, or what is not what it should be."""
    whole = _table(data, "排班文件")
    first = _month(whole.get("month"))
    shifts = tuple(_shift(each) for each in _list(whole, "shifts", _MOST_SHIFTS))
    _no_twins([shift.id for shift in shifts], "班次")
    if not shifts:
        raise _wrong("shifts", "至少要有一个班次")
    ids = tuple(shift.id for shift in shifts)
    people = tuple(_person(each, ids) for each in _list(whole, "people", _MOST_PEOPLE))
    _no_twins([person.id for person in people], "人")
    problem = RosterProblem(
        first,
        shifts,
        people,
        apart=_pairs(whole, "apart", people),
        together=_pairs(whole, "together", people),
        fixed=frozenset(_fixed(whole, ids, people)),
        kinds=_kinds(whole),
    )
    return ReadRoster(problem, tuple(_warnings(problem)))


def _warnings(problem: RosterProblem) -> Iterator[str]:
    fixed = [duty for duty in problem.fixed if problem.in_month(duty.slot)]
    on_day = [(duty.person, duty.slot.on) for duty in fixed]
    for ident, day in on_day:
        if on_day.count((ident, day)) > 1:
            raise _wrong("fixed", f"{ident} 在 {day} 排了两班，一人一天只能一班")
    for slot in problem.slots:
        here = sum(duty.slot == slot for duty in fixed)
        places = problem.shift_by_id[slot.shift].places
        if here > places:
            raise _wrong("fixed", f"{slot.on}/{slot.shift} 只有 {places} 个位置，排死了 {here} 人")
    for fault in faults(problem, fixed):
        yield f"{fault.words}（是排死的，照排）"
    for person in problem.people:
        outside = [slot for slot in person.unavailable if not problem.in_month(slot)]
        if outside:
            yield f"{person.name}的请假里有别的月份的日子，没有用到"


def _month(raw: object) -> date:
    match = re.fullmatch(r"([0-9]{4})-([0-9]{2})", raw) if isinstance(raw, str) else None
    if match is None or not (1 <= int(match[2]) <= 12 and _YEARS[0] < int(match[1]) < _YEARS[1]):
        raise _wrong("month", "要写成 2026-12 这样的月份")
    return date(int(match[1]), int(match[2]), 1)


def _shift(raw: object) -> RosterShift:
    table = _table(raw, "shifts")
    ident = _text(table, "id", "shifts")
    where = f"班次 {ident}"
    places = table.get("places")
    if type(places) is not int or not 0 <= places <= _MOST_PLACES:
        raise _wrong(where, f"places 要是 0 到 {_MOST_PLACES} 的整数")
    start, end = _time(table, "start", where), _time(table, "end", where)
    name = _text(table, "name", where) if table.get("name") is not None else ident
    return RosterShift(ident, name, start, end, places, _yes(table, "evening", where))


def _person(raw: object, shifts: tuple[str, ...]) -> Person:
    table = _table(raw, "people")
    ident = _text(table, "id", "people")
    name = _text(table, "name", ident) if table.get("name") is not None else ident
    most = table.get("max_shifts")
    if most is not None and (type(most) is not int or most < 0):
        raise _wrong(name, "max_shifts 要是不小于 0 的整数")
    carry = table.get("carry")
    carry = 0 if carry is None else carry
    if isinstance(carry, bool) or not isinstance(carry, int | float) or not abs(carry) <= 10_000:
        raise _wrong(name, "carry 要是一个数")
    return Person(
        ident,
        name,
        lead=_yes(table, "lead", name),
        frail=_yes(table, "frail", name),
        no_evening=_yes(table, "no_evening", name),
        max_shifts=most,
        carry=float(carry),
        unavailable=frozenset(_slots(table, "unavailable", name, shifts)),
        unwanted=frozenset(_slots(table, "unwanted", name, shifts)),
    )


def _slots(
    table: Mapping[str, Any], key: str, where: str, shifts: tuple[str, ...]
) -> Iterator[Slot]:
    for raw in _list(table, key, 10_000, where):
        if not isinstance(raw, str):
            raise _wrong(where, f"{key} 里要写日期，如 2026-12-03 或 2026-12-03/am")
        day, stroke, shift = raw.partition("/")
        if stroke and shift not in shifts:
            raise _wrong(where, f"{key} 里的 {raw[:30]}：没有「{shift[:20]}」这个班次")
        on = _day(day, where, key)
        yield from (Slot(on, each) for each in ((shift,) if stroke else shifts))


def _pairs(
    table: Mapping[str, Any], key: str, people: tuple[Person, ...]
) -> tuple[tuple[str, str], ...]:
    known = {person.id for person in people}
    found: dict[frozenset[str], tuple[str, str]] = {}
    for raw in _list(table, key, 10_000):
        if not isinstance(raw, list) or len(raw) != 2:
            raise _wrong(key, "每一对要写成两个人的 id")
        a, b = (_known(each, known, key) for each in raw)
        if a == b:
            raise _wrong(key, f"{a} 不能和自己成一对")
        found.setdefault(frozenset((a, b)), (a, b))
    return tuple(found.values())


def _fixed(
    table: Mapping[str, Any], shifts: tuple[str, ...], people: tuple[Person, ...]
) -> Iterator[Duty]:
    known = {person.id for person in people}
    for raw in _list(table, "fixed", 100_000):
        entry = _table(raw, "fixed")
        shift = entry.get("shift")
        if shift not in shifts:
            raise _wrong("fixed", f"没有「{str(shift)[:20]}」这个班次")
        on = _day(entry.get("date"), "fixed", "date")
        yield Duty(Slot(on, shift), _known(entry.get("person"), known, "fixed"))


def _kinds(table: Mapping[str, Any]) -> Mapping[date, DayKind]:
    raw = table.get("holidays")
    raw = {} if raw is None else raw
    if not isinstance(raw, dict):
        raise _wrong("holidays", '要写成 {"2026-12-25": "holiday"}')
    found = {}
    for day, kind in raw.items():
        if not isinstance(kind, str) or kind not in _KINDS:
            raise _wrong("holidays", f"{str(day)[:20]} 只能是 holiday 或 workday")
        found[_day(day, "holidays", "日期")] = _KINDS[kind]
    return found


def _known(raw: object, known: set[str], where: str) -> str:
    if not isinstance(raw, str) or raw not in known:
        raise _wrong(where, f"没有「{str(raw)[:20]}」这个人")
    return raw


def _day(raw: object, where: str, key: str) -> date:
    try:
        if isinstance(raw, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", raw):
            day = date.fromisoformat(raw)
            if _YEARS[0] <= day.year <= _YEARS[1]:
                return day
    except ValueError:
        pass
    raise _wrong(where, f"{key} 里的「{str(raw)[:20]}」不是日期，要写成 2026-12-03")


def _time(table: Mapping[str, Any], key: str, where: str) -> time:
    raw = table.get(key)
    match = _TIME.fullmatch(raw) if isinstance(raw, str) else None
    if match is None or (match[1] == "24" and match[2] != "00"):
        raise _wrong(where, f"{key} 要写成 08:00 这样的钟点")
    return time(int(match[1]) % 24, int(match[2]))


def _yes(table: Mapping[str, Any], key: str, where: str) -> bool:
    value = table.get(key)
    if value is None:
        return False
    if not isinstance(value, bool):
        raise _wrong(where, f"{key} 只能是 true 或 false")
    return value


def _text(table: Mapping[str, Any], key: str, where: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise _wrong(where, f"缺少 {key}，或它不是文字")
    return value


def _list(table: Mapping[str, Any], key: str, most: int, where: str = "") -> list[Any]:
    value = table.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise _wrong(where or key, f"{key} 要写成列表")
    if len(value) > most:
        raise _wrong(where or key, f"{key} 太多了，最多 {most} 项")
    return value


def _table(raw: object, where: str) -> Mapping[str, Any]:
    if not isinstance(raw, dict):
        raise _wrong(where, "要写成一组 {…}")
    return raw


def _no_twins(idents: list[str], what: str) -> None:
    for ident in idents:
        if idents.count(ident) > 1:
            raise _wrong(what, f"id「{ident}」写了两次")


def _wrong(where: str, why: str) -> RuleError:
    return RuleError(f"排班文件里「{where}」有错：{why}", "请改好后再排。")
