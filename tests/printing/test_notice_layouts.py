"""Every layout prints what was typed, whole, inside the page and never too small."""

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingyu.domain.errors import RuleError
from qingyu.domain.notice import Notice
from qingyu.domain.notice_table import NoticeTable
from qingyu.domain.place import Place
from qingyu.domain.recipient import Recipient
from qingyu.domain.return_slip import ReturnSlip
from qingyu.printing.look import LOOKS
from qingyu.printing.notice import render
from tests.printing.readers import (
    glyphs,
    needs_poppler,
    page_sizes,
    pages,
    poppler_fonts,
    poppler_text,
    squeezed,
)

LAYOUTS = ("a4", "large", "a3", "a5x2")
RARE = "㛃𬱖䶮㸃𠮷喆祎垚犇骉燚頔玥甯堃"
NOTICE = Notice(
    kind="free",
    title="停水通知",
    content=("因主管改造，请提前储水。",),
    buildings=(3, 5),
    start=datetime(2026, 11, 25, 8),
    end=datetime(2026, 11, 25, 17),
    phone="0571-87654321",
    signed_by="湖滨晴雨管家",
    date=date(2026, 11, 22),
)
DAYS = range(1, 29)
ACCOUNTS = NoticeTable(
    ("日期", "项目", "金额（元）", "经手人"),
    tuple((f"2026年10月{day}日", "楼道灯具", f"{day * 1237.5:,.2f}", "李㛃") for day in DAYS),
    (False, False, True, False),
    "收支明细",
    ("合计", "", "502,425.00", ""),
)  # fmt: skip
WRONG = replace(ACCOUNTS, rows=(("1", "", "", ""), ("1", "", "5😡", "")))
SLIP = ReturnSlip("您是否同意加装电梯？", until=date(2026, 11, 30), return_to="5幢楼长")

words = st.text(
    st.one_of(
        st.sampled_from(RARE + "，。、；：！？“”‘’（）《》〔〕—…·①℃★☐☑☒✓☀⛅☁🌧<>&{}%'\"/"),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
        st.characters(min_codepoint=0x20000, max_codepoint=0x2A6D6),
        st.characters(min_codepoint=0x21, max_codepoint=0x7E),
    ),
    min_size=1,
    max_size=120,
)


def door(building: int = 3, unit: int = 2, room: str = "501", name: str = "王小明") -> Recipient:
    return Recipient(Place(building, unit, room), name)


def text_of(pdf: bytes) -> str:
    return squeezed("".join(pages(pdf)))


@needs_poppler
@pytest.mark.parametrize("layout", LAYOUTS)
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(paragraph=words, cell=words.filter(lambda text: len(text) < 40))
def test_the_text_read_back_is_the_text_typed(
    layout: str, paragraph: str, cell: str, tmp_path: Path
) -> None:
    table = NoticeTable(("名称",), ((cell,),))
    pdf = render(replace(NOTICE, content=(paragraph, table)), layout, recipients=[door()])
    found = squeezed(poppler_text(pdf, tmp_path))
    assert paragraph in re.sub(r"第\d[面张]，共\d[面张]|3幢2单元501室王小明|—\d—", "", found)
    assert cell in found


@needs_poppler
@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_font_is_embedded_and_subset(layout: str, tmp_path: Path) -> None:
    pdf = render(
        replace(NOTICE, content=(RARE + "☐☀", ACCOUNTS), slip=SLIP, qr="12345"),
        layout if layout != "a5x2" else "a3",
        recipients=[door()],
    )
    fonts = poppler_fonts(pdf, tmp_path)
    assert fonts and all(row[-5:-2] == ["yes", "yes", "yes"] for row in fonts)


@pytest.mark.parametrize("layout", LAYOUTS)
@settings(max_examples=8, deadline=None)
@given(st.data())
def test_nothing_lies_outside_the_page(layout: str, data: st.DataObject) -> None:
    content = (data.draw(words), ACCOUNTS if layout != "a5x2" else "好" * 90, data.draw(words))
    notice = replace(
        NOTICE,
        title=data.draw(words)[:60],
        content=content,
        slip=SLIP,
        qr="值班电话 0571-87654321",
        signed_by=data.draw(words)[:50],
    )
    try:
        pdf = render(notice, layout, recipients=[door()])
    except RuleError as error:
        assert layout == "a5x2" and "多出" in error.title
        return
    for number, (width, height) in enumerate(page_sizes(pdf)):
        for glyph in glyphs(pdf, number):
            assert glyph.left >= 8 and glyph.right <= width - 8, glyph
            assert glyph.low >= 8 and glyph.top <= height - 8, glyph


