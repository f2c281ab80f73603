"""Personal duty slips on A4, two side by side, to be cut apart: which shifts, with whom."""

from collections.abc import Iterator
from dataclasses import replace

from qingyu.domain.frozen import frozen
from qingyu.domain.roster_sheet import Slip, SlipDuty, SlipSheet, weekday
from qingyu.printing.flow import PAD, Cell, Flow
from qingyu.printing.fonts import Faces, bundled, legible
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import A4, BLACK, GREY, INK, MM, PALE, Style
from qingyu.printing.text import natural, set_text

_EDGE = 8 * MM  # between a cut or the paper's edge and the text
_HALF = A4[0] / 2
_WIDTH = _HALF - 2 * _EDGE
_TALLEST = A4[1] - 2 * _EDGE
_UNPRINTABLE = 5 * MM
_DASH = 5.0
_ENDLESS = -1e6
_SIZES = (12.0, 13.0, 14.0, 15.0, 16.0, 17.0)
_LEAST_DAYS, _MOST_DAYS = 0.5, 0.64  # of the width: the column of the days
_OVER, _UNDER = 4.0, 3.0
_CUT = Style("plain", 9, 12, color=GREY)
_ADVICE = "来不了请早点说"


@frozen
class _Look:
    """How large the slips are set, and how wide the column of the days is, in pt."""

    size: float
    days: float

    @property
    def name(self) -> Style:
        return Style("strong", self.size + 7, self.size + 14)

    @property
    def text(self) -> Style:
        return Style("plain", self.size, self.size * 1.15, color=INK)

    @property
    def strong(self) -> Style:
        return replace(self.text, role="strong", color=BLACK)

    @property
    def small(self) -> Style:
        return Style("plain", self.size - 1.5, self.size * 1.2, color=GREY)


_Row = tuple[tuple[Slip, ...], float]


def render(words: SlipSheet) -> bytes:
    """The slips, dashed lines with 剪 where to cut; none is torn over two pages."""
    sheet = Sheet(A4, f"{words.month.text}值班条", bundled())
    look, rows = _fitting(sheet, words)
    top = A4[1]
    for pair, height in rows:
        if _overleaf(top, height):
            sheet.next_page()
            top = A4[1]
        for side, slip in enumerate(pair):
            _slip(Flow(sheet, side * _HALF + _EDGE, top - _EDGE, _ENDLESS), words, slip, look)
        top -= height
        sheet.rule(_HALF, top + height, _HALF, max(0.0, top), 0.7, GREY, _DASH)
        if top > _EDGE:
            sheet.rule(0, top, A4[0], top, 0.7, GREY, _DASH)
            sheet.text(_UNPRINTABLE, top + 3, "剪", _CUT)
    return sheet.pdf()


def _fitting(sheet: Sheet, words: SlipSheet) -> tuple[_Look, tuple[_Row, ...]]:
    """The largest type with which the slips take no more paper than with the smallest."""
    look = _look(sheet, words, _SIZES[0])
    rows = _rows(sheet, words, look)
    fewest = _page_count(rows)
    for size in _SIZES[1:]:
        larger = _look(sheet, words, size)
        found = _rows(sheet, words, larger) if larger.days < _MOST_DAYS * _WIDTH else ()
        if not found or _page_count(found) > fewest:
            break
        look, rows = larger, found
    return look, rows


def _look(sheet: Sheet, words: SlipSheet, size: float) -> _Look:
    look = _Look(size, 0)
    told = {legible(_when(duty), sheet.faces.strong) for s in words.slips for duty in s.duties}
    widest = max((natural(text, look.strong, sheet.faces) for text in told), default=0.0)
    wanted = widest + 2 * PAD + 1
    return _Look(size, min(_MOST_DAYS * _WIDTH, max(_LEAST_DAYS * _WIDTH, wanted)))


def _rows(sheet: Sheet, words: SlipSheet, look: _Look) -> tuple[_Row, ...]:
    """Two slips side by side, and how high they are with the edges over and under them."""
    slips = [part for slip in words.slips for part in _parts(sheet, words, slip, look)]
    pairs = [tuple(slips[at : at + 2]) for at in range(0, len(slips), 2)]
    return tuple(
        (pair, max(_height(sheet, words, slip, look) for slip in pair) + 2 * _EDGE)
        for pair in pairs
    )


