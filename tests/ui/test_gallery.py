"""The sheets of the gallery: nothing cut off in any size, live changes as good as a fresh start."""

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from qingyu.ui import theme
from qingyu.ui.theme import TextSize
from qingyu.ui.widgets.master_detail import MasterDetail
from tests.ui import gallery
from tests.ui.widgets.clipping import cut_off

# Full screen, with the bars of Windows taken off, and at 150 % of the system.
ROOMS = [(size, room) for size in TextSize for room in ((1366, 768), (1366, 690))]
ROOMS.append((TextSize.STANDARD, (911, 512)))
SHEETS = pytest.mark.parametrize("sheet", gallery.SHEETS)


def opened(qtbot: QtBot, sheet: str, size: tuple[int, int] = (1366, 768)) -> QWidget:
    window = gallery.frame(sheet, gallery.SHEETS[sheet](), practice=True)
    qtbot.addWidget(window)
    window.resize(*size)
    window.show()
    return window


@SHEETS
@pytest.mark.parametrize(("size", "room"), ROOMS)
def test_nothing_is_cut_off(
    qtbot: QtBot, qapp: QApplication, sheet: str, size: TextSize, room: tuple[int, int]
) -> None:
    theme.apply(qapp, size)
    window = opened(qtbot, sheet, room)
    gallery.settle()
    assert cut_off(window) == []
    assert window.width() == room[0]


@pytest.mark.parametrize("size", TextSize)
def test_nothing_of_a_detail_is_cut_off_where_it_has_the_page_alone(
    qtbot: QtBot, qapp: QApplication, size: TextSize
) -> None:
    theme.apply(qapp, size)
    window = opened(qtbot, "issue", (1366, 768))
    for split in window.findChildren(MasterDetail):
        split.show_detail()
    gallery.settle()
    assert cut_off(window) == []


@SHEETS
def test_a_live_change_looks_like_a_fresh_start(
    qtbot: QtBot, qapp: QApplication, sheet: str
) -> None:
    theme.apply(qapp, TextSize.STANDARD)
    changed = opened(qtbot, sheet)
    gallery.settle()
    theme.apply(qapp, TextSize.HUGE, dark=True)
    gallery.settle()
    fresh = opened(qtbot, sheet)
    gallery.settle()
    assert places(changed) == places(fresh)


def places(window: QWidget) -> list[tuple[str, object]]:
    """The kind and geometry of everything that is visible."""
    return [
        (type(w).__name__, w.geometry().getRect())
        for w in window.findChildren(QWidget)
        if w.isVisible() and not w.objectName().startswith("qt_")
    ]
