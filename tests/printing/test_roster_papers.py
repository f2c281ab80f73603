"""Week, slips, handover, patrol and certificate, read back from their PDFs."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingyu.domain.duty_ledger import YearHours
from qingyu.domain.duty_month import MonthRoster
from qingyu.domain.handover import Counted, Handover, Incident, Patrol
from qingyu.domain.place import Place
from qingyu.domain.roster_sheet import (
    CertificateSheet,
    HandoverSheet,
    PatrolSheet,
    PatrolSpot,
    Slip,
    SlipDuty,
    SlipSheet,
    WeekSheet,
    people,
)
from qingyu.printing import (
    roster_certificate,
    roster_handover,
    roster_patrol,
    roster_slips,
    roster_week,
)
from tests.printing.readers import needs_poppler, pages, poppler_fonts, squeezed
from tests.printing.roster_months import DECEMBER, NAMES, SHIFTS, month_roster, sizes

TODAY = date(2026, 11, 28)
PHONE = "0571-87005521"
POINTS = ("大门", "消防通道", "车棚")
THINGS = (("钥匙", 1), ("对讲机", 2), ("手电", 2), ("药箱", 1))
RECORD = Handover(
    1,
    TODAY,
    SHIFTS[0],
    "陆建芬、赵文斌",
    "小雨",
    "2幢李阿姨来问停水",
    ("08:20 收到报修 0031：厨房顶上漏水",),
    ("隐患还没排除：0012 外墙瓷砖松动",),
    (Patrol("大门", "好"), Patrol("车棚", "飞线充电，已劝走")),
    (Incident("09:30", "电梯困人", "打 96333", "社区小张"),),
    (Counted("钥匙", 1, 1), Counted("对讲机", 2, 1)),
    "垃圾房钥匙不好开",
    1,
    datetime(2026, 11, 28, 12, 1),
    2,
    datetime(2026, 11, 28, 12, 5),
    "收到",
)


def week(roster: MonthRoster) -> WeekSheet:
    days = roster.days[6:13]
    every = people(roster.days)
    return WeekSheet("青年路社区", days, roster.shifts, every, "第 1 版", "", PHONE, TODAY)


def slips(roster: MonthRoster, names: tuple[str, ...] = NAMES) -> SlipSheet:
    made = []
    for name in names:
        duties = tuple(
            SlipDuty(
                day,
                cell.shift,
                tuple(seat.name for seat in cell.seats if seat.name != name),
                any(seat.lead and seat.name == name for seat in cell.seats),
            )
            for day in roster.days
            for cell in day.cells
            if any(seat.name == name for seat in cell.seats)
        )
        made.append(Slip(name, duties))
    return SlipSheet("青年路社区", DECEMBER, "第 1 版", tuple(made), PHONE, TODAY)


def patrol(count: int) -> PatrolSheet:
    spots = tuple(
        PatrolSpot(Place(n, spot="屋面"), "屋面漏水：报过 3 次" if n % 2 else "")
        for n in range(1, count + 1)
    )
    return PatrolSheet("青年路社区", "暴雨巡查单", ("两人一起走。",), spots, 2, PHONE)


def certificate(*names: str) -> CertificateSheet:
    served = tuple(YearHours(1, name, 2026, 41, 143.5, TODAY) for name in names)
    return CertificateSheet("青年路社区", served, TODAY)


PAPERS = {
    "week": roster_week.render(week(month_roster())),
    "slips": roster_slips.render(slips(month_roster())),
    "handover": roster_handover.render(HandoverSheet("青年路社区", RECORD, (), ())),
    "patrol": roster_patrol.render(patrol(20)),
    "certificate": roster_certificate.render(certificate("陆建芬")),
}


@pytest.mark.parametrize("places", [1, 2, 12])
def test_a_week_has_every_name_of_its_days(places: int) -> None:
    sheet = week(month_roster(places=places))
    read = squeezed("".join(pages(roster_week.render(sheet))))
    told = [seat.name for day in sheet.days for cell in day.cells for seat in cell.seats]
    for name in NAMES:
        assert read.count(name) == told.count(name), name
    assert "12月7日至12月13日" in read and "周一12/7" in read and "大雪" in read and PHONE in read
    found = sizes(roster_week.render(sheet))
    assert all(max(found[name[0]]) >= 13 for name in set(told))


def test_slips_say_which_shifts_with_whom_and_whom_to_call() -> None:
    read = [squeezed(page) for page in pages(PAPERS["slips"])]
    whole = "".join(read)
    assert len(read) == 6 and whole.count(PHONE) == 24 and whole.count("共8班") + whole.count(
        "共7班"
    ) == 24
    assert "1日周二早班8–12" in whole and "值班长和赵文斌" in whole and "和陆建芬" in whole
    assert all(page.count("剪") >= 1 for page in read)


def test_a_changed_slip_shows_what_is_new_and_what_is_gone() -> None:
    sheet = slips(month_roster(), NAMES[:1])
    (slip,) = sheet.slips
    new = replace(slip.duties[0], new=True)
    slip = replace(slip, duties=(new, *slip.duties[1:]), dropped=("12月9日 早班",))
    read = squeezed(pages(roster_slips.render(replace(sheet, slips=(slip,))))[0])
    assert "（新换）" in read and "不用来了：12月9日早班" in read


def test_a_slip_longer_than_the_paper_becomes_two() -> None:
    roster = month_roster(places=20)
    sheet = slips(roster, NAMES[:1])
    twice = replace(sheet.slips[0], duties=sheet.slips[0].duties)
    read = squeezed("".join(pages(roster_slips.render(replace(sheet, slips=(twice,))))))
    assert read.count("值班长") + read.count("日周") >= len(twice.duties)
    assert read.count(f"{SHIFTS[0].name}班8–12") == sum(
        duty.shift == SHIFTS[0] for duty in twice.duties
    )


def test_a_handover_record_has_every_field() -> None:
    (page,) = pages(
        roster_handover.render(HandoverSheet("青年路社区", RECORD, (), (), "陆建芬", "赵文斌"))
    )
    read = squeezed(page)
    for part in (
        *("交接班记录", "11月28日周六", "早班08:00–12:00", "小雨", "陆建芬、赵文斌"),
        *("收到报修0031", "李阿姨来问停水", "大门", "飞线充电，已劝走", "09:30", "打96333"),
        *("社区小张", "外墙瓷砖松动", "钥匙应有1点到1", "对讲机应有2点到1", "垃圾房钥匙"),
        *("交班人签名", "接班人签名", "陆建芬12:01", "赵文斌12:05", "收到"),
    ):
        assert part in read, part


def test_an_empty_form_is_one_page_with_room_to_write() -> None:
    (page,) = pages(roster_handover.render(HandoverSheet("青年路社区", None, POINTS, THINGS)))
    read = squeezed(page)
    for part in ("来电来访", "消防通道", "没办完的事", "药箱应有1点到", "接班人签名", "天气"):
        assert part in read, part


def test_a_patrol_lists_every_spot_with_boxes_and_what_is_known() -> None:
    read = [squeezed(page) for page in pages(PAPERS["patrol"])]
    whole = "".join(read)
    for n in range(1, 21):
        assert f"{n}幢屋面" in whole
    assert whole.count("有问题") == 20 and whole.count("报过3次") == 10
    assert "两人一起走" in read[0] and "还有2处" in whole
    assert all("看哪里" in page and PHONE in page for page in read)


def test_a_certificate_is_one_page_each() -> None:
    read = [squeezed(p) for p in pages(roster_certificate.render(certificate("陆建芬", "杨柳")))]
    assert len(read) == 2
    for page, name in zip(read, ("陆建芬", "杨柳"), strict=True):
        for part in (f"{name}同志于2026年在青年路社区", "截至2026年11月28日", "41班", "143.5小时"):
            assert part in page, part
    over = replace(certificate("杨柳").people[0], until=date(2026, 12, 31))
    done = squeezed(pages(roster_certificate.render(CertificateSheet("", (over,), TODAY)))[0])
    assert "截至" not in done and "在本小区参加" in done


@needs_poppler
@pytest.mark.parametrize("name", PAPERS)
def test_fonts_are_embedded_and_nothing_is_tiny(name: str, tmp_path: Path) -> None:
    rows = poppler_fonts(PAPERS[name], tmp_path)
    assert rows and all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows)
    every = {size for found in sizes(PAPERS[name]).values() for size in found if size > 1}
    assert min(every) >= 9


@settings(max_examples=8, deadline=None)
@given(st.lists(st.text(max_size=80), min_size=6, max_size=6))
def test_any_words_are_printed_and_none_breaks_it(words: list[str]) -> None:
    first, second, third, fourth, fifth, sixth = words
    record = replace(
        RECORD,
        people=first,
        visitors=second,
        happened=(third,) * 30,
        patrol=(Patrol(fourth, fifth),),
        incidents=(Incident(sixth, first, second, third),) * 12,
        counted=(Counted(fourth, 3),),
        words=fifth * 20,
    )
    assert pages(roster_handover.render(HandoverSheet(first, record, (), ())))
    roster = month_roster(names=(first, second))
    assert pages(roster_slips.render(slips(roster, (first, second))))
    assert pages(roster_week.render(replace(week(roster), neighbourhood=third)))
    assert pages(roster_certificate.render(replace(certificate(first), neighbourhood=second)))
    spot = PatrolSpot(Place(spot=first), second)
    sheet = replace(patrol(1), title=third, spots=(spot,), advice=(sixth,))
    assert pages(roster_patrol.render(sheet))
