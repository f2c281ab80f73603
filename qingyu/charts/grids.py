"""Charts of cells: buildings by categories, and the calendar of the barometer."""

from typing import Any

from qingyu.charts.look import ChartLook
from qingyu.charts.plane import Cell, Words, legend, mark, mixed, name_ticks, plane
from qingyu.domain.barometer import Weather
from qingyu.domain.category import name_of
from qingyu.domain.figures import HeatFigure, place_name
from qingyu.domain.weather_days import CalendarFigure
from qingyu.domain.week import week_of
from qingyu.domain.wording import WEEKDAYS

MOST_PLACES = 16  # rows that can still be read; the table has all of them
_SHORT = {Weather.CLOUDY: "云"}
_LEGEND = {Weather.CLOUDY: "云（多云）"}


def heat(figure: HeatFigure, look: ChartLook) -> Any:
    """A number in every cell, its ground the stronger the more; the busiest buildings."""
    plot = plane(look, figure.finding, down=True)
    busiest = sorted(figure.places, key=lambda row: -sum(row.counts))[:MOST_PLACES]
    shown = [row for row in figure.places if row in busiest]
    hidden = len(figure.places) - len(shown)
    rest = f"，另有 {hidden} 处较少，见表" if hidden else ""
    legend(plot, ((f"数字是工单件数，颜色越深越多{rest}", look.muted),), look)
    most = max((count for row in shown for count in row.counts), default=1) or 1
    cells, texts = [], []
    for y, row in enumerate(shown):
        for x, count in enumerate(row.counts):
            # By the root: one very busy place would leave all others pale.
            share = (count / most) ** 0.5
            ground = mixed(look.ground, look.heat, share)
            cells.append(Cell(x, y, ground, look.line))
            texts.append(Words(x, y, str(count or ""), look.ink, (0.5, 0.5)))
    codes = [(x, _in_two(name_of(code))) for x, code in enumerate(figure.categories)]
    name_ticks(plot, "bottom", codes, 4 * look.pixels)
    places = [(y, place_name(row.building)) for y, row in enumerate(shown)]
    name_ticks(plot, "left", places, 5 * look.pixels)
    mark(plot, (-0.5, len(codes) - 0.5), (-0.5, len(shown) - 0.5), look, texts, cells)
    return plot


def calendar(figure: CalendarFigure, look: ChartLook) -> Any:
    """A column a week from Monday down to Sunday, the word of the day in every cell."""
    plot = plane(look, figure.finding, down=True)
    legend(plot, [(_LEGEND.get(word, str(word)), look.of_word(word).ink) for word in Weather], look)
    first = week_of(figure.days[0].day).monday
    names: list[tuple[float, str]] = []
    cells, texts = [], []
    for each in figure.days:
        x, y = divmod((each.day - first).days, 7)
        shown = look.of_word(each.weather)
        cells.append(Cell(x, y, shown.ground, shown.ink))
        word = str(_SHORT.get(each.weather, each.weather))
        texts.append(Words(x, y, word, shown.ink, (0.5, 0.5), bold=True))
        if y == 0 or not names:
            names.append((x, f"{each.day.month}/{each.day.day}"))
    weeks = max(1, (figure.days[-1].day - first).days // 7 + 1)
    name_ticks(plot, "bottom", names, 2 * look.pixels)
    days = [(number, f"周{day}") for number, day in enumerate(WEEKDAYS)]
    name_ticks(plot, "left", days, 3 * look.pixels)
    # A young book is not stretched over the whole width.
    mark(plot, (-0.5, max(weeks, 8) - 0.5), (-0.5, 6.5), look, texts, cells)
    return plot


def _in_two(name: str) -> str:
    half = (len(name) + 1) // 2
    return f"{name[:half]}\n{name[half:]}" if len(name) > 2 else name
