"""The month as a wall chart: walked, changed, solved, published, swapped by the keyboard."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qingyu.domain.duty_month import RosterState
from qingyu.domain.month import Month
from qingyu.domain.steward import Role, Steward
from qingyu.services import Store, duty, duty_month, duty_seat, duty_swap
from qingyu.services import steward as stewards
from qingyu.ui.pages.duty import DutyPage
from qingyu.ui.pages.duty_month import MonthRoom
from qingyu.ui.pages.duty_papers import PersonForm
from qingyu.ui.theme import TextSize
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.link_line import LinkLine
from qingyu.ui.window import MainWindow

MONTH = Month(2026, 12)
MORNING, NOON, EVENING = 1, 2, 3


def day(number: int) -> date:
    return date(2026, 12, number)


@pytest.fixture
def crew(founded: Store) -> Store:
    """Five who may serve, one of them leads; three shifts in use, nobody put anywhere."""
    for name in ("孙建国", "周小妹", "吴阿珍"):
        stewards.add(founded, Steward(0, name, Role.STEWARD), by=1)
    return founded


@pytest.fixture
def room(crew: Store, window: MainWindow) -> MonthRoom:
    page = window.show_page("duty")
    assert isinstance(page, DutyPage)
    page.month.show_month(MONTH)
    return page.month


def seats(store: Store, on: date, shift: int) -> list[str]:
    roster = duty_month.month_roster(store, month=Month(on.year, on.month))
    cell = next(c for c in roster.cells if (c.on, c.shift.id) == (on, shift))
    return [seat.name for seat in cell.seats]


def go(room: MonthRoom, on: date, shift: int, who: int | None = None) -> None:
    room.chart.setCurrentIndex(room.model.index_of(on, shift, who))


def form(room: MonthRoom) -> InlineForm:
    assert room.panel.form is not None
    return room.panel.form


def test_somebody_is_moved_by_space_arrows_space_and_the_move_is_undone(
    room: MonthRoom, window: MainWindow, qtbot: QtBot
) -> None:
    duty_seat.put(window.store, day(1), MORNING, 1, by=1)
    room.reload()
    go(room, day(1), MORNING, 1)
    qtbot.keyClick(room.chart, Qt.Key.Key_Space)
    qtbot.keyClick(room.chart, Qt.Key.Key_Down)
    assert "拿着陆建芬" in room.status.text() and "不公平值" in room.status.text()
    qtbot.keyClick(room.chart, Qt.Key.Key_Space)
    assert seats(window.store, day(2), MORNING) == ["陆建芬"]
    assert seats(window.store, day(1), MORNING) == []
    assert "不公平值" in room.status.text()
    window.operations.undo()
    assert seats(window.store, day(1), MORNING) == ["陆建芬"]


def test_putting_somebody_on_another_exchanges_the_two(
    room: MonthRoom, window: MainWindow, qtbot: QtBot
) -> None:
    duty_seat.put(window.store, day(1), MORNING, 1, by=1)
    duty_seat.put(window.store, day(4), NOON, 2, by=1)
    room.reload()
    go(room, day(1), MORNING, 1)
    qtbot.keyClick(room.chart, Qt.Key.Key_Space)
    go(room, day(4), NOON, 2)
    qtbot.keyClick(room.chart, Qt.Key.Key_Space)
    assert seats(window.store, day(1), MORNING) == ["赵文斌"]
    assert seats(window.store, day(4), NOON) == ["陆建芬"]


def test_escape_leads_back_from_the_panel_to_the_chart(
    room: MonthRoom, window: MainWindow, qtbot: QtBot
) -> None:
    duty_seat.put(window.store, day(1), MORNING, 1, by=1)
    room.reload()
    go(room, day(1), MORNING, 1)
    room.panel.pick.setFocus()
    qtbot.keyClick(room.panel.pick, Qt.Key.Key_Escape)
    assert room.focusWidget() is room.chart


def test_escape_lets_go_of_who_was_picked_up(
    room: MonthRoom, window: MainWindow, qtbot: QtBot
) -> None:
    duty_seat.put(window.store, day(1), MORNING, 1, by=1)
    room.reload()
    go(room, day(1), MORNING, 1)
    qtbot.keyClick(room.chart, Qt.Key.Key_Space)
    qtbot.keyClick(room.chart, Qt.Key.Key_Escape)
    assert room.chart.held is None
    assert seats(window.store, day(1), MORNING) == ["陆建芬"]


def test_a_broken_rule_is_asked_about_and_kept_when_meant(
    room: MonthRoom, window: MainWindow, qtbot: QtBot
) -> None:
    duty_seat.put(window.store, day(1), MORNING, 1, by=1)
    duty_seat.put(window.store, day(2), EVENING, 1, by=1)
    room.reload()
    go(room, day(2), EVENING, 1)
    qtbot.keyClick(room.chart, Qt.Key.Key_Space)
    go(room, day(1), NOON)
    qtbot.keyClick(room.chart, Qt.Key.Key_Space)
    assert seats(window.store, day(2), EVENING) == ["陆建芬"]
    form(room).confirm.click()
    assert seats(window.store, day(1), NOON) == ["陆建芬"]
    assert room.panel.form is None
    assert room.warning.isVisible()


def test_delete_takes_somebody_out(room: MonthRoom, window: MainWindow, qtbot: QtBot) -> None:
    duty_seat.put(window.store, day(1), MORNING, 1, by=1)
    room.reload()
    go(room, day(1), MORNING, 1)
    qtbot.keyClick(room.chart, Qt.Key.Key_Delete)
    assert seats(window.store, day(1), MORNING) == []


def test_the_side_says_why_and_who_else_could_come(
    room: MonthRoom, window: MainWindow, qtbot: QtBot
) -> None:
    duty_seat.put(window.store, day(1), MORNING, 1, by=1)
    room.reload()
    go(room, day(1), MORNING, 1)
    qtbot.waitUntil(lambda: bool(room.panel.findChildren(LinkLine)))
    assert "人工定的" in room.panel._why.text()
    line = next(
        each for each in room.panel.findChildren(LinkLine) if "赵文斌" in each.accessibleName()
    )
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert seats(window.store, day(1), MORNING) == ["赵文斌"]


def test_the_month_is_solved_on_the_worker_published_and_taken_back(
    room: MonthRoom, window: MainWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(room.solving.ended, timeout=60_000):
        room.head.solve.click()
    assert room.result.isVisible()
    roster = duty_month.month_roster(window.store, MONTH)
    assert roster.state is RosterState.DRAFT and roster.summary
    room.head.publish.click()
    assert duty_month.month_roster(window.store, MONTH).state is RosterState.PUBLISHED
    assert room.head.reopen.isVisible() and not room.head.solve.isVisible()
    room.head.reopen.click()
    assert duty_month.month_roster(window.store, MONTH).state is RosterState.DRAFT


def test_a_published_month_swaps_both_ways_with_who_agreed(
    room: MonthRoom, window: MainWindow, qtbot: QtBot
) -> None:
    duty_seat.put(window.store, day(1), MORNING, 1, by=1)
    duty_seat.put(window.store, day(4), NOON, 2, by=1)
    duty_month.publish(window.store, MONTH, by=1)
    room.reload()
    go(room, day(1), MORNING, 1)
    qtbot.keyClick(room.chart, Qt.Key.Key_Space)
    go(room, day(4), NOON, 2)
    qtbot.keyClick(room.chart, Qt.Key.Key_Space)
    form(room).confirmed.emit()
    assert seats(window.store, day(1), MORNING) == ["赵文斌"]
    assert seats(window.store, day(4), NOON) == ["陆建芬"]
    change = duty_swap.changes(window.store, MONTH)[0]
    assert change.agreed is not None and change.agreed.who == "两人都同意"


def test_a_month_without_shifts_says_so(room: MonthRoom, window: MainWindow) -> None:
    for shift in duty.shifts(window.store):
        window.operations.run(duty.remove_shift, shift.id, by=1)
    assert room.empty.isVisible()
    window.operations.undo()
    assert room.chart.isVisible()


def test_months_are_turned_by_the_keyboard(room: MonthRoom, qtbot: QtBot) -> None:
    qtbot.keyClick(room, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert room.month == Month(2027, 1)
    assert room.warning.isVisible()
    qtbot.keyClick(room, Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    assert room.month == Month(2026, 11)


@pytest.mark.parametrize("size", TextSize)
def test_nothing_scrolls_sideways(room: MonthRoom, window: MainWindow, size: TextSize) -> None:
    window.set_text_size(size)
    assert room.minimumSizeHint().width() <= window.stack.width()
    assert room.chart.horizontalScrollBar().maximum() == 0


def test_the_chart_is_printed_and_saved_as_a_table_and_a_calendar(
    room: MonthRoom, window: MainWindow, qtbot: QtBot
) -> None:
    duty_seat.put(window.store, day(1), MORNING, 1, by=1)
    room.reload()
    prints = window.store.folder.prints
    window.page.print_page()
    for action in room.papers.actions()[-3:-1]:
        action.trigger()
    qtbot.waitUntil(lambda: len(list(prints.glob("*2026-12*"))) == 3, timeout=30_000)
    assert {path.suffix for path in prints.iterdir()} == {".pdf", ".xlsx", ".ics"}


def test_the_side_is_as_tall_as_what_it_says(
    room: MonthRoom, window: MainWindow, qtbot: QtBot
) -> None:
    for number in range(12):
        stewards.add(window.store, Steward(0, f"志愿者{number}", Role.STEWARD), by=1)
    duty_seat.put(window.store, day(1), MORNING, 1, by=1)
    room.reload()
    go(room, day(1), MORNING, 1)
    qtbot.waitUntil(lambda: bool(room.panel.findChildren(LinkLine)))
    inside = room.panel.widget()
    assert inside is not None
    qtbot.waitUntil(lambda: inside.height() >= inside.heightForWidth(inside.width()))


def test_stopping_the_solver_keeps_the_best_so_far(
    room: MonthRoom, window: MainWindow, qtbot: QtBot
) -> None:
    duty_seat.put(window.store, day(1), MORNING, 1, by=1)
    with qtbot.waitSignal(room.solving.ended, timeout=60_000):
        room.head.solve.click()
        room.solving.bar.cancel_requested.emit()
    assert not room.solving.busy and room.head.solve.isEnabled()
    assert "陆建芬" in seats(window.store, day(1), MORNING)
    assert room.result.isVisible()


def test_the_side_is_filled_when_the_page_is_first_opened(
    crew: Store, window: MainWindow, qtbot: QtBot
) -> None:
    page = window.show_page("duty")
    assert isinstance(page, DutyPage)
    qtbot.waitUntil(lambda: bool(page.month.panel.findChildren(LinkLine)))


def test_the_side_is_never_dragged_so_narrow_that_it_is_cut_off(
    room: MonthRoom, window: MainWindow
) -> None:
    splitter = room.work._splitter
    splitter.moveSplitter(window.width(), 1)
    for width, height in ((1366, 768), (1920, 1000), (1366, 768)):
        window.resize(width, height)
        assert room.panel.width() >= room.panel.minimumSizeHint().width()


def test_one_persons_slip_and_calendar_are_made_and_everybodys_calendar(
    room: MonthRoom, window: MainWindow, qtbot: QtBot
) -> None:
    for number, who in ((1, 1), (2, 2)):
        duty_seat.put(window.store, day(number), MORNING, who, by=1)
    room.reload()
    go(room, day(2), MORNING, 2)
    prints = window.store.folder.prints
    for what in (0, 1):
        room.papers.person_wanted.emit()
        asked = form(room)
        assert isinstance(asked, PersonForm) and asked.who.currentText() == "赵文斌"
        asked.what.setCurrentIndex(what)
        qtbot.keyClick(asked.what, Qt.Key.Key_Return)
        assert room.panel.form is None
    room.papers.actions()[-1].trigger()
    wanted = [
        prints / "值班条2026-12（赵文斌）.pdf",
        prints / "值班表2026-12（赵文斌）.ics",
        prints / "手机日历2026-12" / "陆建芬2026-12.ics",
        prints / "手机日历2026-12" / "赵文斌2026-12.ics",
    ]
    qtbot.waitUntil(lambda: all(path.exists() for path in wanted), timeout=30_000)
