from dataclasses import replace
from datetime import datetime
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from qingyu.domain.place import Place
from qingyu.domain.round import Round, RoundKind, RoundLine, RoundSheet, line_code, ticks
from qingyu.printing.round import render
from tests.printing.readers import needs_poppler, pages, poppler_fonts, poppler_text, squeezed

NOW = datetime(2026, 11, 23, 9, 0)


def lines(count: int) -> tuple[RoundLine, ...]:
    places = (Place(3, 2, f"{no}01") for no in range(1, count + 1))
    return tuple(RoundLine(no, no, "楼道灯不亮", place) for no, place in enumerate(places, 1))


def paper(kind: RoundKind, count: int = 20) -> RoundSheet:
    notes = tuple(f"工单 {no:04d}　张桂芳　13867412358" for no in range(1, count + 1))
    return RoundSheet(Round(1, 3, kind, NOW, lines(count)), "青年路社区", notes)


def test_every_line_has_its_number_its_code_its_boxes_and_whom_to_call() -> None:
    read = [squeezed(page) for page in pages(render(paper(RoundKind.FOLLOWUP)))]
    whole = "".join(read)
    for no in range(1, 21):
        assert line_code(3, no) in whole
        assert f"3幢2单元{no}01室" in whole
        assert f"工单{no:04d}张桂芳13867412358" in whole
    for at, tick in enumerate(ticks(RoundKind.FOLLOWUP), 1):
        assert whole.count(f"{at}{tick}") == 20, tick
    for box in ("属实吗6是7不是", "及时吗8是9不是", "电话上门"):
        assert whole.count(box) == 20, box
    assert whole.count("写几句") == 20 + 1  # and once in how to fill it in


def test_the_walker_stands_on_top_when_one_was_named() -> None:
    named = pages(render(replace(paper(RoundKind.PATROL, 1), walker="何秀英")))
    assert "谁去的：何秀英" in squeezed(named[0])
    assert "谁去的：＿" in squeezed(pages(render(paper(RoundKind.PATROL, 1)))[0])


def test_every_page_says_which_round_which_page_and_what_the_columns_are() -> None:
    read = [squeezed(page) for page in pages(render(paper(RoundKind.PATROL)))]
    assert len(read) > 2
    for number, page in enumerate(read, 1):
        assert "巡查单0003" in page and f"第{number}页" in page and "在哪里，什么事" in page
    assert "2026年11月23日印" in read[0] and "共20行" in read[0]


def test_a_line_is_never_parted_from_its_boxes() -> None:
    for page in pages(render(paper(RoundKind.LOOK, 40))):
        assert page.count("R0003-") == page.count("没去做")


def test_a_very_long_matter_is_printed_whole() -> None:
    long = "楼上漏水。" * 400
    sheet = paper(RoundKind.LOOK, 2)
    told = replace(sheet.round.lines[0], matter=long)
    round_ = replace(sheet.round, lines=(told, sheet.round.lines[1]))
    whole = squeezed("".join(pages(render(replace(sheet, round=round_)))))
    assert whole.count("漏") == 400 and "R0003-02" in whole


def test_nothing_on_it_is_smaller_than_14_points() -> None:
    import pypdfium2

    raw = pypdfium2.raw
    document = pypdfium2.PdfDocument(render(paper(RoundKind.FOLLOWUP, 3)))
    try:
        text = document[0].get_textpage()
        sizes = {round(raw.FPDFText_GetFontSize(text, at), 1) for at in range(text.count_chars())}
    finally:
        document.close()
    assert min(size for size in sizes if size > 1) >= 14


def test_the_same_round_gives_the_same_bytes() -> None:
    assert render(paper(RoundKind.LOOK)) == render(paper(RoundKind.LOOK))


@needs_poppler
def test_another_reader_agrees_and_fonts_are_embedded(tmp_path: Path) -> None:
    pdf = render(paper(RoundKind.FOLLOWUP, 6))
    assert squeezed(poppler_text(pdf, tmp_path)).count("基本满意") == 6
    rows = poppler_fonts(pdf, tmp_path)
    assert rows and all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=200), st.text(max_size=60)), min_size=1, max_size=4))
def test_any_words_make_a_round(words: list[tuple[str, str]]) -> None:
    made = tuple(
        RoundLine(no, no, matter, Place(spot=spot)) for no, (matter, spot) in enumerate(words, 1)
    )
    sheet = RoundSheet(Round(1, 1, RoundKind.PATROL, NOW, made), words[0][0], ())
    assert render(sheet).startswith(b"%PDF")
