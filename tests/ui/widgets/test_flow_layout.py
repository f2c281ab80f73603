"""A flowing row wraps, and its remembered height follows what stands in it and the theme."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from qingyu.ui import theme
from qingyu.ui.theme import TextSize
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words


@pytest.fixture
def row(qtbot: QtBot) -> QWidget:
    row = QWidget()
    qtbot.addWidget(row)
    flow = FlowLayout(row)
    for _ in range(4):
        box = QWidget()
        box.setFixedSize(100, 20)
        flow.addWidget(box)
    return row


def flow_of(row: QWidget) -> FlowLayout:
    flow = row.layout()
    assert isinstance(flow, FlowLayout)
    return flow


def box_of(row: QWidget, index: int) -> QWidget:
    item = flow_of(row).itemAt(index)
    assert item is not None
    box = item.widget()
    assert box is not None
    return box


def test_wraps_where_the_row_is_full(row: QWidget) -> None:
    flow = flow_of(row)
    assert flow.heightForWidth(1000) == 20
    assert flow.heightForWidth(150) > 4 * 20


def test_a_hidden_child_takes_no_room_and_a_shown_one_does(row: QWidget) -> None:
    flow = flow_of(row)
    full = flow.heightForWidth(150)
    box_of(row, 1).hide()
    fewer = flow.heightForWidth(150)
    assert fewer < full
    box_of(row, 1).show()
    assert flow.heightForWidth(150) == full


def test_a_child_that_grows_or_goes_changes_the_height(row: QWidget) -> None:
    flow = flow_of(row)
    assert flow.heightForWidth(1000) == 20
    box_of(row, 0).setFixedSize(100, 50)
    assert flow.heightForWidth(1000) == 50
    flow.takeAt(0)
    assert flow.heightForWidth(1000) == 20
    flow.setContentsMargins(0, 7, 0, 0)
    assert flow.heightForWidth(1000) == 27


def test_longer_words_in_a_shown_row_wrap(row: QWidget, qtbot: QtBot) -> None:
    flow, label = flow_of(row), words("短")
    flow.addWidget(label)
    row.resize(520, 100)
    row.show()
    before = flow.heightForWidth(520)
    label.setText("很长很长很长很长很长很长很长很长")
    assert flow.heightForWidth(520) > before


def test_the_gap_follows_the_theme(row: QWidget, qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, TextSize.STANDARD)
    row.show()
    small = flow_of(row).heightForWidth(150)
    theme.apply(app, TextSize.HUGE)
    assert flow_of(row).heightForWidth(150) > small
    theme.apply(app, TextSize.STANDARD)
    assert flow_of(row).heightForWidth(150) == small
