"""The parts of a notice as pieces: head, text with its tables, signature, QR code."""

from collections.abc import Iterator
from dataclasses import replace

from qingyu.domain.notice import Notice, salutation
from qingyu.domain.notice_table import NoticeTable
from qingyu.domain.notice_value import date_text
from qingyu.domain.pattern import pattern
from qingyu.printing.notice_table import table_pieces
from qingyu.printing.piece import Piece, Press
from qingyu.printing.qr import Code, qr_code
from qingyu.printing.styles import Align
from qingyu.printing.text import cut_runs, natural, runs_of, set_text
from qingyu.printing.title import break_title

_HEADING = pattern(r"[一二三四五六七八九十]{1,3}、")
_SUBHEADING = pattern(r"[（(][一二三四五六七八九十]{1,3}[）)]")
_BRACKETED = pattern(r"[（(][^（()）]*[）)]")
_LONGEST_HEADING = 40
_NARROWEST = 8  # em, a note narrower than this goes under the signature
_LONGEST_LABEL = 16  # 一、停水时间：…
_CAPTION = 0.8  # of the body, the text under a QR code, but never below 12 pt


def title_pieces(notice: Notice, press: Press) -> Iterator[Piece]:
    """The title, broken where its words allow, all lines kept together."""
    style, width = press.look.title, press.look.width
    runs = press.runs(notice.title)
    start = 0
    for part in notice.title.split("\n"):
        widths = [press.faces.role(style.role).width(char) * style.size for char in part]
        # Between Chinese and digits there is a little room that single widths do not tell of.
        between = natural(part, style, press.faces) - sum(widths)
        at = start
        room = width - max(0.0, between)
        for text in break_title(part, widths, room, notice.title_words) or [part]:
            at = notice.title.index(text, at)
            yield from press.lines(cut_runs(runs, at, at + len(text)), style, keep=True)
            at += len(text)
        start += len(part) + 1


def head_pieces(notice: Notice, press: Press) -> Iterator[Piece]:
    """Title, number and the salutation, kept with what follows."""
    style = press.look.line
    yield from title_pieces(notice, press)
    if notice.number:
        yield from press.lines(notice.number, replace(style, align=Align.CENTER), keep=True)
    if press.look.snap:
        yield from press.lines("", style, keep=True)
    else:
        yield press.gap(style.size * 0.4)
    yield from salutation_pieces(notice, press)


def salutation_pieces(notice: Notice, press: Press) -> Iterator[Piece]:
    """Whom the notice speaks to, with its colon."""
    told = salutation(notice)
    spans = press.hidden.get(notice.addressee, ())
    yield from press.lines(runs_of(told, spans), press.look.line, keep=True)


def body_pieces(notice: Notice, press: Press) -> Iterator[Piece]:
    """Paragraphs and tables in order; a heading stays with what it heads."""
    for part in notice.content:
        if isinstance(part, NoticeTable):
            yield from table_pieces(part, press)
        elif not part:
            yield from press.lines("", press.look.line)
        else:
            head, role, alone = heading(part)
            # Beside a sans body the 楷体 of the standard's （一） would be a third face.
            shown = "heading" if role and press.look.body.role == "plain" else role
            runs = press.runs(part, head, shown)
            yield from press.lines(runs, press.look.body, keep=alone)


def heading(paragraph: str) -> tuple[int, str, bool]:
    """How much of a paragraph is a heading, in which role, and whether it is nothing else."""
    role = ""
    if _HEADING.match(paragraph):
        role = "heading"
    elif _SUBHEADING.match(paragraph):
        role = "subheading"
    if not role:
        return 0, "", False
    # A colon inside brackets, （单位：元）, ends no label.
    colon = _BRACKETED.sub(lambda match: "·" * len(match[0]), paragraph).find("：") + 1
    if 0 < colon <= _LONGEST_LABEL:
        return colon, role, colon == len(paragraph)
    stop = paragraph.find("。") + 1
    if 0 < stop <= _LONGEST_HEADING and stop < len(paragraph):
        return stop, role, False
    # With punctuation at its end it is one item of a list, not a heading.
    if len(paragraph) <= _LONGEST_HEADING and paragraph[-1] not in "。；;，,、…！？：":
        return len(paragraph), role, True
    return 0, "", False


