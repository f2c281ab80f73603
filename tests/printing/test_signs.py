from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingyu.printing.fonts import bundled
from qingyu.printing.sheet import Sheet
from qingyu.printing.signs import SignFace
from qingyu.printing.styles import A4, Style
from tests.printing.readers import needs_poppler, pages, poppler_fonts, poppler_text, squeezed

SIGNS = "☐☑☒✓✔✗✘☀⛅☁🌧⛈☂☔❄⚡⚠✂"


def page_of(text: str, role: str = "body") -> bytes:
    sheet = Sheet(A4, "试", bundled())
    sheet.block(60, 800, text, Style(role, 16, 24), 450)
    return sheet.pdf()


def test_every_role_has_the_boxes_and_the_weather() -> None:
    for role in ("body", "title", "heading", "subheading", "plain", "strong"):
        assert squeezed(pages(page_of(SIGNS, role))[0]) == SIGNS


@needs_poppler
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=st.text(st.sampled_from(SIGNS + "晴多云阴雨同意"), min_size=1, max_size=60))
def test_signs_are_drawn_from_an_embedded_face_and_copied_as_typed(
    text: str, tmp_path: Path
) -> None:
    pdf = page_of(text)
    assert squeezed(poppler_text(pdf, tmp_path)) == text
    assert all(row[-5:-2] == ["yes", "yes", "yes"] for row in poppler_fonts(pdf, tmp_path))


def test_signs_drawn_alike_share_one_glyph() -> None:
    face = SignFace()
    assert face.glyph("✔") == face.glyph("✓") != face.glyph("☑")
    assert len(face.subset("✔✓")) == len(face.subset("✓"))
    assert face.width("晴") is None
