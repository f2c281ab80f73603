"""A notice as a PDF in one of its layouts; nothing is cut off or set too small to be read."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from qingyu.domain.notice import Notice
from qingyu.domain.notice_public import make_public
from qingyu.domain.recipient import Recipient
from qingyu.printing.door_slip import render_slips
from qingyu.printing.fonts import faces_of
from qingyu.printing.look import looks
from qingyu.printing.notice_blocks import body_pieces, head_pieces, tail_pieces
from qingyu.printing.notice_slip import refuse_long, set_slip
from qingyu.printing.notice_text import fit
from qingyu.printing.piece import Piece, Placed, Press, Spans, draw_page, paginate
from qingyu.printing.poster import draw_frame, poster_head
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import MM
from qingyu.printing.text import measure


def render(
    notice: Notice,
    layout: str = "a4",
    *,
    public: bool = False,
    recipients: Sequence[Recipient] = (),
    proof: bool = False,
    names: Collection[str] = (),
    codes: Sequence[str] = (),
    faces: str = "",
) -> bytes:
    """The PDF of a notice; RuleError names what cannot be printed and where it stands.

    public hides what is a resident's (names: who may be mentioned), proof marks what was hidden.
    recipients and codes (as many, or none) are for door slips; faces: "office" for 仿宋 and 楷体.
    """
    choice = looks(layout)
    chosen = faces_of(faces)
    shown = fit(notice, chosen)
    hidden: Mapping[str, Spans] = {}
    if public:
        made = make_public(shown, names)
        shown, hidden = made.notice, (made.hidden if proof else {})
    presses = [Press(look, chosen, hidden) for look in choice]
    if layout == "a5x2":
        return render_slips(shown, presses, recipients, codes)
    if layout == "a3":
        return _poster(shown, presses)
    return _pages(shown, presses[0])


def _pages(notice: Notice, press: Press) -> bytes:
    """A4: the text on the grid, a page number under every page."""
    rows = [*head_pieces(notice, press), *body_pieces(notice, press)]
    found = _fall(rows, notice, press, 2 if notice.seal else 1)
    if notice.seal and len(found) > 1:  # a seal can do with less room if that saves a page
        found = min(found, _fall(rows, notice, press, 1), key=len)
    sheet = Sheet(press.look.page, notice.title.replace("\n", ""), press.faces)
    for number, page in enumerate(found):
        if number:
            sheet.next_page()
        draw_page(sheet, page, press.look.left, press.look.upper)
        _page_number(sheet, press)
    return sheet.pdf()


def _poster(notice: Notice, presses: Sequence[Press]) -> bytes:
    """A3: in the largest type that takes no more sheets than the smallest would."""
    tried = []
    for press in presses:
        rows = [*poster_head(notice, press), *body_pieces(notice, press)]
        tried.append((press, _fall(rows, notice, press, 2 if notice.seal else 1)))
        if len(tried[-1][1]) == 1:
            break
    press, found = min(tried, key=lambda each: len(each[1]))
    sheet = Sheet(press.look.page, notice.title.replace("\n", ""), press.faces)
    for number, page in enumerate(found):
        if number:
            sheet.next_page()
        draw_frame(sheet, press, f"第 {number + 1} 张，共 {len(found)} 张" * (len(found) > 1))
        draw_page(sheet, page, press.look.left, press.look.upper)
    return sheet.pdf()


def _fall(rows: list[Piece], notice: Notice, press: Press, gap: int) -> list[list[Placed]]:
    """The pages; the last two lines of the text go along so no signature stands alone."""
    tail = tail_pieces(notice, press, gap)
    if tail:
        held = [replace(piece, keep=True) for piece in rows[-2:]]
        rows = [*rows[:-2], *held, *tail[:-1], replace(tail[-1], keep=False)]
    if notice.slip is not None:
        slip = set_slip(notice.slip, press)
        refuse_long(slip, press.look.depth)
        rows = [*rows, slip.piece]
    return paginate(rows, press.look.depth)


def _page_number(sheet: Sheet, press: Press) -> None:
    """— 1 —: odd pages end one character from the right, even ones begin one from the left."""
    look, style = press.look, press.look.number
    if style is None:
        return
    number = f"— {sheet.page} —"
    width = measure(number, style, sheet.faces)
    x = look.left + (look.width - width - look.em if sheet.page % 2 else look.em)
    foot = look.upper - look.depth - 7 * MM  # 7 mm under the text block
    sheet.text(x, foot - 0.38 * style.size, number, style)
