"""A QR code drawn as squares, large enough for an old telephone, and its text under it."""


from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.printing.piece import Draw, Press
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import MM, Align, Style
from qingyu.printing.text import set_text

QUIET = 4  # squares of white around it (ISO/IEC 18004)
_LEAST = 22.5 * MM
_SQUARE = 0.42 * MM  # smaller squares are not read from a board
_MOST = 60 * MM


@frozen
class Code:
    """A code with its caption: how wide and high it is, and how it is drawn."""

    width: float
    height: float
    draw: Draw


def qr_code(text: str, press: Press, caption: float) -> Code:
    """The code of a text with the text itself under it in `caption` pt; RuleError if too long."""
    rows = _rows(text)
    square = max(_LEAST / len(rows), _SQUARE)
    side = square * len(rows)
    if side > _MOST:
        raise RuleError("二维码里的字太多，印出来扫不了", "请只放电话、网址或一两句话。")
    quiet = QUIET * square
    width = max(side + 2 * quiet, 9 * caption)
    style = Style("plain", caption, caption * 1.3, Align.CENTER)
    lines = set_text(press.runs(text), style, width, press.faces)
    margin = (width - side) / 2

    def draw(sheet: Sheet, left: float, top: float) -> None:
        sheet.cells(left + margin, top - quiet, square, rows)
        y = top - side - quiet * 1.5
        for line in lines:
            sheet.line(left, y - 0.95 * caption, line)
            y -= style.leading

    return Code(width, side + quiet * 1.5 + len(lines) * style.leading, draw)


def _rows(text: str) -> list[list[bool]]:
    import segno

    try:
        code = segno.make_qr(text, error="m", encoding="utf-8")
    except segno.DataOverflowError as error:
        raise RuleError("二维码里的字太多，印出来扫不了", "请只放电话、网址或一两句话。") from error
    return [[bool(cell) for cell in row] for row in code.matrix]
