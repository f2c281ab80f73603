from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from qingyu.domain.changes import Noun
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.issue import MoveDetails, Outcome, State, Urgency
from qingyu.domain.issue_list import IssueFilter, Order
from qingyu.domain.place import Place
from qingyu.domain.steward import Contact
from qingyu.services import Store, feedback, issue, issue_reading, journal
from qingyu.services import steward as stewards
from qingyu.ui.pages.issues import IssuesPage
from qingyu.ui.pages.issues_move_form import MoveForm
from qingyu.ui.theme import TextSize
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.followup_form import FollowUpForm
from qingyu.ui.window import MainWindow
from tests.services.issue_book import (
    HOME,
    LEAD,
    STEWARD,
    bring_to,
    open_issue,
    reported,
    state_of,
)
from tests.ui.keyboard import press, tab_to, write
from tests.ui.sizes import SIZES
from tests.ui.widgets.clipping import cut_off

ENTER, ESC, TAB = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab
CTRL = Qt.KeyboardModifier.ControlModifier
Show = Callable[[], IssuesPage]


@pytest.fixture
def show(window: MainWindow, qtbot: QtBot) -> Show:
    """Shows the issues page with the keyboard on its list."""

    def shown() -> IssuesPage:
        page = window.show_page("issues")
        assert isinstance(page, IssuesPage)
        window.activateWindow()
        qtbot.waitUntil(lambda: QApplication.focusWidget() is page.list.table)
        return page

    return shown


def titles(page: IssuesPage) -> list[str]:
    return [row.issue.title for row in page.list.model.rows]


def toasts(window: MainWindow) -> list[str]:
    return [toast.text for toast in window.toasts.toasts]


def test_an_empty_book_says_why_and_offers_the_next_step(show: Show) -> None:
    page = show()
    assert page.list.empty.isVisible()
    assert "没有未办结的工单" in page.list.empty.accessibleName()
    with_request: list[str] = []
    page.page_requested.connect(with_request.append)
    page.list.empty.action_requested.emit()
    assert with_request == ["reception"]


def test_arrows_walk_the_list_and_enter_goes_to_the_next_step(show: Show, founded: Store) -> None:
    first = open_issue(founded, "甲", days_ago=30)
    second = open_issue(founded, "乙")
    page = show()
    assert page.detail.story is not None
    assert page.detail.story.issue.id == first
    press(Qt.Key.Key_Down)
    assert page.detail.story.issue.id == second
    press(ENTER)
    assert QApplication.focusWidget() is page.detail.bar.primary
    press(Qt.Key.Key_Space)
    assert state_of(founded, second) is State.VERIFIED
    assert page.detail.story.issue.id == second


def test_the_usual_path_from_the_list_to_the_end_by_keyboard_alone(
    show: Show, founded: Store, window: MainWindow
) -> None:
    ident = open_issue(founded)
    page = show()
    for state in (State.VERIFIED,):
        press(ENTER, CTRL)
        assert state_of(founded, ident) is state
    press(ENTER, CTRL)
    write("zhao")
    press(ENTER)
    press(ENTER)
    assert state_of(founded, ident) is State.ASSIGNED
    assert issue_reading.find(founded, ident).handler_id == STEWARD
    press(ENTER, CTRL)
    press(ENTER, CTRL)
    assert state_of(founded, ident) is State.ACCEPTANCE
    press(ENTER, CTRL)
    press(ENTER)
    assert state_of(founded, ident) is State.FOLLOWUP
    press(ENTER, CTRL)
    form = page.detail.form
    assert isinstance(form, FollowUpForm)
    form.satisfaction.choose("满意")
    press(ENTER)
    assert state_of(founded, ident) is State.CLOSED
    assert page.detail.story is not None
    assert page.detail.story.issue.state is State.CLOSED
    assert page.list.model.row_of_issue(ident) == 0


