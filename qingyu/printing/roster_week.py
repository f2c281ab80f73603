"""One week of duty on A4 landscape: a column per day, names large, one under another."""

from dataclasses import replace

from qingyu.domain.duty import Shift
from qingyu.domain.duty_month import RosterCell
from qingyu.domain.frozen import frozen
from qingyu.domain.roster_sheet import (
    WeekSheet,
    clock,
    day_mark,
    day_words,
    short_day,
    weekday,
)
from qingyu.printing.flow import Flow
from qingyu.printing.fonts import bundled, legible
from qingyu.printing.roster_marks import Placed, block, draw, lay, pieces, tones, torn
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import A4, BLACK, GREY, INK, LINE, MM, PALE, RED, Align, Color, Style
from qingyu.printing.text import set_text

_PAGE = (A4[1], A4[0])
_MARGIN = 11 * MM
_WIDTH = _PAGE[0] - 2 * _MARGIN
_LABEL = 64.0
_DAY = (_WIDTH - _LABEL) / 7
_BOTTOM = _MARGIN + 22
_WHITE: Color = (1, 1, 1)
_SIZES = (17.0, 16.0, 15.0, 14.0, 13.0)
_SMALL = Style("plain", 10, 12.5, Align.CENTER, color=INK)
_HEAD = Style("strong", 16, 20, Align.CENTER, color=_WHITE)

_Lines = tuple[tuple[Placed, ...], ...]


@frozen
class _Row:
    """One shift of all seven days, laid out."""

    shift: Shift
    cells: tuple[_Lines, ...]

    @property
    def lines(self) -> int:
        """How many lines the fullest day takes."""
        return max((len(cell) for cell in self.cells), default=0)


def render(words: WeekSheet) -> bytes:
    """The week as a PDF; more people than fit go on overleaf, never smaller."""
    faces = bundled()
    first, last = words.days[0].on, words.days[-1].on
    title = f"值班表 {short_day(first)}至{short_day(last)}"
    sheet = Sheet(_PAGE, title, faces)

    def overleaf(flow: Flow) -> None:
        flow.text(f"{title}　接上页", Style("strong", 15, 22), _WIDTH)
        _days(flow, words)
        _foot(sheet, words)

    flow = Flow(sheet, _MARGIN, _PAGE[1] - _MARGIN, _BOTTOM, overleaf)
    _title(flow, words, title)
    _days(flow, words)
    _foot(sheet, words)
    style, rows = _fitting(words, sheet, flow.room)
    spare = flow.room - sum(_height(row.lines, style) for row in rows)
    more = min(40.0, max(0.0, spare) / max(1, len(rows)))
    for row in rows:
        _shift(flow, row, style, more)
    return sheet.pdf()


def _fitting(words: WeekSheet, sheet: Sheet, room: float) -> tuple[Style, tuple[_Row, ...]]:
    tone = tones(words.people)
    every = [p for day in words.days for c in day.cells for p in pieces(c, tone, sheet.faces)]
    for size in _SIZES:
        style = Style("strong", size, size * 1.6, color=BLACK)
        rows = tuple(_laid(words, shift, style, sheet) for shift in words.shifts)
        if sum(_height(row.lines, style) for row in rows) <= room and not torn(
            every, style, _DAY - 8, sheet.faces
        ):
            break
    return style, rows


def _laid(words: WeekSheet, shift: Shift, style: Style, sheet: Sheet) -> _Row:
    found = []
    tone = tones(words.people)
    for day in words.days:
        cell = next((c for c in day.cells if c.shift.id == shift.id), RosterCell(day.on, shift))
        every = pieces(cell, tone, sheet.faces)
        # A slot as wide as the day: one name under another.
        found.append(lay(every, style, _DAY - 8, _DAY, sheet.faces))
    return _Row(shift, tuple(found))


def _height(lines: int, style: Style) -> float:
    return max(lines * style.leading + 10, 52)


