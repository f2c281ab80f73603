"""Every figure becomes a widget with a name, and a picture with its title and date."""

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from qingyu.charts import board
from qingyu.charts.plane import mixed
from qingyu.domain.barometer import Weather
from qingyu.domain.figures import (
    Figure,
    FlowFigure,
    MonthAnswers,
    SatisfactionFigure,
    WeekFlow,
    ages,
    heat,
)
from qingyu.domain.month import Month
from qingyu.domain.weather_days import CalendarFigure, DayWord
from qingyu.domain.week import Week
from qingyu.ui import theme
from qingyu.ui.chart_look import picture_look, screen_look
from qingyu.ui.palette import contrast
from qingyu.ui.theme import TextSize
from tests.ui.sizes import SIZES

TODAY = date(2026, 11, 23)
FIGURES: tuple[Figure, ...] = (
    FlowFigure((WeekFlow(Week(date(2026, 11, 16)), 4, 6), WeekFlow(Week(TODAY), 0, 1))),
    ages([(TODAY - timedelta(days=days), days > 3) for days in (1, 5, 100)], TODAY),
    heat([(number % 40 + 1, "water") for number in range(200)] + [(None, "green")], [1, 2]),
    SatisfactionFigure(
        (MonthAnswers(Month(2026, 10), 0, 0, 0), MonthAnswers(Month(2026, 11), 3, 1, 1)), 60
    ),
    CalendarFigure(
        "3幢",
        3,
        tuple(DayWord(TODAY + timedelta(days=n), word, "") for n, word in enumerate(Weather)),
    ),
)
EVERY = pytest.mark.parametrize("figure", FIGURES, ids=lambda each: each.name)


def _drawn(figure: Figure) -> object:
    *waits, image = board.picture(figure, "青年路社区　2026年11月23日", picture_look())
    assert waits == [None] * len(waits)
    return image


@EVERY
@pytest.mark.parametrize("dark", [False, True])
def test_a_chart_says_its_finding_to_those_who_cannot_see_it(
    qapp: QApplication, figure: Figure, dark: bool
) -> None:
    theme.apply(qapp, TextSize.HUGE, dark)
    drawn = board.chart(figure, screen_look())
    assert drawn.accessibleName() == figure.finding
    drawn.resize(900, 500)
    assert not drawn.grab().isNull()
    drawn.deleteLater()
    QApplication.sendPostedEvents(drawn, QEvent.Type.DeferredDelete)


@EVERY
def test_a_picture_is_a_png_with_title_and_note(qapp: QApplication, figure: Figure) -> None:
    theme.apply(qapp, TextSize.STANDARD)
    content = board.png(_drawn(figure))
    image = QImage.fromData(content)
    assert (image.width(), image.height()) == (1600, 1000)
    assert image.text("Title") == figure.finding
    assert image.text("Description") == "青年路社区　2026年11月23日"
    head = {image.pixel(x, y) for x in range(48, 400, 2) for y in range(24, 140, 2)}
    middle = {image.pixel(x, y) for x in range(48, 1500, 4) for y in range(200, 800, 4)}
    assert len(head) > 3 and len(middle) > 3, "nothing was drawn"


@pytest.mark.parametrize("size", SIZES)
def test_numbers_on_every_shade_of_a_cell_can_be_read(qapp: QApplication, size: TextSize) -> None:
    for dark in (False, True):
        theme.apply(qapp, size, dark)
        look = screen_look()
        for step in range(21):
            assert contrast(look.ink, mixed(look.ground, look.heat, step / 20)) >= 4.5


# How the three sorts of colour blindness mix red, green and blue (Machado 2009, full severity).
BLINDNESS = {
    "protan": ((0.152, 1.053, -0.205), (0.115, 0.786, 0.099), (-0.004, -0.048, 1.052)),
    "deutan": ((0.367, 0.861, -0.228), (0.280, 0.673, 0.047), (-0.012, 0.043, 0.969)),
    "tritan": ((1.256, -0.077, -0.179), (-0.078, 0.931, 0.148), (0.005, 0.691, 0.304)),
}


@pytest.mark.parametrize("sort", BLINDNESS)
@pytest.mark.parametrize("size", [TextSize.STANDARD, TextSize.HUGE])
def test_two_series_are_told_apart_by_any_eye(
    qapp: QApplication, sort: str, size: TextSize
) -> None:
    def seen(colour: str) -> list[float]:
        parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
        return [sum(w * p for w, p in zip(row, parts, strict=True)) for row in BLINDNESS[sort]]

    for dark in (False, True):
        theme.apply(qapp, size, dark)
        look = screen_look()
        pairs = zip(seen(look.first), seen(look.second), strict=True)
        assert sum((one - other) ** 2 for one, other in pairs) ** 0.5 > 90
