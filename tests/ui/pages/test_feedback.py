from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import Channel, FeedbackDraft, Kind, Mood
from qingyu.domain.feedback_list import TO_CALL, FeedbackFilter
from qingyu.domain.followup import FollowUpDraft
from qingyu.domain.issue import MoveDetails, Outcome, State
from qingyu.domain.place import Place
from qingyu.services import feedback, feedback_reading, followup, issue, issue_reading, steward
from qingyu.ui.models.feedback import HEADS
from qingyu.ui.pages.feedback import FeedbackPage
from qingyu.ui.theme import TextSize
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.window import MainWindow
from tests.ui.sizes import SIZES
from tests.ui.typing_in import write


@pytest.fixture
def page(window: MainWindow) -> FeedbackPage:
    shown = window.show_page("feedback")
    assert isinstance(shown, FeedbackPage)
    return shown


def said(window: MainWindow, text: str, kind: Kind = Kind.REPAIR, building: int = 3) -> int:
    draft = FeedbackDraft(
        text, Place(building, 2, "501"), "张阿姨", "13867412358", kind=kind, category="house"
    )
    changes = window.operations.run(feedback.record, draft, by=1)
    assert changes is not None
    return changes.ids(Noun.FEEDBACK)[0]


def opened(window: MainWindow, text: str, building: int = 3) -> tuple[int, int]:
    draft = FeedbackDraft(
        text, Place(building, 2, "501"), "张阿姨", "13867412358", category="house"
    )
    changes = window.operations.run(feedback.record_and_open, draft, by=1)
    assert changes is not None
    return changes.ids(Noun.FEEDBACK)[0], changes.ids(Noun.ISSUE)[0]


def waiting(window: MainWindow) -> int:
    """An issue of 赵文斌 (2) that waits for its follow-up."""
    _, ident = opened(window, "屋面漏水")
    run = window.operations.run
    run(issue.assign, [ident], handler_id=2, by=1)
    run(issue.move, ident, State.WORKING, by=2)
    run(issue.move, ident, State.ACCEPTANCE, by=2)
    done = MoveDetails(accepted_by="陆建芬", outcome=Outcome.FIXED)
    run(issue.move, ident, State.FOLLOWUP, done, by=1)
    return ident


def listed(page: FeedbackPage) -> list[int]:
    return [row.line.piece.id for row in page.model.rows]


def words_on(widget: QWidget) -> str:
    labels = (each for each in widget.findChildren(QLabel) if not each.isHidden())
    return " ".join(each.text() for each in labels)


def choose(box: QComboBox, text: str) -> None:
    box.setCurrentText(text)
    box.activated.emit(box.currentIndex())


def chip_words(page: FeedbackPage) -> str:
    return " ".join(each.text() for each in page.head.filters.chips.findChildren(QPushButton))