def test_a_move_opens_a_form_escape_puts_it_away_and_enter_confirms(
    show: Show, founded: Store
) -> None:
    ident = open_issue(founded)
    bring_to(founded, ident, State.WORKING)
    page = show()
    suspend = page.detail.bar.buttons[1]
    assert suspend.accessibleName() == "挂起"
    tab_to(suspend)
    press(Qt.Key.Key_Space)
    assert isinstance(page.detail.form, MoveForm)
    assert page.detail.bar.isHidden()
    press(ESC)
    assert page.detail.form is None
    assert page.detail.bar.isVisible()
    page.detail.bar.buttons[1].click()
    write("等报价")
    press(ESC)
    if page.detail.form is not None:
        press(ESC)
    page.detail.bar.buttons[1].click()
    write("等报价回来")
    press(ENTER)
    stored = issue_reading.find(founded, ident)
    assert stored.state is State.SUSPENDED
    assert stored.look_again_on is not None
    assert stored.look_again_on.isoformat() == "2026-11-26"
    assert page.detail._pill.text() == "挂起 · 周四再看"


def test_a_refusal_keeps_what_was_typed_and_marks_what_is_missing(
    show: Show, founded: Store, window: MainWindow
) -> None:
    ident = open_issue(founded)
    bring_to(founded, ident, State.WORKING)
    page = show()
    page.detail.bar.menu.actions()[0].trigger()
    page.detail.close_form()
    page.work._choose_move(
        next(move for move in _moves(State.WORKING) if move.target is State.REFERRED)
    )
    form = page.detail.form
    assert isinstance(form, MoveForm)
    assert form.their_number is not None
    form.their_number.setText("D-221")
    press(ENTER)
    assert any("转办还缺转给谁" in text for text in toasts(window))
    assert form.their_number.text() == "D-221"
    assert QApplication.focusWidget() is next(iter(form.editors.values()))
    write("供电公司")
    press(ENTER)
    stored = issue_reading.find(founded, ident)
    assert (stored.state, stored.referred_to, stored.their_number) == (
        State.REFERRED, "供电公司", "D-221",
    )


def _moves(state: State) -> tuple:  # type: ignore[type-arg]
    from qingyu.domain.issue import moves_from

    return moves_from(state)


def test_merging_takes_a_number(show: Show, founded: Store) -> None:
    main = open_issue(founded, "屋面漏水")
    other = open_issue(founded, "又是屋面漏水", days_ago=40)
    page = show()
    page.open_thing(Noun.ISSUE, other)
    page.work._choose_move(
        next(move for move in _moves(State.REGISTERED) if move.target is State.MERGED)
    )
    write("1")
    press(ENTER)
    if page.detail.form is not None:
        press(ENTER)
    stored = issue_reading.find(founded, other)
    assert (stored.state, stored.merged_into_id) == (State.MERGED, main)
    assert "已经并入工单 0001" in page.detail._warning.text()


def test_the_worker_cannot_record_the_follow_up(
    show: Show, founded: Store, window: MainWindow
) -> None:
    ident = open_issue(founded)
    bring_to(founded, ident, State.FOLLOWUP, handler=LEAD)
    page = show()
    press(ENTER, CTRL)
    form = page.detail.form
    assert isinstance(form, FollowUpForm)
    form.satisfaction.choose("满意")
    form.words.setText("谢谢")
    press(ENTER)
    assert any("干活的人不能回访自己办的事" in text for text in toasts(window))
    assert page.detail.form is form
    assert form.words.text() == "谢谢"
    assert state_of(founded, ident) is State.FOLLOWUP


def test_not_reaching_anybody_needs_no_satisfaction(show: Show, founded: Store) -> None:
    ident = open_issue(founded)
    bring_to(founded, ident, State.FOLLOWUP)
    page = show()
    press(ENTER, CTRL)
    form = page.detail.form
    assert isinstance(form, FollowUpForm)
    form.reached.choose("no")
    form.reached.chosen.emit("no")
    assert form.satisfaction.isHidden()
    press(ENTER)
    assert len(issue_reading.story(founded, ident).followups) == 1
    assert state_of(founded, ident) is State.FOLLOWUP


