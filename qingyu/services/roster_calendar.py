"""A month's duty as an iCalendar file (RFC 5545) for telephones; importing it again updates it."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zlib import crc32

from qingyu.domain.duty import Shift
from qingyu.domain.duty_month import MonthRoster, RosterCell, RosterState, Seat
from qingyu.domain.errors import RuleError
from qingyu.domain.month import Month
from qingyu.domain.roster_sheet import served
from qingyu.services import duty_month, duty_swap
from qingyu.services import steward as stewards
from qingyu.services.neighbourhood import NAME, PHONE
from qingyu.storage import duty as rows
from qingyu.storage import duty_undone as undone_rows
from qingyu.storage import journal, setting
from qingyu.storage.store import Store

_ZONE = "Asia/Shanghai"
_EVENING_BEFORE = time(19)
_SHORTLY_BEFORE = timedelta(hours=1)


def calendar(store: Store, month: Month, person: str = "") -> bytes:
    """The shifts of everybody, or of one person; RuleError when there are none.

    A duty keeps its UID for good; one that was taken away is sent again as cancelled, one of a
    draft is tentative. One person is reminded the evening before and an hour before.
    """
    from icalendar import Calendar

    roster = duty_month.month_roster(store, month)
    who = stewards.find(store, person).id if person else None
    name = setting.value(NAME) or "小区"
    made = Calendar()
    made.add("prodid", "-//qingyu//duty//ZH")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", f"{person}值班" if person else f"{name}值班")
    made.add("x-wr-timezone", _ZONE)
    events = list(_own(store, roster, who) if who else _everybody(store, roster))
    if not events:
        raise RuleError(f"{month.text}{person[:20]}还没有排班", "请先排班，再导出日历。")
    for event in events:
        made.add_component(event)
    made.add_missing_timezones(first_date=month.first)
    return bytes(made.to_ical())


def _everybody(store: Store, roster: MonthRoster) -> Iterator[Any]:
    """One event per shift that has, or had, somebody."""
    had = {(on, shift) for on, shift, _ in _planned(store, roster)}
    for cell in roster.cells:
        seats = served(cell.seats)
        if seats or (cell.on, cell.shift.id) in had:
            event = _event(store, roster, cell.on, cell.shift, "", cancelled=not seats)
            names = "、".join(_named(seat) for seat in seats)
            event.add("summary", f"{cell.shift.name}班：{names or '没有人'}")
            yield event
    # A shift whose hours changed is another one: what was published under the former is off.
    shifts = {shift.id: shift for shift in rows.shifts(retired=True)}
    for on, shift_id in sorted(had - {(cell.on, cell.shift.id) for cell in roster.cells}):
        shift = shifts[shift_id]
        event = _event(store, roster, on, shift, "", cancelled=True)
        event.add("summary", f"取消 {shift.name}班")
        yield event


def _own(store: Store, roster: MonthRoster, steward_id: int) -> Iterator[Any]:
    """One event per duty of one person, those taken away included."""
    mine = {(cell.on, cell.shift.id): cell for cell in roster.cells if _serves(cell, steward_id)}
    for cell in mine.values():
        seats = served(cell.seats)
        lead = any(seat.lead and seat.steward_id == steward_id for seat in seats)
        others = "、".join(_named(seat) for seat in seats if seat.steward_id != steward_id)
        event = _event(store, roster, cell.on, cell.shift, f"-p{steward_id}")
        event.add("summary", f"值班 {cell.shift.name}班{'（值班长）' if lead else ''}")
        phone = setting.value(PHONE)
        told = (f"和{others}一起" if others else "", f"值班电话 {phone}" if phone else "")
        event.add("description", "；".join(part for part in told if part))
        for before in _alarms(cell.on, cell.shift):
            event.add_component(_alarm(str(event["summary"]), before))
        yield event
    shifts = {shift.id: shift for shift in rows.shifts(retired=True)}
    gone = {(on, shift) for on, shift, who in _planned(store, roster) if who == steward_id}
    for on, shift_id in sorted(gone - mine.keys()):
        shift = shifts[shift_id]
        event = _event(store, roster, on, shift, f"-p{steward_id}", cancelled=True)
        event.add("summary", f"不用值班了 {shift.name}班")
        yield event


def _planned(store: Store, roster: MonthRoster) -> Iterator[tuple[date, int, int]]:
    """Every duty that was ever published or changed in the month: day, shift, steward."""
    for version in duty_month.versions(store, roster.month):
        yield from ((seat.on, seat.shift_id, seat.steward_id) for seat in version.seats)
    for change in duty_swap.changes(store, roster.month):
        for ref in (change.where, change.back):
            for who in (change.giver_id, change.taker_id):
                if ref is not None and who is not None:
                    yield ref.on, ref.shift_id, who
    # What was taken back may stand in a telephone all the same.
    yield from undone_rows.seats(roster.month.first, roster.month.last)


def _event(
    store: Store, roster: MonthRoster, on: date, shift: Shift, own: str, *, cancelled: bool = False
) -> Any:
    from zoneinfo import ZoneInfo

    from icalendar import Event

    zone = ZoneInfo(_ZONE)
    name = setting.value(NAME)
    event = Event()
    # When the book began tells neighbourhoods apart, and stays when one is given another name.
    book = crc32(str(journal.began_at()).encode())
    event.add("uid", f"duty-{on:%Y%m%d}-s{shift.id}{own}@{book:08x}.qingyu")
    event.add("dtstamp", datetime.combine(store.now().date(), store.now().time(), zone))
    event.add("dtstart", shift.starts_on(on).replace(tzinfo=zone))
    event.add("dtend", shift.ends_on(on).replace(tzinfo=zone))
    event.add("sequence", journal.newest_id())
    settled = "CONFIRMED" if roster.state is RosterState.PUBLISHED else "TENTATIVE"
    event.add("status", "CANCELLED" if cancelled else settled)
    if name:
        event.add("location", name)
    return event


def _alarms(on: date, shift: Shift) -> tuple[timedelta, ...]:
    """How long before the shift a telephone rings: the evening before, and once more."""
    evening = datetime.combine(on - timedelta(days=1), _EVENING_BEFORE)
    return shift.starts_on(on) - evening, _SHORTLY_BEFORE


def _alarm(words: str, before: timedelta) -> Any:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", words)
    alarm.add("trigger", -before)
    return alarm


def _serves(cell: RosterCell, steward_id: int) -> bool:
    return any(seat.steward_id == steward_id for seat in served(cell.seats))


def _named(seat: Seat) -> str:
    return f"{seat.name}（值班长）" if seat.lead else seat.name
