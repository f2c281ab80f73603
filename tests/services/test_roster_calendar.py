"""The month for telephones, parsed back by the library and unfolded by hand."""

import re
from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from qingyu.domain.duty import Shift
from qingyu.domain.errors import RuleError
from qingyu.domain.month import Month
from qingyu.services import (
    Store,
    duty,
    duty_month,
    duty_swap,
    journal,
    neighbourhood,
    roster_calendar,
)

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


def strictly(content: bytes) -> list[tuple[str, str, str]]:
    """The content lines of RFC 5545 as name, parameters, value, read by nothing but its grammar."""
    assert content.endswith(b"\r\n") and b"\n" not in content.replace(b"\r\n", b"")
    for line in content.split(b"\r\n"):
        assert len(line) <= 75
        line.decode("utf-8")  # a fold never falls inside a character
    unfolded = content.decode("utf-8").replace("\r\n ", "").splitlines()
    found = [re.fullmatch(r'([A-Z-]+)((?:;[A-Z-]+=[^;:"]+)*):(.*)', line) for line in unfolded]
    assert all(found), unfolded
    lines = [(each[1], each[2], each[3]) for each in found if each]
    opened: list[str] = []
    for name, _, value in lines:
        if name == "BEGIN":
            opened.append(value)
        elif name == "END":
            assert opened.pop() == value
        if name in ("SUMMARY", "DESCRIPTION", "LOCATION"):
            assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", value), value
    assert not opened
    return lines


def test_every_line_keeps_the_grammar_of_the_standard(published: Store) -> None:
    neighbourhood.rename(published, "青年路，社区;一, \\ 二" * 2, "0571-1,2;3", by=1)
    give_away(published)
    for person in ("", "陆建芬"):
        lines = strictly(roster_calendar.calendar(published, DECEMBER, person))
        names = [name for name, _, _ in lines]
        count = names.count("UID")
        assert count == len({value for name, _, value in lines if name == "UID"}) > 0
        for needed in ("DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "STATUS", "LOCATION"):
            assert sum(n == needed and "TZID" in p for n, p, _ in lines) in (0, count)
            assert names.count(needed) >= count
        stamps = [value for name, _, value in lines if name == "DTSTAMP"]
        assert all(re.fullmatch(r"\d{8}T\d{6}Z", stamp) for stamp in stamps)
        zones = {value for name, _, value in lines if name == "TZID"}
        assert {p for _, p, _ in lines if "TZID" in p} == {f";TZID={zone}" for zone in zones}
        parsed = events(roster_calendar.calendar(published, DECEMBER, person))
        assert {str(e["location"]) for e in parsed.values()} == {"青年路，社区;一, \\ 二" * 2}


def test_a_telephone_rings_the_evening_before_and_an_hour_before(published: Store) -> None:
    found = events(roster_calendar.calendar(published, DECEMBER, "陆建芬"))
    morning = next(e for e in found.values() if e["dtstart"].dt.day == 3)
    rings = {morning["dtstart"].dt + a["trigger"].dt for a in morning.walk("VALARM")}
    assert {f"{moment:%d %H:%M}" for moment in rings} == {"02 19:00", "03 07:00"}
    assert all(a["action"] == "DISPLAY" and a["description"] for a in morning.walk("VALARM"))
    give_away(published)
    again = events(roster_calendar.calendar(published, DECEMBER, "陆建芬"))
    assert all(not e.walk("VALARM") for e in again.values() if e["status"] == "CANCELLED")
    everybody = events(roster_calendar.calendar(published, DECEMBER))
    assert not any(e.walk("VALARM") for e in everybody.values())


def test_another_name_of_the_neighbourhood_doubles_nothing(published: Store) -> None:
    before = events(roster_calendar.calendar(published, DECEMBER)).keys()
    neighbourhood.rename(published, "湖滨社区", "", by=1)
    assert events(roster_calendar.calendar(published, DECEMBER)).keys() == before


def test_taking_a_swap_back_is_news_too(published: Store) -> None:
    give_away(published)
    swapped = events(roster_calendar.calendar(published, DECEMBER, "陆建芬"))
    journal.undo(published, by=1)
    back = events(roster_calendar.calendar(published, DECEMBER, "陆建芬"))
    assert all(event["sequence"] > swapped[uid]["sequence"] for uid, event in back.items())
    assert {str(event["status"]) for event in back.values()} == {"CONFIRMED"}


def test_who_was_to_take_over_by_a_swap_taken_back_is_told_so(published: Store) -> None:
    before = events(roster_calendar.calendar(published, DECEMBER))
    give_away(published)
    taken = {
        name: events(roster_calendar.calendar(published, DECEMBER, name)).keys()
        for name in ("陆建芬", "赵文斌")
    }
    journal.undo(published, by=1)
    for name, uids in taken.items():
        told = events(roster_calendar.calendar(published, DECEMBER, name))
        assert uids <= told.keys()
    mine = events(roster_calendar.calendar(published, DECEMBER, "赵文斌"))
    assert "CANCELLED" in {str(event["status"]) for event in mine.values()}
    assert events(roster_calendar.calendar(published, DECEMBER)).keys() == before.keys()


def test_a_draft_is_tentative_and_a_shift_of_other_hours_takes_the_former_off(
    published: Store,
) -> None:
    duty_month.reopen(published, DECEMBER, by=1)
    found = events(roster_calendar.calendar(published, DECEMBER))
    assert {str(event["status"]) for event in found.values()} == {"TENTATIVE"}
    evening = next(s for s in duty.shifts(published) if s.name == "晚")
    duty.save_shift(published, replace(evening, start=time(19), end=time(22)), by=1)
    again = events(roster_calendar.calendar(published, DECEMBER))
    assert found.keys() <= again.keys()


def test_a_month_without_duty_is_refused(founded: Store) -> None:
    with pytest.raises(RuleError, match="还没有排班"):
        roster_calendar.calendar(founded, DECEMBER)
