"""The reception desk, worked by keyboard alone."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from qingyu.domain.feedback import Channel, Feedback, Kind, Mood
from qingyu.domain.neighbourhood import Household, Resident
from qingyu.domain.place import Place
from qingyu.services import Store, feedback, issue_reading, neighbourhood
from qingyu.ui.pages.reception import ReceptionPage
from qingyu.ui.theme import TextSize
from qingyu.ui.widgets.link_line import LinkLine
from qingyu.ui.window import MainWindow
from tests.ui.sizes import SIZES
from tests.ui.widgets.clipping import cut_off

LEAK = "3幢2单元501张阿姨说厨房天花板漏水，电话13867412358"
ENTER, TAB, ESC = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
CHAT = (
    "王建国 2026/11/22 9:14\n3-2-502 屋面又漏水了\n\n"
    "李大姐 2026/11/22 9:20\n5幢门口垃圾没人清\n\n"
    "陈老师 2026/11/22 9:31\n请问加装电梯怎么申请？"
)


@pytest.fixture
def page(founded: Store, window: MainWindow, qtbot: QtBot) -> Iterator[ReceptionPage]:
    """The desk in a neighbourhood where 张桂芳 lives at 3-2-501."""
    home = Household(0, 3, 2, "501")
    person = Resident(0, home, "张桂芳", "13867412358", tags=("独居老人",))
    neighbourhood.add_resident(founded, person, by=1)
    shown = window.show_page("reception")
    assert isinstance(shown, ReceptionPage)
    window.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is shown.box)
    yield shown
    qtbot.waitUntil(lambda: not shown.operations.store.database.in_transaction())


def commit(widget: QWidget, text: str) -> None:
    """Type words as an input method does."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(widget, event)


def write(page: ReceptionPage, qtbot: QtBot, text: str) -> None:
    """Type, and let the guesses appear by themselves."""
    commit(page.box, text)
    qtbot.waitUntil(lambda: page.reading.sheet is not None and page.reading.sheet.text == text)


def paste(page: ReceptionPage, text: str) -> None:
    source = QMimeData()
    source.setText(text)
    page.box.insertFromMimeData(source)


def press(page: ReceptionPage, qtbot: QtBot, key: Qt.Key) -> None:
    """Alt and a key; a button's own shortcut clicks it a moment later."""
    qtbot.keyClick(page.box, key, ALT)


def words_on(block: QWidget) -> str:
    """What stands there, in labels and in lines that lead somewhere."""
    labels = [label.text() for label in block.findChildren(QLabel)]
    return " ".join([*labels, *(line.accessibleName() for line in block.findChildren(LinkLine))])


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def only(store: Store) -> Feedback:
    (piece,) = feedback.newest(store)
    return piece


def toasts(window: MainWindow) -> list[str]:
    return [toast.text for toast in window.toasts.toasts]


def test_typing_then_enter_records_all_fields_and_opens_an_issue(
    page: ReceptionPage, window: MainWindow, qtbot: QtBot
) -> None:
    write(page, qtbot, LEAK)
    qtbot.keyClick(page.box, ENTER)
    piece = only(window.store)
    assert piece.text == LEAK
    assert piece.place == Place(3, 2, "501")
    assert (piece.name, piece.phone, piece.kind) == ("张阿姨", "13867412358", Kind.REPAIR)
    assert (piece.category, piece.matter) == ("house", "屋面漏水")
    assert piece.resident_id is not None
    assert piece.recorded_by == 1
    assert piece.issue_id is not None
    assert issue_reading.find(window.store, piece.issue_id).title == "3-2-501 屋面漏水"
    assert page.box.text() == ""
    assert focused() is page.box
    assert toasts(window) == ["已登记来件 0001 并转工单 0001"]


def test_enter_right_after_typing_does_not_wait_for_the_guesses(
    page: ReceptionPage, window: MainWindow, qtbot: QtBot
) -> None:
    commit(page.box, LEAK)
    qtbot.keyClick(page.box, ENTER)
    assert only(window.store).place == Place(3, 2, "501")


