"""Paragraphs set into lines: characters, their glyphs and their places; text is only data."""

from collections.abc import Sequence
from functools import lru_cache

from qingyu.domain.frozen import frozen
from qingyu.printing.fonts import Faces, Glyph
from qingyu.printing.linebreak import Line, break_lines
from qingyu.printing.styles import Align, Style


@frozen
class Run:
    """A stretch of a paragraph in one role, the style's own if empty."""

    text: str
    role: str = ""


@frozen
class SetLine:
    """One line ready to draw: characters, glyphs, advances in pt; x from the paragraph's left."""

    chars: str
    glyphs: tuple[Glyph, ...]
    advances: tuple[float, ...]
    x: float
    width: float
    style: Style


def set_text(
    text: str | Sequence[Run], style: Style, width: float, faces: Faces
) -> tuple[SetLine, ...]:
    """The lines of a text between two edges `width` pt apart; every newline ends a paragraph."""
    runs = (Run(text),) if isinstance(text, str) else tuple(text)
    return _set_runs(runs, style, width, faces)


def set_line(text: str, style: Style, faces: Faces) -> SetLine:
    """The text on one line however long it is, at x 0."""
    glyphs = _glyphs((Run(text),), style, faces)
    advances = tuple(glyph.width * style.size for glyph in glyphs)
    return SetLine(text, glyphs, advances, 0, sum(advances), style)


def measure(text: str, style: Style, faces: Faces) -> float:
    """The width in pt of the text on one line."""
    return set_line(text, style, faces).width


# Door slips and notices repeat their paragraphs; setting each once halves a batch.
@lru_cache(maxsize=256)
def _set_runs(
    runs: tuple[Run, ...], style: Style, width: float, faces: Faces
) -> tuple[SetLine, ...]:
    text = "".join(run.text for run in runs)
    glyphs = _glyphs(runs, style, faces)
    lines: list[SetLine] = []
    start = 0
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        lines.extend(_set_paragraph(paragraph, glyphs[start:end], style, width))
        start = end + 1
    return tuple(lines)


def _glyphs(runs: tuple[Run, ...], style: Style, faces: Faces) -> tuple[Glyph, ...]:
    found: list[Glyph] = []
    for run in runs:
        chain = faces.role(run.role or style.role)
        space = chain.glyph(" ")
        found.extend(space if char == "\n" else chain.glyph(char) for char in run.text)
    return tuple(found)


def _set_paragraph(
    text: str, glyphs: tuple[Glyph, ...], style: Style, width: float
) -> list[SetLine]:
    if not text:
        return [SetLine("", (), (), 0, 0, style)]
    indent = style.indent * style.size
    lines = break_lines(
        text,
        [glyph.width * style.size for glyph in glyphs],
        style.size,
        width - indent,
        width,
        style.align is Align.JUSTIFY,
    )
    return [_place(text, glyphs, line, style, width, indent) for line in lines]


def _place(
    text: str, glyphs: tuple[Glyph, ...], line: Line, style: Style, width: float, indent: float
) -> SetLine:
    at = slice(line.start, line.shown)
    left = indent if line.start == 0 else 0.0
    spare = width - left - line.width
    offset = {Align.CENTER: spare / 2, Align.RIGHT: spare}.get(style.align, 0.0)
    return SetLine(text[at], glyphs[at], line.advances, left + offset, line.width, style)
