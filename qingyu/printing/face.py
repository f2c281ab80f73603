"""What the printing needs of a face: widths, glyph numbers, and a subset to embed."""

from collections.abc import Sequence
from typing import Protocol

from qingyu.domain.frozen import frozen


@frozen
class Metrics:
    """The measures a PDF asks for, in thousandths of an em."""

    box: tuple[float, float, float, float]
    ascent: float
    descent: float
    cap_height: float
    stem: float = 80
    italic_angle: float = 0


class Face(Protocol):
    """One font: which characters it has, how wide they are, and its subset."""

    @property
    def name(self) -> str:
        """The PostScript name."""
        ...

    @property
    def metrics(self) -> Metrics:
        """The measures of the whole face."""
        ...

    def width(self, char: str) -> float | None:
        """The advance in em, None when the face has no glyph for the character."""
        ...

    def glyph(self, char: str) -> int:
        """The number of the glyph; characters drawn alike have one number."""
        ...

    def subset(self, chars: Sequence[str]) -> bytes:
        """A font file with only these characters; equal glyphs share one number."""
        ...
