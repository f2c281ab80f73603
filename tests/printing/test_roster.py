from dataclasses import replace
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingyu.domain.duty import Shift
from qingyu.domain.duty_month import MonthRoster, RosterCell
from qingyu.domain.month import Month
from qingyu.domain.roster_sheet import Paper
from qingyu.printing.roster import render
from qingyu.printing.roster_fit import LOOKS
from tests.printing.readers import needs_poppler, pages, poppler_fonts, poppler_text, squeezed
from tests.printing.roster_months import NAMES, SHIFTS, absent, month_roster, sizes, wall_sheet

FLOOR = {Paper.A4: 11, Paper.A3: 14}


def told(roster: MonthRoster) -> list[str]:
    return [seat.name for cell in roster.cells for seat in cell.seats]


@pytest.mark.parametrize("paper", Paper)
def test_every_name_of_every_duty_is_on_one_page(paper: Paper) -> None:
    roster = month_roster()
    read = squeezed(pages(render(wall_sheet(roster), paper))[0])
    for name in NAMES:
        assert read.count(name) == told(roster).count(name), name
    for day in roster.days:
        assert f"{day.on.day}周{'一二三四五六日'[day.on.weekday()]}" in read
    assert "青年路社区2026年12月值班表" in read and "大雪" in read and "十月廿三" in read
    assert "0571-87005521" in read and "第1版，11月28日公布" in read
    assert read.count("长") >= len(roster.cells)


@pytest.mark.parametrize("paper", Paper)
@pytest.mark.parametrize("places", [1, 2, 5, 9])
def test_names_are_never_smaller_than_one_reads_from_afar(paper: Paper, places: int) -> None:
    pdf = render(wall_sheet(month_roster(places=places), ()), paper)
    found = sizes(pdf)
    for name in NAMES:
        assert found[name[0]] and min(found[name[0]]) >= FLOOR[paper] - 0.01
    chosen = {size for name in NAMES for size in found[name[-1]]}
    assert any(abs(size - wanted) < 0.1 for size in chosen for wanted in LOOKS[paper].sizes)
    if places == 9:
        assert len(pages(pdf)) > 1


def test_a_chart_too_long_goes_on_overleaf_under_the_same_head() -> None:
    roster = month_roster(places=6)
    read = [squeezed(page) for page in pages(render(wall_sheet(roster, ()), Paper.A4))]
    assert len(read) > 1 and all("早班" in page and "值班表" in page for page in read)
    whole = "".join(read)
    assert [whole.count(name) for name in NAMES] == [told(roster).count(name) for name in NAMES]


def test_the_ledger_explains_itself() -> None:
    read = squeezed("".join(pages(render(wall_sheet(month_roster())))))
    for part in ("上月结转", "次数", "加权", "节假日", "夜晚", "月底结转", "双休日1.5", "-1.5"):
        assert part in read, part


def test_a_changed_chart_says_so_with_version_and_date() -> None:
    read = squeezed("".join(pages(render(wall_sheet(month_roster(changed=True))))))
    assert "【已换班】改到12月1日" in read and "孙国强换给钱秀珍" in read
    assert read.count("换") > 8
    plain = squeezed("".join(pages(render(wall_sheet(month_roster())))))
    assert "已换班" not in plain


def test_what_is_not_known_of_the_year_is_printed() -> None:
    roster = replace(month_roster(Month(2027, 1)), warning="2027 年放假安排尚未录入（仅法定节日）")
    read = squeezed(pages(render(wall_sheet(roster)))[0])
    assert "2027年放假安排尚未录入（仅法定节日）" in read and "元旦（法定）" in read


def test_gaps_are_told_and_who_did_not_come_is_not_on_the_wall() -> None:
    roster = month_roster()
    first, *rest = roster.days
    seats = (first.cells[0].seats[0], absent(first.cells[0].seats[1]))
    cell = RosterCell(first.on, SHIFTS[0], seats, True, "缺1人")
    days = (replace(first, cells=(cell, *first.cells[1:])), *rest)
    read = squeezed(pages(render(wall_sheet(replace(roster, days=days))))[0])
    assert "缺1人" in read and "换过班" in read
    assert read.count("赵文斌") == told(roster).count("赵文斌") - 1


def test_the_same_month_gives_the_same_bytes() -> None:
    assert render(wall_sheet(month_roster())) == render(wall_sheet(month_roster()))


@needs_poppler
def test_another_reader_agrees_and_fonts_are_embedded(tmp_path: Path) -> None:
    pdf = render(wall_sheet(month_roster(), ()), Paper.A3)
    assert squeezed(poppler_text(pdf, tmp_path)).count("欧阳慧敏") == told(month_roster()).count(
        "欧阳慧敏"
    )
    rows = poppler_fonts(pdf, tmp_path)
    assert rows and all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows)


@settings(max_examples=12, deadline=None)
@given(
    st.integers(1, 12),
    st.integers(1, 40),
    st.integers(1, 8),
    st.integers(1, 5),
    st.sampled_from(Paper),
)
def test_any_month_and_any_number_of_people(
    number: int, people: int, places: int, shifts: int, paper: Paper
) -> None:
    names = tuple(f"{NAMES[n % 24][:2]}{chr(0x4E00 + n)}" for n in range(people))
    some = tuple(Shift(n, f"班{n}", time(n), time(n + 1)) for n in range(1, shifts + 1))
    roster = month_roster(Month(2027, number), names, some, places)
    whole = squeezed("".join(pages(render(wall_sheet(roster, ()), paper))))
    for name in names:
        assert whole.count(name) == told(roster).count(name)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.text(max_size=60), min_size=1, max_size=5))
def test_any_name_is_printed_and_none_breaks_it(names: list[str]) -> None:
    roster = month_roster(names=tuple(names))
    assert render(replace(wall_sheet(roster, tuple(names)), neighbourhood=names[0]))