def _overleaf(top: float, height: float) -> bool:
    return top < A4[1] and top - height < -_EDGE / 2


def _page_count(rows: tuple[_Row, ...]) -> int:
    count, top = 1, A4[1]
    for _, height in rows:
        if _overleaf(top, height):
            count, top = count + 1, A4[1]
        top -= height
    return count


def _parts(sheet: Sheet, words: SlipSheet, slip: Slip, look: _Look) -> Iterator[Slip]:
    """The slip, or as many as it takes when one would be longer than the paper."""
    rest = slip
    while len(rest.duties) > 1 and _height(sheet, words, rest, look) > _TALLEST:
        half = len(rest.duties) // 2
        first = replace(rest, duties=rest.duties[:half], dropped=())
        yield from _parts(sheet, words, first, look)
        rest = replace(rest, duties=rest.duties[half:])
    yield rest


def _height(sheet: Sheet, words: SlipSheet, slip: Slip, look: _Look) -> float:
    flow = Flow(sheet, 0, 0, _ENDLESS)
    told = (*_over(words, slip, look), *_under(words, slip, look))
    texts = sum(
        len(set_text(legible(text, sheet.faces.role(style.role)), style, _WIDTH, sheet.faces))
        * style.leading
        for text, style in told
    )
    table = sum(flow.height(_cells(flow, duty, look)) for duty in slip.duties)
    return texts + _OVER + table + _UNDER


def _slip(flow: Flow, words: SlipSheet, slip: Slip, look: _Look) -> None:
    for text, style in _over(words, slip, look):
        flow.text(text, style, _WIDTH)
    flow.y -= _OVER
    for duty in slip.duties:
        flow.cells(_cells(flow, duty, look))
    flow.y -= _UNDER
    for text, style in _under(words, slip, look):
        flow.text(text, style, _WIDTH)


def _over(words: SlipSheet, slip: Slip, look: _Look) -> tuple[tuple[str, Style], ...]:
    name = words.neighbourhood.replace("\n", " ")
    count = f"{name}{words.month.text}值班，共 {len(slip.duties)} 班"
    return (slip.name or "（没有名字）", look.name), (count, look.strong)


def _under(words: SlipSheet, slip: Slip, look: _Look) -> tuple[tuple[str, Style], ...]:
    phone = ((f"值班电话 {words.phone}", look.strong),) if words.phone else ()
    dropped = ((f"不用来了：{line}", look.strong) for line in slip.dropped)
    return (*dropped, *phone, (f"{words.state}　{_ADVICE}", look.small))


def _when(duty: SlipDuty) -> str:
    return f"{duty.day.on.day}日 {weekday(duty.day.on)} {duty.shift.title}".replace("\n", " ")


def _cells(flow: Flow, duty: SlipDuty, look: _Look) -> list[Cell]:
    when = _when(duty)
    notes = " ".join(note for note in (duty.day.holiday, "（新换）" if duty.new else "") if note)
    fill = PALE if duty.new else None
    width = _WIDTH - look.days
    return [
        Cell(f"{when}\n{notes}" if notes else when, look.days, look.strong, fill),
        Cell(_company(flow.sheet.faces, duty, look, width - 2 * PAD), width, look.text, fill),
    ]


def _company(faces: Faces, duty: SlipDuty, look: _Look, width: float) -> str:
    """Whether they lead and who serves with them; a new line begins with a name."""
    names = [legible(name, faces.plain).replace("\n", " ") for name in duty.partners]
    words = ["值班长 "] if duty.lead else []
    if names:
        words += [f"{'' if at else '和'}{name}、" for at, name in enumerate(names)]
        words[-1] = words[-1][:-1]
    else:
        words += ["搭班的人", "待定"]
    lines = [""]
    for word in words:
        if lines[-1] and natural(f"{lines[-1]}{word}", look.text, faces) > width:
            lines.append("")
        lines[-1] += word
    return "\n".join(line.rstrip() for line in lines)
