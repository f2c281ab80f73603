"""Paragraphs set into lines: characters, their glyphs and their places; text is only data."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise

from qingyu.domain.frozen import frozen
from qingyu.printing.fonts import Faces, Glyph
from qingyu.printing.linebreak import Line, break_lines
from qingyu.printing.styles import Align, Style

_ENDLESS = 1e7


@frozen
class Run:
    """A stretch of a paragraph in one role, the style's own if empty; marked: something hidden."""

    text: str
    role: str = ""
    marked: bool = False


@frozen
class SetLine:
    """One line ready to draw: characters, glyphs, advances in pt; x from the paragraph's left.

    marks: from–to in pt from x, what is to be marked on a proof.
    """

    chars: str
    glyphs: tuple[Glyph, ...]
    advances: tuple[float, ...]
    x: float
    width: float
    style: Style
    marks: tuple[tuple[float, float], ...] = ()


def runs_of(
    text: str, spans: Sequence[tuple[int, int]] = (), head: int = 0, role: str = ""
) -> tuple[Run, ...]:
    """The text as runs: its first `head` characters in a role, the spans marked."""
    edges = sorted({0, head, len(text), *(edge for span in spans for edge in span)})
    return tuple(
        Run(
            text[start:end],
            role if end <= head else "",
            any(first <= start and end <= last for first, last in spans),
        )
        for start, end in pairwise(edges)
    )


def cut_runs(runs: Sequence[Run], start: int, end: int) -> tuple[Run, ...]:
    """The runs of the characters start..end of a paragraph."""
    found, at = [], 0
    for run in runs:
        text = run.text[max(0, start - at) : max(0, end - at)]
        if text:
            found.append(replace(run, text=text))
        at += len(run.text)
    return tuple(found)


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


def natural(text: str, style: Style, faces: Faces) -> float:
    """The width of the text's longest line, the room between Chinese and digits counted."""
    return _natural(text, style.role, faces) * style.size


@lru_cache(maxsize=4096)
def _natural(text: str, role: str, faces: Faces) -> float:
    """The width in em; every measure of a line grows with its type."""
    lines = set_text(text, Style(role, 1, 1), _ENDLESS, faces)
    return max(line.width for line in lines)


# Door slips and notices repeat their paragraphs; setting each once halves a batch.
@lru_cache(maxsize=1024)
def _set_runs(
    runs: tuple[Run, ...], style: Style, width: float, faces: Faces
) -> tuple[SetLine, ...]:
    text = "".join(run.text for run in runs)
    glyphs = _glyphs(runs, style, faces)
    marked = [run.marked for run in runs for _ in run.text] if any(r.marked for r in runs) else []
    lines: list[SetLine] = []
    start = 0
    for paragraph in text.split("\n"):
        end = start + len(paragraph)
        lines.extend(_set_paragraph(paragraph, glyphs[start:end], marked[start:end], style, width))
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
    text: str, glyphs: tuple[Glyph, ...], marked: list[bool], style: Style, width: float
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
    placed = [_place(text, glyphs, line, style, width, indent) for line in lines]
    if not any(marked):
        return placed
    return [
        replace(each, marks=_marks(line, marked)) for line, each in zip(lines, placed, strict=True)
    ]


def _marks(line: Line, marked: list[bool]) -> tuple[tuple[float, float], ...]:
    """The marked stretches of a line, neighbours joined."""
    found: list[tuple[float, float]] = []
    x = 0.0
    for is_marked, advance in zip(marked[line.start : line.shown], line.advances, strict=True):
        if is_marked and found and found[-1][1] == x:
            found[-1] = (found[-1][0], x + advance)
        elif is_marked:
            found.append((x, x + advance))
        x += advance
    return tuple(found)


def _place(
    text: str, glyphs: tuple[Glyph, ...], line: Line, style: Style, width: float, indent: float
) -> SetLine:
    at = slice(line.start, line.shown)
    left = indent if line.start == 0 else 0.0
    spare = width - left - line.width
    offset = {Align.CENTER: spare / 2, Align.RIGHT: spare}.get(style.align, 0.0)
    return SetLine(text[at], glyphs[at], line.advances, left + offset, line.width, style)
