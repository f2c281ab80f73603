"""Door slips: two to an A4 sheet, each with its own door on it, in the order one walks."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.notice import Notice
from qingyu.domain.recipient import Recipient, in_walking_order
from qingyu.printing.fonts import clean, preflight
from qingyu.printing.look import SLIP
from qingyu.printing.notice_blocks import body_pieces, head_pieces, tail_pieces
from qingyu.printing.notice_slip import CODE_WIDTH, SetSlip, cut_mark, refuse_long, set_slip
from qingyu.printing.piece import Piece, Placed, Press, draw_page, paginate
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import A4, MM, TEAL, Align, Style
from qingyu.printing.text import SetLine, set_text

_FORM = "slip"
_DOOR = Style("strong", 18, 24)
_GREETED = Style("plain", 15, 24)
_DOOR_ZONE = 36.0  # pt, over the text
_CODE_TEXT = Style("plain", 12, 14, Align.CENTER)
_ENDLESS = 1e7


def render_slips(
    notice: Notice,
    presses: Sequence[Press],
    recipients: Sequence[Recipient],
    codes: Sequence[str] = (),
) -> bytes:
    """One slip per recipient, or two equal ones; RuleError says how many lines do not fit.

    The first half of the doors lies on the upper slips: cut, and the lower pile goes under it.
    A text too long for one slip takes both halves of a sheet, which is then not cut.
    """
    told = dict(zip(map(id, recipients), codes, strict=True)) if codes else {}
    doors = [(door, told.get(id(door), "")) for door in in_walking_order(recipients)]
    batch = _set(notice, presses, bool(doors), bool(codes))
    sheet = Sheet(A4, notice.title.replace("\n", ""), batch.press.faces)
    for number, page in enumerate(batch.pages):
        with sheet.form(f"{_FORM}{number}"):
            draw_page(sheet, page, batch.press.look.left, batch.upper)
    halves: list[list[tuple[Recipient, str] | None]]
    if len(batch.pages) > 1:
        halves = [[door, door] for door in doors] or [[None, None]]
    else:
        sheets = (len(doors) + 1) // 2
        halves = [[*doors[at::sheets]] for at in range(sheets)] or [[None, None]]
    for number, half in enumerate(halves):
        if number:
            sheet.next_page()
        for at, door in enumerate(half):
            _draw_slip(sheet, batch, at % len(batch.pages), door, SLIP[1] * (1 - at))
        if len(batch.pages) == 1:
            cut_mark(sheet, 6 * MM, SLIP[1], A4[0] - 12 * MM)
    return sheet.pdf()


@frozen
class _Batch:
    """What all slips of a batch have in common; zone: what the door takes over the text."""

    press: Press
    pages: list[list[Placed]]
    slip: SetSlip | None
    zone: float

    @property
    def upper(self) -> float:
        """The upper edge of the text."""
        return self.press.look.upper - self.zone


def _set(notice: Notice, presses: Sequence[Press], doors: bool, coded: bool) -> _Batch:
    """The largest type in which the text fits on one slip, else on two."""
    zone = _DOOR_ZONE * doors
    tried = []
    for press in presses:
        slip = set_slip(notice.slip, press, known=doors, code=coded) if notice.slip else None
        if slip is not None:
            refuse_long(slip, press.look.depth - zone)
        pages = paginate(_pieces(notice, press, slip), press.look.depth - zone)
        tried.append(_Batch(press, pages, slip, zone))
    for most in (1, 2):
        for batch in tried:
            if len(batch.pages) <= most:
                return batch
    over = tried[-1]
    rest = sum(placed.piece.advance for page in over.pages[2:] for placed in page)
    many = ceil(rest / over.press.look.body.leading)
    raise RuleError(
        f"门贴两面都排满了，还多出{many}行", "请把正文写短一些，或改用 a4（A4 正式）版式。"
    )


def _draw_slip(
    sheet: Sheet, batch: _Batch, page: int, door: tuple[Recipient, str] | None, low: float
) -> None:
    """The common text and, for a door, its place and name; read aloud the door comes first."""
    if door is not None:
        _draw_door(sheet, batch.press, door[0], low)
    sheet.stamp(f"{_FORM}{page}", 0, low)
    many = len(batch.pages)
    if many > 1:
        style = Style("plain", 12, 14, Align.RIGHT)
        look = batch.press.look
        y = low + look.upper + (3 if door is None else -0.95 * _DOOR.size)
        sheet.text(look.left, y, f"第 {page + 1} 面，共 {many} 面", style, look.width)
    if door is not None:
        _fill_slip(sheet, batch, page, door, low)


def _pieces(notice: Notice, press: Press, slip: SetSlip | None) -> list[Piece]:
    rows = [*head_pieces(notice, press), *body_pieces(notice, press), *tail_pieces(notice, press)]
    rows[-1] = replace(rows[-1], keep=False)
    return [*rows, slip.piece] if slip else rows


def _draw_door(sheet: Sheet, press: Press, door: Recipient, low: float) -> None:
    """The door and the name over a thin rule."""
    look, x = press.look, press.look.left
    y = low + look.upper - 0.95 * _DOOR.size
    place = _line(door.place.text, _DOOR, press)
    sheet.line(x, y, place)
    if door.name:
        name = _line(door.name, _GREETED, press)
        if place.width + name.width + 1.5 * _DOOR.size > look.width:
            raise RuleError(f"{door.place.text}的姓名太长，门贴上写不下", "请改短这一户的姓名。")
        sheet.line(x + place.width + _DOOR.size, y, name)
    rule = low + look.upper - _DOOR_ZONE + 9
    sheet.rule(x, rule, x + look.width, rule, 0.9, TEAL)


def _line(text: str, style: Style, press: Press) -> SetLine:
    shown = clean(text).replace("\n", " ").strip()
    preflight(shown, press.faces.role(style.role), "门牌和姓名")
    return set_text(shown, style, _ENDLESS, press.faces)[0]


def _fill_slip(
    sheet: Sheet, batch: _Batch, page: int, door: tuple[Recipient, str], low: float
) -> None:
    """The door's place in the return slip, and its number as a bar code."""
    slip, (recipient, code) = batch.slip, door
    found = [each.offset for each in batch.pages[page] if slip and each.piece is slip.piece]
    if slip is None or not found:
        return
    x, top = batch.press.look.left, low + batch.upper - found[0]
    at_x, at_y = slip.place
    sheet.line(x + at_x, top - at_y, _line(recipient.place.text, slip.style, batch.press))
    if code:
        right, down = slip.code
        sheet.barcode(x + right - CODE_WIDTH, top - down - 28, code, CODE_WIDTH, 26)
        sheet.text(x + right - CODE_WIDTH, top - down - 40, code, _CODE_TEXT, CODE_WIDTH)
