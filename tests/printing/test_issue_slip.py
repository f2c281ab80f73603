from dataclasses import replace
from datetime import datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from qingyu.domain.issue_slip import IssueSlip, Said
from qingyu.printing.issue_slip import render
from tests.printing.readers import needs_poppler, pages, poppler_fonts, squeezed

SLIP = IssueSlip(
    number="2026-0412",
    place="3幢2单元501室",
    matter="卫生间顶板漏水",
    category="房屋本体 · 屋面漏水",
    urgency="紧急",
    neighbourhood="湖滨小区",
    dangerous=True,
    reported_at=datetime(2026, 11, 22, 9, 5),
    respond_at=datetime(2026, 11, 22, 11, 5),
    safe_at=datetime(2026, 11, 22, 11, 5),
    finish_at=datetime(2026, 11, 23, 9, 5),
    said=(Said("墙都发霉了，<b>急</b>", "王阿姨 13812341234", "微信", datetime(2026, 11, 22, 9)),),
    handler="老周师傅",
    lead="张建国",
    supervisor="𠮷明",
    promise="先止漏",
    printed_at=datetime(2026, 11, 22, 10),
)


def test_a_usual_slip_is_one_page_that_says_everything() -> None:
    (page,) = pages(render(SLIP))
    text = squeezed(page)
    for part in (
        "2026-0412",
        "3幢2单元501室",
        "卫生间顶板漏水",
        "屋面漏水",
        "有危险，先排险",
        "2026年11月22日09:05",
        "11月23日09:05",
        "墙都发霉了，<b>急</b>",
        "王阿姨13812341234",
        "老周师傅",
        "张建国",
        "𠮷明",
        "先止漏",
        "承办人签字",
        "验收人签字",
        "居民签字",
        "合计",
        "资金来源",
    ):
        assert part in text, part


def test_long_words_go_on_overleaf_and_signatures_stay_together() -> None:
    said = tuple(Said(f"第{at}次来说楼上漏水，请快来看看。" * 3) for at in range(40))
    text = [squeezed(page) for page in pages(render(replace(SLIP, said=said)))]
    assert len(text) > 1
    assert all(f"第{at}次来说" in "".join(text) for at in range(40))
    assert "承办人签字" in text[-1] and "居民签字" in text[-1] and "办理经过" in text[-1]


def test_an_empty_slip_can_still_be_printed() -> None:
    (page,) = pages(render(IssueSlip("7", "", "", "", "")))
    assert "（未写明）" in page


def test_emoji_are_spelt_out_instead_of_stopping_the_print() -> None:
    slip = replace(SLIP, matter="漏水😡", said=(Said("急😡"),))
    assert squeezed(pages(render(slip))[0]).count("〔表情〕") == 2


def test_a_number_that_is_no_bar_code_is_printed_without_one() -> None:
    assert IssueSlip("工单七", "", "", "", "").code == ""
    assert "工单七" in pages(render(replace(SLIP, number="工单七")))[0]


def test_the_same_slip_gives_the_same_bytes() -> None:
    assert render(SLIP) == render(replace(SLIP))


@needs_poppler
def test_every_font_is_embedded(tmp_path: Path) -> None:
    rows = poppler_fonts(render(SLIP), tmp_path)
    assert rows and all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=80), min_size=9, max_size=9), st.booleans())
def test_any_words_make_a_slip(words: list[str], dangerous: bool) -> None:
    number, place, matter, category, urgency, name, said, who, handler = words
    slip = IssueSlip(
        number,
        place,
        matter,
        category,
        urgency,
        neighbourhood=name,
        dangerous=dangerous,
        said=(Said(said, who),),
        handler=handler,
    )
    assert render(slip).startswith(b"%PDF")
