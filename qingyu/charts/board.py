"""A widget for any figure, and a picture of it for the notice board."""

from collections.abc import Iterator
from typing import Any

from pyqtgraph.Qt import QtCore, QtGui

from qingyu.charts import bars, grids
from qingyu.charts.look import ChartLook
from qingyu.charts.plane import font
from qingyu.domain.figures import AgeFigure, Figure, FlowFigure, HeatFigure, SatisfactionFigure
from qingyu.domain.weather_days import CalendarFigure

_WIDTH, _HEIGHT, _EDGE = 1600, 1000, 48


def chart(figure: Figure, look: ChartLook) -> Any:
    """The widget that draws a figure which lacks nothing."""
    match figure:
        case FlowFigure():
            return bars.flow(figure, look)
        case AgeFigure():
            return bars.age(figure, look)
        case SatisfactionFigure():
            return bars.satisfaction(figure, look)
        case HeatFigure():
            return grids.heat(figure, look)
        case CalendarFigure():
            return grids.calendar(figure, look)
    raise TypeError(f"no chart draws {type(figure).__name__}")


def least_ems(figure: Figure) -> float:
    """How tall a chart must be to be read, in times the height of its type."""
    match figure:
        case HeatFigure():
            return 6.5 + 1.3 * min(len(figure.places), grids.MOST_PLACES)
        case CalendarFigure():
            return 5.0 + 7 * 1.6
    return 12.0


def picture(figure: Figure, note: str, look: ChartLook) -> Iterator[Any]:
    """Steps to an image 1600 × 1000, the last one gives it, those before None.

    The finding stands over the chart, the note (whose, when) under it. Between two steps a window
    may do what it has to.
    """
    drawn = chart(figure, look)
    yield None
    image = QtGui.QImage(_WIDTH, _HEIGHT, QtGui.QImage.Format.Format_RGB32)
    image.fill(QtGui.QColor(look.ground))
    image.setText("Title", figure.finding)
    image.setText("Description", note)
    head = QtCore.QRect(_EDGE, _EDGE // 2, _WIDTH - 2 * _EDGE, 120)
    foot = QtCore.QRect(_EDGE, _HEIGHT - 70, _WIDTH - 2 * _EDGE, 50)
    centre = QtCore.Qt.AlignmentFlag.AlignVCenter | QtCore.Qt.TextFlag.TextWordWrap
    drawn.resize(_WIDTH - 2 * _EDGE, foot.top() - head.bottom() - 20)
    drawn.grab()  # the first time its axes find their places
    yield None
    shown = drawn.grab()
    yield None
    painter = QtGui.QPainter(image)
    painter.setFont(font(look, bold=True, scale=1.5))
    painter.setPen(QtGui.QColor(look.ink))
    painter.drawText(head, centre, figure.finding)
    painter.setFont(font(look, scale=0.9))
    painter.setPen(QtGui.QColor(look.muted))
    painter.drawText(foot, centre, note)
    painter.drawPixmap(_EDGE, head.bottom() + 10, shown)
    painter.end()
    gone = QtCore.QEvent.Type.DeferredDelete
    drawn.deleteLater()
    QtCore.QCoreApplication.sendPostedEvents(drawn, gone.value)
    yield image


def png(image: Any) -> bytes:
    """The image as a PNG file; may be called on a worker."""
    buffer = QtCore.QBuffer()
    buffer.open(QtCore.QIODevice.OpenModeFlag.WriteOnly)
    if not image.save(buffer, "PNG"):
        raise RuntimeError("the picture could not be encoded")
    return bytes(buffer.data().data())
