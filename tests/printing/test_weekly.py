from dataclasses import replace
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from qingyu.domain.place import Place
from qingyu.domain.weekly_sheet import WeeklyLine, WeeklySection, WeeklySheet
from qingyu.printing.weekly import render
from tests.printing.readers import needs_poppler, pages, poppler_fonts, squeezed

LATE = WeeklyLine(
    "2026-0001",
    Place(3, 2, "501"),
    "王小明13812341234家漏水",
    "处理中",
    date(2026, 11, 18),
    "张建国",
    overdue=True,
)
SHEET = WeeklySheet(
    neighbourhood="湖滨小区",
    start=date(2026, 11, 16),
    end=date(2026, 11, 22),
    counts=(("新增", 12), ("超期", 3)),
    sections=(WeeklySection("超期", (LATE,)),),
    names=("王小明",),
    phone="0571-87654321",
)


def many(count: int) -> tuple[WeeklyLine, ...]:
    return tuple(
        WeeklyLine(f"N{at:05d}", Place(at % 9 + 1, spot="屋面"), "楼道灯不亮", "已派单")
        for at in range(count)
    )


def test_the_table_print_says_who_where_what_and_by_when() -> None:
    (page,) = pages(render(SHEET))
    text = squeezed(page)
    for part in (
        "湖滨小区一周工单清单",
        "2026年11月16日至11月22日（2026年第47周）",
        "12新增",
        "超期（1件）",
        "2026-0001",
        "3幢2单元501室",
        "王小明13812341234家漏水",
        "处理中",
        "11月18日已超期",
        "张建国",
    ):
        assert part in text, part


def test_the_board_print_hides_rooms_names_and_telephones() -> None:
    pdf = render(SHEET, public=True)
    text = squeezed(pages(pdf)[0])
    for secret in ("501", "王小明", "13812341234", "张建国"):
        assert secret not in text
    assert "3幢*单元*室" in text and "王**138****1234家漏水" in text
    assert "0571-87654321" in text


def test_what_does_not_fit_is_counted_and_urgent_ones_come_first() -> None:
    sections = (
        WeeklySection("处理中", many(500)),
        WeeklySection("超期", (LATE,)),
        WeeklySection("危险", (replace(LATE, number="D1", dangerous=True),)),
    )
    for public in (False, True):
        (page,) = pages(render(replace(SHEET, sections=sections), public))
        text = squeezed(page)
        assert text.index("危险（1件）") < text.index("超期（1件）") < text.index("处理中（500件）")
        drawn = text.count("N0")
        assert drawn > 5
        assert f"另有{500 - drawn}件" in text


def test_one_page_that_just_holds_everything_leaves_nothing_out() -> None:
    for count in range(1, 45):
        sections = (WeeklySection("处理中", many(count)),)
        text = [squeezed(page) for page in pages(render(replace(SHEET, sections=sections)))]
        assert len(text) == 1
        drawn = text[0].count("N0")
        assert drawn == count or f"另有{count - drawn}件见程序" in text[0]


def test_a_quiet_week_says_so() -> None:
    assert "没有要说的工单" in pages(render(replace(SHEET, sections=())))[0]


def test_the_same_week_gives_the_same_bytes() -> None:
    assert render(SHEET, True) == render(replace(SHEET), True)


@needs_poppler
def test_every_font_is_embedded(tmp_path: Path) -> None:
    rows = poppler_fonts(render(SHEET), tmp_path)
    assert rows and all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(max_size=80), min_size=7, max_size=7), st.booleans())
def test_any_words_make_one_page(words: list[str], public: bool) -> None:
    number, spot, matter, state, owner, title, name = words
    line = WeeklyLine(number, Place(1, None, None, spot), matter, state, None, owner)
    sheet = WeeklySheet(
        name, SHEET.start, SHEET.end, ((title, 1),), (WeeklySection(title, (line,) * 3),)
    )
    assert len(pages(render(sheet, public))) == 1
