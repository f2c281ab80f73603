"""The duty roster for the wall: a line per day, names as large as one page allows."""

from collections.abc import Callable
from dataclasses import replace

from qingyu.domain.duty_month import RosterDay
from qingyu.domain.roster import DayKind
from qingyu.domain.roster_sheet import (
    Paper,
    WallSheet,
    clock,
    day_mark,
    short_day,
    state_words,
    weekday,
)
from qingyu.printing.flow import Flow
from qingyu.printing.fonts import bundled, legible
from qingyu.printing.roster_fit import (
    LOOKS,
    Chart,
    WallLook,
    day_lines,
    fitting,
    head_height,
    head_style,
    legend_height,
)
from qingyu.printing.roster_head import count_pages, foot, title
from qingyu.printing.roster_ledger import changes, ledger
from qingyu.printing.roster_marks import HOLIDAY, Placed, block, draw
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import GREY, INK, LINE, PALE, RED, Align, Style
from qingyu.printing.text import measure

_MONDAY = 0
_SATURDAY = 5


def render(words: WallSheet, paper: Paper = Paper.A4) -> bytes:
    """The chart on as few pages as the smallest readable names need, then the ledger."""
    faces = bundled()
    look = LOOKS[paper]
    name = f"{words.roster.month.text}值班表"
    sheet = Sheet(look.page, name, faces)
    bottom = look.margin + 1.2 * look.small
    flow = Flow(sheet, look.margin, look.page[1] - look.margin, bottom)
    _foot(sheet, look, words)
    _head(flow, look, words)
    chart = fitting(words, look, faces, flow.room, flow.top - bottom)

    def overleaf(again: Flow) -> None:
        _foot(sheet, look, words)
        phone = f"　值班电话 {words.phone}" if words.phone else ""
        style = Style("strong", look.title * 0.6, look.title)
        again.text(f"{name}　接上页{phone}", style, chart.width)
        _columns(again, chart, words)

    _columns(flow, chart, words)
    flow = _going_on(flow, overleaf)
    for day, cells, height in chart.days:
        flow.need(height)
        _day(flow, chart, day, cells, height)
    _legend(flow, chart)
    after = _going_on(flow, lambda again: _foot(sheet, look, words))
    changes(after, words, chart.width, look.small)
    ledger(after, words, chart.width, look.sizes[-1])
    count_pages(sheet, look.small)
    return sheet.pdf()


def _going_on(flow: Flow, on_page: Callable[[Flow], None]) -> Flow:
    """A flow at the same place that begins its pages in another way."""
    new = Flow(flow.sheet, flow.left, flow.top, flow.bottom, on_page)
    new.y = flow.y
    return new


def _head(flow: Flow, look: WallLook, words: WallSheet) -> None:
    roster, width = words.roster, look.page[0] - 2 * look.margin
    big = Style("strong", look.title, look.title * 1.3, Align.CENTER)
    title(flow, words.neighbourhood, f"{roster.month.text}值班表", big, width)
    state = state_words(roster)
    if words.changed_on is not None:
        state += f"　【已换班】改到{short_day(words.changed_on)}"
    line = Style("strong", look.small * 1.3, look.small * 1.9, Align.CENTER, color=INK)
    if words.phone:
        _phone(flow, words.phone, state, line, width)
    else:
        flow.text(state, line, width)
    if roster.warning:
        top = flow.y
        flow.text(f"注意：{roster.warning}", replace(line, color=RED), width)
        flow.sheet.box(flow.left, flow.y, width, top - flow.y, None, RED, 1)
    flow.y -= look.small * 0.5


def _phone(flow: Flow, phone: str, state: str, line: Style, width: float) -> None:
    """The duty phone large on the left, how far the roster is on the right, if both fit."""
    faces = flow.sheet.faces
    large = replace(line, size=line.size * 1.4, leading=line.size * 1.9, align=Align.LEFT)
    told = " ".join(legible(f"值班电话 {phone}", faces.strong).split())
    if measure(told, large, faces) + measure(state, line, faces) + line.size > width:
        flow.text(told, replace(large, align=Align.CENTER), width)
        flow.text(state, line, width)
        return
    flow.y -= large.leading
    base = flow.y + 0.4 * line.size
    flow.sheet.text(flow.left, base, told, large)
    flow.sheet.text(flow.left, base, state, replace(line, align=Align.RIGHT), width)