def _title(flow: Flow, words: WeekSheet, title: str) -> None:
    name = words.neighbourhood.replace("\n", " ")
    name = name if len(name) <= 14 else name[:13] + "…"
    flow.text(f"{name}{title}", Style("strong", 25, 33, Align.CENTER), _WIDTH)
    line = Style("strong", 13, 19, Align.CENTER, color=INK)
    phone = f"值班电话 {words.phone}　" if words.phone else ""
    flow.text(f"{phone}{words.state}", line, _WIDTH)
    if words.warning:
        flow.text(f"注意：{words.warning}", replace(line, color=RED), _WIDTH)
    flow.y -= 6


def _days(flow: Flow, words: WeekSheet) -> None:
    """The seven days: weekday and date in white on dark, lunar day and holiday under it."""
    sheet = flow.sheet
    notes = []
    for day in words.days:
        told = "\n".join(part for part in (day.lunar, day_words(day)) if part)
        notes.append(set_text(legible(told, sheet.faces.plain), _SMALL, _DAY - 6, sheet.faces))
    deep = max(len(lines) for lines in notes) * _SMALL.leading + 6
    sheet.box(flow.left, flow.y - 28, _WIDTH, 28, INK, None)
    sheet.box(flow.left, flow.y - 28 - deep, _WIDTH, deep, PALE, LINE, 0.5)
    x = flow.left + _LABEL
    for day, lines in zip(words.days, notes, strict=True):
        told = f"{weekday(day.on)} {day.on.month}/{day.on.day}"
        mark = day_mark(day)
        sheet.text(x, flow.y - 20, told, _HEAD, _DAY - (18 if mark else 0))
        if mark:
            block(sheet, x + _DAY - 22, flow.y - 20, mark, 15, filled=False)
        y = flow.y - 28 - 3
        for line in lines:
            y -= _SMALL.leading
            sheet.line(x + 3, y + 3.5, line)
        x += _DAY
    flow.y -= 28 + deep


def _shift(flow: Flow, row: _Row, style: Style, more: float) -> None:
    """One shift; what does not fit the page goes on overleaf line by line."""
    start = 0
    whole = _height(row.lines, style)
    flow.need(min(whole + more, flow.top - flow.bottom - 110))
    while True:
        fits = max(1, int((flow.room - 10) // style.leading))
        taken = [cell[start : start + fits] for cell in row.cells]
        lines = max((len(cell) for cell in taken), default=0)
        start += fits
        done = start >= row.lines
        extra = more if done and start == fits else 0.0
        _draw(flow, row.shift, taken, _height(lines, style) + extra, style)
        if done:
            return
        flow.break_page()


def _draw(flow: Flow, shift: Shift, cells: list[_Lines], height: float, style: Style) -> None:
    sheet, low = flow.sheet, flow.y - height
    sheet.box(flow.left, low, _WIDTH, height, None, INK, 0.9)
    middle = low + height / 2
    name = Style("strong", 17, 22, Align.CENTER, color=INK)
    label = legible(f"{shift.name}班", sheet.faces.strong)
    lines = set_text(label, name, _LABEL - 4, sheet.faces)
    y = middle + len(lines) * name.leading / 2 + 8
    for line in lines:
        y -= name.leading
        sheet.line(flow.left + 2, y + 4, line)
    sheet.text(flow.left, y - 12, clock(shift), replace(_SMALL, size=9.5), _LABEL)
    x = flow.left + _LABEL
    for cell in cells:
        sheet.rule(x, low, x, flow.y, 0.6, LINE)
        y = flow.y - max(5.0, (height - len(cell) * style.leading) / 2)
        for placed_line in cell:
            y -= style.leading
            for placed in placed_line:
                draw(sheet, x + 4, y + 0.5 * style.size, placed, style)
        x += _DAY
    flow.y = low


def _foot(sheet: Sheet, words: WeekSheet) -> None:
    day = words.printed_on
    text = (
        f"长＝值班长　换＝换过班　顶＝顶班　加＝加班　休＝放假　第 {sheet.page} 页　"
        f"{day.year}年{day.month}月{day.day}日印"
    )
    sheet.text(_MARGIN, _MARGIN * 0.8, text, replace(_SMALL, color=GREY), _WIDTH)
