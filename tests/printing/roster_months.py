"""Months of duty for the papers: as many people, shifts and places as a test asks for."""

from collections import defaultdict
from datetime import date, datetime, time, timedelta

import pypdfium2

from qingyu.domain.duty import Shift, Standing
from qingyu.domain.duty_ledger import LedgerLine
from qingyu.domain.duty_month import MonthRoster, RosterCell, RosterDay, RosterState, Seat
from qingyu.domain.month import Month
from qingyu.domain.roster import DayKind
from qingyu.domain.roster_sheet import LedgerRow, WallSheet

NAMES = (
    "陆建芬", "赵文斌", "孙国强", "钱秀珍", "王桂花", "李建国", "周雅琴", "吴德明",
    "郑美娟", "冯阿福", "陈玉兰", "褚卫东", "卫小妹", "蒋志远", "沈阿毛", "韩丽华",
    "杨柳", "欧阳慧敏", "许根法", "何宝珠", "吕敏", "施金花", "张桂芳", "孔令仪",
)  # fmt: skip
DECEMBER = Month(2026, 12)
SHIFTS = (
    Shift(1, "早", time(8), time(12)),
    Shift(2, "午", time(13), time(17)),
    Shift(3, "晚", time(18), time(21), evening=True),
)


def month_roster(
    month: Month = DECEMBER,
    names: tuple[str, ...] = NAMES,
    shifts: tuple[Shift, ...] = SHIFTS,
    places: int = 2,
    changed: bool = False,
) -> MonthRoster:
    """A published month in which everybody serves in turn."""
    days, at = [], 0
    for n in range((month.last - month.first).days + 1):
        on = month.first + timedelta(days=n)
        cells = []
        for shift in shifts:
            seats = []
            for place in range(places):
                who = at % len(names)
                swapped = changed and at % 17 == 3
                seats.append(
                    Seat(at + 1, who + 1, names[who], lead=not place, changed=swapped)
                )
                at += 1
            cells.append(RosterCell(on, shift, tuple(seats), any(s.changed for s in seats)))
        days.append(_day(on, tuple(cells)))
    at_noon = datetime(2026, 11, 28, 12)
    return MonthRoster(
        month, RosterState.PUBLISHED, 1, at_noon, "陆建芬", "", shifts, tuple(days)
    )


def wall_sheet(roster: MonthRoster, names: tuple[str, ...] = NAMES) -> WallSheet:
    """The roster with a ledger of everybody."""
    rows = tuple(
        LedgerRow(LedgerLine(n, name, 7, 9.5, 1, 3, 0, 1, 26.0, 0.5 - n % 3), -0.5)
        for n, name in enumerate(names, 1)
    )
    told = ("12月5日 早班：孙国强换给钱秀珍（钱秀珍 12月1日答应）",) if roster.changed else ()
    on = date(2026, 12, 1) if roster.changed else None
    return WallSheet("青年路社区", roster, rows, told, on, "0571-87005521", date(2026, 11, 28))


def sizes(pdf: bytes) -> dict[str, set[float]]:
    """The sizes in pt in which each character is set, all pages."""
    raw = pypdfium2.raw
    found: dict[str, set[float]] = defaultdict(set)
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number in range(len(document)):
            text = document[number].get_textpage()
            for at in range(text.count_chars()):
                size = round(raw.FPDFText_GetFontSize(text, at), 2)
                found[chr(raw.FPDFText_GetUnicode(text, at))].add(size)
    finally:
        document.close()
    return found


def absent(seat: Seat) -> Seat:
    """The same seat of somebody who did not come."""
    return Seat(seat.assignment_id, seat.steward_id, seat.name, standing=Standing.ABSENT)


def _day(on: date, cells: tuple[RosterCell, ...]) -> RosterDay:
    new_year = (on.month, on.day) == (1, 1)
    kind = DayKind.WEEKEND if on.weekday() >= 5 else DayKind.WORKDAY
    kind = DayKind.HOLIDAY if new_year else kind
    term = "大雪" if (on.month, on.day) == (12, 7) else ""
    return RosterDay(on, kind, "元旦" if new_year else "", "十月廿三", term, cells)
