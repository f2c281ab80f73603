"""An empty plot in the look of the window, and the few things that are drawn on it."""

from collections.abc import Sequence
from typing import Any

import pyqtgraph as pg
from pyqtgraph.Qt import QtCore, QtGui, QtWidgets

from qingyu.charts.look import ChartLook
from qingyu.domain.frozen import frozen

Ticks = Sequence[tuple[float, str]]


class Plot(pg.PlotWidget):  # type: ignore[misc]
    """A plot that may be closed twice, as every other widget may."""

    def sizeHint(self) -> Any:
        # A plot asks for 600 × 480 by itself, which is more than a small screen has.
        return self.minimumSize()

    def close(self) -> bool:
        return True if self.plotItem is None else bool(super().close())


def plane(look: ChartLook, name: str, *, down: bool = False) -> Any:
    """A plot widget nobody can drag or zoom, with `name` for screen readers."""
    made = Plot(background=look.ground)
    made.setAccessibleName(name)
    made.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
    made.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
    made.setAntialiasing(True)
    # It grows with the room it is given and never asks for more.
    made.setMinimumSize(1, 1)
    made.setMouseEnabled(x=False, y=False)
    made.setMenuEnabled(False)
    made.hideButtons()
    made.invertY(down)
    for side in ("left", "bottom", "top", "right"):
        axis = made.getAxis(side)
        axis.setTickFont(font(look))
        axis.setTextPen(look.ink)
        axis.setPen(look.line)
        axis.setStyle(tickLength=0, tickTextOffset=look.pixels // 2, hideOverlappingLabels=False)
    made.hideAxis("left")
    return made


def font(look: ChartLook, *, bold: bool = False, scale: float = 1.0) -> Any:
    """The type of the chart."""
    made = QtGui.QFont(look.family)
    made.setPixelSize(max(1, round(look.pixels * scale)))
    made.setBold(bold)
    return made


def name_ticks(plot: Any, side: str, ticks: Ticks, room: int) -> None:
    """Write these words along an axis that takes `room` pixels."""
    axis = plot.getAxis(side)
    axis.setTicks([list(ticks)])
    if side in ("left", "right"):
        axis.setWidth(room)
    else:
        axis.setHeight(room)
    plot.showAxis(side)


def bars(
    plot: Any,
    at: Sequence[float],
    heights: Sequence[int],
    width: float,
    colour: str,
    look: ChartLook,
    *,
    filled: bool,
) -> None:
    """Bars filled with a colour, or hollow with an edge of it."""
    brush = QtGui.QColor(colour if filled else look.ground)
    pen = QtGui.QPen(QtGui.QColor(colour), max(2, look.pixels // 7))
    pen.setCosmetic(True)
    plot.addItem(
        pg.BarGraphItem(x=list(at), height=list(heights), width=width, brush=brush, pen=pen)
    )


@frozen
class Cell:
    """A box around (x, y), a little smaller than 1 × 1."""

    x: float
    y: float
    ground: str
    edge: str


@frozen
class Words:
    """Words at (x, y); anchor says which point of them lies there (0, 0 is the upper left)."""

    x: float
    y: float
    text: str
    colour: str
    anchor: tuple[float, float] = (0.5, 1.12)
    bold: bool = False


class Marks(pg.GraphicsObject):  # type: ignore[misc]
    """Cells and words painted in one go: an item for each of hundreds takes half a second."""

    def __init__(
        self, area: Any, cells: Sequence[Cell], texts: Sequence[Words], look: ChartLook
    ) -> None:
        super().__init__()
        self._area = area
        self._cells = tuple(cells)
        self._texts = tuple(texts)
        self._fonts = {
            bold: font(look, bold=bold, scale=1.0 if bold else 0.92) for bold in (False, True)
        }

    def boundingRect(self) -> Any:
        return self._area

    def paint(self, painter: Any, *_options: object) -> None:
        place = painter.transform()
        painter.resetTransform()
        for cell in self._cells:
            box = QtCore.QRectF(cell.x - 0.47, cell.y - 0.46, 0.94, 0.92)
            painter.setPen(QtGui.QColor(cell.edge))
            painter.setBrush(QtGui.QColor(cell.ground))
            painter.drawRect(place.mapRect(box))
        for words in self._texts:
            self._write(painter, place, words)

    def _write(self, painter: Any, place: Any, words: Words) -> None:
        made = self._fonts[words.bold]
        painter.setFont(made)
        painter.setPen(QtGui.QColor(words.colour))
        metrics = QtGui.QFontMetricsF(made)
        wide, high = metrics.horizontalAdvance(words.text), metrics.height()
        at = place.map(QtCore.QPointF(words.x, words.y))
        left, top = at.x() - words.anchor[0] * wide, at.y() - words.anchor[1] * high
        painter.drawText(QtCore.QPointF(left, top + metrics.ascent()), words.text)


def mark(
    plot: Any,
    across: tuple[float, float],
    down: tuple[float, float],
    look: ChartLook,
    texts: Sequence[Words],
    cells: Sequence[Cell] = (),
) -> None:
    """Put cells and words on the plane and show exactly this part of it."""
    area = QtCore.QRectF(across[0], down[0], across[1] - across[0], down[1] - down[0])
    plot.addItem(Marks(area, cells, texts, look), ignoreBounds=True)
    plot.getViewBox().disableAutoRange()
    plot.setRange(xRange=across, yRange=down, padding=0)


def legend(plot: Any, entries: Sequence[tuple[str, str]], look: ChartLook) -> None:
    """Say above the plot what its marks mean: (words, colour)."""
    said = "&nbsp;&nbsp;&nbsp;".join(
        f'<span style="color:{colour}">{text}</span>' for text, colour in entries
    )
    plot.setTitle(said, size=f"{look.pixels}px")
    label = plot.getPlotItem().titleLabel
    label.item.setFont(font(look))
    plot.getPlotItem().layout.setRowFixedHeight(0, look.pixels * 2)
    label.setMaximumHeight(look.pixels * 2)


def mixed(low: str, high: str, share: float) -> str:
    """The colour at `share` (0 to 1) of the way between two."""
    one, other = QtGui.QColor(low), QtGui.QColor(high)
    parts = (
        round(a + (b - a) * share)
        for a, b in (
            (one.red(), other.red()),
            (one.green(), other.green()),
            (one.blue(), other.blue()),
        )
    )
    return str(QtGui.QColor(*parts).name())

