"""A published month changed in one step: to an empty place, over the month's end, with warnings."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qingyu.domain.duty_change import ChangeKind
from qingyu.domain.month import Month
from qingyu.services import Store, duty_month, duty_seat, duty_swap
from qingyu.ui.pages.duty import DutyPage
from qingyu.ui.pages.duty_month import MonthRoom
from qingyu.ui.pages.duty_swap_form import SwapForm
from qingyu.ui.window import MainWindow

DECEMBER, JANUARY = Month(2026, 12), Month(2027, 1)
MORNING, NOON, EVENING = 1, 2, 3
LEAD, STEWARD = 1, 2


def day(number: int) -> date:
    return date(2026, 12, number)


@pytest.fixture
def room(founded: Store, window: MainWindow) -> MonthRoom:
    """December published: 1日早 陆建芬, 4日午 赵文斌; January a draft: 2日早 赵文斌."""
    duty_seat.put(founded, day(1), MORNING, LEAD, by=1)
    duty_seat.put(founded, day(4), NOON, STEWARD, by=1)
    duty_seat.put(founded, date(2027, 1, 2), MORNING, STEWARD, by=1)
    duty_month.publish(founded, DECEMBER, by=1)
    page = window.show_page("duty")
    assert isinstance(page, DutyPage)
    page.month.show_month(DECEMBER)
    return page.month


def names(store: Store, on: date, shift: int) -> list[str]:
    roster = duty_month.month_roster(store, Month(on.year, on.month))
    cell = next(c for c in roster.cells if (c.on, c.shift.id) == (on, shift))
    return [seat.name for seat in cell.seats]


def go(room: MonthRoom, on: date, shift: int, who: int | None = None) -> None:
    room.chart.setCurrentIndex(room.model.index_of(on, shift, who))


def carry(room: MonthRoom, qtbot: QtBot, on: date, shift: int, who: int | None = None) -> SwapForm:
    """Puts down there who was picked up; the form that asks who agreed."""
    go(room, on, shift, who)
    qtbot.keyClick(room.chart, Qt.Key.Key_Space)
    assert isinstance(room.panel.form, SwapForm)
    return room.panel.form


def pick_up(room: MonthRoom, qtbot: QtBot) -> None:
    go(room, day(1), MORNING, LEAD)
    qtbot.keyClick(room.chart, Qt.Key.Key_Space)


def test_somebody_moves_to_an_empty_place_with_who_agreed_and_when(
    room: MonthRoom, window: MainWindow, qtbot: QtBot
) -> None:
    pick_up(room, qtbot)
    form = carry(room, qtbot, day(2), EVENING)
    assert "不公平值" in form.cost.text() and form.warning.isHidden()
    form.agreed.setText("陆建芬电话里说的")
    form.day.set_day(date(2026, 11, 20))
    qtbot.keyClick(form.agreed, Qt.Key.Key_Return)
    assert names(window.store, day(2), EVENING) == ["陆建芬"]
    assert names(window.store, day(1), MORNING) == []
    (change,) = duty_swap.changes(window.store, DECEMBER)
    assert change.kind is ChangeKind.MOVED and change.agreed is not None
    assert (change.agreed.who, change.agreed.at.date()) == ("陆建芬电话里说的", date(2026, 11, 20))
    assert room.panel.form is None and room.chart.hasFocus()
    window.operations.undo()
    assert names(window.store, day(1), MORNING) == ["陆建芬"]
    assert duty_swap.changes(window.store, DECEMBER) == ()


def test_a_broken_rule_stands_in_the_form_before_it_is_recorded(
    room: MonthRoom, window: MainWindow, qtbot: QtBot
) -> None:
    duty_swap.extra(window.store, day(3), EVENING, [LEAD], by=1)
    room.reload()
    pick_up(room, qtbot)
    form = carry(room, qtbot, day(4), MORNING)
    assert "休息不到12小时" in form.warning.text()
    assert "仍然这样换" in form.confirm.text()
    form.confirm.click()
    assert names(window.store, day(4), MORNING) == ["陆建芬"]
    assert "休息不到12小时" in duty_swap.changes(window.store, DECEMBER)[0].kept


def test_what_became_forbidden_meanwhile_is_shown_before_it_is_done(
    room: MonthRoom, window: MainWindow, qtbot: QtBot
) -> None:
    pick_up(room, qtbot)
    form = carry(room, qtbot, day(4), MORNING)
    window.operations.keep(duty_swap.extra, day(3), EVENING, [LEAD], by=1)
    form.confirm.click()
    assert names(window.store, day(4), MORNING) == []
    assert "休息不到12小时" in form.warning.text()


def test_somebody_is_carried_over_the_end_of_the_month_and_swapped_both_ways(
    room: MonthRoom, window: MainWindow, qtbot: QtBot
) -> None:
    pick_up(room, qtbot)
    qtbot.keyClick(room, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert room.month == JANUARY and "拿着陆建芬" in room.status.text()
    form = carry(room, qtbot, date(2027, 1, 2), MORNING, STEWARD)
    assert form.back.currentText() == "1月2日（周六）早班（草稿）"
    form.confirm.click()
    assert names(window.store, day(1), MORNING) == ["赵文斌"]
    assert names(window.store, date(2027, 1, 2), MORNING) == ["陆建芬"]


def test_the_price_is_shown_while_somebody_is_dragged_and_the_place_is_marked(
    room: MonthRoom, qtbot: QtBot
) -> None:
    pick_up(room, qtbot)
    target = room.model.index_of(day(4), NOON, STEWARD)
    room.chart.hover(target)
    assert "不公平值" in room.status.text()
    assert room.chart.places.target == target
    room.chart.drop_on(target)
    assert not room.chart.places.target.isValid()
    assert isinstance(room.panel.form, SwapForm)


def test_who_did_not_come_gets_stand_ins_at_once(
    room: MonthRoom, window: MainWindow, qtbot: QtBot
) -> None:
    duty_month.reopen(window.store, DECEMBER, by=1)
    duty_seat.put(window.store, date(2026, 11, 23), MORNING, LEAD, by=1)
    duty_month.publish(window.store, Month(2026, 11), by=1)
    room.show_month(Month(2026, 11))
    go(room, date(2026, 11, 23), MORNING, LEAD)
    room.panel.absent.click()
    line = room.panel.focusWidget()
    assert line is not None and "赵文斌" in line.accessibleName() and line.hasFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert names(window.store, date(2026, 11, 23), MORNING) == ["陆建芬", "赵文斌"]