def test_praise_is_only_recorded_by_enter_and_the_button_says_so(
    page: ReceptionPage, window: MainWindow, qtbot: QtBot
) -> None:
    write(page, qtbot, "表扬值班的赵师傅，谢谢！")
    assert page.buttons.default is page.buttons.record
    assert "Enter" in page.buttons.record.text()
    qtbot.keyClick(page.box, ENTER)
    assert only(window.store).issue_id is None
    assert only(window.store).kind is Kind.PRAISE


@pytest.mark.parametrize(
    ("key", "opens"), [(Qt.Key.Key_Return, True), (Qt.Key.Key_Enter, True), (Qt.Key.Key_S, False)]
)
def test_control_keys_save_either_way_whatever_was_said(
    page: ReceptionPage, window: MainWindow, qtbot: QtBot, key: Qt.Key, opens: bool
) -> None:
    write(page, qtbot, "请问加装电梯怎么申请？" if opens else LEAK)
    qtbot.keyClick(page.box, key, CTRL)
    assert (only(window.store).issue_id is not None) is opens


def test_shift_enter_starts_a_new_line(page: ReceptionPage, qtbot: QtBot) -> None:
    commit(page.box, "3幢")
    qtbot.keyClick(page.box, ENTER, Qt.KeyboardModifier.ShiftModifier)
    commit(page.box, "漏水")
    assert page.box.text() == "3幢\n漏水"