def test_danger_stands_in_red_until_it_is_made_safe(show: Show, founded: Store) -> None:
    ident = open_issue(founded, "飞线充电", urgency=Urgency.EMERGENCY, dangerous=True)
    page = show()
    assert page.detail.danger.isVisible()
    assert "限 14:00 前" in page.detail.danger.accessibleName()
    page.detail.danger.action_requested.emit()
    write("断了电")
    press(ENTER)
    assert not page.detail.danger.isVisible()
    story = issue_reading.story(founded, ident)
    assert story.issue.clocks.made_safe_at == founded.now()
    assert (story.events[0].verb, story.events[0].words) == ("安全处置", "断了电")


def test_facts_are_changed_where_they_stand(show: Show, founded: Store) -> None:
    ident = open_issue(founded)
    page = show()
    press(Qt.Key.Key_F2)
    assert QApplication.focusWidget() is page.detail.title
    page.detail.title.selectAll()
    write("二楼的灯不亮")
    press(ENTER)
    place = page.detail.facts.edits["place"]
    place.setFocus()
    place.selectAll()
    write("5-1")
    press(TAB)
    lead = page.detail.facts.edits["lead"]
    lead.setFocus()
    lead.selectAll()
    write("zhao")
    press(ENTER)
    stored = issue_reading.find(founded, ident)
    assert stored.title == "二楼的灯不亮"
    assert stored.place == Place(5, 1)
    assert stored.lead_id == STEWARD
    assert place.text() == "5幢1单元"
    assert journal.last(founded) is not None


def test_an_empty_title_is_refused_and_escape_brings_the_old_one_back(
    show: Show, founded: Store, window: MainWindow
) -> None:
    ident = open_issue(founded)
    page = show()
    press(Qt.Key.Key_F2)
    page.detail.title.selectAll()
    press(Qt.Key.Key_Delete)
    press(ESC)
    assert page.detail.title.text() == "楼道灯不亮"
    page.detail.title.selectAll()
    press(Qt.Key.Key_Delete)
    press(ENTER)
    assert any("事项不能空着" in text for text in toasts(window))
    assert issue_reading.find(founded, ident).title == "楼道灯不亮"


def test_giving_it_to_an_outside_party_assigns_it(show: Show, founded: Store) -> None:
    stewards.add_contact(founded, Contact(0, "湖滨水电", "水电"), by=LEAD)
    ident = open_issue(founded)
    page = show()
    handler = page.detail.facts.edits["handler"]
    handler.setFocus()
    write("湖滨")
    press(ENTER)
    stored = issue_reading.find(founded, ident)
    assert (stored.state, stored.handler_contact_id) == (State.ASSIGNED, 1)
    assert handler.text() == "湖滨水电"


def test_a_remark_is_recorded_by_enter_and_undone_by_the_toast(
    show: Show, founded: Store, window: MainWindow
) -> None:
    ident = open_issue(founded)
    page = show()
    press(Qt.Key.Key_F4)
    write("看过现场，要换灯头")
    press(ENTER)
    assert issue_reading.story(founded, ident).events[0].words == "看过现场，要换灯头"
    assert page.detail.log.box.text() == ""
    assert QApplication.focusWidget() is page.detail.log.box
    window.operations.undo()
    assert len(issue_reading.story(founded, ident).events) == 1


def test_what_is_being_typed_survives_a_change_from_elsewhere(
    show: Show, founded: Store, window: MainWindow
) -> None:
    ident = open_issue(founded)
    page = show()
    press(Qt.Key.Key_F4)
    write("写到一半")
    window.operations.run(issue.remark, ident, "别处记的", by=LEAD)
    assert page.detail.log.box.text() == "写到一半"
    page.detail.bar.buttons[0].click()
    assert state_of(founded, ident) is State.VERIFIED
    assert page.detail.log.box.text() == "写到一半"


def test_a_promise_is_given_and_kept(show: Show, founded: Store) -> None:
    ident = open_issue(founded)
    page = show()
    page.detail.promises.button.click()
    write("周三前换好")
    press(ENTER)
    promise = issue_reading.story(founded, ident).promises[0]
    assert (promise.what, promise.by.isoformat()) == ("周三前换好", "2026-11-26")
    assert page.detail.promises.form is None
    page.detail.promises.boxes[0].click()
    assert issue_reading.story(founded, ident).promises[0].kept_at == founded.now()


