"""Who serves and when not: facts, leave day by day, pairs; and the ledger."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from qingyu.domain.duty_person import PairKind, WishKind
from qingyu.services import duty, duty_people
from qingyu.ui.pages.duty import DutyPage
from qingyu.ui.pages.duty_ledger import LedgerRoom
from qingyu.ui.pages.duty_people import PeopleRoom
from qingyu.ui.theme import TextSize
from qingyu.ui.widgets.link_line import LinkLine
from qingyu.ui.window import MainWindow


def shown(window: MainWindow, key: str) -> object:
    page = window.show_page("duty")
    assert isinstance(page, DutyPage)
    page.show_room(key)
    return page.room(key)


@pytest.fixture
def room(window: MainWindow) -> PeopleRoom:
    made = shown(window, "people")
    assert isinstance(made, PeopleRoom)
    return made


def wishes(window: MainWindow) -> list[tuple[WishKind, int, int, int | None]]:
    found = duty_people.wishes(window.store, steward_id=1)
    return [(w.kind, w.first.day, w.last.day, w.shift_id) for w in found]


def test_space_marks_leave_then_a_wish_then_nothing(
    room: PeopleRoom, window: MainWindow, qtbot: QtBot
) -> None:
    room.days.choose(date(2026, 12, 3))
    qtbot.keyClick(room.days, Qt.Key.Key_Space)
    assert wishes(window) == [(WishKind.LEAVE, 3, 3, None)]
    qtbot.keyClick(room.days, Qt.Key.Key_Space)
    assert wishes(window) == [(WishKind.UNWANTED, 3, 3, None)]
    qtbot.keyClick(room.days, Qt.Key.Key_Space)
    assert wishes(window) == []


def test_days_chosen_with_shift_become_leave_of_one_shift(
    room: PeopleRoom, window: MainWindow, qtbot: QtBot
) -> None:
    room.days.choose(date(2026, 12, 8))
    qtbot.keyClick(room.days, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    room.shift.setCurrentIndex(3)
    room.leave.click()
    assert wishes(window) == [(WishKind.LEAVE, 8, 9, 3)]
    cell = room.days.days.index_of(date(2026, 12, 9))
    assert "请假晚" in cell.data(Qt.ItemDataRole.AccessibleTextRole)
    window.operations.undo()
    assert wishes(window) == []


def test_facts_are_saved_as_they_are_set(room: PeopleRoom, window: MainWindow) -> None:
    room.facts.ticks["no_evening"].click()
    room.facts.most.setValue(6)
    facts = duty_people.people(window.store)[0].facts
    assert facts.no_evening and facts.max_shifts == 6
    assert room.model.rows[0].cells[1] == "值班长、不排晚班、每月最多 6 班"


def test_a_pair_is_added_and_taken_back(room: PeopleRoom, window: MainWindow) -> None:
    room.pairs.add_button.click()
    assert [pair.kind for pair in duty_people.pairs(window.store)] == [PairKind.APART]
    room.pairs.findChildren(LinkLine)[0].click()
    assert duty_people.pairs(window.store) == ()


def test_the_ledger_is_copied_as_it_stands(window: MainWindow) -> None:
    duty.set_shift(window.store, date(2026, 11, 23), "晚", [1, 2], 1, by=1)
    ledger = shown(window, "ledger")
    assert isinstance(ledger, LedgerRoom)
    ledger.copy.click()
    copied = QGuiApplication.clipboard().text().splitlines()
    assert copied[0].startswith("姓名\t次数")
    assert "陆建芬\t1\t1.5\t0\t1" in "\n".join(copied)


@pytest.mark.parametrize("key", ["people", "ledger"])
def test_nothing_is_wider_than_its_room(window: MainWindow, key: str) -> None:
    room = shown(window, key)
    assert isinstance(room, PeopleRoom | LedgerRoom)
    window.set_text_size(TextSize.HUGE)
    assert room.minimumSizeHint().width() <= window.stack.width()
