import re
from dataclasses import replace
from datetime import date
from itertools import groupby
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingyu.domain.errors import RuleError
from qingyu.domain.notice import Notice
from qingyu.printing.notice import render
from qingyu.printing.notice_blocks import heading
from qingyu.printing.styles import FORMAL, LARGE, MM
from tests.printing.readers import (
    Spot,
    needs_poppler,
    pages,
    poppler_fonts,
    poppler_text,
    spots,
    squeezed,
)

NOTICE = Notice(
    kind="free",
    title="关于暂停供水的通知",
    content=("因主管改造，请提前储水。",),
    addressee="3幢、5幢各位居民",
    phone="0571-87654321",
    signed_by="湖滨晴雨管家",
    date=date(2026, 1, 5),
)


def rows(pdf: bytes, page: int = 0) -> list[list[Spot]]:
    found = sorted(spots(pdf, page), key=lambda spot: (-round(spot.y, 1), spot.x))
    return [list(row) for _, row in groupby(found, key=lambda spot: round(spot.y, 1))]


def row_with(pdf: bytes, text: str, page: int = 0) -> list[Spot]:
    return next(row for row in rows(pdf, page) if text in "".join(spot.char for spot in row))


def right_edge(pdf: bytes, text: str) -> float:
    """Columns from the right edge of the text block to the end of the row with this text."""
    last = row_with(pdf, text)[-1]
    return (FORMAL.left + FORMAL.width - last.x) / FORMAL.size - 1


def test_a_full_page_has_22_rows_of_28_characters_on_the_grid() -> None:
    pdf = render(replace(NOTICE, content=("国" * 2000,)))
    body = [row for row in rows(pdf, 1) if row[0].char == "国"]
    assert len(body) == 22
    for index, row in enumerate(body):
        assert len(row) == 28
        assert abs(row[0].y - (297 * MM - 37 * MM - 0.88 * 15.75 - index * 29.53)) < 0.5
        for column, spot in enumerate(row):
            assert abs(spot.x - (28 * MM + column * 15.75)) < 0.5


def test_paragraphs_begin_two_characters_in() -> None:
    row = row_with(render(NOTICE), "因主管改造")
    assert abs(row[0].x - (28 * MM + 2 * 15.75)) < 0.5


def test_title_stands_in_the_middle() -> None:
    row = row_with(render(NOTICE), "关于暂停供水的通知")
    assert abs((row[0].x + row[-1].x + 22) / 2 - (28 * MM + FORMAL.width / 2)) < 0.5


def test_without_seal_name_and_date_stand_as_the_standard_says() -> None:
    pdf = render(replace(NOTICE, signed_by="湖滨街道东坡路社区晴雨管家"))
    name, day = row_with(pdf, "东坡路社区"), row_with(pdf, "2026年1月5日")
    assert abs(right_edge(pdf, "东坡路社区") - 2) < 0.05
    assert abs(day[0].x - name[0].x - 2 * 15.75) < 0.5
    short = render(NOTICE)
    assert abs(right_edge(short, "2026年1月5日") - 2) < 0.05


def test_with_seal_the_date_ends_four_characters_early_and_the_name_is_centred_on_it() -> None:
    pdf = render(replace(NOTICE, seal=True))
    name, day = row_with(pdf, "湖滨晴雨管家"), row_with(pdf, "2026年1月5日")
    assert abs(right_edge(pdf, "2026年1月5日") - 4) < 0.05
    middle = (name[0].x + name[-1].x) / 2
    assert abs(middle - (day[0].x + day[-1].x + 15.75 - 15.75) / 2) < 5
    body = row_with(pdf, "因主管改造")
    assert abs(body[0].y - name[0].y - 3 * 29.53) < 0.5


def test_headings_are_set_apart_and_list_items_are_not() -> None:
    body = (
        "一、时间：明天。\n二、议题\n（一）费用；\n（二）其他。\n"
        "三、要带的（单位：件）：\n四、请带证件。不能来的请说一声。"
    )
    pdf = render(replace(NOTICE, content=tuple(body.split("\n"))))
    bold = {line[: heading(line)[0]] for line in body.split("\n")}
    assert bold == {"一、时间：", "二、议题", "三、要带的（单位：件）：", "四、请带证件。", ""}
    assert squeezed(body) in squeezed(pages(pdf)[0])


