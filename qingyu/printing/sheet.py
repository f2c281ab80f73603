"""Pages on which set lines, rules and boxes are drawn, and the PDF bytes they become."""

import io
from typing import Any

from qingyu.printing.face import Face
from qingyu.printing.fonts import Faces
from qingyu.printing.pdffont import EmbeddedFont
from qingyu.printing.styles import BLACK, LINE, Align, Color, Style
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
        self, x: float, y: float, to_x: float, to_y: float, width: float = 0.6, color: Color = LINE
    ) -> None:
        """A straight rule."""
        self._canvas.setStrokeColorRGB(*color)
        self._canvas.setLineWidth(width)
        self._canvas.line(x, y, to_x, to_y)

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
        for char, glyph, advance in zip(line.chars, line.glyphs, line.advances, strict=True):
            if font is None or glyph.face is not face:
                if font is not None:
                    out.append(">] TJ ")
                face, font = glyph.face, self._font(glyph.face)
                out.append(f"/{font.name} {size:.4g} Tf [<")
            out.append(font.code(char, glyph.shape))
            extra = (glyph.width - advance / size) * 1000
            if not -0.05 < extra < 0.05:
                out.append(f"> {extra:.2f} <")
        out.append(">] TJ")
        return "".join(out)

    def _font(self, face: Face) -> EmbeddedFont:
        font = self._fonts.get(face)
        if font is None:
            font = self._fonts[face] = EmbeddedFont(face, len(self._fonts) + 1)
            self._canvas._doc.delayedFonts.append(font)
        return font


def _canvas(buffer: io.BytesIO, size: tuple[float, float]) -> Any:
    from reportlab.pdfgen.canvas import Canvas

    class PlainCanvas(Canvas):  # type: ignore[misc]
        """A canvas that does not select Helvetica, which would not be embedded, on every page."""

        def _make_preamble(self) -> None:
            self._preamble = "1 0 0 1 0 0 cm"

    return PlainCanvas(buffer, pagesize=size, invariant=1, pageCompression=1, lang="zh-CN")
