"""The weekly review on screen: agenda, a whole meeting by keyboard, what comes after it."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qingyu.domain.changes import Noun
from qingyu.domain.issue import Funding, IssueDraft, MoveDetails, State, Urgency
from qingyu.domain.place import Place
from qingyu.domain.review import MeetingFacts, Rhythm
from qingyu.domain.week import Week, week_of
from qingyu.services import feedback, intake, issue, issue_reading, review
from qingyu.ui.pages.review import ReviewPage
from qingyu.ui.pages.review_decision_form import DecisionForm
from qingyu.ui.pages.review_vote_form import VoteForm
from qingyu.ui.theme import TextSize
from qingyu.ui.widgets.filter_chips import FilterChip
from qingyu.ui.window import MainWindow
from tests.ui.keyboard import press, tab_to, write
from tests.ui.sizes import SIZES
from tests.ui.widgets.clipping import cut_off

KEY = Qt.Key
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> ReviewPage:
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is window)
    shown = window.show_page("review")
    assert isinstance(shown, ReviewPage)
    looked(shown, qtbot)
    return shown


def looked(page: ReviewPage, qtbot: QtBot) -> None:
    """Waits until what the worker looks up is on the screen."""
    qtbot.waitUntil(lambda: not page.reader.reading)


def meet(page: ReviewPage, qtbot: QtBot) -> None:
    """Sits down to the meeting as it stands in the book."""
    looked(page, qtbot)
    page.head.meet.click()
    qtbot.waitUntil(lambda: page.meeting_mode)


def reported(window: MainWindow, title: str, *, days: int = 0, place: Place | None = None) -> int:
    draft = IssueDraft(
        title,
        place or Place(3, 2),
        urgency=Urgency.PRESSING,
        reported_at=window.store.now() - timedelta(days=days),
    )
    changes = window.operations.run(issue.open_new, draft, by=1)
    assert changes is not None
    return changes.ids(Noun.ISSUE)[0]


def this_week(window: MainWindow) -> Week:
    return week_of(window.store.now().date())


def words_on(widget: QWidget) -> str:
    return " ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def held(window: MainWindow, **facts: object) -> None:
    known = MeetingFacts(window.store.now().date(), **facts)  # type: ignore[arg-type]
    assert window.operations.run(review.hold, this_week(window), known, by=1) is not None


def test_an_empty_week_says_so_and_how_to_fill_it(page: ReviewPage) -> None:
    assert page.empty.isVisible()
    assert "加一个议题" in page.empty.accessibleName()


def test_a_new_issue_stands_on_the_agenda_at_once_and_says_why(
    window: MainWindow, page: ReviewPage, qtbot: QtBot
) -> None:
    draft = intake.understood("3幢2单元501张阿姨说厨房顶上漏水")
    window.operations.run(feedback.record_and_open, draft, by=1)
    looked(page, qtbot)
    (line,) = page.board.lines
    assert "漏水" in line.link.accessibleName() and "新增" in line.link.accessibleName()
    assert not page.empty.isVisible()
    with qtbot.waitSignal(page.open_requested) as asked:
        qtbot.keyClick(line.link, KEY.Key_Return)
    assert asked.args == [Noun.ISSUE, 1]


def test_what_did_not_change_on_the_agenda_is_not_made_anew(
    window: MainWindow, page: ReviewPage, qtbot: QtBot
) -> None:
    reported(window, "屋面漏水")
    looked(page, qtbot)
    before = page.board.lines
    window.operations.run(review.add_topic, "车棚怎么收费", by=1)
    looked(page, qtbot)
    qtbot.waitUntil(lambda: len(page.board.lines) == len(before) + 1)
    assert before and page.board.lines[: len(before)] == before
    assert all(line.isVisible() for line in page.board.lines)
    window.operations.undo()
    looked(page, qtbot)
    qtbot.waitUntil(lambda: page.board.lines == before)
    assert all(line.isVisible() for line in before)


def test_late_ones_come_before_new_ones(
    window: MainWindow, page: ReviewPage, qtbot: QtBot
) -> None:
    reported(window, "车棚加雨棚")
    reported(window, "楼道灯不亮", days=6)
    looked(page, qtbot)
    first, second = page.board.lines
    assert "楼道灯不亮" in first.link.accessibleName() and "超期" in first.link.accessibleName()
    assert "车棚加雨棚" in second.link.accessibleName()


def test_long_lists_unfold(window: MainWindow, page: ReviewPage, qtbot: QtBot) -> None:
    for number in range(10):
        reported(window, f"楼道灯 {number}")
    looked(page, qtbot)
    assert len(page.board.lines) == 8
    (rest,) = (
        each for each in page.board.findChildren(type(page.board.lines[0].link))
        if "还有 2 件" in each.accessibleName()
    )
    rest.click()
    assert len(page.board.lines) == 10


def test_printing_saves_the_list_before_and_the_minutes_after(
    window: MainWindow, page: ReviewPage, qtbot: QtBot
) -> None:
    reported(window, "厨房漏水")
    qtbot.keyClick(window, KEY.Key_P, CTRL)
    page.head.public.click()
    name = this_week(window).name
    folder = window.store.folder.prints

    def printed() -> set[str]:
        return {path.name for path in folder.glob("*.pdf")}

    qtbot.waitUntil(lambda: len(printed()) == 2)
    before = printed()
    assert before == {f"周例会{name}.pdf", f"周例会{name}公示版.pdf"}
    held(window)
    qtbot.keyClick(page.head, KEY.Key_2, ALT)
    assert page.head.print.text().strip() == "打印记录"
    qtbot.keyClick(window, KEY.Key_P, CTRL)
    page.head.public.click()
    qtbot.waitUntil(lambda: len(printed()) == 4)
    after = printed() - before
    assert after == {f"周例会记录{name}.pdf", f"周例会记录{name}公示版.pdf"}


def test_the_head_is_one_row_in_standard_type_also_while_a_meeting_goes_on(
    window: MainWindow, page: ReviewPage, qtbot: QtBot
) -> None:
    window.resize(1366, 768)
    held(window)
    ident = reported(window, "屋面漏水")
    day = window.store.now().date()
    window.operations.run(
        review.add_action, this_week(window), f"issue:{ident}", "报价", "赵文斌", day, by=1
    )
    looked(page, qtbot)
    qtbot.waitUntil(lambda: page.head.meet.text().strip().startswith("接着开"))
    qtbot.waitUntil(lambda: abs(page.head.meet.y() - page.head.earlier.y()) < 9)


def test_weeks_are_turned_by_the_keyboard(page: ReviewPage, qtbot: QtBot) -> None:
    this = page.week
    qtbot.keyClick(page.head.meet, KEY.Key_Left, ALT)
    assert page.week.monday == this.monday - timedelta(days=7)
    qtbot.keyClick(page.head.meet, KEY.Key_Right, ALT)
    assert page.week == this


def test_a_topic_of_ones_own_is_added_with_enter_and_ended(
    window: MainWindow, page: ReviewPage, qtbot: QtBot
) -> None:
    page.topic.line.setFocus()
    write("车棚怎么收费")
    press(KEY.Key_Return)
    looked(page, qtbot)
    (line,) = page.board.lines
    assert "车棚怎么收费" in line.link.accessibleName()
    assert page.topic.line.text() == "" and page.topic.line.hasFocus()
    page.topic.rhythm.choose(Rhythm.WEEKLY)
    write("看财务收支")
    press(KEY.Key_Tab)
    write("上个月的还没公示")
    press(KEY.Key_Return)
    assert page.topic.detail.text() == ""
    assert [topic.rhythm for topic in review.topics(window.store)] == [Rhythm.ONCE, Rhythm.WEEKLY]
    looked(page, qtbot)
    page.board.lines[0].aside.click()
    (left,) = review.topics(window.store)
    assert (left.title, left.detail) == ("看财务收支", "上个月的还没公示")


def test_a_topic_without_words_is_refused_and_nothing_is_lost(
    window: MainWindow, page: ReviewPage, qtbot: QtBot
) -> None:
    page.topic.rhythm.choose(Rhythm.MONTHLY)
    with qtbot.waitSignal(window.operations.refused):
        page.topic.button.click()
    assert page.topic.rhythm.key == Rhythm.MONTHLY
    assert not review.topics(window.store)


def test_a_whole_meeting_is_held_by_keyboard(
    window: MainWindow, page: ReviewPage, qtbot: QtBot
) -> None:
    late = reported(window, "屋面漏水", days=6)
    reported(window, "楼道灯不亮")
    window.operations.run(review.add_topic, "车棚收费", by=1)
    week = this_week(window)
    looked(page, qtbot)
    page.focus_start()
    page.head.meet.setFocus()
    press(KEY.Key_F5)
    qtbot.waitUntil(lambda: page.meeting_mode)
    # Who came.
    focused = QApplication.focusWidget()
    assert focused is not None and "陆建芬" in focused.accessibleName()
    press(KEY.Key_Space)
    tab_to(page.room.sitting.guests)
    write("社区李主任、3幢张阿姨")
    tab_to(page.room.sitting.chair)
    write("赵文斌")
    press(KEY.Key_PageDown)
    meeting = review.meeting(window.store, week)
    assert meeting is not None
    assert meeting.facts.present == ("陆建芬",) and meeting.facts.absent == ("赵文斌",)
    assert meeting.facts.guests == ("社区李主任", "3幢张阿姨")
    assert (meeting.facts.chair, meeting.facts.note_taker) == ("赵文斌", "陆建芬")
    # The late one: what was said, who does it, what else is to be done.
    assert page.room.current is not None and page.room.current.issue == late
    assert "屋面漏水" in page.room.item.known.title.text()
    assert page.room.item.box.hasFocus()
    write("先请泥工来看")
    tab_to(page.room.item.buttons[0])
    press(KEY.Key_Space)
    write("赵文斌")
    press(KEY.Key_Return)
    stored = issue_reading.find(window.store, late)
    assert (stored.state, stored.handler_id) == (State.ASSIGNED, 2)
    qtbot.waitUntil(page.room.item.buttons[0].isVisible)
    press(KEY.Key_A, ALT)
    qtbot.waitUntil(lambda: page.room.item.form is not None)
    write("找两家报价")
    press(KEY.Key_Tab)
    write("赵文斌")
    press(KEY.Key_Return)
    (action,) = review.open_actions(window.store)
    assert (action.what, action.who) == ("找两家报价", "赵文斌")
    # Forward and back again: the words are still there.
    press(KEY.Key_PageDown)
    press(KEY.Key_PageUp)
    assert page.room.item.box.toPlainText() == "先请泥工来看"
    # The topic is voted on.
    press(KEY.Key_PageDown)
    press(KEY.Key_PageDown)
    assert page.room.current.topic is not None
    assert not page.room.later.isEnabled()
    qtbot.waitUntil(page.room.item.buttons[0].isVisible)
    press(KEY.Key_B, ALT)
    qtbot.waitUntil(lambda: page.room.item.form is not None)
    form = page.room.item.form
    assert isinstance(form, VoteForm)
    boxes = (*form.heads.boxes, *form.households.boxes)
    for box, number in zip(boxes, ("5", "1", "0", "4", "1", "0"), strict=True):
        tab_to(box)
        write(number)
    press(KEY.Key_Return)
    # Esc: out of the meeting, nothing lost.
    page.room.item.box.setFocus()
    write("大家都同意")
    press(KEY.Key_Escape)
    assert not page.meeting_mode
    meeting = review.meeting(window.store, week)
    assert meeting is not None
    first, second, third = meeting.items
    assert first.words == "先请泥工来看" and len(first.decisions) == 1
    assert second.discussed_at is None
    assert third.words == "大家都同意"
    (vote,) = third.votes
    assert (vote.heads.agree, vote.heads.against, vote.households.agree) == (5, 1, 4)


def test_the_meeting_goes_on_at_the_first_matter_that_is_left(
    window: MainWindow, page: ReviewPage, qtbot: QtBot
) -> None:
    reported(window, "屋面漏水", days=6)
    reported(window, "楼道灯不亮")
    meet(page, qtbot)
    page.room.turn(1)
    qtbot.waitUntil(page.room.item.buttons[0].isVisible)
    press(KEY.Key_Y, ALT)
    # A button pressed by its keys is let go a moment later.
    qtbot.waitUntil(lambda: "这件议过了" in words_on(page.room))
    press(KEY.Key_Escape)
    looked(page, qtbot)
    assert "已议" in page.board.lines[0].link.accessibleName()
    page.focus_start()
    page.head.meet.setFocus()
    press(KEY.Key_Return, CTRL)
    qtbot.waitUntil(lambda: page.meeting_mode)
    assert page.room.current is not None and "楼道灯不亮" in page.room.current.title


def test_what_is_typed_is_kept_when_another_page_comes_up(
    window: MainWindow, page: ReviewPage, qtbot: QtBot
) -> None:
    reported(window, "屋面漏水")
    meet(page, qtbot)
    page.room.turn(1)
    write("写到一半")
    window.show_page("today")
    meeting = review.meeting(window.store, this_week(window))
    assert meeting is not None and meeting.items[0].words == "写到一半"


def test_what_is_typed_is_kept_after_a_moment_without_any_key(
    window: MainWindow, page: ReviewPage, qtbot: QtBot
) -> None:
    reported(window, "屋面漏水")
    meet(page, qtbot)
    page.room.turn(1)
    write("自己存下")

    def stored() -> bool:
        meeting = review.meeting(window.store, this_week(window))
        return meeting is not None and meeting.items[0].words == "自己存下"

    qtbot.waitUntil(stored)
    assert page.room.item.box.toPlainText() == "自己存下"


def test_esc_in_a_form_puts_away_the_form_only(
    window: MainWindow, page: ReviewPage, qtbot: QtBot
) -> None:
    reported(window, "屋面漏水")
    meet(page, qtbot)
    page.room.turn(1)
    page.room.item.buttons[0].click()
    assert isinstance(page.room.item.form, DecisionForm)
    press(KEY.Key_Escape)
    assert page.room.item.form is None and page.meeting_mode


def test_a_form_that_is_being_filled_in_is_not_turned_away_from(
    window: MainWindow, page: ReviewPage, qtbot: QtBot
) -> None:
    reported(window, "屋面漏水")
    reported(window, "路灯不亮")
    meet(page, qtbot)
    page.room.turn(1)
    first = page.room.current
    qtbot.waitUntil(page.room.item.buttons[0].isVisible)
    press(KEY.Key_A, ALT)
    qtbot.waitUntil(lambda: page.room.item.form is not None)
    write("问三家报价")
    told: list[str] = []
    page.said.connect(told.append)
    press(KEY.Key_PageDown)
    form = page.room.item.form
    assert page.room.current == first and form is not None
    assert form.isAncestorOf(QApplication.focusWidget() or page) and "按回车记下" in told[-1]
    page.room.leave()
    assert page.meeting_mode
    press(KEY.Key_Escape)
    press(KEY.Key_PageDown)
    assert page.room.item.form is None and page.room.current != first


def test_a_form_nobody_filled_in_goes_away_by_itself(
    window: MainWindow, page: ReviewPage, qtbot: QtBot
) -> None:
    reported(window, "屋面漏水")
    reported(window, "路灯不亮")
    meet(page, qtbot)
    page.room.turn(1)
    first = page.room.current
    qtbot.waitUntil(page.room.item.buttons[0].isVisible)
    press(KEY.Key_B, ALT)
    qtbot.waitUntil(lambda: page.room.item.form is not None)
    press(KEY.Key_PageDown)
    assert page.room.item.form is None and page.room.current != first


def test_a_decision_that_lacks_something_is_marked_and_what_was_typed_stays(
    window: MainWindow, page: ReviewPage, qtbot: QtBot
) -> None:
    ident = reported(window, "屋面漏水")
    meet(page, qtbot)
    page.room.turn(1)
    page.room.item.buttons[0].click()
    form = page.room.item.form
    assert isinstance(form, DecisionForm) and form.party is not None
    press(KEY.Key_Return)
    assert form.party.property("wrong") == "true"
    assert issue_reading.find(window.store, ident).state is State.REGISTERED


def test_money_and_waiting_are_decided_at_the_table(
    window: MainWindow, page: ReviewPage, qtbot: QtBot
) -> None:
    ident = reported(window, "屋面漏水")
    for target in (State.VERIFIED, State.ASSIGNED):
        told = MoveDetails(handler_id=2)
        assert window.operations.run(issue.move, ident, target, told, by=1) is not None
    meet(page, qtbot)
    page.room.turn(1)
    named = {button.text().strip(): button for button in page.room.item.buttons}
    named["定资金来源"].click()
    form = page.room.item.form
    assert isinstance(form, DecisionForm) and form.funding is not None
    form.funding.choose(Funding.MAINTENANCE_FUND)
    press(KEY.Key_Return)
    assert issue_reading.find(window.store, ident).funding is Funding.MAINTENANCE_FUND
    named = {button.text().strip(): button for button in page.room.item.buttons}
    named["挂起"].click()
    form = page.room.item.form
    assert isinstance(form, DecisionForm)
    form.words.setFocus()
    write("等报价")
    press(KEY.Key_Return)
    assert issue_reading.find(window.store, ident).state is State.SUSPENDED
    window.operations.undo()
    assert issue_reading.find(window.store, ident).state is State.ASSIGNED


def test_plain_arrows_turn_where_no_words_are_written(
    window: MainWindow, page: ReviewPage, qtbot: QtBot
) -> None:
    first, second = reported(window, "屋面漏水", days=6), reported(window, "楼道灯不亮")
    looked(page, qtbot)
    page.head.meet.setFocus()
    press(KEY.Key_F5)
    qtbot.waitUntil(lambda: page.meeting_mode)

    def on_table() -> int | None:
        return page.room.current.issue if page.room.current is not None else None

    # Who came: the arrows walk along the names.
    names = page.room.sitting.present.findChildren(FilterChip)
    qtbot.waitUntil(names[1].isVisible)
    press(KEY.Key_Right)
    assert on_table() is None and names[1].hasFocus()
    press(KEY.Key_PageDown)
    assert on_table() == first
    # Nothing is written yet, so there is nothing to walk along.
    press(KEY.Key_Right)
    assert on_table() == second
    press(KEY.Key_Left)
    write("先请泥工来看")
    press(KEY.Key_Left)
    assert on_table() == first
    tab_to(page.room.item.buttons[0])
    press(KEY.Key_Right)
    assert on_table() == second
    press(KEY.Key_Left)
    # An open form keeps the arrows, and the page keys turn from anywhere.
    qtbot.waitUntil(page.room.item.buttons[0].isVisible)
    press(KEY.Key_B, ALT)
    qtbot.waitUntil(lambda: page.room.item.form is not None)
    form = page.room.item.form
    assert isinstance(form, VoteForm)
    tab_to(form.confirm)
    press(KEY.Key_Left)
    assert on_table() == first
    form.heads.boxes[1].setFocus()
    press(KEY.Key_PageDown)
    assert on_table() == second and page.room.item.form is None
    for line in (page.room.sitting.chair, page.room.sitting.start.edit):
        page.room.begin(page.agenda.items)
        qtbot.waitUntil(line.isVisible)
        line.setFocus()
        qtbot.waitUntil(line.hasFocus)
        press(KEY.Key_PageDown)
        assert on_table() == first


def test_what_is_typed_on_and_on_is_kept_within_two_seconds(
    window: MainWindow, page: ReviewPage, qtbot: QtBot
) -> None:
    reported(window, "屋面漏水")
    meet(page, qtbot)
    page.room.turn(1)
    typed: list[str] = []

    def type_on() -> None:
        typed.append("字")
        write("字")

    timer = QTimer()
    timer.setInterval(100)
    timer.timeout.connect(type_on)
    timer.start()

    def stored() -> bool:
        meeting = review.meeting(window.store, this_week(window))
        return meeting is not None and bool(meeting.items[0].words)

    qtbot.waitUntil(stored)
    timer.stop()
    assert len(typed) < 20
    page.room.settle()
    window.operations.undo()
    assert page.room.item.box.toPlainText() == ""


def test_the_vote_fits_the_screen_in_the_largest_type(
    window: MainWindow, page: ReviewPage, qtbot: QtBot
) -> None:
    window.operations.run(review.add_topic, "动用维修资金修屋面", by=1)
    window.set_text_size(TextSize.HUGE)
    meet(page, qtbot)
    page.room.turn(1)
    page.room.item.vote_requested.emit()
    form = page.room.item.form
    assert isinstance(form, VoteForm)
    form.kind.choose("funds")
    form.heads.boxes[0].setText("60")
    qtbot.waitUntil(lambda: form.area.isVisible() and not cut_off(page))
    qtbot.waitUntil(lambda: page.room.item.verticalScrollBar().maximum() == 0)


def test_an_owners_vote_tells_its_quorum_while_it_is_counted(
    window: MainWindow, page: ReviewPage, qtbot: QtBot
) -> None:
    window.operations.run(review.add_topic, "动用维修资金修屋面", by=1)
    meet(page, qtbot)
    page.room.turn(1)
    qtbot.waitUntil(page.room.item.buttons[0].isVisible)
    press(KEY.Key_B, ALT)
    qtbot.waitUntil(lambda: page.room.item.form is not None)
    form = page.room.item.form
    assert isinstance(form, VoteForm)
    form.kind.choose("funds")
    form.heads.boxes[0].setText("60")
    assert "还没有填" in form.verdict.text()
    owners = {box.accessibleName(): box for box in form.findChildren(type(form.heads.boxes[0]))}
    owners["业主总人数"].setText("100")
    owners["总面积"].setText("9000")
    form.area.boxes[0].setText("7000")
    assert "人数参加 60/100，不到三分之二" in form.verdict.text()
    form.heads.boxes[0].setText("70")
    assert "通过" in form.verdict.text() and "未通过" not in form.verdict.text()
    form.confirm.click()
    meeting = review.meeting(window.store, this_week(window))
    assert meeting is not None
    (vote,) = meeting.items[0].votes
    assert vote.about_funds and vote.totals.area == 9000
    assert review.voters(window.store).heads == 100
    qtbot.waitUntil(lambda: "表决 动用维修资金修屋面" in words_on(page.room.item))


def test_after_the_meeting_actions_are_ticked_and_minutes_frozen_and_opened(
    window: MainWindow, page: ReviewPage, qtbot: QtBot
) -> None:
    ident = reported(window, "屋面漏水")
    week = this_week(window)
    held(window, chair="赵文斌", note_taker="陆建芬", present=("陆建芬", "赵文斌"))
    day = window.store.now().date() + timedelta(days=3)
    key = f"issue:{ident}"
    window.operations.run(review.add_action, week, key, "找两家报价", "赵文斌", day, by=1)
    window.operations.run(issue.promise, ident, "周五前修好", day, by=1)
    looked(page, qtbot)
    qtbot.keyClick(page.head.meet, KEY.Key_2, ALT)
    assert page.after.isVisible() and not page.board.isVisible()
    said = words_on(page.after)
    assert "找两家报价" in said and "说到做到 0 件" in said
    (box,) = page.after.boxes
    box.setFocus()
    press(KEY.Key_Space)
    assert not review.open_actions(window.store)
    qtbot.waitUntil(page.after.minutes.freeze.isVisible)
    qtbot.keyClick(page.head.meet, KEY.Key_D, ALT)
    qtbot.waitUntil(lambda: page.meeting is not None and page.meeting.final)
    meeting = review.meeting(window.store, week)
    assert meeting is not None and meeting.final and meeting.version == 1
    assert "第 1 版" in words_on(page)
    page.after.minutes.reopen.click()
    meeting = review.meeting(window.store, week)
    assert meeting is not None and not meeting.final
    window.operations.undo()
    meeting = review.meeting(window.store, week)
    assert meeting is not None and meeting.final


def test_final_minutes_can_be_read_and_not_changed(
    window: MainWindow, page: ReviewPage, qtbot: QtBot
) -> None:
    reported(window, "屋面漏水")
    held(window, chair="赵文斌", note_taker="陆建芬", present=("陆建芬",))
    window.operations.run(review.finalize, this_week(window), by=1)
    looked(page, qtbot)
    assert not page.topic.isVisible()
    meet(page, qtbot)
    page.room.turn(1)
    assert page.room.item.box.isReadOnly() and not page.room.item.buttons
    assert not page.room.sitting.isEnabled()


def test_taking_the_meeting_back_leads_out_of_it(
    window: MainWindow, page: ReviewPage, qtbot: QtBot
) -> None:
    reported(window, "屋面漏水")
    meet(page, qtbot)
    window.operations.undo()
    assert not page.meeting_mode
    assert review.meeting(window.store, this_week(window)) is None


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_off_or_wider_than_the_page(
    window: MainWindow, page: ReviewPage, qtbot: QtBot, size: TextSize
) -> None:
    reported(window, "外墙瓷砖脱落，很长的一句话要换行才放得下，不能把页面撑宽", days=9)
    window.operations.run(review.add_topic, "车棚怎么收费，要不要分大车小车", by=1)
    window.set_text_size(size)

    def is_whole() -> bool:
        return not cut_off(page) and page.minimumSizeHint().width() <= page.width()

    qtbot.waitUntil(is_whole)
    meet(page, qtbot)
    qtbot.waitUntil(is_whole)
    page.room.turn(1)
    qtbot.waitUntil(is_whole)
    page.room.item.buttons[0].click()
    qtbot.waitUntil(is_whole)
    press(KEY.Key_Escape)
    press(KEY.Key_B, ALT)
    qtbot.waitUntil(lambda: page.room.item.form is not None)
    qtbot.waitUntil(is_whole)
    page.room.leave()
    qtbot.keyClick(page.head.meet, KEY.Key_2, ALT)
    qtbot.waitUntil(is_whole)


def promised(window: MainWindow, *, day: int, what: str, who: str = "") -> None:
    ident = reported(window, f"{what}的事")
    by = window.store.now().date() + timedelta(days=day)
    assert window.operations.run(issue.promise, ident, what, by, who, by=1) is not None


def test_promises_are_a_table_to_filter_sort_copy_and_export(
    window: MainWindow, page: ReviewPage, qtbot: QtBot
) -> None:
    promised(window, day=3, what="换灯", who="赵文斌")
    promised(window, day=1, what="送电", who="供电公司")
    promised(window, day=60, what="加雨棚")
    window.operations.run(issue.keep_promise, 1, 1, by=1)
    page.focus_start()
    qtbot.keyClick(page.head.meet, KEY.Key_3, ALT)
    looked(page, qtbot)
    board = page.promises
    assert board.table.isVisible() and not page.board.isVisible()
    assert [row.cells[1] for row in board.model.rows] == ["送电", "换灯"]
    assert board.rate.text() == "100%"
    board.periods.findChildren(QPushButton)[-1].click()
    looked(page, qtbot)
    assert [row.cells[:2] for row in board.model.rows] == [
        ("供电公司", "送电"), ("陆建芬", "加雨棚"), ("赵文斌", "换灯"),
    ]  # fmt: skip
    board.table.sort_by(3)
    assert [row.cells[1] for row in board.model.rows] == ["送电", "换灯", "加雨棚"]
    board.states.choose({"还没到期"})
    board.states.changed.emit(board.states.chosen)
    assert [row.cells[1] for row in board.model.rows] == ["送电", "加雨棚"]
    board.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "供电公司：送电（11月24日前）还没到期" in copied and "换灯" not in copied
    with qtbot.waitSignal(page.said):
        board.export.click()
    assert list(window.store.folder.prints.glob("说到做到表*.xlsx"))
    board.table.setFocus()
    board.table.selectRow(0)
    with qtbot.waitSignal(page.open_requested) as asked:
        press(KEY.Key_Return)
    assert asked.args == [Noun.ISSUE, 2]


@pytest.mark.parametrize("size", SIZES)
def test_no_promise_is_cut_off(
    window: MainWindow, page: ReviewPage, qtbot: QtBot, size: TextSize
) -> None:
    promised(window, day=3, what="换好三号楼二单元门口的灯并且把线路一起检查一遍", who="赵文斌")
    window.set_text_size(size)
    page.show_part("promises")
    looked(page, qtbot)

    def is_whole() -> bool:
        return not cut_off(page) and page.minimumSizeHint().width() <= page.width()

    qtbot.waitUntil(is_whole)
    assert page.promises.table.two_lines is (size is TextSize.HUGE)