def test_enter_on_nothing_records_nothing(
    page: ReceptionPage, window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.keyClicks(page.box, "   ")
    qtbot.keyClick(page.box, ENTER)
    assert feedback.newest(window.store) == ()


def test_each_guess_shows_the_words_it_rests_on_and_marks_them(
    page: ReceptionPage, qtbot: QtBot
) -> None:
    write(page, qtbot, f"😀{LEAK}")
    shown = [label.text() for label in page.fields.findChildren(QLabel)]
    assert "“3幢2单元501”" in shown
    assert "住户资料" in shown
    assert "与登记一致" in shown
    marked = [each.cursor.selectedText() for each in page.box.extraSelections()]
    assert "3幢2单元501" in marked
    assert "张阿姨" in marked
    assert page.box.text() == f"😀{LEAK}"


def test_tab_goes_through_every_field_and_the_buttons(page: ReceptionPage, qtbot: QtBot) -> None:
    write(page, qtbot, LEAK)
    walked = []
    for _ in range(11):
        qtbot.keyClick(focused(), TAB)
        walked.append(focused())
    assert walked == [*page.fields.in_order(), page.buttons.open, page.buttons.record]


def test_the_category_is_changed_by_pinyin_and_stays_changed(
    page: ReceptionPage, window: MainWindow, qtbot: QtBot
) -> None:
    write(page, qtbot, "3幢2单元501天花板漏水")
    for _ in range(5):
        qtbot.keyClick(focused(), TAB)
    topic = page.fields.edits["topic"]
    assert focused() is topic
    qtbot.keyClicks(topic, "wqss")
    assert topic.suggestions[0] == "房屋本体 · 外墙渗水"
    qtbot.keyClick(topic, ENTER)
    assert focused() is page.box
    assert topic.text() == "房屋本体 · 外墙渗水"
    assert any("已改" in label.text() for label in page.fields.findChildren(QLabel))
    write_more = "，屋面也漏"
    commit(page.box, write_more)
    qtbot.waitUntil(lambda: page.reading.sheet is not None
                    and page.reading.sheet.text.endswith(write_more))
    assert topic.text() == "房屋本体 · 外墙渗水"
    qtbot.keyClick(page.box, ENTER)
    assert only(window.store).matter == "外墙渗水"


def test_escape_puts_the_guess_back(page: ReceptionPage, qtbot: QtBot) -> None:
    write(page, qtbot, LEAK)
    kind = page.fields.edits["kind"]
    kind.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(kind, "ts")
    qtbot.keyClick(kind, TAB)
    assert kind.text() == "投诉"
    kind.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(kind, ESC)
    assert kind.text() == "报修"
    assert not any("已改" in label.text() for label in page.fields.findChildren(QLabel))


def test_a_word_that_is_no_choice_goes_back(page: ReceptionPage, qtbot: QtBot) -> None:
    write(page, qtbot, LEAK)
    kind = page.fields.edits["kind"]
    kind.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(kind, "xyz")
    qtbot.keyClick(kind, ENTER)
    assert kind.text() == "报修"


@pytest.mark.parametrize("typed", ["5-1-302", "5幢1单元302室", "五号楼一单元302"])
def test_the_place_is_changed_in_any_way_of_writing(
    page: ReceptionPage, window: MainWindow, qtbot: QtBot, typed: str
) -> None:
    write(page, qtbot, LEAK)
    place = page.fields.edits["place"]
    place.setFocus(Qt.FocusReason.TabFocusReason)
    commit(place, typed)
    qtbot.keyClick(place, TAB)
    assert place.text() == "5幢1单元302室"
    qtbot.keyClick(page.box, ENTER, CTRL)
    assert only(window.store).place == Place(5, 1, "302")


def test_a_resident_is_found_by_pinyin(
    page: ReceptionPage, window: MainWindow, qtbot: QtBot
) -> None:
    write(page, qtbot, "楼道灯坏了")
    name = page.fields.edits["name"]
    name.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(name, "zgf")
    assert name.suggestions[0].startswith("张桂芳")
    qtbot.keyClick(name, ENTER)
    assert name.text() == "张桂芳（业主）"
    assert page.fields.edits["phone"].text() == "138 6741 2358"
    assert page.fields.edits["place"].text() == "3幢2单元501室"
    qtbot.keyClick(page.box, ENTER)
    piece = only(window.store)
    assert (piece.name, piece.phone) == ("张桂芳", "13867412358")
    assert piece.resident_id is not None


def test_ticks_and_channel_are_recorded(
    page: ReceptionPage, window: MainWindow, qtbot: QtBot
) -> None:
    write(page, qtbot, LEAK)
    qtbot.keyClick(page.fields.ticks["may_contact"], Qt.Key.Key_Space)
    qtbot.keyClick(page.fields.ticks["dangerous"], Qt.Key.Key_Space)
    channel = page.fields.edits["channel"]
    channel.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(channel, "dh")
    qtbot.keyClick(channel, ENTER)
    assert page.danger.isVisible()
    qtbot.keyClick(page.box, ENTER)
    piece = only(window.store)
    assert (piece.may_contact, piece.dangerous) == (False, True)
    assert (piece.channel, piece.urgency) == (Channel.PHONE, "紧急")


def test_danger_is_told_with_what_to_do_at_once(page: ReceptionPage, qtbot: QtBot) -> None:
    assert not page.danger.isVisible()
    write(page, qtbot, "5幢1单元302闻到煤气味很重，快来人")
    assert page.danger.isVisible()
    assert "燃气异味" in page.danger.accessibleName()
    assert "开窗" in page.danger.accessibleName()


def test_the_same_matter_is_offered_and_joined(
    page: ReceptionPage, window: MainWindow, qtbot: QtBot
) -> None:
    write(page, qtbot, LEAK)
    assert not page.buttons.attach.isVisible()
    qtbot.keyClick(page.box, ENTER)
    again = "3-2-501天花板又漏水了"
    write(page, qtbot, again)
    assert page.side.choices[0].isChecked()
    assert "0001" in page.buttons.attach.text()
    qtbot.keyClick(page.box, Qt.Key.Key_M, CTRL)
    newest, first = feedback.newest(window.store)
    assert newest.text == again
    assert newest.issue_id == first.issue_id
    assert toasts(window)[-1] == "已登记来件 0002 并入工单 0001"


def test_another_matter_of_the_building_is_joined_only_when_chosen(
    page: ReceptionPage, window: MainWindow, qtbot: QtBot
) -> None:
    write(page, qtbot, "3幢1单元楼道灯不亮")
    qtbot.keyClick(page.box, ENTER)
    write(page, qtbot, LEAK)
    assert not page.side.choices[0].isChecked()
    qtbot.keyClick(page.box, Qt.Key.Key_M, CTRL)
    assert len(feedback.newest(window.store)) == 1
    assert page.box.text() == LEAK
    qtbot.keyClick(page.side.choices[0], ENTER)
    qtbot.keyClick(page.box, Qt.Key.Key_M, CTRL)
    newest, first = feedback.newest(window.store)
    assert newest.issue_id == first.issue_id


def test_the_household_is_shown_with_its_tags(page: ReceptionPage, qtbot: QtBot) -> None:
    write(page, qtbot, LEAK)
    shown = words_on(page.side.home)
    for word in ("张桂芳", "业主", "可回访", "独居老人", "多关照"):
        assert word in shown


def test_several_pasted_messages_are_recorded_one_after_the_other(
    page: ReceptionPage, window: MainWindow, qtbot: QtBot
) -> None:
    paste(page, CHAT)
    assert page.strip.told.text() == "共 3 条，第 1 条"
    assert "漏水" in page.box.text()
    press(page, qtbot, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: "垃圾" in page.box.text())
    press(page, qtbot, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: "漏水" in page.box.text())
    qtbot.keyClick(page.box, ENTER)
    assert page.strip.told.text() == "共 2 条，第 1 条"
    assert "垃圾" in page.box.text()
    press(page, qtbot, Qt.Key.Key_K)
    qtbot.waitUntil(lambda: "加装电梯" in page.box.text())
    qtbot.keyClick(page.box, ENTER)
    assert "垃圾" in page.box.text()
    assert "跳过" in page.strip.told.text()
    assert [piece.kind for piece in feedback.newest(window.store)] == [Kind.INQUIRY, Kind.REPAIR]


def test_what_was_changed_in_one_message_stays_with_it(page: ReceptionPage, qtbot: QtBot) -> None:
    paste(page, CHAT)
    kind = page.fields.edits["kind"]
    kind.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(kind, "jy")
    qtbot.keyClick(kind, ENTER)
    press(page, qtbot, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: "垃圾" in page.box.text())
    assert kind.text() != "建议"
    press(page, qtbot, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: kind.text() == "建议")


def test_all_are_recorded_in_one_go_and_undone_in_one(
    page: ReceptionPage, window: MainWindow, qtbot: QtBot
) -> None:
    paste(page, CHAT)
    press(page, qtbot, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: page.box.isEnabled() and page.box.text() == "")
    pieces = feedback.newest(window.store)
    assert len(pieces) == 3
    assert sum(piece.issue_id is not None for piece in pieces) == 2
    assert not page.strip.isVisible()
    window.operations.undo()
    assert feedback.newest(window.store) == ()
    assert page.strip.told.text() == "共 3 条，第 1 条"


def test_a_refused_one_stays_while_the_others_are_recorded(
    page: ReceptionPage, window: MainWindow, qtbot: QtBot
) -> None:
    paste(page, CHAT)
    page.box.setPlainText("长" * 100_001)
    press(page, qtbot, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: page.box.isEnabled() and len(page.queue.messages) == 1)
    assert len(feedback.newest(window.store)) == 2
    assert len(page.box.text()) == 100_001
    assert any("太长" in text for text in toasts(window))


def test_a_paste_that_was_one_matter_is_put_together_again(
    page: ReceptionPage, qtbot: QtBot
) -> None:
    paste(page, CHAT)
    press(page, qtbot, Qt.Key.Key_J)
    qtbot.waitUntil(lambda: page.box.text() == CHAT)
    assert not page.strip.isVisible()


def test_a_refused_save_keeps_everything(
    page: ReceptionPage, window: MainWindow, qtbot: QtBot
) -> None:
    write(page, qtbot, LEAK)
    kind = page.fields.edits["kind"]
    kind.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(kind, "ts")
    qtbot.keyClick(kind, ENTER)
    window.store.database.execute_sql("PRAGMA busy_timeout = 0")
    with closing(sqlite3.connect(window.store.folder.database)) as other:
        other.execute("BEGIN IMMEDIATE")
        qtbot.keyClick(page.box, ENTER)
        assert page.box.text() == LEAK
        assert kind.text() == "投诉"
        assert any("占用" in text for text in toasts(window))
        other.rollback()
    qtbot.keyClick(page.box, ENTER)
    assert only(window.store).kind is Kind.COMPLAINT


@pytest.mark.parametrize(
    "text",
    ["<b>3幢</b> %s '; DROP TABLE", "\u200f3幢漏水\x07", "😀👍🏽𠮷", "a\xa0b", "啊" * 100_000],
)
def test_strange_words_are_shown_and_stored_as_they_are(
    page: ReceptionPage, window: MainWindow, qtbot: QtBot, text: str
) -> None:
    paste(page, text)
    assert page.box.text() == text
    qtbot.keyClick(page.box, ENTER)
    assert only(window.store).text == text


def test_too_long_a_text_is_refused_in_one_sentence_and_stays(
    page: ReceptionPage, window: MainWindow, qtbot: QtBot
) -> None:
    text = "啊" * 100_001
    paste(page, text)
    qtbot.keyClick(page.box, ENTER)
    assert feedback.newest(window.store) == ()
    assert page.box.text() == text
    assert any("太长" in said for said in toasts(window))


def test_switching_pages_keeps_what_is_written(
    page: ReceptionPage, window: MainWindow, qtbot: QtBot
) -> None:
    write(page, qtbot, LEAK)
    window.show_page("duty")
    window.show_page("reception")
    assert page.box.text() == LEAK
    assert page.fields.edits["place"].text() == "3幢2单元501室"


def test_undo_brings_the_words_back(page: ReceptionPage, window: MainWindow, qtbot: QtBot) -> None:
    write(page, qtbot, LEAK)
    qtbot.keyClick(page.box, ENTER)
    qtbot.keyClick(page.box, Qt.Key.Key_Z, CTRL)
    assert feedback.newest(window.store) == ()
    assert page.box.text() == LEAK


def test_saying_the_same_twice_is_remarked(
    page: ReceptionPage, window: MainWindow, qtbot: QtBot
) -> None:
    for _ in range(2):
        write(page, qtbot, LEAK)
        qtbot.keyClick(page.box, ENTER)
    assert len(feedback.newest(window.store)) == 2
    assert any("刚登记过一条一样的（来件 0001）" in text for text in toasts(window))


def test_what_was_just_recorded_is_listed(page: ReceptionPage, qtbot: QtBot) -> None:
    write(page, qtbot, LEAK)
    qtbot.keyClick(page.box, ENTER)
    assert page.side.recent.isVisible()
    shown = words_on(page.side.recent)
    assert "来件 0001" in shown
    assert "工单 0001" in shown


def test_another_text_in_the_box_starts_without_the_changes_of_the_first(
    page: ReceptionPage, qtbot: QtBot
) -> None:
    write(page, qtbot, LEAK)
    kind = page.fields.edits["kind"]
    kind.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClicks(kind, "ts")
    qtbot.keyClick(kind, ENTER)
    page.box.selectAll()
    paste(page, "表扬赵师傅，谢谢！")
    assert kind.text() == "表扬"


def test_new_puts_the_keyboard_into_the_box(
    page: ReceptionPage, window: MainWindow, qtbot: QtBot
) -> None:
    page.buttons.record.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_N, CTRL)
    assert focused() is page.box


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("text", ["", LEAK, "5幢1单元302闻到煤气味很重，快来人"])
def test_nothing_is_cut_off_in_any_size(
    page: ReceptionPage, window: MainWindow, qtbot: QtBot, size: TextSize, text: str
) -> None:
    window.set_text_size(size)
    window.set_dark(True)
    paste(page, text)
    shown = [one for one in page.buttons.findChildren(QPushButton) if not one.isHidden()]

    def fits() -> None:
        assert cut_off(page) == []
        assert page.box.viewport().height() >= 2 * page.box.fontMetrics().lineSpacing()
        assert page.side.horizontalScrollBar().maximum() == 0
        for one in shown:
            assert window.rect().contains(one.mapTo(window, one.rect().bottomRight()))

    qtbot.waitUntil(fits, timeout=2000)


