"""交接班: filled in from the book, signed, confirmed by the next person."""

from datetime import date, datetime, time

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qingyu.domain.duty import Shift
from qingyu.domain.duty_change import ShiftRef
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.handover import Incident
from qingyu.domain.steward import Steward
from qingyu.services import Store, duty, duty_swap, feedback, handover
from qingyu.services import draft as service
from qingyu.services import steward as stewards
from qingyu.ui.drafts import Drafts
from qingyu.ui.pages.duty import DutyPage
from qingyu.ui.pages.duty_handover import HandoverRoom
from qingyu.ui.pages.duty_handover_form import HandoverForm
from qingyu.ui.pages.duty_handover_taking import TakingForm
from qingyu.ui.pages.today import TodayPage
from qingyu.ui.theme import TextSize
from qingyu.ui.widgets.link_line import LinkLine
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


def giving(room: HandoverRoom) -> HandoverForm:
    assert isinstance(room.form, HandoverForm)
    return room.form


def taking(room: HandoverRoom) -> TakingForm:
    assert isinstance(room.form, TakingForm)
    return room.form


def use(window: MainWindow, ident: int) -> None:
    window.operations.use(next(p for p in stewards.stewards(window.store) if p.id == ident))


def sign(room: HandoverRoom) -> None:
    giving(room).confirm.click()


def test_the_shift_that_ended_is_signed_and_confirmed_by_somebody_else(
    room: HandoverRoom, window: MainWindow
) -> None:
    form = giving(room)
    assert form.people.text() == "陆建芬、赵文斌"
    form.weather.usual.chosen.emit("小雨")
    at, what, _action, told = form.incidents.rows[0]
    at.setText("10:20")
    what.setText("3幢电梯停了")
    told.setText("社区")
    form.patrol.choices[0].choose("有问题")
    form.patrol.lines[0].setText("灯坏了")
    form.patrol.all_fine.click()
    form.counts.boxes[0].setValue(0)
    form.confirm.click()
    (record,) = handover.pending(window.store).waiting
    assert record.weather == "小雨"
    assert record.incidents == (Incident("10:20", "3幢电梯停了", "", "社区"),)
    assert [point.result for point in record.patrol[:2]] == ["有问题，灯坏了", "正常"]
    assert record.counted[0].missing
    waits = taking(room)
    assert not waits.confirm.isVisible()  # who signed does not take over
    waits.other.click()
    assert window.steward_menu.isVisible()
    window.steward_menu.close()
    use(window, 2)
    assert waits.confirm.isVisible() and not waits.other.isVisible()
    waits.words.setText("钥匙找到了")
    waits.confirm.click()
    assert not handover.pending(window.store)
    assert handover.of_days(window.store, DAY, DAY)[0].taker_words == "钥匙找到了"
    assert room.form is None


def test_somebody_of_another_shift_is_told_what_to_do_where_nobody_came(
    room: HandoverRoom, window: MainWindow
) -> None:
    assert "没来" not in giving(room).signer.text()
    stewards.add(window.store, Steward(0, "何秀英"), by=1)
    use(window, 3)
    assert "签字的是「何秀英」" in giving(room).signer.text()
    assert "请先按「这一班没有人来」" in giving(room).signer.text()
    giving(room).nobody.click()
    assert "没有人到岗" in giving(room).people.text()
    assert giving(room).confirm.accessibleName() == "记下来，我来接"
    assert not giving(room).nobody.isVisible()
    sign(room)
    assert handover.of_days(window.store, DAY, DAY)[0].unattended
    window.operations.undo()
    window.operations.undo()
    room.reload()
    assert giving(room).people.text() == "陆建芬、赵文斌" and giving(room).nobody.isVisible()