def _columns(flow: Flow, chart: Chart, words: WallSheet) -> None:
    """What the columns are: the day, the lunar day, the shifts with their hours."""
    height, small = head_height(chart), chart.look.small
    sheet, x = flow.sheet, flow.left
    low = flow.y - height
    sheet.box(x, low, chart.width, height, INK, None)
    white = head_style(chart.look)
    middle = low + height / 2 - 0.36 * white.size
    sheet.text(x, middle, "日期", white, chart.day_width)
    x += chart.day_width
    sheet.text(x, middle, "农历　节日", replace(white, size=small * 1.1), chart.words_width)
    x += chart.words_width
    for shift, lines in zip(words.roster.shifts, chart.heads, strict=True):
        y = low + 1.85 * small + (height - 1.9 * small - len(lines) * white.leading) / 2
        hours = replace(white, role="plain", size=small)
        sheet.text(x, y - 1.1 * small, clock(shift), hours, chart.shift_width)
        for line in reversed(lines):
            sheet.line(x + 3, y + 0.2 * small, line)
            y += white.leading
        x += chart.shift_width
    flow.y = low


def _day(
    flow: Flow,
    chart: Chart,
    day: RosterDay,
    cells: tuple[tuple[tuple[Placed, ...], ...], ...],
    height: float,
) -> None:
    sheet, low = flow.sheet, flow.y - height
    off = day.on.weekday() >= _SATURDAY and day.kind is not DayKind.WORKDAY
    fill = HOLIDAY if day.holiday else PALE if off else None
    sheet.box(flow.left, low, chart.width, height, fill, LINE, 0.5)
    if day.on.weekday() == _MONDAY:
        sheet.rule(flow.left, flow.y, flow.left + chart.width, flow.y, 1.6, INK)
    _date(flow, chart, day, low, height)
    x = flow.left + chart.day_width + chart.words_width
    for lines in cells:
        sheet.rule(x, low, x, flow.y, 0.5, LINE)
        y = flow.y - (height - len(lines) * chart.line) / 2
        for line in lines:
            y -= chart.line
            for placed in line:
                draw(sheet, x + 0.35 * chart.size, y + 0.31 * chart.size, placed, chart.name)
        x += chart.shift_width
    flow.y = low


def _date(flow: Flow, chart: Chart, day: RosterDay, low: float, height: float) -> None:
    sheet, size = flow.sheet, chart.size
    y = low + height / 2 - 0.36 * size
    number = replace(chart.name, align=Align.RIGHT)
    sheet.text(flow.left, y, str(day.on.day), number, 1.6 * size)
    role = "strong" if day.on.weekday() >= _SATURDAY else "plain"
    sheet.text(flow.left + 1.9 * size, y, weekday(day.on), replace(chart.name, role=role))
    mark = day_mark(day)
    if mark:
        block(sheet, flow.left + 4.1 * size, y, mark, size * 0.95, filled=mark == "班")
    lines = day_lines(chart, day, sheet.faces)
    top = low + (height + len(lines) * chart.small.leading) / 2
    for line in lines:
        top -= chart.small.leading
        x = flow.left + chart.day_width + 4
        sheet.text(x, top + 0.3 * chart.small.size, line, chart.small)


def _legend(flow: Flow, chart: Chart) -> None:
    """What the blocks mean, in words."""
    flow.need(legend_height(chart))
    sheet, size = flow.sheet, chart.look.small
    style = Style("plain", size, size * 1.4, color=INK)
    x, y = flow.left, flow.y - size * 1.5
    told = (("长", "值班长"), ("换", "换过班"), ("顶", "顶班"), ("加", "加班"),
            ("休", "放假"), ("班", "调休上班"))  # fmt: skip
    for char, meaning in told:
        block(sheet, x, y, char, size * 1.1, filled=char in "长班")
        x += size * 1.5
        sheet.text(x, y, meaning, style)
        x += measure(meaning, style, sheet.faces) + size * 1.2
    sheet.text(x, y, "颜色只帮忙找自己，以名字为准", replace(style, color=GREY))
    flow.y -= legend_height(chart)


def _foot(sheet: Sheet, look: WallLook, words: WallSheet) -> None:
    day = words.printed_on
    roster = words.roster
    text = (
        f"{roster.month.text}值班表　{state_words(roster)}　"
        f"{day.year}年{day.month}月{day.day}日印"
    )
    width = look.page[0] - 2 * look.margin
    foot(sheet, look.margin * 0.75, text, look.small, look.margin, width)
