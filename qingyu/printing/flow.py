"""Forms and tables that flow down a page and over to the next; nothing is ever cut off."""

from collections.abc import Callable, Sequence

from qingyu.domain.frozen import frozen
from qingyu.printing.fonts import legible
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import LINE, PALE, Color, Style
from qingyu.printing.text import SetLine, set_text

_TALL = 0.4  # of a page: a row higher than this begins where it is and goes on overleaf
PAD = 4.5  # pt between a cell's rule and its text


@frozen
class Cell:
    """A text in a box `width` pt wide; shaded for heads and labels, whose text is in the middle."""

    text: str
    width: float
    style: Style
    fill: Color | None = None
    middle: bool = False


@frozen
class Column:
    """A column of a table: its head, its width in pt, how its cells are set."""

    title: str
    width: float
    style: Style


class Flow:
    """A cursor moving down the page; begins a new page, with what belongs on top, when full."""

    def __init__(
        self,
        sheet: Sheet,
        left: float,
        top: float,
        bottom: float,
        on_page: Callable[["Flow"], None] | None = None,
    ) -> None:
        self.sheet = sheet
        self.left = left
        self.top = top
        self.bottom = bottom
        self.y = top
        self._on_page = on_page

    @property
    def room(self) -> float:
        """What is left of this page, in pt."""
        return self.y - self.bottom

    def need(self, height: float) -> None:
        """Begin a new page unless this one has room for so much."""
        if self.room < height - 0.01 and self.y < self.top:
            self.break_page()

    def break_page(self) -> None:
        """Go on at the top of a new page."""
        self.sheet.next_page()
        self.y = self.top
        if self._on_page is not None:
            self._on_page(self)

    def text(self, text: str, style: Style, width: float, x: float = 0) -> None:
        """A paragraph, line by line over as many pages as it takes."""
        shown = legible(text, self.sheet.faces.role(style.role))
        for line in set_text(shown, style, width, self.sheet.faces):
            self.need(style.leading)
            self.y -= style.leading
            self.sheet.line(self.left + x, self.y + _rise(style), line)

    def cells(self, cells: Sequence[Cell], least: float = 0, rules: bool = True) -> None:
        """A row of boxes as high as its longest text; what does not fit goes on overleaf."""
        rest = [self._lines(cell) for cell in cells]
        whole = max(self._height(cells, rest), least)
        if whole < _TALL * (self.top - self.bottom):
            self.need(whole)
        first = True
        while first or any(rest):
            taken = [self._fitting(cell, lines) for cell, lines in zip(cells, rest, strict=True)]
            if any(rest) and not any(taken):
                self.break_page()
                taken = [lines[:1] for lines in rest]
            height = max(self._height(cells, taken), least if first else 0)
            self._draw(cells, taken, height, rules)
            rest = [lines[len(part) :] for lines, part in zip(rest, taken, strict=True)]
            first = False
            if any(rest):
                self.break_page()

    def height(self, cells: Sequence[Cell]) -> float:
        """How high this row of boxes will be."""
        return self._height(cells, [self._lines(cell) for cell in cells])

    def table(self, columns: Sequence[Column], rows: Sequence[Sequence[str]], head: Style) -> None:
        """A table whose head is repeated on every page it reaches."""
        top = [Cell(column.title, column.width, head, PALE) for column in columns]
        before = self._on_page

        def again(flow: Flow) -> None:
            if before is not None:
                before(flow)
            flow.cells(top)

        body = [
            [
                Cell(text, column.width, column.style)
                for text, column in zip(row, columns, strict=True)
            ]
            for row in rows
        ]
        self.need(self.height(top) + (self.height(body[0]) if body else 0))
        self.cells(top)
        self._on_page = again
        for row in body:
            self.cells(row)
        self._on_page = before

    def _lines(self, cell: Cell) -> tuple[SetLine, ...]:
        if not cell.text:
            return ()
        shown = legible(cell.text, self.sheet.faces.role(cell.style.role))
        return set_text(shown, cell.style, cell.width - 2 * PAD, self.sheet.faces)

    def _fitting(self, cell: Cell, lines: tuple[SetLine, ...]) -> tuple[SetLine, ...]:
        return lines[: max(0, int((self.room - 2 * PAD + 1e-6) // cell.style.leading))]

    def _height(self, cells: Sequence[Cell], lines: Sequence[Sequence[SetLine]]) -> float:
        tallest = max(
            (len(part) * cell.style.leading for cell, part in zip(cells, lines, strict=True)),
            default=0.0,
        )
        return tallest + 2 * PAD

    def _draw(
        self,
        cells: Sequence[Cell],
        lines: Sequence[Sequence[SetLine]],
        height: float,
        rules: bool,
    ) -> None:
        x, low = self.left, self.y - height
        for cell, part in zip(cells, lines, strict=True):
            if cell.fill or rules:
                self.sheet.box(x, low, cell.width, height, cell.fill, LINE if rules else None, 0.6)
            spare = height - 2 * PAD - len(part) * cell.style.leading
            y = self.y - PAD - (spare / 2 if cell.fill or cell.middle else 0)
            for line in part:
                y -= cell.style.leading
                self.sheet.line(x + PAD, y + _rise(cell.style), line)
            x += cell.width
        self.y = low


def _rise(style: Style) -> float:
    """From the lower edge of a line's box up to its baseline: the em box stands in the middle."""
    return (style.leading - style.size) / 2 + 0.12 * style.size
