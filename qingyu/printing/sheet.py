"""Pages on which set lines, rules and boxes are drawn, and the PDF bytes they become."""

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import Any

from qingyu.printing.face import Face
from qingyu.printing.fonts import Faces, Glyph
from qingyu.printing.pdffont import EmbeddedFont
from qingyu.printing.styles import AMBER, BLACK, LINE, Align, Color, Style
from qingyu.printing.text import SetLine, set_line, set_text


class Sheet:
    """One PDF being drawn; lengths in pt from the lower left corner; same input, same bytes."""

    def __init__(self, size: tuple[float, float], title: str, faces: Faces) -> None:
        self.faces = faces
        self.size = size
        self.page = 1
        self._buffer = io.BytesIO()
        self._canvas = _canvas(self._buffer, size)
        self._canvas.setTitle(title)
        self._canvas.setAuthor("晴雨管家")
        self._canvas.setCreator("晴雨管家")
        self._canvas.setSubject("")
        self._fonts: dict[Face, EmbeddedFont] = {}

    def line(self, x: float, y: float, line: SetLine) -> None:
        """Draw a set line, its paragraph's left edge at x, its baseline at y."""
        for start, end in line.marks:
            left, size = x + line.x + start, line.style.size
            self.box(left, y - 0.2 * size, end - start, 1.16 * size, AMBER, None)
        if line.chars:
            r, g, b = line.style.color
            self._canvas.addLiteral(
                f"{r:.3g} {g:.3g} {b:.3g} rg BT 1 0 0 1 {x + line.x:.3f} {y:.3f} Tm "
                f"{self._shown(line)} ET"
            )

    def text(self, x: float, y: float, text: str, style: Style, width: float = 0) -> None:
        """Draw text on one line; style.align places it within width."""
        line = set_line(text, style, self.faces)
        spare = width - line.width
        offset = {Align.CENTER: spare / 2, Align.RIGHT: spare}.get(style.align, 0.0)
        self.line(x + offset, y, line)

    def block(self, x: float, top: float, text: str, style: Style, width: float) -> float:
        """Draw a wrapped text hanging from top; the y of its lower edge."""
        for line in set_text(text, style, width, self.faces):
            self.line(x, top - (style.leading + 0.76 * style.size) / 2, line)
            top -= style.leading
        return top

    def rule(
        self,
        x: float,
        y: float,
        to_x: float,
        to_y: float,
        width: float = 0.6,
        color: Color = LINE,
        dash: float = 0,
    ) -> None:
        """A straight rule, dashed if dash (pt) is given."""
        self._canvas.setStrokeColorRGB(*color)
        self._canvas.setLineWidth(width)
        if dash:
            self._canvas.setDash([dash, dash * 0.8])
        self._canvas.line(x, y, to_x, to_y)
        if dash:
            self._canvas.setDash()

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: Color | None = None,
        stroke: Color | None = BLACK,
        line_width: float = 0.8,
    ) -> None:
        """A rectangle by its lower left corner, filled, outlined or both."""
        if fill:
            self._canvas.setFillColorRGB(*fill)
        if stroke:
            self._canvas.setStrokeColorRGB(*stroke)
            self._canvas.setLineWidth(line_width)
        self._canvas.rect(x, y, width, height, stroke=int(bool(stroke)), fill=int(bool(fill)))

    def barcode(self, x: float, y: float, value: str, width: float, height: float) -> None:
        """A Code128 bar code in black, stretched to width, quiet zones inside it."""
        from reportlab.graphics.barcode.code128 import Code128

        plain = Code128(value, barWidth=1, barHeight=height, quiet=1, lquiet=10, rquiet=10)
        code = Code128(
            value,
            barWidth=width / plain.width,
            barHeight=height,
            quiet=1,
            lquiet=10 * width / plain.width,
            rquiet=10 * width / plain.width,
        )
        self._canvas.setFillColorRGB(*BLACK)
        code.drawOn(self._canvas, x, y)

    def cells(self, x: float, top: float, size: float, rows: Sequence[Sequence[bool]]) -> None:
        """Black squares of `size` pt hanging from top, one per True, as one shape."""
        shape = [
            f"{x + first * size:.3f} {top - (row + 1) * size:.3f} {(last - first) * size:.3f} "
            f"{size:.3f} re"
            for row, cells in enumerate(rows)
            for first, last in _stretches(cells)
        ]
        self._canvas.addLiteral(f"0 0 0 rg {' '.join(shape)} f")

    @contextmanager
    def form(self, name: str) -> Iterator[None]:
        """What is drawn inside is kept under a name and drawn only where `stamp` says."""
        self._canvas.beginForm(name, 0, 0, *self.size)
        yield
        self._canvas.endForm()

    def stamp(self, name: str, x: float = 0, y: float = 0) -> None:
        """Draw a form once more, shifted by x and y."""
        self._canvas.saveState()
        self._canvas.translate(x, y)
        self._canvas.doForm(name)
        self._canvas.restoreState()

    def next_page(self) -> None:
        """Finish this page and begin another."""
        self._canvas.showPage()
        self.page += 1

    def pdf(self) -> bytes:
        """The finished document; call once."""
        self._canvas.showPage()
        self._canvas.save()
        return self._buffer.getvalue()

    def _shown(self, line: SetLine) -> str:
        """The operators that show the characters, each at its own advance."""
        size = line.style.size
        out: list[str] = []
        face: Face | None = None
        font: EmbeddedFont | None = None
        heavy = False
        for char, glyph, advance in zip(line.chars, line.glyphs, line.advances, strict=True):
            if font is None or glyph.face is not face or glyph.heavy is not heavy:
                if font is not None:
                    out.append(">] TJ ")
                face, font = glyph.face, self._font(glyph.face)
                if glyph.heavy is not heavy:
                    out.append(_weight(glyph, line.style))
                    heavy = glyph.heavy
                out.append(f"/{font.name} {size:.4g} Tf [<")
            out.append(font.code(char, glyph.shape))
            extra = (glyph.width - advance / size) * 1000
            if not -0.05 < extra < 0.05:
                out.append(f"> {extra:.2f} <")
        out.append(">] TJ 0 Tr" if heavy else ">] TJ")
        return "".join(out)

    def _font(self, face: Face) -> EmbeddedFont:
        font = self._fonts.get(face)
        if font is None:
            font = self._fonts[face] = EmbeddedFont(face, len(self._fonts) + 1)
            self._canvas._doc.delayedFonts.append(font)
        return font


def _weight(glyph: Glyph, style: Style) -> str:
    """The operators after which glyphs are filled and outlined, or only filled again."""
    if not glyph.heavy:
        return "0 Tr "
    r, g, b = style.color
    return f"2 Tr {0.045 * style.size:.3f} w {r:.3g} {g:.3g} {b:.3g} RG "


def _stretches(cells: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """From–to of each row of neighbours that are True."""
    at = 0
    for filled, group in groupby(cells):
        count = len(list(group))
        if filled:
            yield at, at + count
        at += count


def _canvas(buffer: io.BytesIO, size: tuple[float, float]) -> Any:
    from reportlab.pdfgen.canvas import Canvas

    class PlainCanvas(Canvas):  # type: ignore[misc]
        """A canvas that does not select Helvetica, which would not be embedded, on every page."""

        def _make_preamble(self) -> None:
            self._preamble = "1 0 0 1 0 0 cm"

    return PlainCanvas(buffer, pagesize=size, invariant=1, pageCompression=1, lang="zh-CN")