def test_costs_are_added_up_and_a_wrong_one_is_taken_out(
    show: Show, founded: Store, window: MainWindow
) -> None:
    ident = open_issue(founded)
    page = show()
    page.detail.costs.button.click()
    write("换灯两盏")
    press(ENTER)
    assert any("费用要写明用途和金额" in text for text in toasts(window))
    write("35.5")
    press(ENTER)
    story = issue_reading.story(founded, ident)
    assert story.total_fen == 3550
    assert "35.50" in page.detail.costs._note.text()
    page.detail.costs.cost_removed.emit(story.costs[0].id)
    assert issue_reading.story(founded, ident).costs == ()


def test_funding_and_obstacle_are_kept(show: Show, founded: Store) -> None:
    ident = open_issue(founded)
    page = show()
    page.detail.costs.funding.setFocus()
    page.detail.costs.funding.selectAll()
    write("维修")
    press(ENTER)
    page.detail.costs.obstacle.setFocus()
    write("要业主开门")
    press(TAB)
    stored = issue_reading.find(founded, ident)
    assert (stored.funding, stored.obstacle) == ("维修资金", "要业主开门")


def test_photos_are_added_shown_large_and_taken_off(
    show: Show, founded: Store, tmp_path: Path, qtbot: QtBot
) -> None:
    ident = open_issue(founded)
    picture = tmp_path / "现场 一.png"
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    assert image.save(str(picture))
    page = show()
    page.detail.photos.files_chosen.emit("前", (picture,))
    qtbot.waitUntil(lambda: len(issue_reading.story(founded, ident).photos) == 1)
    photo = issue_reading.story(founded, ident).photos[0]
    page.detail.photos.photo_requested.emit(0)
    assert page._photos.isVisible()
    assert page._photos.caption == "工单 0001 施工前"
    press(ESC)
    assert not page._photos.isVisible()
    page.detail.photos.removal_requested.emit(photo.id)
    assert issue_reading.story(founded, ident).photos == ()


def test_a_file_that_is_no_photo_is_refused_in_words(
    show: Show, founded: Store, tmp_path: Path, qtbot: QtBot, window: MainWindow
) -> None:
    open_issue(founded)
    text = tmp_path / "不是照片.jpg"
    text.write_text("hello", encoding="utf-8")
    page = show()
    page.detail.photos.files_chosen.emit("前", (text,))
    qtbot.waitUntil(lambda: bool(toasts(window)))
    qtbot.waitUntil(page.busy.isHidden)


def test_the_slip_lies_in_the_prints_folder(
    show: Show, founded: Store, window: MainWindow, qtbot: QtBot
) -> None:
    open_issue(founded)
    show()
    press(Qt.Key.Key_P, CTRL)
    path = founded.folder.prints / "工单0001.pdf"
    qtbot.waitUntil(lambda: any(str(path) in text for text in toasts(window)), timeout=20000)
    assert path.read_bytes().startswith(b"%PDF")


def test_the_summary_goes_to_the_clipboard(show: Show, founded: Store) -> None:
    open_issue(founded)
    page = show()
    page.detail.bar.wished.emit("复制为文字")
    assert QGuiApplication.clipboard().text().startswith("【青年路社区】工单 0001　楼道灯不亮")


def test_a_patrol_finding_becomes_an_issue_with_what_its_words_tell(
    show: Show, founded: Store
) -> None:
    page = show()
    page.new.click()
    write("3幢2单元楼道灯不亮")
    press(ENTER)
    found = issue_reading.by_number(founded, 1)
    assert found is not None
    assert (found.place.building, found.place.unit) == (3, 2)
    assert (found.category, found.matter) == ("power", "楼道灯不亮")
    assert page.list.current == found.id
    assert page.list.form is None


def test_a_patrol_finding_without_a_title_keeps_the_form(
    show: Show, founded: Store, window: MainWindow
) -> None:
    page = show()
    page.new.click()
    press(ENTER)
    assert page.list.form is not None
    assert any("工单还没有写事项" in text for text in toasts(window))
    press(ESC)
    assert page.list.form is None
    assert QApplication.focusWidget() is page.list.table


