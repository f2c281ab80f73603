"""What was published and changed of a month, looked at again."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qingyu.domain.month import Month
from qingyu.services import Store, duty_month, duty_seat, duty_swap
from qingyu.ui.pages.duty import DutyPage
from qingyu.ui.pages.duty_versions import VersionsRoom
from qingyu.ui.theme import TextSize
from qingyu.ui.window import MainWindow

DECEMBER = Month(2026, 12)
FIRST = date(2026, 12, 1)


@pytest.fixture
def room(founded: Store, window: MainWindow) -> VersionsRoom:
    """December published with 陆建芬 in the first morning, who then gives it to 赵文斌."""
    duty_seat.put(founded, FIRST, 1, 1, by=1)
    duty_month.publish(founded, DECEMBER, by=1)
    roster = duty_month.month_roster(founded, DECEMBER)
    given = roster.days[0].cells[0].seats[0].assignment_id
    duty_swap.swap(founded, given, 2, agreed="两人都同意", words="家里有事", by=1)
    page = window.show_page("duty")
    assert isinstance(page, DutyPage)
    page.month.show_month(DECEMBER)
    page.show_room("versions")
    made = page.room("versions")
    assert isinstance(made, VersionsRoom)
    return made


def test_the_versions_of_the_month_on_show_come_first(
    room: VersionsRoom, qtbot: QtBot
) -> None:
    assert [row.cells[4] for row in room.model.rows] == ["换班", "公布"]
    assert "陆建芬换给赵文斌" in room._what.text()
    assert "两人都同意（11月23日）同意" in room._more.text() and "家里有事" in room._more.text()
    qtbot.keyClick(room.table, Qt.Key.Key_Down)
    place = room.places.place(0, 0)
    assert place is not None and place.seat is not None and place.seat.name == "陆建芬"


def test_an_old_version_cannot_be_changed(
    room: VersionsRoom, window: MainWindow, qtbot: QtBot
) -> None:
    room.chart.setFocus()
    before = duty_month.month_roster(window.store, DECEMBER)
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space, Qt.Key.Key_Delete):
        qtbot.keyClick(room.chart, key)
    assert room.chart.held is None
    assert duty_month.month_roster(window.store, DECEMBER) == before


def test_a_month_without_versions_says_so(room: VersionsRoom) -> None:
    room.later.click()
    assert room.month == Month(2027, 1) and not room.model.rows
    room.earlier.click()
    assert len(room.model.rows) == 2


@pytest.mark.parametrize("size", TextSize)
def test_nothing_is_wider_than_its_room(
    room: VersionsRoom, window: MainWindow, size: TextSize
) -> None:
    window.set_text_size(size)
    assert room.minimumSizeHint().width() <= window.stack.width()
    assert room.chart.horizontalScrollBar().maximum() == 0
