"""The charts of the yearbook, drawn as vectors: bars, a heat map, the calendar of the year.

Each tells its numbers too, so that nothing is told by colour alone.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from qingyu.domain.barometer import Weather
from qingyu.domain.category import name_of
from qingyu.domain.duty_ledger import YearHours
from qingyu.domain.figures import (
    AgeFigure,
    FlowFigure,
    HeatFigure,
    SatisfactionFigure,
    place_name,
)
from qingyu.domain.weather_days import CalendarFigure
from qingyu.printing.sheet import Sheet
from qingyu.printing.styles import AMBER, GREY, INK, LINE, PALE, RED, TEAL, Align, Color, Style

_LABEL = Style("plain", 8, 10, Align.CENTER, color=GREY)
_NUMBER = Style("plain", 8, 10, Align.CENTER, color=INK)
_LEFT = replace(_LABEL, align=Align.LEFT)
_RIGHT = replace(_LABEL, align=Align.RIGHT)
MOST_COLUMNS = 10
_WORD_FILLS: dict[Weather, Color] = {
    Weather.SUNNY: (0.992, 0.890, 0.655),
    Weather.CLOUDY: (0.965, 0.957, 0.910),
    Weather.OVERCAST: (0.800, 0.827, 0.835),
    Weather.RAINY: (0.471, 0.604, 0.776),
}
_WORD_SIGNS = {
    Weather.SUNNY: "晴",
    Weather.CLOUDY: "云",
    Weather.OVERCAST: "阴",
    Weather.RAINY: "雨",
}


def flow(sheet: Sheet, figure: FlowFigure, x: float, top: float, width: float) -> float:
    """Opened (hollow) and closed (filled) per week; the height it took."""
    height = 130.0
    base = top - height + 14
    weeks = figure.weeks
    most = max([1, *(max(week.opened, week.closed) for week in weeks)])
    room = top - 16 - base
    step = width / max(len(weeks), 12)
    _legend(sheet, x, top - 9, (("□ 新增", GREY), ("■ 办结", TEAL)), width)
    _scale(sheet, x, base, room, width, most)
    for number, week in enumerate(weeks):
        left = x + number * step
        tall = room * week.opened / most
        sheet.box(left + step * 0.08, base, step * 0.4, max(tall, 0.2), None, GREY, 0.6)
        tall = room * week.closed / most
        sheet.box(left + step * 0.52, base, step * 0.4, max(tall, 0.2), TEAL, None)
        monday = week.week.monday
        if monday.day <= 7:
            sheet.text(left, base - 11, f"{monday.month}月", _LEFT)
    return height


def age(sheet: Sheet, figure: AgeFigure, x: float, top: float, width: float) -> float:
    """How long the open issues have waited, as lying bars with their numbers."""
    most = max([1, *(band.issues for band in figure.bands)])
    return _lying(
        sheet, x, top, width,
        [
            (band.name, band.issues / most,
             f"{band.issues} 件" + (f"（超期 {band.overdue}）" if band.overdue else ""),
             band.overdue / most)
            for band in figure.bands
        ],
    )  # fmt: skip


def hours(sheet: Sheet, every: Sequence[YearHours], x: float, top: float, width: float) -> float:
    """The hours of duty of each steward, the most first."""
    shown = sorted(every, key=lambda each: -each.hours)[:24]
    most = max([1.0, *(each.hours for each in shown)])
    rows = [(each.name, each.hours / most, f"{each.hours:g} 小时", 0.0) for each in shown]
    return _lying(sheet, x, top, width, rows)


def satisfaction(
    sheet: Sheet, figure: SatisfactionFigure, x: float, top: float, width: float
) -> float:
    """The share of the content per month over how many answered."""
    height = 120.0
    base, room = top - height + 26, height - 46
    step = width / 12
    y = base + room * figure.limit / 100
    sheet.rule(x, y, x + width, y, 0.7, RED, 3)
    told = f"- - 低于 {figure.limit}% 自评为「阴」"
    sheet.text(x, top - 10, told, replace(_RIGHT, color=RED), width)
    for number, each in enumerate(figure.months):
        left = x + number * step
        if each.percent is not None:
            tall = room * each.percent / 100
            sheet.box(left + step * 0.2, base, step * 0.6, max(tall, 0.3), TEAL, None)
            sheet.text(left, base + tall + 2, f"{each.percent}%", _NUMBER, step)
        sheet.text(left, base - 11, f"{each.month.number}月", _LABEL, step)
        sheet.text(left, base - 22, f"{each.answered} 人" if each.answered else "—", _LABEL, step)
    sheet.rule(x, base, x + width, base, 0.6, LINE)
    return height


def heat(sheet: Sheet, figure: HeatFigure, x: float, top: float, width: float) -> float:
    """Buildings by categories; the more, the darker, the number in each cell."""
    codes = figure.categories[:MOST_COLUMNS]
    places = figure.places
    label, row = 52.0, 15.0
    column = (width - label) / max(len(codes) + 1, 6)
    most = max([1, *(max(each.counts, default=0) for each in places)])
    for number, code in enumerate(codes):
        sheet.text(x + label + number * column, top - 11, name_of(code)[:5], _LABEL, column)
    sheet.text(x + label + len(codes) * column, top - 11, "合计", _LABEL, column)
    for line, each in enumerate(places):
        y = top - 16 - (line + 1) * row
        sheet.text(x, y + 4, place_name(each.building), _LEFT)
        for number, count in enumerate(each.counts[: len(codes)]):
            fill = _blend(TEAL, count / most) if count else PALE
            left = x + label + number * column
            sheet.box(left + 0.7, y + 0.7, column - 1.4, row - 1.4, fill, None)
            ink = (1.0, 1.0, 1.0) if count / most > 0.55 else INK
            if count:
                sheet.text(left, y + 4.5, str(count), replace(_NUMBER, color=ink), column)
        left = x + label + len(codes) * column
        sheet.text(left, y + 4.5, str(sum(each.counts)), _NUMBER, column)
    return 20 + row * len(places)


def heat_rows(room: float) -> int:
    """How many buildings fit into so much height."""
    return max(1, int((room - 20) // 15))


def calendar(sheet: Sheet, figure: CalendarFigure, x: float, top: float, width: float) -> float:
    """A line a month, a cell a day, its word in it."""
    months: dict[tuple[int, int], list[tuple[date, Weather]]] = {}
    for day in figure.days:
        months.setdefault((day.day.year, day.day.month), []).append((day.day, day.weather))
    label, row = 34.0, 15.0
    column = (width - label) / 31
    for number in range(1, 32):
        sheet.text(x + label + (number - 1) * column, top - 9, str(number), _LABEL, column)
    y = top - 13
    for (_, month), days in months.items():
        y -= row
        sheet.text(x, y + 4, f"{month}月", _LEFT)
        for on, word in days:
            left = x + label + (on.day - 1) * column
            sheet.box(left + 0.5, y + 0.5, column - 1, row - 1, _WORD_FILLS[word], None)
            sheet.text(left, y + 4.3, _WORD_SIGNS[word], _NUMBER, column)
    return top - y + 4


def _lying(
    sheet: Sheet, x: float, top: float, width: float,
    rows: Sequence[tuple[str, float, str, float]],
) -> float:  # fmt: skip
    """Bars lying one under the other: (name, share, words, share of it that is late)."""
    row, label = 16.0, 86.0
    room = width - label - 110
    for number, (name, share, words, late) in enumerate(rows):
        y = top - (number + 1) * row
        sheet.text(x, y + 4.5, name[:8], _RIGHT, label - 8)
        sheet.box(x + label, y + 2.5, max(room * share, 0.3), row - 5, TEAL, None)
        if late:
            sheet.box(x + label, y + 2.5, max(room * late, 0.3), row - 5, AMBER, RED, 0.6)
        sheet.text(x + label + room * share + 5, y + 4.5, words, replace(_LEFT, color=INK))
    return row * len(rows) + 4


def _scale(sheet: Sheet, x: float, base: float, room: float, width: float, most: int) -> None:
    for share in (0.0, 0.5, 1.0):
        y = base + room * share
        sheet.rule(x, y, x + width, y, 0.4, LINE)
        if share == 1 or (share and most > 1):
            sheet.text(x, y + 2, f"{most * share:g}", _LEFT)


def _legend(
    sheet: Sheet, x: float, y: float, words: Sequence[tuple[str, Color]], width: float
) -> None:
    for number, (text, color) in enumerate(reversed(words)):
        sheet.text(x + width - 44 * (number + 1), y, text, replace(_LEFT, color=color))


def _blend(color: Color, share: float) -> Color:
    part = 0.18 + 0.82 * share
    red, green, blue = (1 - part + part * each for each in color)
    return red, green, blue
