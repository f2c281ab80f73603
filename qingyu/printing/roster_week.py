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
from qingyu.printing.roster_head import count_pages, foot, title
from qingyu.printing.roster_marks import HOLIDAY, Placed, block, draw, lay, pieces, tones, torn
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import A4, BLACK, INK, LINE, MM, PALE, RED, Align, Color, Style
from qingyu.printing.text import SetLine, set_text

_PAGE = (A4[1], A4[0])
_MARGIN = 11 * MM
_WIDTH = _PAGE[0] - 2 * _MARGIN
_LABEL = 64.0
_DAY = (_WIDTH - _LABEL) / 7
_BOTTOM = _MARGIN + 10
_LARGEST_ROW = 110.0  # pt added to a row of a week that leaves the paper half empty
_WHITE: Color = (1, 1, 1)
_SIZES = (22.0, 21.0, 20.0, 19.0, 18.0, 17.0, 16.0, 15.0, 14.0, 13.0)
_SMALL = Style("plain", 10, 12.5, Align.CENTER, color=INK)
_HEAD = Style("strong", 15, 20, Align.CENTER, color=_WHITE)
_LABELLED = Style("strong", 17, 21, Align.CENTER, color=INK)
_HOURS = replace(_SMALL, size=9.5)

_Lines = tuple[tuple[Placed, ...], ...]


@frozen
class _Row:
    """One shift of all seven days, laid out, with its name set for the column on the left."""

    shift: Shift
    label: tuple[SetLine, ...]
    cells: tuple[_Lines, ...]

    @property
    def lines(self) -> int:
        """How many lines the fullest day takes."""
        return max((len(cell) for cell in self.cells), default=0)

    def height(self, style: Style, lines: int | None = None) -> float:
        """How high it is with so many lines of names; its own name is never cut off."""
        names = (self.lines if lines is None else lines) * style.leading
        label = len(self.label) * _LABELLED.leading + 18
        return max(names + 10, label + 6, 52)


def render(words: WeekSheet) -> bytes:
    """The week as a PDF; more people than fit go on overleaf, never smaller."""
    faces = bundled()
    first, last = words.days[0].on, words.days[-1].on
    what = f"值班表 {short_day(first)}至{short_day(last)}"
    sheet = Sheet(_PAGE, what, faces)

    def overleaf(flow: Flow) -> None:
        flow.text(f"{what}　接上页", Style("strong", 15, 22), _WIDTH)
        _days(flow, words)
        _foot(sheet, words)

    flow = Flow(sheet, _MARGIN, _PAGE[1] - _MARGIN, _BOTTOM, overleaf)
    _title(flow, words, what)
    _days(flow, words)
    _foot(sheet, words)
    style, rows = _fitting(words, sheet, flow.room)
    spare = flow.room - 1 - sum(row.height(style) for row in rows)
    more = min(_LARGEST_ROW, max(0.0, spare) / max(1, len(rows)))
    for row in rows:
        _shift(flow, row, style, more)
    count_pages(sheet, _SMALL.size)
    return sheet.pdf()


def _fitting(words: WeekSheet, sheet: Sheet, room: float) -> tuple[Style, tuple[_Row, ...]]:
    tone = tones(words.people)
    every = [p for day in words.days for c in day.cells for p in pieces(c, tone, sheet.faces)]
    for size in _SIZES:
        style = Style("strong", size, size * 1.5, color=BLACK)
        rows = tuple(_laid(words, shift, style, sheet) for shift in words.shifts)
        if sum(row.height(style) for row in rows) <= room and not torn(
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
    label = legible(f"{shift.name}班", sheet.faces.strong).replace("\n", " ")
    return _Row(shift, set_text(label, _LABELLED, _LABEL - 4, sheet.faces), tuple(found))


def _title(flow: Flow, words: WeekSheet, what: str) -> None:
    title(flow, words.neighbourhood, what, Style("strong", 25, 33, Align.CENTER), _WIDTH)
    line = Style("strong", 13, 19, Align.CENTER, color=INK)
    if words.phone:
        flow.text(f"值班电话 {words.phone}", replace(line, size=18, leading=25), _WIDTH)
    flow.text(words.state, line, _WIDTH)
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
        if day.holiday:
            sheet.box(x, flow.y - 28 - deep, _DAY, deep, HOLIDAY, LINE, 0.5)
        sheet.text(x, flow.y - 20, told, _HEAD, _DAY - (20 if mark else 0))
        if mark:
            block(sheet, x + _DAY - 20, flow.y - 20, mark, 15, filled=False)
        y = flow.y - 28 - 3
        for line in lines:
            y -= _SMALL.leading
            sheet.line(x + 3, y + 3.5, line)
        x += _DAY
    flow.y -= 28 + deep


def _shift(flow: Flow, row: _Row, style: Style, more: float) -> None:
    """One shift; what does not fit the page goes on overleaf line by line."""
    start = 0
    whole = row.height(style)
    flow.need(min(whole + more, flow.top - flow.bottom - 110))
    while True:
        fits = max(1, int((flow.room - 10) // style.leading))
        taken = [cell[start : start + fits] for cell in row.cells]
        lines = max((len(cell) for cell in taken), default=0)
        start += fits
        done = start >= row.lines
        extra = more if done and start == fits else 0.0
        _draw(flow, row, taken, row.height(style, lines) + extra, style)
        if done:
            return
        flow.break_page()


def _draw(flow: Flow, row: _Row, cells: list[_Lines], height: float, style: Style) -> None:
    sheet, low = flow.sheet, flow.y - height
    sheet.box(flow.left, low, _WIDTH, height, None, INK, 0.9)
    y = low + height / 2 + len(row.label) * _LABELLED.leading / 2 + 8
    for line in row.label:
        y -= _LABELLED.leading
        sheet.line(flow.left + 2, y + 4, line)
    sheet.text(flow.left, y - 12, clock(row.shift), _HOURS, _LABEL)
    x = flow.left + _LABEL
    for cell in cells:
        sheet.rule(x, low, x, flow.y, 0.6, LINE)
        y = flow.y - max(5.0, (height - len(cell) * style.leading) / 2)
        for placed_line in cell:
            y -= style.leading
            for placed in placed_line:
                draw(sheet, x + 4, y + 0.4 * style.size, placed, style)
        x += _DAY
    flow.y = low


def _foot(sheet: Sheet, words: WeekSheet) -> None:
    day = words.printed_on
    text = (
        "长＝值班长　换＝换过班　顶＝顶班　加＝加班　休＝放假　班＝调休上班　"
        f"{day.year}年{day.month}月{day.day}日印"
    )
    foot(sheet, _MARGIN * 0.8, text, _SMALL.size, _MARGIN, _WIDTH)