def test_several_are_given_to_one_person_in_one_step(
    show: Show, founded: Store, qtbot: QtBot
) -> None:
    idents = [open_issue(founded, f"第{n}件") for n in range(3)]
    page = show()
    press(Qt.Key.Key_A, CTRL)
    assert page.list.bulk.isVisible()
    press(Qt.Key.Key_B, CTRL)
    qtbot.waitUntil(lambda: page.list.form is not None)
    write("赵文斌")
    press(ENTER)
    if page.list.form is not None:
        press(ENTER)
    assert {state_of(founded, ident) for ident in idents} == {State.ASSIGNED}
    last = journal.last(founded)
    assert last is not None
    assert last.verb == "派单 3 件工单"


def test_a_bulk_assignment_that_one_forbids_changes_nothing(
    show: Show, founded: Store, window: MainWindow, qtbot: QtBot
) -> None:
    free = open_issue(founded)
    done = open_issue(founded)
    bring_to(founded, done, State.FOLLOWUP)
    page = show()
    press(Qt.Key.Key_A, CTRL)
    press(Qt.Key.Key_B, CTRL)
    qtbot.waitUntil(lambda: page.list.form is not None)
    write("赵文斌")
    press(ENTER)
    if not toasts(window):
        press(ENTER)
    assert any("不能派单" in text for text in toasts(window))
    assert state_of(founded, free) is State.REGISTERED
    assert page.list.form is not None


def test_filters_combine_and_are_remembered(
    show: Show, founded: Store, window: MainWindow, qtbot: QtBot
) -> None:
    open_issue(founded, "灯", days_ago=60)
    open_issue(founded, "水", place=Place(5, 1, "101"), category="water", days_ago=60)
    open_issue(founded, "新的水", place=Place(5, 1, "102"), category="water")
    page = show()
    page.filters.chips._chips["overdue"].click()
    assert sorted(titles(page)) == ["水", "灯"]
    page.filters.building.setCurrentIndex(page.filters.building.findData("5"))
    page.filters.building.activated.emit(0)
    assert titles(page) == ["水"]
    press(Qt.Key.Key_F, CTRL)
    write("没有的字")
    qtbot.waitUntil(lambda: titles(page) == [])
    assert "没有符合筛选的工单" in page.list.empty.accessibleName()
    page.filters.words.clear()
    qtbot.waitUntil(lambda: titles(page) == ["水"])
    again = IssuesPage(page.desk)
    qtbot.addWidget(again)
    again.reload()
    assert titles(again) == ["水"]
    assert again.filters.chips.chosen == {"open", "overdue"}


def test_mine_follows_who_is_here(show: Show, founded: Store, window: MainWindow) -> None:
    ident = open_issue(founded, "归赵文斌")
    open_issue(founded, "没人管")
    issue.assign(founded, [ident], handler_id=STEWARD, by=LEAD)
    page = show()
    page.filters.chips._chips["mine"].click()
    assert titles(page) == []
    window.operations.use(stewards.find(founded, "赵文斌"))
    assert titles(page) == ["归赵文斌"]


def test_ended_ones_show_when_asked_for(show: Show, founded: Store) -> None:
    ident = open_issue(founded, "办好了")
    bring_to(founded, ident, State.CLOSED)
    page = show()
    assert titles(page) == []
    page.filters.state.setCurrentIndex(page.filters.state.findData("办结"))
    page.filters.state.activated.emit(0)
    assert titles(page) == ["办好了"]


def test_another_page_can_narrow_the_list(show: Show, founded: Store) -> None:
    open_issue(founded, "早的", days_ago=60)
    open_issue(founded, "新的")
    asked = open_issue(founded, "要重开")
    bring_to(founded, asked, State.CLOSED)
    issue.move(founded, asked, State.REOPEN_ASKED, MoveDetails(reason="又坏了"), by=LEAD)
    page = show()
    page.show_list(IssueFilter(overdue=True, calm=True))
    assert titles(page) == ["早的"]
    assert page.filters.chips.chosen == {"open", "overdue", "calm"}
    page.show_list(IssueFilter(states=frozenset({State.REOPEN_ASKED})))
    assert titles(page) == ["要重开"]


