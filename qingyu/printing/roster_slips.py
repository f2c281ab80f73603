"""Personal duty slips on A4, two side by side, to be cut apart: which shifts, with whom."""

from collections.abc import Iterator
from dataclasses import replace

from qingyu.domain.roster_sheet import Slip, SlipDuty, SlipSheet, weekday
from qingyu.printing.flow import Cell, Flow
from qingyu.printing.fonts import bundled
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import A4, BLACK, GREY, INK, MM, PALE, Style

_EDGE = 8 * MM  # between a cut or the paper's edge and the text
_HALF = A4[0] / 2
_WIDTH = _HALF - 2 * _EDGE
_TALLEST = A4[1] - 2 * _EDGE
_DASH = 5.0
_ENDLESS = -1e6
_NAME = Style("strong", 19, 26)
_TEXT = Style("plain", 12, 13.8, color=INK)
_STRONG = replace(_TEXT, role="strong", color=BLACK)
_SMALL = Style("plain", 10.5, 14.5, color=GREY)
_DAYS, _PARTNERS = 0.56, 0.44
_ADVICE = "来不了请早点说"


def render(words: SlipSheet) -> bytes:
    """The slips, dashed lines with 剪 where to cut; none is torn over two pages."""
    sheet = Sheet(A4, f"{words.month.text}值班条", bundled())
    slips = [part for slip in words.slips for part in _parts(sheet, words, slip)]
    top = A4[1]
    for at in range(0, len(slips), 2):
        pair = slips[at : at + 2]
        height = max(_height(sheet, words, slip) for slip in pair) + 2 * _EDGE
        if top < A4[1] and top - height < -_EDGE / 2:
            sheet.next_page()
            top = A4[1]
        for side, slip in enumerate(pair):
            _slip(Flow(sheet, side * _HALF + _EDGE, top - _EDGE, _ENDLESS), words, slip)
        top -= height
        _cut(sheet, _HALF, top + height, _HALF, max(0.0, top))
        if top > _EDGE:
            _cut(sheet, 0, top, A4[0], top)
            sheet.text(3, top + 3, "剪", replace(_SMALL, size=9))
    return sheet.pdf()


def _parts(sheet: Sheet, words: SlipSheet, slip: Slip) -> Iterator[Slip]:
    """The slip, or as many as it takes when one would be longer than the paper."""
    rest = slip
    while len(rest.duties) > 1 and _height(sheet, words, rest) > _TALLEST:
        half = len(rest.duties) // 2
        yield from _parts(sheet, words, replace(rest, duties=rest.duties[:half], dropped=()))
        rest = replace(rest, duties=rest.duties[half:])
    yield rest


def _height(sheet: Sheet, words: SlipSheet, slip: Slip) -> float:
    """How high the slip is, found by setting it on a page that is thrown away."""
    flow = Flow(Sheet(A4, "", sheet.faces), _EDGE, 0, _ENDLESS)
    _slip(flow, words, slip)
    return -flow.y


def _cut(sheet: Sheet, x: float, y: float, to_x: float, to_y: float) -> None:
    """A dashed line to the right or down."""
    length = abs(to_x - x) + abs(to_y - y)
    at = 0.0
    while at < length:
        end = min(length, at + _DASH)
        if to_x > x:
            sheet.rule(x + at, y, x + end, y, 0.7, GREY)
        else:
            sheet.rule(x, y - at, x, y - end, 0.7, GREY)
        at += 2 * _DASH


def _slip(flow: Flow, words: SlipSheet, slip: Slip) -> None:
    name = words.neighbourhood.replace("\n", " ")[:20]
    flow.text(slip.name or "（没有名字）", _NAME, _WIDTH)
    flow.text(f"{name}{words.month.text}值班，共 {len(slip.duties)} 班", _STRONG, _WIDTH)
    flow.y -= 4
    for duty in slip.duties:
        flow.cells(_cells(duty))
    flow.y -= 3
    for line in slip.dropped:
        flow.text(f"不用来了：{line}", _STRONG, _WIDTH)
    if words.phone:
        flow.text(f"值班电话 {words.phone}", _STRONG, _WIDTH)
    flow.text(f"{words.state}　{_ADVICE}", _SMALL, _WIDTH)


def _cells(duty: SlipDuty) -> list[Cell]:
    day = duty.day
    when = f"{day.on.day}日 {weekday(day.on)} {duty.shift.title}"
    notes = " ".join(note for note in (day.holiday, "（新换）" if duty.new else "") if note)
    partners = f"和{'、'.join(duty.partners)}" if duty.partners else "搭班的人待定"
    fill = PALE if duty.new else None
    return [
        Cell(f"{when}\n{notes}" if notes else when, _WIDTH * _DAYS, _STRONG, fill),
        Cell(f"值班长 {partners}" if duty.lead else partners, _WIDTH * _PARTNERS, _TEXT, fill),
    ]
