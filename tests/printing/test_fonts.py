import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingyu.domain.errors import RuleError
from qingyu.paths import resource
from qingyu.printing.fonts import bundled, clean, legible, preflight
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import A4, Style
from tests.printing.readers import needs_poppler, pages, poppler_fonts, poppler_text, squeezed

RARE_NAMES = "㛃𬱖䶮㸃𠮷喆祎垚犇骉燚頔玥甯堃"
STYLE = Style("body", 12, 18)

# What people write: common characters, rare names from every plane, Latin, full-width signs.
typed = st.text(
    st.one_of(
        st.sampled_from(RARE_NAMES + "，。、；：！？“”‘’（）《》〔〕—…·①℃％★☐<>&{}%'\"/"),
        st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
        st.characters(min_codepoint=0x20000, max_codepoint=0x2A6D6),
        st.characters(min_codepoint=0x21, max_codepoint=0x7E),
    ),
    min_size=1,
    max_size=300,
)


def page_of(text: str) -> bytes:
    sheet = Sheet(A4, "试", bundled())
    sheet.block(60, 800, text, STYLE, 450)
    return sheet.pdf()


@needs_poppler
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=typed)
def test_a_reader_finds_exactly_what_was_typed(text: str, tmp_path: Path) -> None:
    shown = legible(text, bundled().body)
    assert squeezed(poppler_text(page_of(shown), tmp_path)) == squeezed(shown)


def test_rare_names_copy_as_themselves_in_every_role() -> None:
    for role in ("body", "title", "heading", "subheading", "plain", "strong"):
        sheet = Sheet(A4, "试", bundled())
        sheet.block(60, 800, RARE_NAMES, Style(role, 12, 18), 450)
        assert squeezed(pages(sheet.pdf())[0]) == RARE_NAMES


@needs_poppler
def test_every_font_is_embedded_subset_and_has_a_text_map(tmp_path: Path) -> None:
    rows = poppler_fonts(page_of("停水 water " + RARE_NAMES), tmp_path)
    assert {row[0] for row in rows} == {"QINGYU+NotoSerifSC-Regular", "QINGYU+HanaMinB"}
    assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in rows)


def test_the_same_text_gives_the_same_bytes() -> None:
    assert page_of(RARE_NAMES) == page_of(RARE_NAMES)


def test_more_than_256_characters_share_one_font() -> None:
    text = "".join(chr(0x4E00 + at) for at in range(1500))
    pdf = page_of(text)
    assert pdf.count(b"/FontFile2") == 1
    assert squeezed(pages(pdf)[0]) == text


def test_a_character_without_glyph_is_named_with_its_place() -> None:
    with pytest.raises(RuleError, match=r"正文第2行第3个字“😡”（U\+1F621）没有字形"):
        preflight("停水\n通知😡", bundled().body, "正文")


def test_unseen_characters_are_dropped_and_newlines_kept() -> None:
    assert clean("a\u202eb\u200b\x07c\r\nd\re\ud800\ufe0f\tf") == "abc\nd\ne  f"


def test_what_cannot_be_drawn_is_spelt_out() -> None:
    assert legible("急😡😡", bundled().plain) == "急〔表情〕"
    assert legible("\ue000", bundled().plain) == "〔U+E000〕"


@given(st.text(max_size=60))
def test_any_text_can_be_made_legible(text: str) -> None:
    chain = bundled().plain
    shown = legible(text, chain)
    assert all(char == "\n" or chain.find(char) for char in shown)


def test_all_8105_standard_characters_are_covered_by_the_body_face() -> None:
    assert all(bundled().body.find(chr(code)) for code in range(0x4E00, 0x9FA6))


def test_every_font_file_has_its_licence_beside_it() -> None:
    for font in resource("fonts").glob("*.ttf"):
        stem = re.split(r"[_.]", font.name)[0]
        assert resource("fonts", f"{stem}-LICENSE.txt").is_file()
