"""The return slip (回执) at the foot: a cut line, boxes to tick, lines to write on."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.notice_value import date_text
from qingyu.domain.return_slip import ReturnSlip
from qingyu.printing.piece import Draw, Piece, Press
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import BLACK, GREY, Align, Style
from qingyu.printing.text import SetLine, set_line, set_text

_BOX = 14.0  # pt, 5 mm: large enough to tick with a trembling hand
_MOST = 21.0
CODE_WIDTH, CODE_HEIGHT = 150.0, 44.0  # pt, a bar code with its number under it
_LEAST = 12.0  # pt, the smallest words of a slip

# Words and, as numbers, the em left free behind them to write in.
_WHERE = ("住址：", 2.2, "幢", 1.8, "单元", 2.6, "室")
_WHO = ("户主签名：", 5.6)
_WHEN = ("日期：", 2.5, "年", 1.5, "月", 1.5, "日")
_FILLED_WIDTH = 8.6  # em kept free for a place that is printed later

_Field = Sequence[str | float]


@frozen
class _Spot:
    """Words, a line to write on or a box, by its left edge and how far under the top it stands."""

    x: float
    y: float
    line: SetLine | None = None
    rule: float = 0
    box: float = 0


@frozen
class SetSlip:
    """A slip ready to draw as one piece; place: where a known place is printed on it later."""

    piece: Piece
    place: tuple[float, float]
    style: Style
    code: tuple[float, float]


def set_slip(slip: ReturnSlip, press: Press, *, known: bool = False, code: bool = False) -> SetSlip:
    """The slip across the text block; known leaves room for the place, code for a bar code."""
    size = min(_MOST, press.look.em)
    style = replace(press.look.line, size=size, leading=size * 1.5)
    at = _Cursor(press, style, y=size * 1.35)
    at.text("回执", replace(style, role="heading", size=size * 1.15, align=Align.CENTER))
    at.width -= (CODE_WIDTH + size) * code
    at.text(slip.question, replace(style, align=Align.JUSTIFY, indent=2))
    at.options(slip.options)
    where: _Field = ("住址：", _FILLED_WIDTH) if known else _WHERE
    if code:
        at.width = press.look.width
        at.y = max(at.y, size * 1.3 + CODE_HEIGHT)
    at.fields((("想说的话：", press.look.width / size - 5.1),), rule_first=True)
    at.fields((where, _WHO, _WHEN), rule_first=not known)
    told = _told(slip)
    if told:
        at.text(told, replace(style, size=max(_LEAST, size * 0.9), leading=size * 1.35))
    return SetSlip(
        Piece(at.y, at.y, _drawing(at.spots, press.look.width, size), sinks=True),
        at.place,
        style,
        (press.look.width, size * 1.3),
    )


def refuse_long(slip: SetSlip, depth: float) -> None:
    """RuleError when the slip alone is higher than a page."""
    over = slip.piece.depth - depth
    if over > 0:
        raise RuleError(
            f"回执一页排不下，多出{ceil(over / slip.style.leading)}行",
            "请把回执上的问题写短一些，要说明的话写进正文。",
        )


def _told(slip: ReturnSlip) -> str:
    until = f"最晚{date_text(slip.until)}" if slip.until else ""
    if slip.return_to:
        return f"请填好，{until}交到：{slip.return_to}"
    return f"请填好，{until}交回。" if until else ""


class _Cursor:
    """Sets the parts of a slip one under the other."""

    def __init__(self, press: Press, style: Style, y: float) -> None:
        self.press = press
        self.style = style
        self.y = y
        self.width = press.look.width
        self.place = (0.0, 0.0)
        self.spots: list[_Spot] = []

    def text(self, text: str, style: Style) -> None:
        """A paragraph as wide as the slip."""
        for line in set_text(self.press.runs(text), style, self.width, self.press.faces):
            self.spots.append(_Spot(0, self.y + 0.9 * style.size, line))
            self.y += style.leading

    def options(self, options: Sequence[str]) -> None:
        """Boxes with their words, side by side as far as they fit."""
        if not options:
            return
        size, width = self.style.size, self.width
        box = max(_BOX, size)
        start = 2 * size
        x, row = start, max(self.style.leading, box * 1.55)
        self.y += size * 0.2
        for option in options:
            words = width - start - box - 0.5 * size
            lines = set_text(self.press.runs(option), self.style, words, self.press.faces)
            needed = box + 0.5 * size + max(line.width for line in lines)
            if x > start and (x + needed > width or len(lines) > 1):
                x, self.y = start, self.y + row
            base = self.y + 0.9 * size
            self.spots.append(_Spot(x, base + 0.12 * size + (box - size) / 2, box=box))
            for at, line in enumerate(lines):
                y = base + at * self.style.leading
                self.spots.append(_Spot(x + box + 0.5 * size, y, line))
            self.y += (len(lines) - 1) * self.style.leading
            x = width if len(lines) > 1 else x + needed + 2 * size
        self.y += row

    def fields(self, fields: Sequence[_Field], rule_first: bool) -> None:
        """Labels with lines to write on, side by side as far as they fit."""
        size, width = self.style.size, self.width
        row = size * 1.8
        x = 0.0
        for number, parts in enumerate(fields):
            needed = sum(self._wide(part) for part in parts)
            if x and x + needed > width + 0.1:
                x, self.y = 0.0, self.y + row
            for part in parts:
                base = self.y + 1.2 * size
                if isinstance(part, str):
                    line = set_line(part, self.style, self.press.faces)
                    self.spots.append(_Spot(x, base, line))
                else:
                    if number == 0 and not rule_first:
                        self.place = (x, base)
                    if number or rule_first:
                        self.spots.append(_Spot(x, base + 0.16 * size, rule=part * size))
                x += self._wide(part)
            x += size
        self.y += row

    def _wide(self, part: str | float) -> float:
        if isinstance(part, str):
            return set_line(part, self.style, self.press.faces).width
        return part * self.style.size


def _drawing(spots: Sequence[_Spot], width: float, size: float) -> Draw:
    def draw(sheet: Sheet, left: float, top: float) -> None:
        cut_mark(sheet, left, top - size * 0.6, width)
        for spot in spots:
            x, y = left + spot.x, top - spot.y
            if spot.line is not None:
                sheet.line(x, y, spot.line)
            elif spot.box:
                sheet.box(x, y, spot.box, spot.box, None, BLACK, 1.0)
            else:
                sheet.rule(x, y, x + spot.rule, y, 0.6, BLACK)

    return draw


def cut_mark(sheet: Sheet, left: float, y: float, width: float) -> None:
    """A dashed line to cut along, with scissors at its left end."""
    scissors = Style("plain", 13, 13, color=GREY)
    sheet.text(left, y - 0.37 * 13, "✂", scissors)
    sheet.rule(left + 16, y, left + width, y, 0.7, GREY, dash=4)