def test_every_control_has_a_name(page: ReceptionPage, qtbot: QtBot) -> None:
    write(page, qtbot, LEAK)
    paste(page, CHAT)
    shown = [one for one in page.findChildren(QAbstractButton) if one.isVisible()]
    controls = [*page.fields.in_order(), page.box, *shown]
    assert len(controls) > 20
    assert [each for each in controls if not each.accessibleName() and not each.toolTip()] == []


UPSET = "3-2-501张阿姨，又漏了，没人管"


def test_a_mood_is_suggested_from_marked_words_and_taken_by_one_key(
    page: ReceptionPage, qtbot: QtBot
) -> None:
    write(page, qtbot, UPSET)
    button = page.fields.mood.buttons[Mood.UPSET]
    assert button.property("look") == "suggested"
    assert "“没人管”" in button.toolTip()
    assert page.reading.sheet is not None
    marked = {UPSET[m.start : m.end] for m in page.reading.sheet.marks if m.field == "mood"}
    assert marked == {"又漏了", "没人管"}
    qtbot.keyClick(page.box, Qt.Key.Key_2, ALT)
    assert button.isChecked()
    qtbot.keyClick(page.box, Qt.Key.Key_S, CTRL)
    (piece,) = feedback.newest(page.operations.store, limit=1)
    assert piece.mood is Mood.UPSET


