"""Bar charts: issues per week, age of open issues, satisfaction per month."""

from typing import Any

import pyqtgraph as pg
from pyqtgraph.Qt import QtCore

from qingyu.charts.look import ChartLook
from qingyu.charts.plane import Words, bars, legend, mark, name_ticks, plane
from qingyu.domain.figures import AgeFigure, FlowFigure, SatisfactionFigure

_HEADROOM = 1.18  # over the tallest bar, for the number on it


def flow(figure: FlowFigure, look: ChartLook) -> Any:
    """Opened and closed side by side, a pair of bars a week."""
    plot = plane(look, figure.finding)
    legend(plot, (("□ 新增", look.second), ("■ 办结", look.first)), look)
    weeks = figure.weeks
    opened, closed = [week.opened for week in weeks], [week.closed for week in weeks]
    left = [number - 0.21 for number in range(len(weeks))]
    right = [number + 0.21 for number in range(len(weeks))]
    bars(plot, left, opened, 0.36, look.second, look, filled=False)
    bars(plot, right, closed, 0.36, look.first, look, filled=True)
    told = [*zip(left, opened, strict=True), *zip(right, closed, strict=True)]
    texts = [Words(x, count, str(count), look.ink) for x, count in told]
    names = [f"{week.week.monday.month}/{week.week.monday.day}" for week in weeks]
    names[-1] = "本周"
    name_ticks(plot, "bottom", list(enumerate(names)), 2 * look.pixels)
    top = max(1, *opened, *closed) * _HEADROOM
    mark(plot, (-0.6, len(weeks) - 0.4), (0, top), look, texts)
    return plot


def age(figure: AgeFigure, look: ChartLook) -> Any:
    """How many wait how long, the late ones filled in front."""
    plot = plane(look, figure.finding)
    legend(plot, (("□ 未办结", look.first), ("■ 其中超期", look.second)), look)
    places = [float(number) for number in range(len(figure.bands))]
    every = [band.issues for band in figure.bands]
    late = [band.overdue for band in figure.bands]
    bars(plot, places, every, 0.6, look.first, look, filled=False)
    bars(plot, places, late, 0.6, look.second, look, filled=True)
    texts = []
    for x, band in zip(places, figure.bands, strict=True):
        told = f"{band.issues} 件" + (f"（超期 {band.overdue}）" if band.overdue else "")
        texts.append(Words(x, band.issues, told, look.ink))
    names = [(x, band.name) for x, band in zip(places, figure.bands, strict=True)]
    name_ticks(plot, "bottom", names, 2 * look.pixels)
    mark(plot, (-0.6, len(places) - 0.4), (0, max(1, *every) * _HEADROOM), look, texts)
    return plot


def satisfaction(figure: SatisfactionFigure, look: ChartLook) -> Any:
    """The share of the satisfied per month, and the line under which the formula says 阴."""
    plot = plane(look, figure.finding)
    limit = f"- - 低于 {figure.limit}% 自评为「阴」"
    legend(plot, (("■ 满意和基本满意（月份下是答复人数）", look.first), (limit, look.second)), look)
    told = [(number, each) for number, each in enumerate(figure.months) if each.percent is not None]
    bars(
        plot,
        [number for number, _each in told],
        [each.percent or 0 for _n, each in told],
        0.6,
        look.first,
        look,
        filled=True,
    )
    texts = [
        Words(number, each.percent or 0, f"{each.percent}%", look.ink) for number, each in told
    ]
    pen = pg.mkPen(look.second, width=max(2, look.pixels // 8), style=QtCore.Qt.PenStyle.DashLine)
    plot.addItem(pg.InfiniteLine(pos=figure.limit, angle=0, pen=pen))
    names = [
        (number, f"{each.month.number}月\n{each.answered or '—'}")
        for number, each in enumerate(figure.months)
    ]
    name_ticks(plot, "bottom", names, 4 * look.pixels)
    mark(plot, (-0.6, len(figure.months) - 0.4), (0, 100 * _HEADROOM), look, texts)
    return plot
