"""The month for telephones, parsed back by the library and unfolded by hand."""

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from qingyu.domain.duty import Shift
from qingyu.domain.errors import RuleError
from qingyu.domain.month import Month
from qingyu.services import Store, duty, duty_month, duty_swap, roster_calendar

DECEMBER = Month(2026, 12)


@pytest.fixture
def published(founded: Store) -> Store:
    """Two mornings of 陆建芬 and one evening of both, published."""
    for day, shift, who in ((3, "早", [1]), (7, "早", [1]), (9, "晚", [1, 2])):
        duty.set_shift(founded, date(2026, 12, day), shift, who, 1, by=1)
    duty_month.publish(founded, DECEMBER, by=1)
    return founded


def give_away(store: Store) -> None:
    cell = next(c for c in duty_month.month_roster(store, DECEMBER).cells if c.on.day == 7)
    duty_swap.swap(store, cell.seats[0].assignment_id, 2, agreed="赵文斌", knowingly=True, by=1)


def events(content: bytes) -> dict[str, Any]:
    return {str(event["uid"]): event for event in Calendar.from_ical(content).walk("VEVENT")}


def test_one_person_gets_each_duty_with_time_zone_and_company(published: Store) -> None:
    found = events(roster_calendar.calendar(published, DECEMBER, "陆建芬"))
    assert len(found) == 3
    evening = next(e for e in found.values() if e["dtstart"].dt.day == 9)
    assert evening["dtstart"].dt.tzinfo == ZoneInfo("Asia/Shanghai")
    assert evening["dtstart"].dt.utcoffset() == timedelta(hours=8)
    assert evening["dtend"].dt - evening["dtstart"].dt == timedelta(hours=3)
    assert "晚班（值班长）" in evening["summary"] and "赵文斌" in evening["description"]
    assert evening["status"] == "CONFIRMED"


def test_everybody_is_one_event_per_shift(published: Store) -> None:
    found = events(roster_calendar.calendar(published, DECEMBER))
    told = sorted(str(event["summary"]) for event in found.values())
    assert told[-1] == "晚班：陆建芬（值班长）、赵文斌" and len(told) == 3


def test_importing_again_updates_and_cancels(published: Store) -> None:
    before = events(roster_calendar.calendar(published, DECEMBER, "陆建芬"))
    same = events(roster_calendar.calendar(published, DECEMBER, "陆建芬"))
    assert before.keys() == same.keys()
    give_away(published)
    after = events(roster_calendar.calendar(published, DECEMBER, "陆建芬"))
    assert after.keys() == before.keys()
    gone = next(e for e in after.values() if e["dtstart"].dt.day == 7)
    assert gone["status"] == "CANCELLED"
    for uid, event in after.items():
        assert event["sequence"] > before[uid]["sequence"]
    assert len(events(roster_calendar.calendar(published, DECEMBER, "赵文斌"))) == 2
    everybody = events(roster_calendar.calendar(published, DECEMBER))
    assert any("赵文斌" in e["summary"] and e["dtstart"].dt.day == 7 for e in everybody.values())


def test_a_night_shift_ends_on_the_next_day(founded: Store) -> None:
    from datetime import time

    duty.save_shift(founded, Shift(0, "夜", time(22), time(2), evening=True), by=1)
    duty.set_shift(founded, date(2026, 12, 31), "夜", [1], 1, by=1)
    (event,) = events(roster_calendar.calendar(founded, DECEMBER)).values()
    assert event["dtend"].dt.date() == date(2027, 1, 1)


def test_the_file_keeps_the_standard(published: Store) -> None:
    content = roster_calendar.calendar(published, DECEMBER)
    lines = content.split(b"\r\n")
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    assert lines[0] == b"BEGIN:VCALENDAR" and b"TZID:Asia/Shanghai" in lines
    parsed = Calendar.from_ical(content)
    assert parsed["version"] == "2.0" and parsed["prodid"] and parsed["method"] == "PUBLISH"


def test_a_month_without_duty_is_refused(founded: Store) -> None:
    with pytest.raises(RuleError, match="还没有排班"):
        roster_calendar.calendar(founded, DECEMBER)
