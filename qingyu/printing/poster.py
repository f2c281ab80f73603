"""What makes an A3 poster of a notice: a band, a large title, key facts to be read from afar."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from qingyu.domain.notice import Notice
from qingyu.domain.notice_value import buildings_text, period_text
from qingyu.printing.notice_blocks import salutation_pieces, title_pieces
from qingyu.printing.piece import Piece, Press
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import GREY, MIST, TEAL, Align, Style
from qingyu.printing.text import Run, SetLine, set_line, set_text

_BAND = 14.0
_FACTS = (1.3, 1.16, 1.0)  # times the body
_PAD = 0.55  # em of the fact
_LABEL = 0.72  # of the fact, its label


def poster_head(notice: Notice, press: Press) -> Iterator[Piece]:
    """Title, number, key facts on a pale ground, salutation."""
    yield Piece(0, 12, _nothing, keep=True)
    yield from title_pieces(notice, press)
    if notice.number:
        small = Style("plain", 22, 30, Align.CENTER, color=GREY)
        yield from press.lines(notice.number, small, keep=True)
    yield Piece(0, 14, _nothing, keep=True)
    facts = key_facts(notice)
    if facts:
        yield _facts_piece(facts, press)
        yield Piece(0, 18, _nothing, keep=True)
    yield from salutation_pieces(notice, press)


def key_facts(notice: Notice) -> list[tuple[str, str]]:
    """When, which buildings, whom to call: what must be read in passing."""
    facts = []
    if notice.start:
        told = period_text(notice.start, notice.end or notice.start)
        this_year = f"{notice.date.year}年" if notice.date else ""
        facts.append(("时间", told.removeprefix(this_year)))
    if notice.buildings:
        facts.append(("楼幢", buildings_text(notice.buildings)))
    if notice.phone:
        facts.append(("电话", notice.phone))
    return facts


def draw_frame(sheet: Sheet, press: Press, page: str) -> None:
    """The band on top, a thin rule below, and which sheet of how many this is."""
    look = press.look
    top = look.upper
    sheet.box(look.left, top + 10, look.width, _BAND, TEAL, None)
    low = look.upper - look.depth - 14
    sheet.rule(look.left, low, look.left + look.width, low, 1.6, TEAL)
    if page:
        style = Style("plain", 20, 26, Align.RIGHT, color=GREY)
        sheet.text(look.left, low - 28, page, style, look.width)


def _nothing(*_: object) -> None:
    """Draws nothing: room that must stay."""


def _facts_piece(facts: list[tuple[str, str]], press: Press) -> Piece:
    """The facts in the largest type that needs one line for each, else in the middle one."""
    set_facts = [_set_facts(facts, press, press.look.em * times) for times in _FACTS]
    best = next((s for s in set_facts if all(len(lines) == 1 for _, lines in s)), set_facts[1])
    style = best[0][1][0].style
    pad = style.size * _PAD
    count = sum(len(lines) for _, lines in best)
    height = count * style.leading + (len(best) - 1) * style.size * 0.25 + 1.7 * pad
    draw = partial(_draw_facts, best, height, (pad, _fact_left(style.size), press.look.width))
    return Piece(height, height, draw, keep=True)


_Facts = list[tuple[SetLine, tuple[SetLine, ...]]]


def _set_facts(facts: list[tuple[str, str]], press: Press, size: float) -> _Facts:
    style = Style("strong", size, size * 1.32)
    label = replace(style, role="plain", size=size * _LABEL, color=TEAL)
    width = press.look.width - _fact_left(size) - size * _PAD
    return [
        (set_line(name, label, press.faces), set_text(told, style, width, press.faces))
        for name, told in _joined(facts, width / size)
    ]


def _fact_left(size: float) -> float:
    """Where what is told begins, right of its label."""
    return size * (_PAD + 2.8 * _LABEL)


def _joined(facts: list[tuple[str, str]], room: float) -> list[tuple[str, tuple[Run, ...]]]:
    """The last two facts on one line where both are short; room in em."""
    rows: list[tuple[str, tuple[Run, ...]]] = [(name, (Run(told),)) for name, told in facts]
    if len(facts) < 3 or len(facts[-2][1]) + len(facts[-1][1]) * 0.58 + 2.8 > room:
        return rows
    (name, told), (second, also) = facts[-2:]
    return [*rows[:-2], (name, (Run(f"{told}　"), Run(f"{second}　", "plain"), Run(also)))]


def _draw_facts(
    rows: _Facts,
    height: float,
    places: tuple[float, float, float],
    sheet: Sheet,
    x: float,
    top: float,
) -> None:
    pad, left, width = places
    sheet.box(x, top - height, width, height, MIST, None)
    sheet.box(x, top - height, 7, height, TEAL, None)
    y = top - pad + 0.1 * rows[0][1][0].style.size
    for label, lines in rows:
        style = lines[0].style
        sheet.line(x + pad, y - 0.92 * style.size, label)
        for line in lines:
            sheet.line(x + left, y - 0.95 * style.size, line)
            y -= style.leading
        y -= 0.25 * style.size