def test_a_thing_is_shown_even_when_the_filter_hides_it(
    show: Show, founded: Store, window: MainWindow
) -> None:
    closed = open_issue(founded, "办好了")
    bring_to(founded, closed, State.CLOSED)
    open_issue(founded, "没办好")
    page = show()
    window.open_thing(Noun.ISSUE, closed)
    assert titles(page) == ["办好了", "没办好"]
    assert page.list.table.record() == issue_reading.find(founded, closed)
    assert page.detail.story is not None
    assert page.detail.story.issue.id == closed


def test_a_thing_that_is_gone_is_told_in_words(
    show: Show, founded: Store, window: MainWindow
) -> None:
    page = show()
    page.open_thing(Noun.ISSUE, 999)
    assert any("已经不在了" in text for text in toasts(window))


def test_an_undone_new_issue_leaves_the_page_in_order(
    show: Show, founded: Store, window: MainWindow
) -> None:
    open_issue(founded, "留下的")
    page = show()
    page.new.click()
    write("要撤销的")
    press(ENTER)
    assert len(titles(page)) == 2
    window.operations.undo()
    assert titles(page) == ["留下的"]
    assert page.detail.story is not None
    assert page.detail.story.issue.title == "留下的"


def test_the_list_is_sorted_in_the_book_and_remembers_it(
    show: Show, founded: Store, qtbot: QtBot
) -> None:
    for number in range(5):
        open_issue(founded, f"第{number}件", days_ago=number)
    page = show()
    page.list.table.sort_by(0, descending=True)
    assert [row.issue.number for row in page.list.model.rows] == [5, 4, 3, 2, 1]
    again = IssuesPage(page.desk)
    qtbot.addWidget(again)
    again.reload()
    assert [row.issue.number for row in again.list.model.rows] == [5, 4, 3, 2, 1]


def test_sorting_keeps_the_chosen_issue(show: Show, founded: Store) -> None:
    for number in range(5):
        open_issue(founded, f"第{number}件", days_ago=number)
    page = show()
    press(Qt.Key.Key_Down)
    chosen = page.list.current
    page.list.table.sort_by(0, descending=True)
    record = page.list.table.record()
    assert record is not None
    assert record == issue_reading.find(founded, chosen or 0)


def test_pieces_people_and_households_are_counted_apart(show: Show, founded: Store) -> None:
    ident = reported(founded, "厨房顶上漏水")
    for name in ("张桂芳", "李师傅"):
        draft = FeedbackDraft("还在漏", HOME, name)
        feedback.record_and_attach(founded, draft, ident, by=LEAD)
    page = show()
    shown = " ".join(label.text() for label in page.detail.said.findChildren(QLabel))
    assert "3 件 · 2 人 · 1 户" in shown


def test_what_a_resident_said_opens_on_its_page(
    show: Show, founded: Store, qtbot: QtBot
) -> None:
    reported(founded, "厨房顶上漏水" * 20)
    page = show()
    said = page.detail.said
    assert said.button.accessibleName() == "展开全文"
    said.button.click()
    assert said.button.accessibleName() == "收起"
    with qtbot.waitSignal(page.open_requested) as asked:
        page.detail.said.feedback_requested.emit(1)
    assert asked.args == [Noun.FEEDBACK, 1]


def test_recurrence_and_the_emergency_fund_are_told(show: Show, founded: Store) -> None:
    for days in (30, 20, 0):
        ident = open_issue(founded, "屋面漏水", category="house", days_ago=days)
        stored = replace(issue_reading.find(founded, ident), matter="屋面漏水")
        issue.edit(founded, stored, by=LEAD)
    page = show()
    page.open_thing(Noun.ISSUE, ident)
    text = page.detail._warning.text()
    assert "半年内第 3 次，建议专题议事" in text
    assert "可申请应急维修资金" in text