@pytest.mark.parametrize(("layout", "least"), [("a4", 12), ("large", 18), ("a3", 20), ("a5x2", 12)])
def test_no_text_is_smaller_than_its_layout_allows(layout: str, least: float) -> None:
    content = ("好" * 60, ACCOUNTS if layout != "a5x2" else "好")
    pdf = render(replace(NOTICE, content=content, qr="12345"), layout, recipients=[door()])
    small = {
        glyph.char
        for number in range(len(pages(pdf)))
        for glyph in glyphs(pdf, number)
        if glyph.size < least - 0.01
    }
    allowed = set("—12345 ") if layout == "large" else set()
    assert small <= allowed
    assert all(look.body.size >= {"a4": 15.75, "large": 20, "a3": 32, "a5x2": 14}[layout]
               for look in LOOKS[layout])  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_same_notice_gives_the_same_bytes(layout: str) -> None:
    notice = replace(NOTICE, slip=SLIP, qr="12345")
    assert render(notice, layout, recipients=[door()]) == render(
        replace(notice), layout, recipients=[door()]
    )


@pytest.mark.parametrize("layout", ["a3", pytest.param("a5x2", marks=pytest.mark.soak)])
def test_a_thousand_paragraphs_split_no_telephone_and_no_date(layout: str) -> None:
    filler = "因主管改造需要停水请提前储水并关好龙头"
    for start in range(0, 1000, 8 if layout == "a5x2" else 40):
        known, content = [], []
        for at in range(start, start + (8 if layout == "a5x2" else 40)):
            phone, day = f"1{at % 7 + 3}{at:09d}", f"2026年{at % 12 + 1}月{at % 28 + 1}日"
            content.append((filler * 2)[: at % 31] + phone + filler[: at % 17] + day + "，再打")
            known += [phone, day]
        rows = "".join(pages(render(replace(NOTICE, content=tuple(content)), layout))).splitlines()
        for whole in known:
            assert any(whole in squeezed(row) for row in rows), whole


def test_title_and_body_of_a_poster_can_be_read_from_three_metres() -> None:
    found = glyphs(render(NOTICE, "a3"))
    title = next(glyph for glyph in found if glyph.char == "停")
    assert 60 <= title.size <= 80
    body = next(glyph for glyph in found if glyph.char == "储")
    assert body.size >= 32
    assert text_of(render(NOTICE, "a3")).count("0571-87654321") >= 1
    assert "11月25日（星期三）8时至17时" in text_of(render(NOTICE, "a3"))


def test_straight_and_full_width_signs_stay_as_typed() -> None:
    typed = "他说\"好\"，'行'：（一）(1)“二”１２３ABC"
    for layout in LAYOUTS:
        assert typed in text_of(render(replace(NOTICE, content=(typed,)), layout))


def test_without_a_door_two_equal_slips_are_printed() -> None:
    (text,) = pages(render(NOTICE, "a5x2"))
    assert squeezed(text).count("因主管改造，请提前储水。") == 2


def test_slips_lie_in_the_order_one_walks_when_the_piles_are_cut() -> None:
    doors = [door(b, u, f"{f}01", "") for b in (10, 2) for u in (2, 1) for f in (6, 1)]
    found = pages(render(NOTICE, "a5x2", recipients=doors))
    told = [re.findall(r"\d+幢\d单元\d+室", squeezed(page)) for page in found]
    upper, lower = [page[0] for page in told], [page[1] for page in told]
    assert upper + lower == [
        f"{b}幢{u}单元{f}01室" for b in (2, 10) for u in (1, 2) for f in (1, 6)
    ]


def test_an_odd_number_of_slips_leaves_the_last_half_empty() -> None:
    found = pages(render(NOTICE, "a5x2", recipients=[door(room=r) for r in ("101", "102", "201")]))
    assert [squeezed(page).count("请提前储水") for page in found] == [2, 1]