def tail_pieces(notice: Notice, press: Press, gap: int = 1) -> list[Piece]:
    """Signature, date, QR code and the note on how to reach us, kept on one page."""
    look, style = press.look, press.look.line
    code = qr_code(notice.qr, press, max(12, look.em * _CAPTION)) if notice.qr else None
    pieces, left = _signature_pieces(notice, press)
    if pieces:
        blank = press.lines("", style, keep=True) if look.snap else [press.gap(look.em * 0.6)]
        pieces = [*blank * (gap if look.snap else 1 + 2 * (notice.seal and gap > 1)), *pieces]
    beside = code is not None and bool(pieces) and code.width + look.em <= left
    free = (code.width + look.em if code and beside else 0.0, left - look.em)
    return _beside(code, _with_note(_note(notice), pieces, free, press), beside, press)


def _with_note(
    told: str, pieces: list[Piece], free: tuple[float, float], press: Press
) -> list[Piece]:
    """The note under the signature; off the grid to the left of it, if there is room.

    free: from where to where, in pt, nothing stands to the left of the signature.
    """
    if not told:
        return pieces
    look, style = press.look, press.look.line
    x, room = free[0], free[1] - free[0]
    if not pieces:
        pieces = press.lines("", style, keep=True)
    elif not look.snap and room >= _NARROWEST * look.em:
        beside = press.lines(f"（{told}）", style, x=x, width=room, keep=True)
        down = sum(piece.advance for piece in pieces) - sum(piece.advance for piece in beside)
        alone = len(press.lines(f"（{told}）", replace(style, indent=2))) == 1
        if down >= 0 and (len(beside) == 1 or not alone):
            up = Piece(0, -sum(piece.advance for piece in pieces) + down, _nothing, keep=True)
            return [*pieces, up, *beside]
    indented = replace(style, indent=0 if x else 2)
    return [*pieces, *press.lines(f"（{told}）", indented, x=x, keep=True)]


def _beside(code: Code | None, pieces: list[Piece], beside: bool, press: Press) -> list[Piece]:
    """The code to the left of the signature, or above it when there is no room beside it."""
    if code is None:
        return pieces
    height = sum(piece.advance for piece in pieces)
    if not beside:
        return [Piece(code.height, code.height, code.draw, keep=True), *pieces]
    left = Piece(code.height, 0, code.draw, keep=True, snap=press.look.snap)
    rest = max(0.0, code.height - height)
    return [left, *pieces, Piece(0, rest, _nothing, keep=True)] if rest else [left, *pieces]


def _nothing(*_: object) -> None:
    """Draws nothing: room that must stay."""


def _signature_pieces(notice: Notice, press: Press) -> tuple[list[Piece], float]:
    """Names and date, and how far to the left they reach."""
    style, width, em = press.look.line, press.look.width, press.look.em
    names = [
        line
        for part in notice.signed_by.split("\n")
        if part.strip()
        for line in set_text(part.strip(), style, width - 4 * em, press.faces)
    ]
    date = date_text(notice.date) if notice.date else ""
    if not names and not date:
        return [], width
    dated = set_text(date, style, width, press.faces)[0]
    widths = [line.width for line in names]
    name_x, date_x = signature(width, em, widths, dated.width, notice.seal)
    found = [press.line(line, x=x, keep=True) for line, x in zip(names, name_x, strict=True)]
    if not date:
        return found, min(name_x)
    return [*found, press.line(dated, x=date_x, keep=True)], min([*name_x, date_x])


def signature(
    right: float, em: float, names: list[float], date: float, seal: bool
) -> tuple[list[float], float]:
    """Where each name and the date begin (GB/T 9704-2012, 7.3.5)."""
    if not date:
        return [right - 2 * em - width for width in names], 0
    if seal:
        middle = right - 4 * em - date / 2
        widest = max(names, default=0.0)
        middle = min(middle, right - widest / 2)
        return [max(0.0, middle - width / 2) for width in names], middle - date / 2
    if not names:
        return [], right - 4 * em - date
    # Without a seal the date begins 2 em right of the name; whichever ends later ends 2 em early.
    widest = max(names)
    name_x = min(right - 2 * em - widest, right - 4 * em - date)
    return [name_x + (widest - width) / 2 for width in names], name_x + 2 * em


def _note(notice: Notice) -> str:
    parts = [
        f"联系人：{notice.contact}" if notice.contact else "",
        f"联系电话：{notice.phone}" if notice.phone and notice.phone not in notice.body else "",
        f"张贴至{date_text(notice.posted_until)}" if notice.posted_until else "",
    ]
    return "，".join(part for part in parts if part)
