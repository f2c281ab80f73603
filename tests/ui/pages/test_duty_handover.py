"""交接班: filled in from the book, signed, confirmed by the next person."""

from datetime import date, datetime

import pytest
from pytestqt.qtbot import QtBot

from qingyu.services import Store, duty, handover
from qingyu.services import steward as stewards
from qingyu.ui.pages.duty import DutyPage
from qingyu.ui.pages.duty_handover import HandoverRoom
from qingyu.ui.theme import TextSize
from qingyu.ui.window import MainWindow

DAY = date(2026, 11, 23)


@pytest.fixture
def room(founded: Store, window: MainWindow) -> HandoverRoom:
    duty.set_shift(founded, DAY, "早", [1, 2], 1, by=1)
    page = window.show_page("duty")
    assert isinstance(page, DutyPage)
    page.show_room("handover")
    made = page.room("handover")
    assert isinstance(made, HandoverRoom)
    return made


def test_the_shift_that_ended_is_signed_and_confirmed_by_somebody_else(
    room: HandoverRoom, window: MainWindow, qtbot: QtBot
) -> None:
    assert window.store.now() == datetime(2026, 11, 23, 12)
    assert room.giving is not None
    assert room.giving.people.text() == "陆建芬、赵文斌"
    room.giving.weather.setText("小雨")
    room.giving.incidents.setPlainText("10:20，3幢电梯停了，报了修，告诉社区")
    room.giving.counts[0].setValue(0)
    room.giving.confirm.click()
    record = handover.waiting(window.store)
    assert record is not None and record.weather == "小雨"
    assert record.incidents[0].what == "3幢电梯停了" and record.counted[0].missing
    assert room.giving is None and room.taking is not None
    room.taking.confirm.click()
    assert handover.waiting(window.store) is not None
    window.operations.use(next(p for p in stewards.stewards(window.store) if p.id == 2))
    room.taking.words.setText("钥匙找到了")
    room.taking.confirm.click()
    assert handover.waiting(window.store) is None
    assert handover.of_days(window.store, DAY, DAY)[0].taker_words == "钥匙找到了"


def test_what_is_typed_stays_when_the_book_changes(
    room: HandoverRoom, window: MainWindow
) -> None:
    assert room.giving is not None
    room.giving.words.setText("写到一半")
    duty.set_shift(window.store, DAY, "晚", [2], by=1)
    room.reload()
    assert room.giving.words.text() == "写到一半"


def test_it_fits_in_the_largest_text(room: HandoverRoom, window: MainWindow) -> None:
    window.set_text_size(TextSize.HUGE)
    assert room.minimumSizeHint().width() <= window.stack.width()