def test_page_numbers_stand_outside_on_both_sides() -> None:
    pdf = render(replace(NOTICE, content=("国" * 1200,)))
    first, second = row_with(pdf, "—1—", 0), row_with(pdf, "—2—", 1)
    assert first[0].x > 300 > second[0].x
    assert "— 1 —" in pages(pdf)[0]


def test_a_signature_never_stands_alone_on_a_page() -> None:
    for length in range(18, 23):
        text = pages(render(replace(NOTICE, content=("国家",) * length)))[-1]
        assert "国家" in text and "湖滨晴雨管家" in text and "2026年1月5日" in text


def test_the_telephone_is_told_once() -> None:
    assert "（联系电话：0571-87654321）" in squeezed(pages(render(NOTICE))[0])
    told = replace(NOTICE, content=("请打0571-87654321。",))
    assert squeezed(pages(render(told))[0]).count("0571-87654321") == 1


def test_markup_and_placeholders_print_as_typed() -> None:
    typed = "<b>粗</b>&amp;<font color=red>{name}%s${x}</font>"
    text = squeezed(pages(render(replace(NOTICE, title=typed, content=(typed,))))[0])
    assert text.count(squeezed(typed)) == 2


def test_public_hides_what_is_personal_but_not_the_office_number() -> None:
    body = "3幢2单元501室，业主：王小明，13812341234，车牌浙A88812，请打0571-87654321。"
    pdf = render(replace(NOTICE, title="致13812341234", content=(body,)), public=True)
    text = squeezed("".join(pages(pdf)))
    for secret in ("501", "王小明", "13812341234", "浙A88812"):
        assert secret not in text
        assert secret.encode("utf-16-be") not in pdf
    assert "3幢*单元*室，业主：王**，138****1234，车牌浙A***12" in text
    assert "0571-87654321" in text


def test_the_large_layout_is_set_in_at_least_20_points() -> None:
    assert LARGE.size >= 20
    pdf = render(replace(NOTICE, content=("国" * 500,)), "large")
    row = row_with(pdf, "国国国国")
    assert abs(row[1].x - row[0].x - 21) < 0.1
    assert sum(text.count("国") for text in pages(pdf)) == 500


def test_an_unknown_layout_is_refused_in_a_sentence() -> None:
    with pytest.raises(RuleError, match="版式"):
        render(NOTICE, "b4")


def test_a_character_without_glyph_stops_the_print_and_is_named() -> None:
    with pytest.raises(RuleError, match=r"正文第2段第3个字“😡”"):
        render(replace(NOTICE, content=("停水", "通知😡")))


def test_the_same_notice_gives_the_same_bytes() -> None:
    assert render(NOTICE) == render(replace(NOTICE))


def test_nothing_of_a_very_long_notice_is_lost() -> None:
    body = "".join(chr(0x4E00 + at % 9000) for at in range(30_000))
    text = squeezed("".join(pages(render(replace(NOTICE, content=tuple(body.split("\n")))))))
    assert body in re.sub(r"—\d+—", "", text)


@needs_poppler
def test_fonts_are_embedded_and_rare_names_can_be_copied(tmp_path: Path) -> None:
    names = "㛃 𬱖 䶮 㸃 𠮷 喆 祎 垚 犇 骉 燚 頔 玥 甯 堃"
    pdf = render(replace(NOTICE, content=(f"一、名单：{names}", f"（一）{names}"), title=names))
    assert squeezed(poppler_text(pdf, tmp_path)).count(squeezed(names)) == 3
    assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in poppler_fonts(pdf, tmp_path))


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(title=st.text(max_size=60), body=st.text(max_size=300), signed_by=st.text(max_size=60))
def test_any_text_is_printed_or_refused_in_a_sentence(
    title: str, body: str, signed_by: str
) -> None:
    try:
        content = tuple(body.split("\n"))
        pdf = render(Notice("free", title, content, signed_by=signed_by, date=date(2026, 1, 5)))
    except RuleError as error:
        assert "没有字形" in error.title
    else:
        assert pdf.startswith(b"%PDF")
