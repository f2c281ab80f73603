"""One day of duty entered by hand."""

from datetime import timedelta

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qingyu.services import duty
from qingyu.ui.pages.duty import DutyPage
from qingyu.ui.pages.duty_day import DayRoom
from qingyu.ui.theme import TextSize
from qingyu.ui.widgets.filter_chips import FilterChip
from qingyu.ui.window import MainWindow


def opened(window: MainWindow) -> DayRoom:
    page = window.show_page("duty")
    assert isinstance(page, DutyPage)
    page.show_room("day")
    room = page.room("day")
    assert isinstance(room, DayRoom)
    return room


def chip(room: DayRoom, shift: str, name: str) -> FilterChip:
    chips = room.editors[shift].findChildren(FilterChip)
    return next(each for each in chips if name in each.text() and not each.isHidden())


def names(window: MainWindow, shift: str) -> list[str]:
    today = window.store.now().date()
    found = next(d for d in duty.on_day(window.store, today) if d.shift.name == shift)
    return [person.name for person in found.people]


def test_ticking_a_person_puts_them_into_the_shift(window: MainWindow, qtbot: QtBot) -> None:
    person = chip(opened(window), "早", "赵文斌")
    person.setFocus()
    qtbot.keyClick(person, Qt.Key.Key_Space)
    assert names(window, "早") == ["赵文斌"]
    window.operations.undo()
    assert names(window, "早") == []


def test_the_leader_comes_first_and_leaves_with_the_person(window: MainWindow) -> None:
    room = opened(window)
    today = window.store.now().date()
    duty.set_shift(window.store, today, "早", [1, 2], 2, by=1)
    room.reload()
    assert names(window, "早") == ["赵文斌", "陆建芬"]
    chip(room, "早", "赵文斌").click()
    assert names(window, "早") == ["陆建芬"]
    assert duty.on_day(window.store, today)[0].lead is None


def test_days_are_turned_by_the_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    room = opened(window)
    qtbot.keyClick(room, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert room.day == window.store.now().date() + timedelta(days=1)
    qtbot.keyClick(room, Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    assert room.day == window.store.now().date()


def test_a_year_without_arrangements_is_warned_of(window: MainWindow) -> None:
    room = opened(window)
    room.show_day(room.day.replace(year=2027))
    assert room.warning.isVisible()


def test_nothing_scrolls_sideways_in_the_largest_text(window: MainWindow) -> None:
    room = opened(window)
    window.set_text_size(TextSize.HUGE)
    assert room.minimumSizeHint().width() <= window.stack.width()


def test_nothing_is_pressed_together_when_it_is_opened_after_the_text_size_was_set(
    window: MainWindow, qtbot: QtBot
) -> None:
    window.set_text_size(TextSize.STANDARD)
    opened(window).focus_start()
    page = opened(window)._scroll.widget()
    layout = page.layout() if page is not None else None
    assert page is not None and layout is not None
    qtbot.waitUntil(lambda: page.height() >= layout.heightForWidth(page.width()))
