"""Tables inside a notice: heads on every page, figures under each other, nothing torn."""

from dataclasses import replace
from datetime import date
from itertools import groupby

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingyu.domain.notice import Notice
from qingyu.domain.notice_table import NoticeTable
from qingyu.printing.notice import render
from qingyu.printing.styles import FORMAL
from tests.printing.readers import Glyph, glyphs, pages, squeezed

HEADS = ("日期", "项目", "金额（元）", "经手人")
DAYS = [f"2026年{at % 12 + 1}月{at % 28 + 1}日" for at in range(81)]
LONG = NoticeTable(
    HEADS,
    tuple(
        (DAYS[at], f"第{at}项楼道照明灯具更换", f"{at * 91.5:,.2f}", "甯堃") for at in range(1, 81)
    ),
    (False, False, True, False),
    "收支明细表",
    ("合计", "", "296,460.00", ""),
)  # fmt: skip
NOTICE = Notice("accounts", "收支公示", ("公示如下：", LONG, "以上。"), date=date(2026, 1, 5))


def rows(pdf: bytes, page: int) -> list[list[Glyph]]:
    found = sorted(glyphs(pdf, page), key=lambda glyph: (-round(glyph.low, 0), glyph.left))
    return [list(row) for _, row in groupby(found, key=lambda glyph: round(glyph.low, 0))]


def with_table(*tables: NoticeTable) -> Notice:
    return replace(NOTICE, content=("公示如下：", *tables, "以上。"))


@pytest.mark.parametrize("layout", ["a4", "large", "a3"])
def test_heads_are_repeated_on_every_page_of_a_long_table(layout: str) -> None:
    found = [squeezed(page) for page in pages(render(NOTICE, layout))]
    with_rows = [page for page in found if "灯具更换" in page]
    assert len(with_rows) >= 3
    assert all(page.count("经手人") == 1 for page in with_rows)
    for at in range(1, 81):
        assert sum(page.count(f"第{at}项") for page in found) == 1


@pytest.mark.parametrize("layout", ["a4", "large", "a3"])
def test_the_total_never_stands_alone_under_its_heads(layout: str) -> None:
    for size in range(8, 26):
        table = replace(LONG, rows=LONG.rows[:size])
        page = next(p for p in pages(render(with_table(table), layout)) if "合计" in p)
        assert "灯具更换" in squeezed(page)


def test_figures_end_at_the_same_place() -> None:
    ends = []
    for glyph, after in zip(glyphs(render(NOTICE))[:-1], glyphs(render(NOTICE))[1:], strict=True):
        if glyph.char == "0" and after.char == "甯":
            ends.append(glyph.right)
    assert len(ends) > 5 and max(ends) - min(ends) < 0.5


def test_a_table_stays_inside_the_text_block_of_the_grid() -> None:
    pdf = render(NOTICE)
    for page in range(3):
        for glyph in glyphs(pdf, page):
            if glyph.char != "—" and glyph.low > FORMAL.foot - 10:
                assert FORMAL.left - 0.5 <= glyph.left
                assert glyph.right <= FORMAL.left + FORMAL.width + 0.5
                assert glyph.low >= FORMAL.foot - 0.5


def test_text_under_a_table_stands_on_the_grid_again() -> None:
    pdf = render(with_table(replace(LONG, rows=LONG.rows[:3])))
    baseline = {glyph.char: glyph for glyph in glyphs(pdf)}
    above, under = baseline["如"], baseline["以"]
    steps = (above.low - under.low) / FORMAL.leading
    assert abs(steps - round(steps)) < 0.1


def test_a_row_taller_than_half_a_page_goes_on_overleaf_whole() -> None:
    table = NoticeTable(("项目", "说明"), (("屋面", "修缮" * 900), ("外墙", "渗水")))
    found = pages(render(with_table(table)))
    assert len(found) >= 3
    assert sum(squeezed(page).count("修缮") for page in found) == 900
    assert all("项目" in squeezed(page) for page in found if "修缮修缮" in squeezed(page))


@pytest.mark.parametrize("layout", ["a4", "large", "a3", "a5x2"])
def test_no_telephone_date_or_amount_is_torn_in_a_cell(layout: str) -> None:
    table = NoticeTable(
        ("日期", "项目", "金额", "电话", "备注"),
        tuple(
            (DAYS[at], "楼道灯具更换费", f"{at * 12345.5:,.2f}元", f"1381234{at:04d}", "已付清")
            for at in range(10, 14)
        ),
    )
    text = "".join(pages(render(with_table(table), layout)))
    lines = [squeezed(line) for line in text.splitlines()]
    for row in table.rows:
        for whole in (row[0], row[2], row[3]):
            assert any(whole in line for line in lines), whole


def test_more_columns_than_fit_become_a_list_with_every_word() -> None:
    heads = tuple(f"第{at}栏名称" for at in range(12))
    table = NoticeTable(heads, (tuple(f"2026年1月{at + 1}日" for at in range(12)),))
    text = squeezed("".join(pages(render(with_table(table)))))
    for at, head in enumerate(heads):
        assert f"{head}：2026年1月{at + 1}日" in text


cells = st.text(
    st.sampled_from("停水电缆维修费楼道灯，。（）、2026年1月3幢501室-.元Aa𬱖☐"), max_size=60
)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 9).flatmap(
        lambda width: st.lists(st.tuples(*[cells] * width), min_size=1, max_size=12)
    ),
    st.sampled_from(["a4", "large", "a3"]),
)
def test_any_table_is_printed_with_every_character(
    rows: list[tuple[str, ...]], layout: str
) -> None:
    table = NoticeTable(tuple(f"栏{at}" for at in range(len(rows[0]))), tuple(rows))
    text = squeezed("".join(pages(render(with_table(table), layout))))
    for row in rows:
        for cell in row:
            for char in set(squeezed(cell)):
                assert char in text


def test_heads_too_long_to_stand_over_a_page_are_told_in_a_list() -> None:
    table = NoticeTable(("说明" * 700, "值"), (("长", "短"),), total=("合计" * 700, ""))
    found = pages(render(with_table(table)))
    text = squeezed("".join(found))
    assert text.count("说明") == text.count("合计") == 700 and "长" in text
    assert len(found) <= 7


def test_the_total_of_a_list_is_told_without_the_first_head() -> None:
    heads = tuple(f"第{at}栏名称" for at in range(12))
    row = tuple(f"2026年1月{at + 1}日" for at in range(12))
    table = NoticeTable(heads, (row,), total=("合计", *[""] * 10, "12天"))
    text = squeezed("".join(pages(render(with_table(table)))))
    assert "合计第11栏名称：12天" in text and "第0栏名称：合计" not in text