def test_enter_in_a_line_goes_on_and_ctrl_enter_signs(
    room: HandoverRoom, window: MainWindow, qtbot: QtBot
) -> None:
    form = giving(room)
    form.people.setFocus()
    qtbot.keyClick(form.people, Qt.Key.Key_Return)
    assert handover.pending(window.store).due
    assert form.focusWidget() is form.visitors
    qtbot.keyClick(form.visitors, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert handover.pending(window.store).waiting


def test_a_signed_record_may_be_mended_and_its_signature_undone(
    room: HandoverRoom, window: MainWindow
) -> None:
    giving(room).words.setText("门没锁")
    sign(room)
    taking(room).mend.click()
    assert giving(room).words.text() == "门没锁"
    giving(room).words.setText("门锁好了")
    sign(room)
    (record,) = handover.pending(window.store).waiting
    assert record.words == "门锁好了"
    window.operations.undo()
    window.operations.undo()
    assert giving(room).words.text() == "门锁好了"  # what was typed is not lost with the signature


def test_what_is_typed_stays_when_the_book_changes_and_news_comes_in(
    room: HandoverRoom, window: MainWindow
) -> None:
    form = giving(room)
    form.words.setText("写到一半")
    form.happened.setPlainText("9:10 有人送来一把钥匙")
    duty.set_shift(window.store, DAY, "晚", [2], by=1)
    feedback.record(
        window.store, FeedbackDraft("水管爆了", received_at=datetime(2026, 11, 23, 11)), by=2
    )
    window.show_page("today")
    window.show_page("duty")
    assert giving(room) is form
    assert form.words.text() == "写到一半"
    said = form.happened.toPlainText().splitlines()
    assert said[0] == "9:10 有人送来一把钥匙" and "水管爆了" in said[1]
    room.reload()
    assert form.happened.toPlainText().splitlines() == said


def test_two_shifts_are_handed_over_side_by_side(room: HandoverRoom, window: MainWindow) -> None:
    duty.save_shift(window.store, Shift(0, "门岗", time(9), time(11)), by=1)
    duty.set_shift(window.store, DAY, "门岗", [2], by=1)
    giving(room).words.setText("早班的话")
    room.reload()
    assert room.which is not None and len(room.forms) == 2
    room.open_shift(ShiftRef(DAY, 4))
    assert giving(room).people.text() == "赵文斌"
    sign(room)
    room.open_shift(ShiftRef(DAY, 1))
    assert giving(room).words.text() == "早班的话"


def test_a_shift_nobody_came_to_is_written_down_by_the_next(
    room: HandoverRoom, window: MainWindow
) -> None:
    for seat in (1, 2):
        duty_swap.no_show(window.store, seat, by=1)
    room.reload()
    assert "没有人到岗" in giving(room).people.text()
    assert giving(room).confirm.accessibleName() == "记下来，我来接"
    sign(room)
    assert room.form is None
    assert handover.of_days(window.store, DAY, DAY)[0].unattended


def test_what_is_counted_and_walked_is_changed_in_the_window(
    room: HandoverRoom, window: MainWindow
) -> None:
    room.past.change.click()
    lists = room.past.lists
    assert lists is not None
    lists.things.line(0).setText("大门钥匙")
    lists.things.move_row(0, 1)
    lists.things.remove_row(3)
    lists.points.add.click()
    lists.points.line(6).setText("河边")
    lists.confirm.click()
    assert [t.name for t in handover.things(window.store)] == ["对讲机", "大门钥匙", "手电"]
    assert handover.points(window.store)[-1] == "河边"
    assert len(giving(room).counts.boxes) == 3
    window.operations.undo()
    assert len(handover.things(window.store)) == 4


def test_a_record_of_last_week_is_read_and_printed(
    room: HandoverRoom, window: MainWindow, qtbot: QtBot
) -> None:
    sign(room)
    (line,) = room.past.card.findChildren(LinkLine)
    assert "陆建芬 交了班" in line.accessibleName()
    line.click()
    with qtbot.waitSignal(room.print_requested) as asked:
        room.past.print.click()
    assert asked.args == [ShiftRef(DAY, 1)]


def test_it_fits_in_the_largest_text(room: HandoverRoom, window: MainWindow) -> None:
    window.set_text_size(TextSize.HUGE)
    room.past.change.click()
    assert room.minimumSizeHint().width() <= window.stack.width()


def test_today_leads_to_the_shift_by_enter(
    room: HandoverRoom, window: MainWindow, qtbot: QtBot
) -> None:
    sign(room)
    page = window.show_page("today")
    assert isinstance(page, TodayPage)
    page.reload()
    (line,) = page.board.lines("handover")
    assert line.accessibleName() == "今天早班（陆建芬、赵文斌）交了班，等人接，刚签字"
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert window.page is window.pages["duty"]
    assert taking(room).record.title == "11月23日早班"


def test_what_was_typed_when_the_program_ended_goes_on_with_what_came_since(
    room: HandoverRoom, window: MainWindow, qtbot: QtBot
) -> None:
    form = giving(room)
    form.visitors.setFocus()
    qtbot.keyClicks(form.visitors, "half")
    qtbot.keyClicks(form.happened, "keys ")
    form.patrol.choices[0].choose("有问题")
    window.desk.drafts.look()
    left = Drafts(window.operations, window)
    qtbot.waitUntil(lambda: window.desk.drafts.is_written and bool(service.left(window.store)))
    (draft,) = service.left(window.store)
    room._drop(ShiftRef(DAY, 1))
    feedback.record(
        window.store, FeedbackDraft("水管爆了", received_at=datetime(2026, 11, 23, 11)), by=2
    )
    window.show_page("today")
    left.watch(window)
    window.show_page("duty").reopen(draft.way[1:])
    left.put_back(draft)
    assert giving(room).visitors.text() == "half"
    assert giving(room).patrol.choices[0].key == "有问题"
    said = giving(room).happened.toPlainText()
    assert "keys" in said and "水管爆了" in said
    left.finish()


def test_a_record_of_last_month_is_taken_over_late(
    room: HandoverRoom, window: MainWindow
) -> None:
    store, old = window.store, date(2026, 11, 10)
    duty.set_shift(store, old, "早", [1], 1, by=1)
    handover.give(store, handover.prefilled(store, old, 1), by=1)
    room.reload()
    assert not handover.pending(store).waiting
    lines = room.past.card.findChildren(LinkLine)
    line = next(each for each in lines if "去补接班" in each.accessibleName())
    use(window, 2)
    line.click()
    assert taking(room).record.on == old and taking(room).confirm.isVisible()
    taking(room).confirm.click()
    assert not handover.left_waiting(store)
    assert giving(room).record().on == DAY