def test_chasing_a_referred_one_puts_the_day_off(show: Show, founded: Store) -> None:
    ident = open_issue(founded)
    bring_to(founded, ident, State.REFERRED)
    page = show()
    chase = page.detail.bar.buttons[0]
    assert chase.accessibleName() == "催过了"
    chase.click()
    write("说下周派人来")
    press(ENTER)
    stored = issue_reading.find(founded, ident)
    assert stored.look_again_on is not None
    assert stored.look_again_on.isoformat() == "2026-11-30"
    assert issue_reading.story(founded, ident).events[0].verb == "催办"


@pytest.mark.parametrize("size", SIZES)
def test_nothing_scrolls_sideways_and_huge_shows_one_pane(
    show: Show, founded: Store, window: MainWindow, qtbot: QtBot, size: TextSize
) -> None:
    reported(founded, "厨房顶上漏水，滴到灶台了")
    page = show()
    window.set_text_size(size)
    QApplication.sendPostedEvents()
    assert page.split.is_stacked == (size is TextSize.HUGE)
    press(ENTER)
    assert page.heading.isVisible() == (size is not TextSize.HUGE)
    for area in page.findChildren(QAbstractScrollArea):
        if area.isVisible() and not isinstance(area, QLineEdit):
            assert not area.horizontalScrollBar().isVisible(), area
    qtbot.waitUntil(lambda: cut_off(page) == [])


def test_escape_leads_from_the_huge_detail_back_to_the_list(
    show: Show, founded: Store, window: MainWindow, qtbot: QtBot
) -> None:
    ident = open_issue(founded)
    page = show()
    window.set_text_size(TextSize.HUGE)
    page.new.click()
    qtbot.waitUntil(lambda: cut_off(page) == [])
    page.list.close_form()
    page.list.table.setFocus()
    press(ENTER)
    assert page.split.in_detail
    page.detail.bar.buttons[1].click()
    assert page.detail.form is not None
    press(ESC)
    assert page.detail.form is None
    assert page.split.in_detail
    press(ESC)
    assert not page.split.in_detail
    assert page.heading.isVisible()
    assert state_of(founded, ident) is State.REGISTERED


def test_hostile_words_are_shown_as_typed(show: Show, founded: Store) -> None:
    nasty = "<b>灯</b> & %s '; DROP TABLE issue;--"
    ident = open_issue(founded, nasty)
    page = show()
    page.detail.log.box.setFocus()
    write(nasty)
    press(ENTER)
    assert page.detail.title.text() == nasty
    assert issue_reading.story(founded, ident).events[0].words == nasty
    press(Qt.Key.Key_F, CTRL)
    page.filters.words.setText("'; DROP")
    page.filters.changed.emit()
    assert titles(page) == [nasty]


def test_the_list_asks_the_book_for_a_stretch_only(show: Show, founded: Store) -> None:
    open_issue(founded)
    page = show()
    rows = page._fetch(Order.DUE, False, 0, 1)
    assert len(rows) == 1
    assert page._fetch(Order.DUE, False, 1, 1) == ()


def test_outcomes_and_acceptance_are_asked_for_with_usual_answers(
    show: Show, founded: Store
) -> None:
    ident = open_issue(founded)
    bring_to(founded, ident, State.ACCEPTANCE)
    show()
    press(ENTER, CTRL)
    press(ENTER)
    stored = issue_reading.find(founded, ident)
    assert (stored.state, stored.outcome) == (State.FOLLOWUP, Outcome.FIXED)
    assert "验收：陆建芬" in issue_reading.story(founded, ident).events[0].words


def test_a_piece_attached_by_mistake_is_taken_off_in_the_list_of_what_was_said(
    show: Show, window: MainWindow, founded: Store
) -> None:
    page = show()
    ident = reported(founded, "屋面漏水")
    again = FeedbackDraft("楼道灯不亮", name="李国庆")
    second = feedback.record_and_attach(founded, again, ident, by=1).ids(Noun.FEEDBACK)[0]
    window.open_thing(Noun.ISSUE, ident)
    asides = page.detail.said.findChildren(ActionButton)
    named = {button.accessibleName(): button for button in asides}
    named["移出来件 0002"].click()
    assert feedback.find(founded, second).issue_id is None
    left = {button.accessibleName() for button in page.detail.said.findChildren(ActionButton)
            if button.isVisible()}
    assert not any(name.startswith("移出") for name in left)
