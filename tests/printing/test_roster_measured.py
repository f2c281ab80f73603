"""The duty papers measured: nothing on top of anything, every name there, none too small."""

from dataclasses import replace
from datetime import date, time

import pytest

from qingyu.domain.duty import Shift
from qingyu.domain.month import Month
from qingyu.domain.roster_sheet import Paper, WallSheet
from qingyu.printing import roster, roster_slips, roster_week
from qingyu.printing.fonts import bundled
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import A4, Style
from tests.printing.readers import pages, squeezed
from tests.printing.roster_measure import collisions
from tests.printing.roster_months import NAMES, SHIFTS, month_roster, sizes, wall_sheet
from tests.printing.test_roster_papers import PAPERS, slips, week

RARE = ("㛃", "𬱖", "䶮", "㸃", "𠮷")
LONG = "杭州市上城区湖滨街道青年路社区东坡路二十三号大院"
SIX = tuple(
    Shift(n, name, time(5 + 2 * n), time(7 + 2 * n))
    for n, name in enumerate(("早", "上午", "午", "下午", "傍晚", "晚"), 1)
)
WORDY = (Shift(1, "早晨消防通道及电动车棚巡查", time(6, 30), time(8, 30)), *SHIFTS[1:])
MONTHS = (2, 5, 6, 7, 8, 10, 12)
FLOOR = {Paper.A4: 11, Paper.A3: 14}


def many(count: int) -> tuple[str, ...]:
    """Names of two to four characters, the rare ones among them, no two alike."""
    names = []
    for at in range(count):
        given = chr(0x4E10 + 3 * at) + RARE[at % 5]
        names.append(("欧阳" if at % 3 == 0 else "王") + given)
        if at % 4 == 0:
            names[-1] = f"{NAMES[at % 24][0]}{given}"
    return tuple(names)


HARD = {
    "24 people": (month_roster(names=many(24)), many(24)),
    "60 people, 6 shifts, 4 places": (month_roster(names=many(60), shifts=SIX, places=4), many(60)),
    "swaps": (month_roster(Month(2026, 10), many(24), changed=True), many(24)),
    "a wordy shift": (month_roster(shifts=WORDY), NAMES),
}


def test_the_ruler_finds_what_stands_on_something_or_too_near_the_edge() -> None:
    sheet = Sheet(A4, "", bundled())
    style = Style("strong", 14, 20)
    for x, text in ((100, "陆建芬"), (130, "赵"), (4, "孙"), (300, "钱"), (314, "李")):
        sheet.text(x, 400, text, style)
    assert collisions(sheet.pdf()) == ["1: 孙 at the edge", "1: 芬赵"]


def counted(sheet: WallSheet) -> dict[str, int]:
    """How often each name serves in the month, and once in the ledger."""
    told = [seat.name for cell in sheet.roster.cells for seat in cell.seats]
    return {name: told.count(name) for name in told}


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("case", HARD)
def test_a_hard_month_has_every_name_and_nothing_on_top_of_another(case: str, paper: Paper) -> None:
    month, names = HARD[case]
    sheet = wall_sheet(month, ())
    pdf = roster.render(sheet, paper)
    assert collisions(pdf) == []
    read = squeezed("".join(pages(pdf)))
    for name, count in counted(sheet).items():
        assert read.count(name) >= count, name
    found = sizes(pdf)
    smallest = min(size for name in names for size in found[name[0]])
    assert smallest >= FLOOR[paper] - 0.01


def test_the_ledger_under_a_hard_month_has_nothing_on_top_of_another() -> None:
    month, names = HARD["swaps"]
    read = roster.render(wall_sheet(month, names))
    assert collisions(read) == [] and "值班明细" in squeezed("".join(pages(read)))


@pytest.mark.parametrize(
    "month", [Month(2026, number) for number in MONTHS], ids=lambda month: month.name
)
def test_months_of_28_to_31_days_begin_on_every_weekday(month: Month) -> None:
    sheet = wall_sheet(month_roster(month), ())
    pdf = roster.render(sheet)
    assert len(pages(pdf)) == 1 and collisions(pdf) == []
    read = squeezed(pages(pdf)[0])
    for day in range(1, month.last.day + 1):
        weekday = "一二三四五六日"[date(month.year, month.number, day).weekday()]
        assert f"{day}周{weekday}" in read


def test_the_months_above_begin_on_all_seven_weekdays() -> None:
    first = {Month(2026, number).first.weekday() for number in MONTHS}
    assert first == set(range(7))


@pytest.mark.parametrize("case", HARD)
def test_a_hard_week_and_its_slips_have_nothing_on_top_of_another(case: str) -> None:
    month, names = HARD[case]
    strip = roster_week.render(week(month))
    assert collisions(strip) == []
    read = squeezed("".join(pages(strip)))
    told = [s.name for day in month.days[6:13] for cell in day.cells for s in cell.seats]
    assert all(read.count(name) == told.count(name) for name in set(told))
    cut = roster_slips.render(slips(month, names[:8]))
    assert collisions(cut) == []
    whole = squeezed("".join(pages(cut)))
    for cell in month.cells:
        seated = [seat.name for seat in cell.seats]
        assert names[0] not in seated or all(name in whole for name in seated)


def test_a_long_neighbourhood_is_printed_whole() -> None:
    for paper in Paper:
        pdf = roster.render(replace(wall_sheet(month_roster(), ()), neighbourhood=LONG), paper)
        assert LONG in squeezed(pages(pdf)[0]) and collisions(pdf) == []
    strip = roster_week.render(replace(week(month_roster()), neighbourhood=LONG))
    assert LONG in squeezed(pages(strip)[0]) and collisions(strip) == []


@pytest.mark.parametrize("name", PAPERS)
def test_no_paper_has_anything_on_top_of_another(name: str) -> None:
    assert collisions(PAPERS[name]) == []


def test_a_changed_month_says_so_before_and_at_the_names() -> None:
    pdf = roster.render(wall_sheet(HARD["swaps"][0], ()), Paper.A3)
    read = squeezed(pages(pdf)[0])
    assert "【已换班】" in read and read.count("换") > 8 and "换换过班" in read


def test_pages_tell_how_many_there_are() -> None:
    read = [squeezed(page) for page in pages(roster.render(wall_sheet(*HARD["24 people"])))]
    for number, page in enumerate(read, 1):
        assert f"第{number}页，共{len(read)}页" in page
