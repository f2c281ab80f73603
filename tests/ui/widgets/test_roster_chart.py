"""The wall chart: tones that can be read, drag and drop by hand."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qingyu.domain.month import Month
from qingyu.services import Store, duty, duty_month
from qingyu.ui import theme
from qingyu.ui.models.duty_chart import ChartModel
from qingyu.ui.palette import contrast
from qingyu.ui.theme import TextSize
from qingyu.ui.widgets.roster_chart import RosterChart
from qingyu.ui.widgets.roster_place import person_tone, soft_tone


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("size", [TextSize.STANDARD, TextSize.HUGE])
def test_names_can_be_read_on_every_tone(qapp: QApplication, size: TextSize, dark: bool) -> None:
    look = theme.apply(qapp, size, dark)
    for rank in range(9):
        assert contrast(look.palette.ink, soft_tone(rank).name()) >= 7


def test_eighteen_people_look_different() -> None:
    looks = {(person_tone(rank)[0].name(), person_tone(rank)[1]) for rank in range(27)}
    assert len(looks) == 27


def test_a_person_dropped_elsewhere_is_put_down_there(founded: Store, qtbot: QtBot) -> None:
    day = founded.now().date()
    duty.set_shift(founded, day, "早", [1], 1, by=1)
    model = ChartModel()
    model.show_month(duty_month.month_roster(founded, Month(2026, 11)), day)
    chart = RosterChart()
    qtbot.addWidget(chart)
    chart.setModel(model)
    chart.resize(900, 700)
    chart.show()
    begin, end = model.index_of(day, 1, 1), model.index_of(day, 3)
    chart.setCurrentIndex(begin)
    chart.hold(chart.current_place())
    data = QMimeData()
    data.setData("application/x-qingyu-place", b"1")
    where = QPointF(chart.visualRect(end).center())
    buttons, keys = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(where, Qt.DropAction.MoveAction, data, buttons, keys)
    with qtbot.waitSignal(chart.put_down) as dropped:
        chart.dropEvent(event)
    held, target = dropped.args
    assert held.seat.name == "陆建芬" and target.cell.shift.name == "晚"
    assert chart.held is None
