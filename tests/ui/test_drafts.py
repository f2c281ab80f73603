from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from qingyu.domain.changes import Noun
from qingyu.domain.draft import Draft
from qingyu.domain.issue import Urgency
from qingyu.domain.place import Place
from qingyu.services import Store, draft
from qingyu.services import steward as stewards
from qingyu.ui.pages.issues import IssuesPage
from qingyu.ui.pages.issues_move_form import MoveForm
from qingyu.ui.pages.neighbourhood import NeighbourhoodPage
from qingyu.ui.pages.notices import NoticesPage
from qingyu.ui.pages.reception import ReceptionPage
from qingyu.ui.pages.reception_queue import Message
from qingyu.ui.pages.today import TodayPage
from qingyu.ui.preferences import Preferences
from qingyu.ui.window import MainWindow
from tests.services.issue_book import open_issue
from tests.ui.keyboard import press, write

ENTER = Qt.Key.Key_Return
Again = Callable[[], MainWindow]


@pytest.fixture
def again(window: MainWindow, founded: Store, qtbot: QtBot) -> Again:
    """Opens a second window on the book, as after a kill: the first never said goodbye."""

    def opened() -> MainWindow:
        window.desk.drafts.look()
        qtbot.waitUntil(lambda: window.desk.drafts.is_written)
        preferences = Preferences(founded.folder.settings)
        preferences.steward = "陆建芬"
        other = MainWindow(founded, preferences, practice=False)
        other.resize(1366, 768)
        qtbot.addWidget(other)
        window.hide()
        other.show()
        other.activateWindow()
        qtbot.waitUntil(other.isActiveWindow)
        return other

    return opened


def today(window: MainWindow) -> TodayPage:
    page = window.show_page("today")
    assert isinstance(page, TodayPage)
    return page


def test_words_on_the_reception_desk_are_offered_again_and_enter_goes_on(
    window: MainWindow, again: Again
) -> None:
    window.show_page("reception")
    write("3-2-501王阿姨说楼道灯不亮")
    fresh = again()
    home = today(fresh)
    assert home.drafts.isVisible()
    (line,) = fresh.desk.drafts.offered
    assert line.line == "接待：居民说的话（3-2-501王阿姨说楼道灯不亮）"
    press(ENTER)
    desk = fresh.page
    assert isinstance(desk, ReceptionPage)
    assert desk.box.text() == "3-2-501王阿姨说楼道灯不亮"
    assert fresh.focusWidget() is desk.box
    assert fresh.desk.drafts.offered == ()


def test_what_was_corrected_by_hand_and_the_messages_behind_it_come_back(
    window: MainWindow, again: Again
) -> None:
    page = window.show_page("reception")
    assert isinstance(page, ReceptionPage)
    page.queue.load([Message("楼道灯不亮"), Message("垃圾没人收", skipped=True)])
    page.queue.at = 0
    page.box.setPlainText("楼道灯不亮")
    page.read(again=True)
    page.fields.corrected.emit("place", "3-2-501")
    page.fields.corrected.emit("urgency", "较急")
    fresh = again()
    fresh.desk.drafts.resume(fresh.desk.drafts.offered[0])
    desk = fresh.page
    assert isinstance(desk, ReceptionPage)
    assert [(each.text, each.skipped) for each in desk.queue.messages] == [
        ("楼道灯不亮", False), ("垃圾没人收", True),
    ]  # fmt: skip
    assert desk.queue.current.by_hand.place == Place(3, 2, "501")
    assert desk.queue.current.by_hand.urgency is Urgency.PRESSING


def test_a_form_in_the_detail_of_an_issue_is_opened_again_with_its_words(
    window: MainWindow, founded: Store, again: Again, qtbot: QtBot
) -> None:
    ident = open_issue(founded)
    window.open_thing(Noun.ISSUE, ident)
    page = window.page
    assert isinstance(page, IssuesPage)
    page.reopen(("作废：还要写明",))
    assert isinstance(page.detail.form, MoveForm)
    write("和 0003 是同一件")
    fresh = again()
    (line,) = fresh.desk.drafts.offered
    assert line.way == ("issues", f"issue:{ident}", "作废：还要写明")
    today(fresh)
    press(ENTER)
    back = fresh.page
    assert isinstance(back, IssuesPage)
    qtbot.waitUntil(lambda: fresh.desk.drafts.offered == ())
    assert isinstance(back.detail.form, MoveForm)
    assert back.detail.form.details().reason == "和 0003 是同一件"


def test_what_was_saved_or_given_up_is_no_draft(
    window: MainWindow, founded: Store, qtbot: QtBot
) -> None:
    ident = open_issue(founded)
    window.open_thing(Noun.ISSUE, ident)
    page = window.page
    assert isinstance(page, IssuesPage)
    page.detail.log.box.setFocus()
    write("约了周三上门")
    window.desk.drafts.look()
    press(ENTER)
    page.reopen(("花了什么钱",))
    write("换灯")
    window.desk.drafts.look()
    assert not window.desk.drafts.is_written
    press(Qt.Key.Key_Escape)
    window.desk.drafts.look()
    qtbot.waitUntil(lambda: window.desk.drafts.is_written)
    assert draft.left(founded) == ()


