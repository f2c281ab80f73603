"""Weather days by one press; shifts changed; who is on duty is offered first."""

from dataclasses import replace
from datetime import date, time

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from qingyu.domain.duty import Standing
from qingyu.domain.duty_weather import WeatherAlarm
from qingyu.domain.issue import IssueDraft
from qingyu.domain.month import Month
from qingyu.domain.place import Place
from qingyu.domain.round import RoundKind
from qingyu.domain.steward import Role, Steward
from qingyu.services import Store, duty, duty_month, issue
from qingyu.services import round as rounds
from qingyu.services import steward as stewards
from qingyu.ui.pages.duty import DutyPage
from qingyu.ui.pages.duty_shifts import ShiftsRoom
from qingyu.ui.pages.duty_weather import WeatherRoom
from qingyu.ui.theme import TextSize
from qingyu.ui.widgets.link_line import LinkLine
from qingyu.ui.window import MainWindow

DAY = date(2026, 11, 23)


def opened(window: MainWindow, key: str) -> object:
    page = window.show_page("duty")
    assert isinstance(page, DutyPage)
    page.show_room(key)
    return page.room(key)


def extra(store: Store) -> int:
    roster = duty_month.month_roster(store, Month(2026, 11))
    seats = [seat for cell in roster.cells for seat in cell.seats]
    return sum(seat.standing is Standing.EXTRA for seat in seats)


def test_one_press_proposes_pairs_and_one_adds_them(
    founded: Store, window: MainWindow, qtbot: QtBot
) -> None:
    for name in ("孙建国", "周小妹", "吴阿珍"):
        stewards.add(founded, Steward(0, name, Role.STEWARD), by=1)
    room = opened(window, "weather")
    assert isinstance(room, WeatherRoom)
    assert not room.advice.isVisible()
    room.alarm.choose("暴雨")
    room.alarm.chosen.emit("暴雨")
    assert room.advice.isVisible() and room.ticks
    people = sum(len(pair.steward_ids) for _, pair in room.ticks)
    room.add.click()
    assert extra(founded) == people
    assert not room.ticks and "已加派" in room.pairs_card.findChildren(QLabel)[-1].text()
    window.operations.undo()
    assert extra(founded) == 0


def test_the_spots_become_a_numbered_round_to_type_back(
    founded: Store, window: MainWindow, qtbot: QtBot
) -> None:
    draft = IssueDraft("漏水", Place(3, 2, "501"), matter="屋面漏水")
    issue.open_new(founded, draft, by=1)
    room = opened(window, "weather")
    assert isinstance(room, WeatherRoom)
    room.show_alarm(WeatherAlarm.TYPHOON)
    assert room.round.isVisible() and not room.hint.isVisible()
    room.round.click()
    (made,) = rounds.out(founded)
    assert made.kind is RoundKind.PATROL and made.lines[0].matter == "台风：屋面漏水"
    qtbot.waitUntil(lambda: any(founded.folder.prints.glob("*.pdf")))


def test_a_shift_is_changed_added_and_taken_out_of_use(founded: Store, window: MainWindow) -> None:
    room = opened(window, "shifts")
    assert isinstance(room, ShiftsRoom)
    room.card.findChildren(LinkLine)[0].click()
    assert room.form is not None
    room.form.places.setValue(3)
    room.form.confirm.click()
    assert duty.shifts(founded)[0].places == 3 and room.form is None
    room.add.click()
    assert room.form is not None
    room.form.name.setText("夜巡")
    room.form.confirm.click()
    added = next(shift for shift in duty.shifts(founded) if shift.name == "夜巡")
    assert (added.start, added.end) == (time(9), time(11))
    room.open_form(added)
    assert room.form is not None
    room.form.remove.click()
    assert [shift.name for shift in duty.shifts(founded)] == ["早", "午", "晚"]


def test_who_is_on_duty_is_offered_first(founded: Store, window: MainWindow) -> None:
    first = duty.shifts(founded)[0]
    duty.save_shift(founded, replace(first, end=time(12, 30)), by=1)
    duty.set_shift(founded, DAY, "早", [2], by=1)
    window.steward_menu.fill()
    texts = [action.text() for action in window.steward_menu.actions()]
    assert "赵文斌" in texts[0] and "正在值班" in texts[0]
    duty.set_shift(founded, DAY, "午", [1], by=1)
    duty.set_shift(founded, DAY, "早", [], by=1)
    window.steward_menu.fill()
    texts = [action.text() for action in window.steward_menu.actions()]
    assert "陆建芬" in texts[0] and "接下来值班" in texts[0]


def test_rooms_fit_in_the_largest_text(window: MainWindow) -> None:
    window.set_text_size(TextSize.HUGE)
    for key in ("weather", "shifts"):
        room = opened(window, key)
        assert isinstance(room, WeatherRoom | ShiftsRoom)
        assert room.minimumSizeHint().width() <= window.stack.width()
    assert window.page.minimumSizeHint().width() <= window.stack.width()


def test_no_card_is_pressed_together_when_all_is_shown_at_once(
    founded: Store, window: MainWindow, qtbot: QtBot
) -> None:
    for number in range(1, 7):
        draft = IssueDraft("漏水", Place(number, 1), matter="屋面漏水")
        issue.open_new(founded, draft, by=1)
    window.set_text_size(TextSize.STANDARD)
    room = opened(window, "weather")
    assert isinstance(room, WeatherRoom)
    room.show_alarm(WeatherAlarm.TYPHOON)
    qtbot.waitUntil(lambda: len(room.spots.findChildren(LinkLine)) == 6)
    lines = room.spots.findChildren(LinkLine)
    qtbot.waitUntil(lambda: all(e.height() >= e.heightForWidth(e.width()) for e in lines))
    ticks = [tick for tick, _ in room.ticks]
    assert all(tick.height() >= tick.sizeHint().height() for tick in ticks)