def test_a_mood_nobody_confirmed_is_not_recorded(page: ReceptionPage, qtbot: QtBot) -> None:
    write(page, qtbot, UPSET)
    qtbot.keyClick(page.box, Qt.Key.Key_S, CTRL)
    (piece,) = feedback.newest(page.operations.store, limit=1)
    assert piece.mood is None
    assert not page.fields.mood.buttons[Mood.CALM].isEnabled()


def test_a_mood_is_changed_and_taken_back(page: ReceptionPage, qtbot: QtBot) -> None:
    write(page, qtbot, UPSET)
    mood = page.fields.mood
    qtbot.keyClick(page.box, Qt.Key.Key_1, ALT)
    assert mood.buttons[Mood.URGENT].isChecked()
    qtbot.keyClick(page.box, Qt.Key.Key_1, ALT)
    assert not mood.buttons[Mood.URGENT].isChecked()
    assert mood.buttons[Mood.UPSET].property("look") == "suggested"
    mood.buttons[Mood.UPSET].setFocus()
    qtbot.keyClick(mood.buttons[Mood.UPSET], ENTER)
    assert mood.buttons[Mood.UPSET].isChecked()
    qtbot.keyClick(mood.buttons[Mood.UPSET], ESC)
    assert not mood.buttons[Mood.UPSET].isChecked()


def test_a_confirmed_mood_comes_back_with_an_undone_recording(
    page: ReceptionPage, window: MainWindow, qtbot: QtBot
) -> None:
    write(page, qtbot, UPSET)
    qtbot.keyClick(page.box, Qt.Key.Key_2, ALT)
    qtbot.keyClick(page.box, Qt.Key.Key_S, CTRL)
    window.operations.undo()
    assert page.box.text() == UPSET
    assert page.fields.mood.buttons[Mood.UPSET].isChecked()
