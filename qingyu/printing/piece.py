"""Pieces of a page and how they fall on pages: nothing split, nothing lost, heads repeated."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from math import ceil

from qingyu.domain.frozen import frozen
from qingyu.printing.fonts import Faces
from qingyu.printing.look import Look
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import Style
from qingyu.printing.text import Run, SetLine, runs_of, set_text

Draw = Callable[[Sheet, float, float], None]
Spans = tuple[tuple[int, int], ...]


@frozen
class Piece:
    """What is never split: a line, a table's row, a slip; draw(sheet, left, top) draws it.

    depth: how far down it reaches; advance: where the next piece begins. keep: the next piece
    stays on its page. head: drawn again above it when it begins a page; close: drawn under it
    when it ends one. sinks: it stands at the foot of the page.
    """

    depth: float
    advance: float
    draw: Draw | None = None
    keep: bool = False
    snap: float = 0
    head: "Piece | None" = None
    close: Draw | None = None
    sinks: bool = False


@frozen
class Placed:
    """A piece and how far its top lies under the top of the text block."""

    offset: float
    piece: Piece


@frozen
class Press:
    """What every block is set with; hidden: per text, what a proof marks in it."""

    look: Look
    faces: Faces
    hidden: Mapping[str, Spans] = field(default_factory=dict)

    def runs(self, text: str, head: int = 0, role: str = "") -> tuple[Run, ...]:
        """The text as runs: its first `head` characters in a role, what is hidden marked."""
        return runs_of(text, self.hidden.get(text, ()), head, role)

    def lines(
        self,
        text: str | Sequence[Run],
        style: Style,
        *,
        x: float = 0,
        width: float = 0,
        keep: bool = False,
    ) -> list[Piece]:
        """The text's lines as pieces, `width` wide or up to the right edge, x from the left."""
        runs = self.runs(text) if isinstance(text, str) else text
        found = set_text(runs, style, width or self.look.width - x, self.faces)
        return [self.line(line, x=x, keep=keep) for line in found]

    def line(self, line: SetLine, *, x: float = 0, keep: bool = False) -> Piece:
        """One set line as a piece."""
        base = self.look.base(line.style)

        def draw(sheet: Sheet, left: float, top: float) -> None:
            sheet.line(left + x, top - base, line)

        shown = draw if line.chars else None
        depth = base + 0.12 * line.style.size
        return Piece(depth, line.style.leading, shown, keep, self.look.snap)

    def gap(self, height: float) -> Piece:
        """Room that is left out at the top of a page."""
        return Piece(0, height, None, keep=True)


def paginate(pieces: Sequence[Piece], depth: float) -> list[list[Placed]]:
    """The pieces of each page; what is kept together moves on together."""
    pages: list[list[Placed]] = [[]]
    cursor = start = 0.0
    at = 0
    while at < len(pieces):
        group = _group(pieces, at, depth)
        if not _fits(_place(group, 0.0, depth, first=True)[0], depth):
            group = group[:1]  # higher together than a page: piece by piece
        placed, end = _place(group, cursor, depth, first=cursor == start)
        if not _fits(placed, depth) and pages[-1]:
            pages.append([])
            cursor = start = 0.0
            continue
        pages[-1].extend(placed)
        cursor = end
        at += len(group)
    return [page for page in pages if page] or [[]]


def _fits(placed: Sequence[Placed], depth: float) -> bool:
    return all(each.offset + each.piece.depth <= depth + 0.01 for each in placed)


def _group(pieces: Sequence[Piece], at: int, depth: float) -> Sequence[Piece]:
    """The pieces from here on that are kept together, no more than show that they cannot be."""
    end, height = at, pieces[at].advance
    while end < len(pieces) - 1 and pieces[end].keep and height < 2 * depth:
        end += 1
        height += pieces[end].advance
    return pieces[at : end + 1]


def _place(
    group: Sequence[Piece], cursor: float, depth: float, first: bool
) -> tuple[list[Placed], float]:
    """Where the pieces of a group stand; blank ones are dropped at the top of a page."""
    placed: list[Placed] = []
    for piece in group:
        if piece.draw is None and first and not placed:
            continue
        if piece.head is not None and first and not placed:
            placed.append(Placed(cursor, piece.head))
            cursor += piece.head.advance
        if piece.snap:
            cursor = ceil(cursor / piece.snap - 1e-3) * piece.snap
        if piece.sinks:
            cursor = max(cursor, depth - piece.depth)
        placed.append(Placed(cursor, piece))
        cursor += piece.advance
    return placed, cursor


def draw_page(sheet: Sheet, page: Sequence[Placed], left: float, upper: float) -> None:
    """Draw the pieces of one page into a text block by its upper left corner."""
    for placed in page:
        if placed.piece.draw is not None:
            placed.piece.draw(sheet, left, upper - placed.offset)
    last = next((each for each in reversed(page) if each.piece.draw is not None), None)
    if last is not None and last.piece.close is not None:
        last.piece.close(sheet, left, upper - last.offset - last.piece.advance)