def test_a_form_left_for_another_thing_is_offered_at_once(
    window: MainWindow, founded: Store
) -> None:
    first, second = open_issue(founded), open_issue(founded, "单元门坏")
    window.open_thing(Noun.ISSUE, first)
    page = window.page
    assert isinstance(page, IssuesPage)
    page.detail.log.box.setFocus()
    write("约了周三上门")
    window.desk.drafts.look()
    window.open_thing(Noun.ISSUE, second)
    window.desk.drafts.look()
    home = today(window)
    assert [each.whole_text for each in window.desk.drafts.offered] == ["约了周三上门"]
    press(ENTER)
    assert page.detail.story is not None
    assert page.detail.story.issue.id == first
    assert page.detail.log.box.text() == "约了周三上门"
    assert not home.drafts.isVisible()


def test_a_draft_not_wanted_goes_and_comes_back_with_undo(
    window: MainWindow, founded: Store, again: Again, qtbot: QtBot
) -> None:
    window.show_page("reception")
    write("楼道灯不亮")
    fresh = again()
    home = today(fresh)
    home.drafts.drop_buttons[0].setFocus()
    press(ENTER)
    assert not home.drafts.isVisible()
    fresh.toasts.toasts[-1].action_requested.emit()
    assert home.drafts.isVisible()
    fresh.desk.drafts.look()
    qtbot.waitUntil(lambda: fresh.desk.drafts.is_written)
    assert [each.excerpt for each in draft.left(founded)] == ["楼道灯不亮"]


def test_it_is_shown_to_who_typed_it_and_to_nobody_else(
    window: MainWindow, founded: Store, again: Again
) -> None:
    window.show_page("reception")
    write("楼道灯不亮")
    fresh = again()
    fresh.operations.use(stewards.find(founded, "赵文斌"))
    assert not today(fresh).drafts.isVisible()
    fresh.operations.use(None)
    assert today(fresh).drafts.isVisible()


def test_words_whose_place_is_gone_are_copied(
    window: MainWindow, founded: Store, again: Again, qtbot: QtBot
) -> None:
    window.show_page("notices")
    way = ("issues", "issue:99", "作废：还要写明")
    kept = Draft("x", way, "工单 0099：作废", {"原因": "写了很久"}, 1, founded.now())
    draft.keep(founded, [kept])
    fresh = again()
    with qtbot.waitSignal(fresh.desk.drafts.lost):
        fresh.desk.drafts.resume(kept)
    assert QGuiApplication.clipboard().text() == "写了很久"
    assert fresh.desk.drafts.offered == (kept,)


def test_a_new_resident_a_notice_and_the_barometer_come_back(
    window: MainWindow, again: Again
) -> None:
    people = window.show_page("neighbourhood")
    assert isinstance(people, NeighbourhoodPage)
    people.start_new()
    write("3-2-501")
    window.desk.drafts.look()
    notices = window.show_page("notices")
    assert isinstance(notices, NoticesPage)
    notices.reopen(("free",))
    notices.compose.form.focus_field("body")
    write("周五下午清洗水箱。")
    window.desk.drafts.look()
    fresh = again()
    said, home = fresh.desk.drafts.offered
    if said.page != "notices":
        said, home = home, said
    fresh.desk.drafts.resume(said)
    written = fresh.page
    assert isinstance(written, NoticesPage)
    assert written.compose.form.fields()["body"] == "周五下午清洗水箱。"
    fresh.desk.drafts.resume(home)
    form = fresh.page
    assert isinstance(form, NeighbourhoodPage)
    assert form.part.form.is_blank and form.part.form.is_dirty
    assert form.part.form.findChildren(QLineEdit)[0].text() == "3-2-501"


def test_what_could_not_be_written_is_told_once_and_tried_again(
    window: MainWindow, founded: Store, qtbot: QtBot
) -> None:
    told: list[object] = []
    window.operations.refused.connect(told.append)
    window.show_page("reception")
    write("楼道灯不亮")
    founded.database.execute_sql("ALTER TABLE draft RENAME TO away")
    for _ in range(2):
        window.desk.drafts.look()
        qtbot.waitUntil(lambda: not window.desk.drafts.is_busy)
    assert len(told) == 1
    founded.database.execute_sql("ALTER TABLE away RENAME TO draft")
    window.desk.drafts.look()
    qtbot.waitUntil(lambda: window.desk.drafts.is_written)
    assert [each.whole_text for each in draft.left(founded)] == ["楼道灯不亮"]


def test_closing_the_window_keeps_the_last_word(window: MainWindow, founded: Store) -> None:
    window.show_page("reception")
    write("楼道灯不亮")
    window.close()
    assert [each.whole_text for each in draft.left(founded)] == ["楼道灯不亮"]


def test_words_in_the_form_now_are_not_written_over(
    window: MainWindow, again: Again
) -> None:
    window.show_page("reception")
    write("楼道灯不亮")
    fresh = again()
    (kept,) = fresh.desk.drafts.offered
    fresh.show_page("reception")
    write("垃圾没人收")
    fresh.desk.drafts.resume(kept)
    desk = fresh.page
    assert isinstance(desk, ReceptionPage)
    assert desk.box.text() == "垃圾没人收"
    assert fresh.desk.drafts.offered == (kept,)
