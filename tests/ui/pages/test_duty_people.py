"""Who serves and when not: facts, leave day by day, pairs; and the ledger."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from qingyu.domain.duty_person import PairKind, WishKind
from qingyu.domain.month import Month
from qingyu.services import duty, duty_people, duty_problem
from qingyu.ui.pages.duty import DutyPage
from qingyu.ui.pages.duty_ledger import LedgerRoom
from qingyu.ui.pages.duty_people import PeopleRoom
from qingyu.ui.pages.duty_wishes import WishForm
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


def test_a_weekday_wish_for_a_period_is_written_and_reaches_the_roster(
    room: PeopleRoom, window: MainWindow, qtbot: QtBot
) -> None:
    room.wishes.button.click()
    form = room.wishes.form
    assert isinstance(form, WishForm)
    form.weekday.setCurrentIndex(3)
    form.shift.setCurrentIndex(2)
    form.last.set_day(date(2026, 12, 20))
    form.words.setText("接孙子")
    qtbot.keyClick(form.words, Qt.Key.Key_Return)
    assert room.wishes.form is None
    line = room.wishes.lines[0]
    assert "每周三午班，12月1日至12月20日，不想值（接孙子）" in line.accessibleName()
    cell = room.days.days.index_of(date(2026, 12, 16))
    assert "不想午" in cell.data(Qt.ItemDataRole.AccessibleTextRole)
    problem = duty_problem.read(window.store, Month(2026, 12)).problem
    unwanted = {(slot.on.day, slot.shift) for slot in problem.person_by_id["1"].unwanted}
    assert unwanted == {(2, "2"), (9, "2"), (16, "2")}
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert wishes(window) == [] and room.wishes._none.isVisibleTo(room)


def test_a_period_that_ends_before_it_begins_stays_in_the_form(
    room: PeopleRoom, window: MainWindow
) -> None:
    room.open_form()
    form = room.wishes.form
    assert isinstance(form, WishForm)
    form.last.set_day(date(2026, 11, 1))
    form.confirm.click()
    assert room.wishes.form is form and wishes(window) == []
    room.table.selectRow(1)
    assert room.wishes.form is None


def test_a_press_on_the_weekday_chooses_all_its_days(room: PeopleRoom, qtbot: QtBot) -> None:
    room.days.show()
    head = room.days.horizontalHeader()
    spot = QPoint(head.sectionViewportPosition(2) + 5, head.height() // 2)
    qtbot.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert [day.day for day in room.days.chosen] == [2, 9, 16, 23, 30]


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
    assert copied[0].startswith("姓名\t期初结转\t次数")
    assert "陆建芬\t0.0\t1\t1.5\t1.5\t0\t1" in "\n".join(copied)


@pytest.mark.parametrize("key", ["people", "ledger"])
def test_nothing_is_wider_than_its_room(window: MainWindow, key: str) -> None:
    room = shown(window, key)
    assert isinstance(room, PeopleRoom | LedgerRoom)
    window.set_text_size(TextSize.HUGE)
    assert room.minimumSizeHint().width() <= window.stack.width()
