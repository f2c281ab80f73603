"""The looks of a notice: paper, text block, sizes; the roomiest of each layout first."""

from dataclasses import replace

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.printing.styles import (
    A3,
    ASCENT,
    FORMAL,
    LARGE,
    MM,
    TEAL,
    Align,
    Grid,
    Style,
)


@frozen
class Look:
    """How a notice is laid out; lengths in pt, left and top are the text block's margins.

    base: from a line's top to its baseline; snap: the grid text stands on, 0 for none;
    tables: the sizes a table may have, the one to wish for first.
    """

    page: tuple[float, float]
    left: float
    top: float
    width: float
    depth: float
    body: Style
    title: Style
    tables: tuple[float, ...]
    number: Style | None = None
    snap: float = 0

    @property
    def em(self) -> float:
        """One character of the body."""
        return self.body.size

    @property
    def line(self) -> Style:
        """The body's style for a line that stands alone: no indent, not spread out."""
        return replace(self.body, align=Align.LEFT, indent=0)

    @property
    def upper(self) -> float:
        """The text block's upper edge, from the paper's lower edge."""
        return self.page[1] - self.top

    def base(self, style: Style) -> float:
        """From the top of a line to its baseline."""
        return ASCENT * (self.em if self.snap else style.size)


def _on_grid(grid: Grid, tables: tuple[float, ...]) -> Look:
    return Look(
        page=grid.page,
        left=grid.left,
        top=grid.top,
        width=grid.width,
        depth=grid.page[1] - grid.top - grid.foot,
        body=Style("body", grid.size, grid.leading, Align.JUSTIFY, indent=2),
        title=Style("title", grid.title_size, grid.leading, Align.CENTER),
        tables=tables,
        number=Style("body", grid.number_size, grid.number_size * 1.4),
        snap=grid.leading,
    )


def _poster(size: float, leading: float, title: float) -> Look:
    return Look(
        page=A3,
        left=44,
        top=52,
        width=A3[0] - 88,
        depth=A3[1] - 52 - 54,
        body=Style("plain", size, size * leading, Align.JUSTIFY, indent=2),
        title=Style("strong", title, title * 1.22, Align.CENTER, color=TEAL),
        tables=(30, 26, 22, 20),
        number=Style("plain", 22, 30),
    )


SLIP = (210 * MM, 148.5 * MM)


def _slip(size: float, leading: float, title: float) -> Look:
    return Look(
        page=SLIP,
        left=14 * MM,
        top=8 * MM,
        width=SLIP[0] - 28 * MM,
        depth=SLIP[1] - 16 * MM,
        body=Style("body", size, leading, Align.JUSTIFY, indent=2),
        title=Style("title", title, title * 1.4, Align.CENTER),
        tables=(14, 13, 12),
    )


LOOKS: dict[str, tuple[Look, ...]] = {
    "a4": (_on_grid(FORMAL, (14, 13, 12)),),
    "large": (_on_grid(LARGE, (20, 19, 18)),),
    "a3": (
        _poster(40, 1.6, 80),
        _poster(36, 1.54, 76),
        _poster(34, 1.5, 70),
        _poster(32, 1.42, 60),
        _poster(32, 1.33, 60),
    ),
    "a5x2": (_slip(16, 26, 24), _slip(15, 23, 22), _slip(14, 21, 20), _slip(14, 19, 20)),
}
NAMES = {
    "a4": "A4 正式",
    "large": "A4 大字",
    "a3": "A3 海报",
    "a5x2": "门贴（一张纸两份）",
}


def looks(layout: str) -> tuple[Look, ...]:
    """The looks of a layout, roomiest first; RuleError lists the layouts there are."""
    if layout in LOOKS:
        return LOOKS[layout]
    known = "、".join(f"{name}（{told}）" for name, told in NAMES.items())
    raise RuleError(f"没有「{layout}」这种版式", f"可以用：{known}。")
