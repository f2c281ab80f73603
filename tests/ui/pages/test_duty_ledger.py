"""The ledger and the volunteer hours as one reads, copies, saves and prints them."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from qingyu.services import Store, duty, duty_ledger
from qingyu.ui.pages.duty import DutyPage
from qingyu.ui.pages.duty_hours import HoursRoom
from qingyu.ui.pages.duty_ledger import HEADS, LedgerRoom
from qingyu.ui.theme import TextSize
from qingyu.ui.window import MainWindow
from tests.printing.readers import pages, squeezed


@pytest.fixture
def page(founded: Store, window: MainWindow) -> DutyPage:
    duty.set_shift(founded, date(2026, 11, 21), "晚", [1], by=1)
    duty.set_shift(founded, date(2026, 11, 20), "早", [1, 2], by=1)
    duty.set_shift(founded, date(2025, 3, 1), "晚", [2], by=1)
    page = window.show_page("duty")
    assert isinstance(page, DutyPage)
    return page


@pytest.fixture
def ledger(page: DutyPage) -> LedgerRoom:
    page.show_room("ledger")
    room = page.room("ledger")
    assert isinstance(room, LedgerRoom)
    return room


@pytest.fixture
def hours(page: DutyPage) -> HoursRoom:
    page._go("hours")
    room = page.room("hours")
    assert isinstance(room, HoursRoom) and page.window().focusWidget() is room.table
    return room


def cells(room: LedgerRoom | HoursRoom) -> list[tuple[str, ...]]:
    return [row.cells for row in room.model.rows]


def test_what_was_brought_in_and_what_goes_on_stand_in_the_ledger(ledger: LedgerRoom) -> None:
    ledger.span.setCurrentIndex(ledger.span.count() - 1)
    ledger.span.activated.emit(0)
    assert "2025年3月 到 2026年11月" in ledger._title.text()
    first = cells(ledger)[0]
    assert first[0] == "陆建芬" and first[1] == "期初 0" and first[-1] == "结转 +1"
    assert "±10 分" in ledger._meaning.text()


def test_how_much_is_carried_is_set_there_and_undone(
    ledger: LedgerRoom, window: MainWindow
) -> None:
    ledger.most.setValue(0)
    assert cells(ledger)[0][-1] == "结转 0"
    window.operations.undo()
    assert duty_ledger.most_carried(window.store) == 10


def test_the_ledger_is_saved_as_a_table_and_as_csv(
    ledger: LedgerRoom, window: MainWindow, qtbot: QtBot
) -> None:
    menu = ledger.export.menu()
    for action in menu.actions():
        action.trigger()
    prints = window.store.folder.prints
    qtbot.waitUntil(lambda: len(list(prints.glob("值班台账2026-11.*"))) == 2, timeout=30_000)
    ledger.copy.click()
    assert QGuiApplication.clipboard().text().startswith("\t".join(HEADS))


def test_hours_are_those_of_the_year_chosen_and_can_be_sorted(hours: HoursRoom) -> None:
    assert cells(hours) == [
        ("陆建芬", "2026 年", "2 次", "7 小时"), ("赵文斌", "2026 年", "1 次", "4 小时"),
    ]  # fmt: skip
    hours.year.setCurrentIndex(hours.year.findData(2025))
    hours.year.activated.emit(0)
    assert cells(hours) == [("赵文斌", "2025 年", "1 次", "3 小时")]
    hours.year.setCurrentIndex(hours.year.findData(0))
    hours.year.activated.emit(0)
    hours.table.sort_by(3)
    assert [row[3] for row in cells(hours)] == ["3 小时", "4 小时", "7 小时"]


def test_the_certificate_of_one_person_is_printed_from_there(
    hours: HoursRoom, window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClick(hours.table, Qt.Key.Key_Down)
    hours.print_certificates(everybody=False)
    path = window.store.folder.prints / "志愿服务证明2026年（赵文斌）.pdf"
    qtbot.waitUntil(path.exists, timeout=30_000)
    told = squeezed("".join(pages(path.read_bytes())))
    assert "赵文斌" in told and "陆建芬" not in told


@pytest.mark.parametrize("size", [TextSize.STANDARD, TextSize.HUGE])
@pytest.mark.parametrize("key", ["ledger", "hours"])
def test_nothing_scrolls_sideways(
    page: DutyPage, window: MainWindow, size: TextSize, key: str
) -> None:
    window.set_text_size(size)
    page.show_room(key)
    assert page.minimumSizeHint().width() <= window.stack.width()


def test_a_year_without_duty_says_so_and_prints_nothing(window: MainWindow) -> None:
    page = window.show_page("duty")
    assert isinstance(page, DutyPage)
    page.show_room("hours")
    room = page.room("hours")
    assert isinstance(room, HoursRoom)
    assert not room.model.rows and not room.certificate.isEnabled()
