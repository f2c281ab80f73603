"""A table of a notice as pieces: columns as wide as their content asks, heads on every page."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache, partial
from itertools import product

from qingyu.domain.frozen import frozen
from qingyu.domain.notice_table import NoticeTable
from qingyu.printing.linebreak import clusters
from qingyu.printing.piece import Piece, Press
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import BLACK, Align, Style
from qingyu.printing.text import Run, SetLine, natural, set_text

_PAD = 0.35  # em, between a rule and the text
_LEAST = 2.0  # em of text in the narrowest column
_SHORT = 6.5  # em; a column of no longer cells stands in the middle
_LONGEST = 12.0  # em; a longer word (an address of the web) may be cut
_EASY = 5.0  # em; a narrower column of words is hard to read
_SHORT_WORD = 4  # characters: a name, 经手人
_AFTER = 0.35  # em of the body, under a table
_TALL = 0.5  # of a page: a row higher than this goes on overleaf
_THIN, _STRONG = 0.6, 1.1


@frozen
class _Setting:
    """The columns of one table at one size."""

    widths: tuple[float, ...]
    styles: tuple[Style, ...]
    pad: float

    @property
    def edges(self) -> list[float]:
        return [sum(self.widths[:at]) for at in range(len(self.widths) + 1)]


@frozen
class _Row:
    """What a row draws: per column its lines; first, last: whether its own rules are drawn."""

    cells: tuple[tuple[SetLine, ...], ...]
    height: float
    first: bool = True
    last: bool = True


def table_pieces(table: NoticeTable, press: Press) -> list[Piece]:
    """Caption, heads, rows and the total; too many columns become a list, entry by entry."""
    setting = _setting(table, press)
    if setting is None:
        return record_pieces(table, press)
    size = setting.styles[0].size
    heads = Style("heading", size, size * 1.35, Align.CENTER)
    head_row = _set_row(table.heads, [heads] * len(table.heads), setting, press)
    if head_row.height > _TALL * press.look.depth:
        return record_pieces(table, press)
    head = _piece(head_row, setting, thick=_STRONG)
    body: list[Piece] = []
    for row in table.rows:
        told = _set_row(row, setting.styles, setting, press)
        body += _row_pieces(told, setting, head, press.look.depth)
    if table.total:
        strong = [replace(style, role="heading") for style in setting.styles]
        told = _set_row(table.total, strong, setting, press)
        if body:
            body[-1] = replace(body[-1], keep=True)
        body += _row_pieces(told, setting, head, press.look.depth)
    end = Piece(0, press.look.em * _AFTER, partial(_close, setting.edges[-1]))
    rows = [replace(head, keep=bool(body)), *body]
    rows[-1] = replace(rows[-1], keep=True)
    return [*caption_pieces(table, size, press), *rows, end]


def caption_pieces(table: NoticeTable, size: float, press: Press) -> list[Piece]:
    """What stands over a table: a little room and its caption."""
    gap = press.gap(size * 0.35)
    if not table.caption:
        return [gap]
    style = Style("heading", size, size * 1.5, Align.CENTER)
    found = press.lines(table.caption, style, keep=True)
    return [gap, *(replace(piece, snap=0) for piece in found), replace(gap, advance=size * 0.2)]


def _row_pieces(row: _Row, setting: _Setting, head: Piece, depth: float) -> list[Piece]:
    """A row whole, or line by line when it is taller than half a page."""
    if row.height <= _TALL * depth:
        return [replace(_piece(row, setting), head=head)]
    most = max(len(lines) for lines in row.cells)
    leading, pad = setting.styles[0].leading, setting.pad
    pieces = []
    for at in range(most):
        ends = (at == 0, at == most - 1)
        height = leading + pad * sum(ends)
        part = _Row(tuple(lines[at : at + 1] for lines in row.cells), height, *ends)
        # Two lines stay together at either end, so that no line of a row stands alone.
        keep = at == 0 or at == most - 2
        pieces.append(replace(_piece(part, setting), head=head, keep=keep))
    return pieces


def _piece(row: _Row, setting: _Setting, thick: float = _THIN) -> Piece:
    return Piece(
        row.height,
        row.height,
        partial(_draw_row, row, setting, thick),
        close=partial(_close, setting.edges[-1]),
    )


def _close(width: float, sheet: Sheet, left: float, y: float) -> None:
    sheet.rule(left, y, left + width, y, _STRONG, BLACK)


def _draw_row(
    row: _Row, setting: _Setting, thick: float, sheet: Sheet, left: float, top: float
) -> None:
    edges = setting.edges
    if row.first:
        sheet.rule(left, top, left + edges[-1], top, thick, BLACK)
    if row.last:
        sheet.rule(left, top - row.height, left + edges[-1], top - row.height, _THIN, BLACK)
    for at, edge in enumerate(edges):
        outer = at in (0, len(edges) - 1)
        x = left + edge
        sheet.rule(x, top, x, top - row.height, _STRONG if outer else _THIN, BLACK)
    whole = row.first and row.last
    for edge, lines in zip(edges, row.cells, strict=False):
        used = sum(line.style.leading for line in lines)
        y = top - ((row.height - used) / 2 if whole else setting.pad * row.first)
        for line in lines:
            style = line.style
            base = (style.leading - style.size) / 2 + 0.88 * style.size
            sheet.line(left + edge + setting.pad, y - base, line)
            y -= style.leading


def _set_row(
    cells: Sequence[str], styles: Sequence[Style], setting: _Setting, press: Press
) -> _Row:
    found = tuple(
        set_text(press.runs(cell), style, width - 2 * setting.pad, press.faces) if cell else ()
        for cell, style, width in zip(cells, styles, setting.widths, strict=True)
    )
    tallest = max(
        (len(lines) * style.leading for lines, style in zip(found, styles, strict=True)),
        default=0.0,
    )
    least = styles[0].leading if styles else 0.0
    return _Row(found, max(tallest, least) + 2 * setting.pad)


def _setting(table: NoticeTable, press: Press) -> _Setting | None:
    """The largest type in which no number or word is cut; None when there is none.

    If any type lets the words of every column stand side by side, it is that one.
    """
    ways = ((_SHORT_WORD, _EASY), (_SHORT_WORD, 0), (0, 0))
    for (short, easy), size in product(ways, press.look.tables):
        pad = _PAD * size
        style = Style(press.look.body.role, size, size * 1.35)
        wished, needed = _wishes(table, style, press, short)
        pairs = zip(wished, needed, strict=True)
        needed = [max(need, min(wish, easy * size)) for wish, need in pairs]
        room = press.look.width - 2 * pad * len(table.heads)
        if sum(needed) <= room:
            break
    else:
        return None
    widths = [width + 2 * pad for width in _share(wished, needed, room)]
    return _Setting(tuple(widths), _styles(table, style, wished), pad)


def _styles(table: NoticeTable, style: Style, wished: Sequence[float]) -> tuple[Style, ...]:
    figures = (*table.figures, *([False] * len(table.heads)))
    return tuple(
        replace(
            style,
            align=Align.RIGHT
            if is_figure
            else Align.CENTER
            if width <= _SHORT * style.size
            else Align.LEFT,
        )
        for is_figure, width in zip(figures, wished, strict=False)
    )


def _wishes(
    table: NoticeTable, style: Style, press: Press, short: int
) -> tuple[list[float], list[float]]:
    """Per column the width of its longest line, and of what in it may not be broken.

    short: cells of no more characters than this are not broken either.
    """
    strong = replace(style, role="heading")
    rows = [(table.heads, strong), *((row, style) for row in table.rows)]
    if table.total:
        rows.append((table.total, strong))
    wished = [_LEAST * style.size] * len(table.heads)
    needed = list(wished)
    for cells, look in rows:
        for at, cell in enumerate(cells):
            for part in cell.split("\n"):
                wished[at] = max(wished[at], natural(part, look, press.faces))
                whole = _widest_whole(part, look.role, press) * look.size
                if len(part) <= short:
                    whole = natural(part, look, press.faces)
                needed[at] = max(needed[at], whole)
    return wished, needed


def _widest_whole(text: str, role: str, press: Press) -> float:
    """The widest stretch in which no line may end, in em, as far as it counts."""
    widest = max(natural(whole, Style(role, 1, 1), press.faces) for whole in _clusters(text))
    return min(widest, _LONGEST)


@lru_cache(maxsize=2048)
def _clusters(text: str) -> tuple[str, ...]:
    return tuple(clusters(text))


def _share(wished: Sequence[float], needed: Sequence[float], room: float) -> list[float]:
    """The room shared out: everybody's wish and more, else what is needed and some of the wish."""
    if sum(wished) <= room:
        return [width * room / sum(wished) for width in wished]
    spare = (room - sum(needed)) / (sum(wished) - sum(needed))
    return [need + (wish - need) * spare for wish, need in zip(wished, needed, strict=True)]


def record_pieces(table: NoticeTable, press: Press) -> list[Piece]:
    """The table as a list: under each other, per row, what each head says; rules between rows."""
    size = press.look.tables[-1]
    style = Style(press.look.body.role, size, size * 1.5)
    width = press.look.width
    rule = partial(_close, width)
    pieces = caption_pieces(table, size, press)
    # A total says 合计 where the first head would stand.
    rows = [(table.heads, row) for row in table.rows]
    if table.total:
        rows.append((("", *table.heads[1:]), table.total))
    for heads, row in rows:
        pieces.append(Piece(0, size * 0.3, rule, keep=True))
        runs: list[Run] = []
        for head, cell in zip(heads, row, strict=True):
            if cell:
                gap = "　" if runs else ""
                runs.append(Run(f"{gap}{head}：" if head else gap, "heading"))
                runs += press.runs(cell)
        found = press.lines(tuple(runs), style, keep=True) if runs else []
        pieces += [replace(piece, snap=0) for piece in found]
        pieces[-1] = replace(pieces[-1], keep=False)
        pieces.append(Piece(0, size * 0.3, None))
    return [*pieces, Piece(0, size * 0.35, rule)]