def typed(qtbot: QtBot, edit: QWidget, text: str) -> None:
    edit.setFocus()
    qtbot.keyClick(edit, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    write(edit, text)
    qtbot.keyClick(edit, Qt.Key.Key_Return)


def test_an_empty_list_says_so_and_leads_to_the_desk(page: FeedbackPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.page_requested) as asked:
        page.empty.action_requested.emit()
    assert asked.args == ["reception"]
    assert not page.detail.isVisible()


def test_the_newest_comes_first_and_is_shown_literally(
    window: MainWindow, page: FeedbackPage
) -> None:
    first = said(window, "灯不亮")
    second = said(window, "<b>漏水</b>\n%s '; DROP TABLE")
    assert listed(page) == [second, first]
    page.table.setCurrentIndex(page.model.index(0, 1))
    assert page.detail.said.toPlainText() == "<b>漏水</b>\n%s '; DROP TABLE"
    assert page.detail.said.isReadOnly()


def test_chips_narrow_the_list_and_all_brings_it_back(
    window: MainWindow, page: FeedbackPage
) -> None:
    repair = said(window, "灯不亮")
    praise = said(window, "谢谢", Kind.PRAISE)
    tied, _ = opened(window, "漏水")
    head = page.head
    chips = head.filters.chips
    chips.choose({"all", "无需"})
    chips.changed.emit(chips.chosen)
    assert listed(page) == [praise]
    assert page.detail.said.toPlainText() == "谢谢"
    assert chips.chosen == {"无需"}
    chips.choose({"无需", "loose", "未回复"})
    chips.changed.emit(chips.chosen)
    assert listed(page) == [repair]
    head.filters.kind.setCurrentText("报修")
    head.filters.kind.activated.emit(head.filters.kind.currentIndex())
    assert listed(page) == [repair]
    chips.choose({"无需", "loose", "未回复", "all"})
    chips.changed.emit(chips.chosen)
    assert listed(page) == [tied, praise, repair]
    assert head.filters.kind.currentText() == "类型"


def test_mood_and_time_narrow_the_list_and_the_chips_count_what_is_left(
    window: MainWindow, page: FeedbackPage
) -> None:
    old = FeedbackDraft("早就说过", received_at=window.store.now() - timedelta(days=20))
    window.operations.run(feedback.record, old, by=1)
    upset = said(window, "没人管")
    window.operations.run(feedback.confirm_mood, upset, Mood.UPSET, by=1)
    filters = page.head.filters
    assert "未回复 2" in chip_words(page)
    choose(filters.since, "最近 7 天")
    assert listed(page) == [upset]
    assert "未回复 1" in chip_words(page)
    choose(filters.mood, "谢")
    assert listed(page) == []
    page.empty.action_requested.emit()
    assert len(listed(page)) == 2
    assert filters.since.currentText() == "时间"


def test_values_are_corrected_in_place_by_keyboard(
    window: MainWindow, page: FeedbackPage, qtbot: QtBot
) -> None:
    ident = said(window, "厨房漏水")
    facts = page.detail.facts
    typed(qtbot, facts.edits["place"], "5-1-302")
    typed(qtbot, facts.edits["phone"], "137 5555 6666")
    typed(qtbot, facts.edits["kind"], "投诉")
    typed(qtbot, facts.edits["channel"], "微信")
    typed(qtbot, facts.edits["topic"], "白蚁")
    facts.dangerous.click()
    stored = feedback.find(window.store, ident)
    assert stored.place == Place(5, 1, "302")
    assert (stored.phone, stored.kind, stored.channel) == (
        "13755556666",
        Kind.COMPLAINT,
        Channel.WECHAT,
    )
    assert (stored.category, stored.matter, stored.dangerous) == ("house", "白蚁", True)
    assert stored.text == "厨房漏水"


def test_a_piece_becomes_an_issue_and_then_leads_to_it(
    window: MainWindow, page: FeedbackPage, qtbot: QtBot
) -> None:
    ident = said(window, "厨房漏水")
    page.detail.joining.new_issue.click()
    issue_id = feedback.find(window.store, ident).issue_id
    assert issue_id is not None
    (line,) = page.detail.joining.lines
    with qtbot.waitSignal(page.open_requested) as asked:
        line.click()
    assert asked.args == [Noun.ISSUE, issue_id]
    assert not page.detail.joining.new_issue.isVisible()


def test_a_piece_joins_what_is_probably_the_same(window: MainWindow, page: FeedbackPage) -> None:
    _, issue_id = opened(window, "屋面漏水")
    ident = said(window, "厨房也滴水")
    page.open_thing(Noun.FEEDBACK, ident)
    page.detail.joining.lines[0].click()
    assert feedback.find(window.store, ident).issue_id == issue_id


def test_a_piece_joins_an_issue_named_by_its_number(
    window: MainWindow, page: FeedbackPage, qtbot: QtBot
) -> None:
    _, issue_id = opened(window, "屋面漏水", building=5)
    opened(window, "外墙渗水", building=6)
    ident = said(window, "厨房也滴水")
    page.open_thing(Noun.FEEDBACK, ident)
    joining = page.detail.joining
    said_hints: list[str] = []
    page.said.connect(said_hints.append)
    joining.search.setText("没有这件事")
    qtbot.keyClick(joining.search, Qt.Key.Key_Return)
    assert said_hints and "没有找到" in said_hints[0]
    joining.search.setText(issue_reading.find(window.store, issue_id).code)
    qtbot.keyClick(joining.search, Qt.Key.Key_Return)
    assert feedback.find(window.store, ident).issue_id == issue_id


def test_the_whole_piece_is_copied_as_text(window: MainWindow, page: FeedbackPage) -> None:
    said(window, "厨房漏水")
    page.detail.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "厨房漏水" in copied
    assert "电话：138 6741 2358" in copied


def test_taking_back_the_record_leaves_no_ghost(window: MainWindow, page: FeedbackPage) -> None:
    said(window, "灯不亮")
    refused: list[object] = []
    window.operations.refused.connect(refused.append)
    window.operations.undo()
    assert listed(page) == []
    assert not refused


def test_a_piece_outside_the_filter_is_still_shown_when_asked_for(
    window: MainWindow, page: FeedbackPage
) -> None:
    ident = said(window, "谢谢", Kind.PRAISE)
    page.show_list(FeedbackFilter(loose=True, kinds=frozenset({Kind.REPAIR})))
    assert listed(page) == []
    window.open_thing(Noun.FEEDBACK, ident)
    assert page.detail.said.toPlainText() == "谢谢"
    assert listed(page) == [ident]


def test_those_to_call_are_cards_with_number_tries_and_a_way_to_record(
    window: MainWindow, page: FeedbackPage, qtbot: QtBot
) -> None:
    ident = waiting(window)
    window.operations.run(followup.record, ident, FollowUpDraft(reached=False), by=1)
    page.show_list(TO_CALL)
    assert page.calls.isVisible()
    words = words_on(page.calls)
    for part in ("张阿姨 3-2-501", "138 6741 2358", "今天打过", "没联系上", "陆建芬"):
        assert part in words
    look = next(b for b in page.calls.findChildren(ActionButton) if "工单" in b.text())
    with qtbot.waitSignal(page.open_requested) as asked:
        look.click()
    assert asked.args == [Noun.ISSUE, ident]


def test_a_follow_up_is_recorded_right_on_its_card_by_keyboard(
    window: MainWindow, page: FeedbackPage, qtbot: QtBot
) -> None:
    ident = waiting(window)
    page.show_list(TO_CALL)
    (button,) = page.calls.buttons
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    form = page.calls.form
    assert form is not None
    form.words.setFocus()
    write(form.words, "灯又坏了")
    # Somebody else's work reloads the page; what is being typed stays.
    said(window, "别的事")
    assert page.calls.form is form
    assert form.words.text() == "灯又坏了"
    qtbot.keyClick(form.words, Qt.Key.Key_Return)
    assert issue_reading.find(window.store, ident).state is State.FOLLOWUP
    form.satisfaction.choose("不满意")
    qtbot.keyClick(form.words, Qt.Key.Key_Return)
    story = issue_reading.story(window.store, ident)
    assert story.issue.state is State.REOPEN_ASKED
    assert story.followups[0].words == "灯又坏了"
    assert page.calls.form is None
    assert not page.calls.buttons


def test_who_did_the_work_is_told_who_can_call(window: MainWindow, page: FeedbackPage) -> None:
    ident = waiting(window)
    window.operations.use(steward.find(window.store, "赵文斌"))
    page.show_list(TO_CALL)
    refused: list[RuleError] = []
    window.operations.refused.connect(refused.append)
    page.calls.buttons[0].click()
    form = page.calls.form
    assert form is not None and "可以请陆建芬来回访" in words_on(form)
    form.satisfaction.choose("满意")
    form.confirm.click()
    assert refused[0].hint == "可以请陆建芬来回访。"
    assert page.calls.form is form
    assert issue_reading.find(window.store, ident).state is State.FOLLOWUP


def test_nobody_chosen_is_asked_for_a_name_and_what_was_filled_in_stays(
    window: MainWindow, page: FeedbackPage
) -> None:
    ident = waiting(window)
    window.operations.use(None)
    page.show_list(TO_CALL)
    refused: list[RuleError] = []
    window.operations.refused.connect(refused.append)
    page.calls.buttons[0].click()
    form = page.calls.form
    assert form is not None
    form.satisfaction.choose("满意")
    form.confirm.click()
    assert refused[0].title == "还不知道是谁回访的"
    window.operations.use(steward.find(window.store, "陆建芬"))
    assert page.calls.form is form and form.satisfaction.key == "满意"
    form.confirm.click()
    assert issue_reading.find(window.store, ident).state is State.CLOSED


def test_where_there_is_no_telephone_the_form_goes_there(
    window: MainWindow, page: FeedbackPage
) -> None:
    ident = waiting(window)
    page.show_list(TO_CALL)
    page.calls.open_form(ident)
    assert page.calls.form is not None and page.calls.form.how.key == "电话"
    (piece,) = issue_reading.story(window.store, ident).feedback
    unreachable = FeedbackDraft(piece.text, piece.place, piece.name, category=piece.category)
    window.operations.run(feedback.edit, piece.id, unreachable, by=1)
    page.calls.close_form()
    page.calls.open_form(ident)
    assert page.calls.form is not None and page.calls.form.how.key == "上门"


def test_a_reply_is_made_from_a_template_edited_and_saved_by_keyboard(
    window: MainWindow, page: FeedbackPage, qtbot: QtBot
) -> None:
    ident = said(window, "屋面漏水")
    reply = page.detail.reply
    choose(reply.template, "约时间看漏水")
    assert reply.box.text().startswith("张阿姨您好，3幢2单元501室")
    assert reply.box.hasFocus()
    write(reply.box, "谢谢。")
    reply.copy.click()
    assert QGuiApplication.clipboard().text() == reply.box.text()
    told = reply.box.text()
    qtbot.keyClick(reply.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    story = feedback_reading.story(window.store, ident)
    assert [(each.words, each.how) for each in story.replies] == [(told, "微信")]
    assert story.piece.issue_id is None
    assert reply.box.text() == ""
    assert page.model.rows[0].cells[8] == "已回复"
    assert told in words_on(reply)
    window.operations.undo()
    assert page.model.rows[0].cells[8] == "未回复"


def test_a_reply_being_typed_waits_while_others_are_looked_at(
    window: MainWindow, page: FeedbackPage
) -> None:
    first, second = said(window, "一"), said(window, "二")
    box = page.detail.reply.box
    page.open_thing(Noun.FEEDBACK, first)
    box.setPlainText("写了一半")
    page.open_thing(Noun.FEEDBACK, second)
    assert box.text() == ""
    page.open_thing(Noun.FEEDBACK, first)
    assert box.text() == "写了一半"
    choose(page.detail.reply.template, "已收到")
    assert box.text().startswith("写了一半\n")
    refused: list[RuleError] = []
    window.operations.refused.connect(refused.append)
    box.clear()
    page.detail.reply.save.click()
    assert refused


def test_a_broken_file_of_templates_is_told_and_the_bundled_ones_are_offered(
    window: MainWindow, page: FeedbackPage
) -> None:
    own = window.store.folder.root / "replies.toml"
    own.write_text("[[reply]]\ntitle = 3", encoding="utf-8")
    said(window, "屋面漏水")
    assert "第 1 行" in words_on(page.detail.reply)
    assert page.detail.reply.template.count() > 5


def test_a_mood_is_shown_with_its_words_and_settled_by_a_steward(
    window: MainWindow, page: FeedbackPage
) -> None:
    ident = said(window, "说了几次都没人来，没人管")
    mood = page.detail.mood
    assert "像是怨" in mood.evidence.text()
    assert "「没人管」" in mood.evidence.text()
    assert mood.choices.key == ""
    mood.choices.chosen.emit("急")
    assert feedback.find(window.store, ident).mood is Mood.URGENT
    assert mood.choices.key == "急"
    window.operations.undo()
    assert mood.choices.key == ""


def test_own_work_is_marked_for_who_did_it(window: MainWindow, page: FeedbackPage) -> None:
    waiting(window)
    page.show_list(TO_CALL)
    assert "请换一位管家来回访" not in words_on(page.calls)
    window.operations.use(steward.find(window.store, "赵文斌"))
    assert "请换一位管家来回访" in words_on(page.calls)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wider_than_the_page(
    window: MainWindow, page: FeedbackPage, size: TextSize
) -> None:
    said(window, "厨房漏水" * 100)
    waiting(window)
    window.set_text_size(size)
    assert page.minimumSizeHint().width() <= page.width()
    page.show_list(TO_CALL)
    assert page.minimumSizeHint().width() <= page.width()


def test_nothing_chosen_leaves_the_room_to_the_list(window: MainWindow, page: FeedbackPage) -> None:
    window.resize(1300, 760)
    assert not page.detail.isVisible()
    said(window, "灯不亮")
    assert page.detail.isVisible()


def test_tab_goes_from_the_filters_to_the_list_to_the_detail(
    window: MainWindow, page: FeedbackPage
) -> None:
    said(window, "灯不亮")
    walked: list[QWidget] = []
    widget = page.head.filters.nextInFocusChain()
    while widget is not None and widget is not page.head.filters:
        walked.append(widget)
        widget = widget.nextInFocusChain()
    places = [walked.index(each) for each in (page.table, page.detail.said)]
    places.append(walked.index(page.detail.joining.new_issue))
    places.append(walked.index(page.detail.facts.edits["place"]))
    assert places == sorted(places)


def test_a_piece_is_taken_off_its_issue_again(window: MainWindow, page: FeedbackPage) -> None:
    _, issue_id = opened(window, "屋面漏水")
    ident = said(window, "灯不亮")
    window.operations.run(feedback.attach, ident, issue_id, by=1)
    page.open_thing(Noun.FEEDBACK, ident)
    assert not page.detail.joining.no_issue.isVisible()
    page.detail.joining.detach.click()
    assert feedback.find(window.store, ident).issue_id is None
    assert page.detail.joining.new_issue.isVisible()
    assert not page.detail.joining.detach.isVisible()
    window.operations.undo()
    assert page.detail.joining.detach.isVisible()


def test_a_piece_that_needs_no_issue_waits_no_longer(
    window: MainWindow, page: FeedbackPage
) -> None:
    ident = said(window, "几点开门")
    page.show_list(FeedbackFilter(loose=True))
    assert listed(page) == [ident]
    page.open_thing(Noun.FEEDBACK, ident)
    page.detail.joining.no_issue.click()
    assert feedback.find(window.store, ident).no_issue
    assert page.model.rows[0].cells[7] == "不用开"
    assert page.detail.joining.no_issue.accessibleName() == "还是要办"
    page.show_list(FeedbackFilter(loose=True))
    assert listed(page) == []
    page.open_thing(Noun.FEEDBACK, ident)
    page.detail.joining.no_issue.click()
    assert not feedback.find(window.store, ident).no_issue


@pytest.mark.parametrize("size", SIZES)
def test_the_number_of_the_issue_is_never_cut_off(
    window: MainWindow, page: FeedbackPage, size: TextSize
) -> None:
    opened(window, "漏水")
    window.set_text_size(size)
    window.show()
    column = HEADS.index("工单")
    assert page.model.rows[0].cells[column] == "工单 0001"
    wished = page.table.sizeHintForColumn(column)
    assert page.table.two_lines or page.table.columnWidth(column) >= wished