def test_each_slip_carries_its_own_name_and_no_other() -> None:
    doors = [door(room=f"{at}01", name=name) for at, name in enumerate(("欧阳㛃", "𬱖喆"), 1)]
    (text,) = pages(render(NOTICE, "a5x2", recipients=doors))
    assert squeezed(text).count("欧阳㛃") == squeezed(text).count("𬱖喆") == 1


def test_a_text_too_long_for_one_slip_takes_both_halves_of_a_sheet() -> None:
    notice = replace(NOTICE, content=("好" * 36 * 14, "完"))
    found = pages(render(notice, "a5x2", recipients=[door(room="101"), door(room="102")]))
    assert len(found) == 2
    for page, room in zip(found, ("101", "102"), strict=True):
        assert squeezed(page).count("好") == 36 * 14
        assert squeezed(page).count(f"3幢2单元{room}室") == 2


def test_a_text_too_long_for_both_halves_is_refused_with_what_is_too_much() -> None:
    with pytest.raises(RuleError, match=r"还多出\d+行") as refused:
        render(replace(NOTICE, content=("好" * 3000,)), "a5x2", recipients=[door()])
    assert "a4" in refused.value.hint


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_return_slip_asks_once_and_has_lines_to_fill_in(layout: str) -> None:
    pdf = render(replace(NOTICE, slip=SLIP), layout)
    text = text_of(pdf)
    copies = text.count("回执")
    assert copies == (2 if layout == "a5x2" and "第1面" not in text else 1)
    for told in (
        "您是否同意加装电梯？",
        "同意",
        "不同意",
        "弃权",
        "户主签名：",
        "最晚2026年11月30日交到：5幢楼长",
    ):
        assert told in text  # fmt: skip


def test_on_a_door_slip_the_place_and_the_number_are_filled_in() -> None:
    notice = replace(NOTICE, slip=SLIP)
    pdf = render(notice, "a5x2", recipients=[door(), door(room="502")], codes=["N12-1", "N12-2"])
    text = text_of(pdf)
    # Once over the text, once in the return slip.
    assert text.count("3幢2单元501室") == text.count("3幢2单元502室") == 2
    assert text.count("N12-1") == text.count("N12-2") == 1


def test_a_slip_is_never_torn_over_two_pages() -> None:
    for length in range(8, 24):
        notice = replace(NOTICE, content=("国家",) * length, slip=SLIP)
        found = [page for page in pages(render(notice)) if "回执" in squeezed(page)]
        assert len(found) == 1 and "户主签名" in squeezed(found[0])


def test_qr_codes_are_read_back_and_too_long_ones_refused() -> None:
    text = text_of(render(replace(NOTICE, qr="晴雨管家 0571-87654321"), "a4"))
    assert "晴雨管家0571-87654321" in text
    with pytest.raises(RuleError, match="二维码"):
        render(replace(NOTICE, qr="字" * 1500))


@pytest.mark.parametrize(
    ("notice", "where"),
    [
        (replace(NOTICE, title="停水😡"), "标题第3个字“😡”"),
        (replace(NOTICE, content=("好", "天\n好😡")), "正文第3段第2个字"),
        (replace(NOTICE, content=("好", WRONG)), "表格第2行「金额（元）」第2个字"),
        (replace(NOTICE, slip=replace(SLIP, options=("好", "😡"))), "回执第2个选项"),
    ],
)  # fmt: skip
def test_what_has_no_glyph_is_named_with_its_place(notice: Notice, where: str) -> None:
    for layout in LAYOUTS:
        with pytest.raises(RuleError) as refused:
            render(notice, layout)
        assert where in refused.value.title


def test_unseen_marks_are_dropped_and_rare_names_printed_everywhere() -> None:
    typed = f"停\u200b水\u202e通\u200f知\ufeff{RARE}"
    for layout in LAYOUTS:
        text = text_of(render(replace(NOTICE, title="名单", content=(typed,)), layout))
        assert "停水通知" + RARE in text


def test_a_return_slip_higher_than_a_page_is_refused_with_what_is_too_much() -> None:
    for layout in LAYOUTS:
        with pytest.raises(RuleError, match=r"回执一页排不下，多出\d+行"):
            render(replace(NOTICE, slip=replace(SLIP, question="问" * 4000)), layout)
