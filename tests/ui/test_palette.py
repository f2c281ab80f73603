"""Can it be read: WCAG contrast of every pair of roles the style sheets use."""

import re

import pytest

from qingyu.paths import resource
from qingyu.ui.palette import DARK, LIGHT, MARK_PAIRS, TEXT_PAIRS, Palette, contrast, strengthened

NORMAL = pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
STRONG = pytest.mark.parametrize(
    "palette", [strengthened(LIGHT), strengthened(DARK)], ids=["light", "dark"]
)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#FFFFFF", "#FFFFFF") == pytest.approx(1.0)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)
    assert contrast("#FFFFFF", "#777777") == contrast("#777777", "#FFFFFF")


@NORMAL
@pytest.mark.parametrize(("words", "ground"), TEXT_PAIRS)
def test_words_reach_aa(palette: Palette, words: str, ground: str) -> None:
    assert contrast(palette.colour(words), palette.colour(ground)) >= 4.5


@STRONG
@pytest.mark.parametrize(("words", "ground"), TEXT_PAIRS)
def test_words_reach_aaa_in_the_largest_size(palette: Palette, words: str, ground: str) -> None:
    assert contrast(palette.colour(words), palette.colour(ground)) >= 7.0


@NORMAL
@pytest.mark.parametrize(("mark", "ground"), MARK_PAIRS)
def test_marks_reach_three_to_one(palette: Palette, mark: str, ground: str) -> None:
    assert contrast(palette.colour(mark), palette.colour(ground)) >= 3.0


@STRONG
@pytest.mark.parametrize(("mark", "ground"), MARK_PAIRS)
def test_marks_reach_aa_in_the_largest_size(palette: Palette, mark: str, ground: str) -> None:
    assert contrast(palette.colour(mark), palette.colour(ground)) >= 4.5


@NORMAL
def test_every_role_is_a_colour(palette: Palette) -> None:
    assert all(re.fullmatch(r"#[0-9A-F]{6}", colour) for colour in palette.roles().values())


def test_an_unknown_role_is_refused() -> None:
    with pytest.raises(KeyError):
        LIGHT.colour("mauve")


@pytest.mark.parametrize(("folder", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_pictures_of_the_style_sheet_are_in_palette_colours(folder: str, palette: Palette) -> None:
    pictures = list(resource("qss", folder).glob("*.svg"))
    assert {"check.svg", "chevron-down.svg", "dot.svg"} <= {p.name for p in pictures}
    for picture in pictures:
        used = set(re.findall(r"#[0-9A-Fa-f]{6}", picture.read_text(encoding="utf-8")))
        assert used and used <= set(palette.roles().values()), picture.name
