"""Papers, sizes and colours: what the documents share."""

from enum import StrEnum

from qingyu.domain.frozen import frozen

MM = 72 / 25.4
A4 = (210 * MM, 297 * MM)
A5 = (148 * MM, 210 * MM)
A3 = (297 * MM, 420 * MM)

Color = tuple[float, float, float]
INK: Color = (0.118, 0.165, 0.184)
BLACK: Color = (0, 0, 0)
GREY: Color = (0.36, 0.41, 0.43)
LINE: Color = (0.62, 0.67, 0.67)
PALE: Color = (0.945, 0.955, 0.95)
RED: Color = (0.702, 0.149, 0.118)
TEAL: Color = (0.122, 0.435, 0.471)
MIST: Color = (0.925, 0.957, 0.957)
AMBER: Color = (0.992, 0.890, 0.655)

ASCENT = 0.88  # em, of the bundled faces: from the top of the em box to the baseline


class Align(StrEnum):
    """How the lines of a paragraph stand between its edges."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"
    JUSTIFY = "justify"


@frozen
class Style:
    """How a paragraph is set: role of the face, size and leading in pt, indent in em."""

    role: str
    size: float
    leading: float
    align: Align = Align.LEFT
    indent: float = 0
    color: Color = BLACK


@frozen
class Grid:
    """A page of equal lines: margins in pt, columns of one em, rows of one leading."""

    page: tuple[float, float]
    left: float
    top: float
    columns: int
    rows: int
    size: float
    leading: float
    title_size: float
    number_size: float

    @property
    def width(self) -> float:
        """The width of the text block."""
        return self.columns * self.size

    @property
    def foot(self) -> float:
        """The lower edge of the text block, from the paper's lower edge."""
        return self.page[1] - self.top - (self.rows - 1) * self.leading - self.size

    def baseline(self, row: int) -> float:
        """The baseline of a row (0 is the first), from the paper's lower edge."""
        return self.page[1] - self.top - ASCENT * self.size - row * self.leading


# GB/T 9704-2012: A4, margins 37/28/26/35 mm, 22 rows of 28 characters of 三号; title 二号,
# page number 四号. At 16 pt only 27 characters fit 156 mm, so 三号 is set at 15.75 pt.
FORMAL = Grid(A4, 28 * MM, 37 * MM, 28, 22, 15.75, 29.53, 22, 14)
# The same text block in large type for older eyes: 21 pt, 21 characters, 18 rows.
LARGE = Grid(A4, 28 * MM, 37 * MM, 21, 18, 21, 35.4, 30, 16)
