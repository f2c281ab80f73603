"""Names as the duty papers show them: a tone and a name each, 长 in a block for who leads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import ceil

from qingyu.domain.duty_month import RosterCell
from qingyu.domain.frozen import frozen
from qingyu.domain.roster_sheet import seat_mark, served
from qingyu.printing.fonts import Faces, legible
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import BLACK, INK, MM, RED, Align, Color, Style
from qingyu.printing.text import measure, set_text

A3 = (297 * MM, 420 * MM)
# Paul Tol's "light" scheme: fills behind black text that colour-blind people tell apart.
TONES: tuple[Color, ...] = (
    (0.467, 0.667, 0.867),
    (0.933, 0.533, 0.400),
    (0.933, 0.867, 0.533),
    (1.000, 0.667, 0.733),
    (0.600, 0.867, 1.000),
    (0.267, 0.733, 0.600),
    (0.733, 0.800, 0.200),
    (0.667, 0.667, 0.000),
    (0.733, 0.733, 0.733),
)
WHITE: Color = (1, 1, 1)
HOLIDAY: Color = (0.992, 0.945, 0.850)
_LEAD = "长"
_USUAL = 4  # characters: longer names take more than one slot


@frozen
class Piece:
    """A name, or a part of one too long for its cell, with the marks before and after it.

    joined: it goes on with what stands on the line above.
    """

    text: str
    tone: Color | None
    lead: bool = False
    mark: str = ""
    joined: bool = False


@frozen
class Placed:
    """A piece on its line, x from the left edge of its cell."""

    piece: Piece
    x: float
    width: float


def tones(people: Iterable[int]) -> dict[int, Color]:
    """The tone of every steward of a month, by their order, as on the screen."""
    return {who: TONES[rank % len(TONES)] for rank, who in enumerate(people)}


def pieces(cell: RosterCell, tone: Mapping[int, Color], faces: Faces) -> tuple[Piece, ...]:
    """Who serves in the cell, then what it lacks."""
    chain = faces.role("strong")
    found = [
        Piece(
            legible(seat.name, chain).replace("\n", " ") or "（没有名字）",
            tone[seat.steward_id],
            seat.lead,
            seat_mark(seat),
        )
        for seat in served(cell.seats)
    ]
    # A month without anybody is a form to fill in by hand, not a wall of red.
    lacks = [part for part in cell.gap.split("，") if part and tone]
    if cell.changed and not any(piece.mark for piece in found):
        lacks.append("换过班")
    return (*found, *(Piece(legible(part, chain), None) for part in lacks))


def width_of(piece: Piece, style: Style, faces: Faces) -> float:
    """How wide the piece is drawn."""
    marks = piece.lead + bool(piece.mark)
    return measure(piece.text, style, faces) + marks * 1.15 * style.size + 0.5 * style.size


def slot_width(found: Iterable[Piece], style: Style, faces: Faces) -> float:
    """The width in which names of the usual length stand one under another."""
    usual = [piece for piece in found if len(piece.text) <= _USUAL and piece.tone]
    widest = max((width_of(piece, style, faces) for piece in usual), default=0.0)
    return widest or 4 * style.size


def lay(
    found: Sequence[Piece], style: Style, width: float, slot: float, faces: Faces
) -> tuple[tuple[Placed, ...], ...]:
    """The lines of a cell; a name too long for it is broken, never cut off.

    Names begin at every slot where there is room for that, otherwise close to one another;
    a slot as wide as the cell puts them one under another.
    """
    gap = 0.3 * style.size
    lines: list[list[Placed]] = []
    for each in found:
        parts = _broken(each, style, width, faces)
        own = max(width_of(part, style, faces) for part in parts)
        if len(parts) > 1:
            lines += [[Placed(part, 0, own)] for part in parts]
            continue
        (piece,) = parts
        before = lines[-1][-1].x + lines[-1][-1].width + gap if lines else width
        stop = ceil((before - 0.01) / (slot + gap)) * (slot + gap)
        tries = (stop, before) if slot < width else ()
        x = next((x for x in tries if x + own <= width + 0.01), None)
        if x is None:
            lines.append([Placed(piece, 0, own)])
        else:
            lines[-1].append(Placed(piece, x, own))
    return tuple(tuple(line) for line in lines)


def torn(found: Iterable[Piece], style: Style, width: float, faces: Faces) -> bool:
    """Whether a name of the usual length does not fit on a line of the cell."""
    # Who changed is rare: then the marks may stand over the name.
    usual = (replace(piece, mark="") for piece in found if len(piece.text) <= _USUAL)
    return any(width_of(piece, style, faces) > width for piece in usual)


def draw(sheet: Sheet, x: float, y: float, placed: Placed, style: Style) -> None:
    """The piece with its left edge at x + placed.x, its baseline at y."""
    size, left, piece = style.size, x + placed.x, placed.piece
    low, high = y - 0.25 * size, 1.2 * size
    if piece.joined:
        high = style.leading
    if piece.tone is None:
        sheet.box(left, low, placed.width, high, WHITE, RED, 0.9)
        sheet.text(left + 0.25 * size, y, piece.text, replace(style, color=RED))
        return
    sheet.box(left, low, placed.width, high, _pale(piece.tone), None)
    sheet.box(left, low, 0.16 * size, high, piece.tone, None)
    left += 0.3 * size
    if piece.lead:
        block(sheet, left, y, _LEAD, size)
        left += 1.15 * size
    sheet.text(left, y, piece.text, style)
    if piece.mark:
        left += measure(piece.text, style, sheet.faces) + 0.1 * size
        block(sheet, left, y, piece.mark, size, filled=False)


def block(
    sheet: Sheet, x: float, y: float, char: str, size: float, *, filled: bool = True
) -> None:
    """One character in a block: filled for who leads, outlined for what changed."""
    style = Style("strong", 0.8 * size, size, Align.CENTER, color=WHITE if filled else BLACK)
    fill, edge = (INK, None) if filled else (WHITE, BLACK)
    sheet.box(x, y - 0.17 * size, size, 1.1 * size, fill, edge, 0.9)
    sheet.text(x, y + 0.08 * size, char, style, size)


def _broken(piece: Piece, style: Style, width: float, faces: Faces) -> tuple[Piece, ...]:
    """The piece, or parts for a line each: the marks over the whole name rather than half of it."""
    if width_of(piece, style, faces) <= width:
        return (piece,)
    bare = replace(piece, lead=False, mark="", joined=True)
    if width_of(bare, style, faces) <= width:
        return replace(piece, text=""), bare
    room = max(style.size, width - 2.8 * style.size)
    parts = [line.chars for line in set_text(piece.text, style, room, faces)]
    last = len(parts) - 1
    return tuple(
        Piece(
            part,
            piece.tone,
            piece.lead and not at,
            piece.mark if at == last else "",
            joined=at > 0,
        )
        for at, part in enumerate(parts)
    )


def _pale(tone: Color) -> Color:
    red, green, blue = (1 - (1 - part) * 0.42 for part in tone)
    return red, green, blue
