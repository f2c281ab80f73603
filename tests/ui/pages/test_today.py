from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from qingyu.domain.changes import Noun
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.issue import IssueDraft, Urgency
from qingyu.domain.issue_list import IssueFilter
from qingyu.domain.place import Place
from qingyu.domain.round import LineDraft, RoundKind
from qingyu.services import blank_form, duty, feedback, issue, neighbourhood
from qingyu.services import round as rounds
from qingyu.ui.pages.today import TodayPage, until_next_look
from qingyu.ui.theme import TextSize
from qingyu.ui.window import MainWindow
from tests.ui.sizes import SIZES


@pytest.fixture
def page(window: MainWindow) -> TodayPage:
    shown = window.show_page("today")
    assert isinstance(shown, TodayPage)
    return shown


def opened(window: MainWindow, title: str, days: int = 0, *, urgent: bool = False) -> int:
    draft = IssueDraft(
        title,
        Place(3, 2),
        urgency=Urgency.EMERGENCY if urgent else Urgency.PRESSING,
        dangerous=urgent,
        reported_at=window.store.now() - timedelta(days=days),
    )
    changes = window.operations.run(issue.open_new, draft, by=1)
    assert changes is not None
    return changes.ids(Noun.ISSUE)[0]


def words_on(widget: QWidget) -> str:
    return " ".join(each.text() for each in widget.findChildren(QLabel) if each.isVisible())


def test_the_day_is_told_with_its_almanac_line(page: TodayPage, qtbot: QtBot) -> None:
    assert "11月23日 星期一" in words_on(page)
    qtbot.waitUntil(lambda: "农历十月十五　小雪后一日" in words_on(page))


def test_an_empty_book_offers_the_first_steps(
    window: MainWindow, page: TodayPage, qtbot: QtBot
) -> None:
    assert "这本簿子还是新的" in words_on(page)
    with qtbot.waitSignal(page.page_requested) as asked:
        page.empty.action_requested.emit()
    assert asked.args == ["reception"]


def test_who_is_on_duty_now_and_next_and_the_phone_are_told(
    window: MainWindow, page: TodayPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "现在值班 还没有排班" in words_on(page)
    day = window.store.now().date()
    window.operations.run(duty.set_shift, day, "早", [1, 2], 1, by=1)
    window.operations.run(neighbourhood.rename, "青年路社区", "0571-8706 5521", by=1)
    # The clock stands at noon: the early shift has just ended.
    window.operations.run(duty.set_shift, day, "晚", [2], by=1)
    qtbot.waitUntil(lambda: "这会儿没有班" in words_on(page))
    said = words_on(page)
    assert "值班电话 0571-8706 5521" in said
    assert "接下来　午班 13–17 还没有人" in said
    monkeypatch.setattr(window.store, "now", lambda: datetime(2026, 11, 23, 9))
    page.reload()
    qtbot.waitUntil(lambda: "现在值班　早班 8–12 陆建芬（值班长）、赵文斌" in words_on(page))
    monkeypatch.setattr(window.store, "now", lambda: datetime(2026, 11, 23, 22))
    page.reload()
    qtbot.waitUntil(lambda: "接下来　明天早班 8–12 还没有人" in words_on(page))


def test_lines_lead_to_their_issue_by_enter(
    window: MainWindow, page: TodayPage, qtbot: QtBot
) -> None:
    ident = opened(window, "飞线充电", urgent=True)
    (line,) = page.board.lines("dangerous")
    assert line.accessibleName() == "3-2 飞线充电，紧急 今天 14:00"
    with qtbot.waitSignal(page.open_requested) as asked:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert asked.args == [Noun.ISSUE, ident]


def test_longer_lists_lead_to_the_narrowed_list(
    window: MainWindow, page: TodayPage, qtbot: QtBot
) -> None:
    for number in range(7):
        opened(window, f"楼道灯 {number}", days=9)
    last = page.board.lines("overdue")[-1]
    assert last.accessibleName() == "还有 2 件…"
    with qtbot.waitSignal(page.list_requested) as asked:
        last.click()
    assert asked.args == ["issues", IssueFilter(overdue=True)]


def test_empty_cards_say_something_kind_and_the_barometer_is_always_there(
    window: MainWindow, page: TodayPage, qtbot: QtBot
) -> None:
    opened(window, "樟树修剪")
    qtbot.waitUntil(lambda: "没有危险的事" in words_on(page))
    said = words_on(page)
    for kind in ("没有危险的事", "没有要回访的", "来件都有着落了", "今天没有要撤下的公示"):
        assert kind in said
    assert "申请重开" not in said
    assert "多云" in said


def test_feedback_without_issue_is_shown_as_typed_and_opens(
    window: MainWindow, page: TodayPage, qtbot: QtBot
) -> None:
    draft = FeedbackDraft("<b>垃圾</b>没人收 %s", Place(5))
    changes = window.operations.run(feedback.record, draft, by=1)
    assert changes is not None
    (line,) = page.board.lines("loose")
    qtbot.waitUntil(lambda: "5幢 <b>垃圾</b>没人收 %s" in line.accessibleName())
    with qtbot.waitSignal(page.open_requested) as asked:
        line.click()
    assert asked.args == [Noun.FEEDBACK, changes.ids(Noun.FEEDBACK)[0]]


def test_a_change_elsewhere_keeps_the_keyboard_where_it_was(
    window: MainWindow, page: TodayPage, qtbot: QtBot
) -> None:
    opened(window, "楼道灯", days=9)
    opened(window, "栏杆", days=8)
    line = page.board.lines("overdue")[1]
    qtbot.waitUntil(line.isVisible)
    line.setFocus()
    opened(window, "雨棚", days=7)
    assert window.focusWidget() is page.board.lines("overdue")[1]


def test_it_rests_a_few_minutes_but_not_past_midnight() -> None:
    noon = datetime(2026, 11, 23, 12, 0)
    late = datetime(2026, 11, 23, 23, 59, 30)
    assert until_next_look(noon) == timedelta(minutes=3)
    assert until_next_look(late) == timedelta(seconds=31)


def test_it_looks_again_only_while_it_is_shown(window: MainWindow, page: TodayPage) -> None:
    assert page.timer.isActive()
    page.hide()
    assert not page.timer.isActive()
    page.show()
    assert page.timer.isActive()


def test_a_new_day_is_read_when_the_page_comes_back(
    window: MainWindow, page: TodayPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.hide()
    monkeypatch.setattr(window.store, "_clock", lambda: datetime(2026, 11, 24, 7, 0))
    page.show()
    assert "11月24日 星期二" in words_on(page)


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wider_than_the_page(
    window: MainWindow, page: TodayPage, size: TextSize
) -> None:
    opened(window, "外墙瓷砖脱落，很长的一句话要换行才放得下，不能把页面撑宽", days=9, urgent=True)
    window.set_text_size(size)
    assert page.minimumSizeHint().width() <= page.width()


def test_paper_that_is_out_is_one_quiet_line_each(
    window: MainWindow, page: TodayPage, qtbot: QtBot
) -> None:
    ident, store = opened(window, "灯坏"), window.store
    now = store.now()
    store._clock = lambda: now - timedelta(days=31)
    window.operations.run(blank_form.reserve, 6, by=1)
    store._clock = lambda: now
    lines = [LineDraft("灯坏", Place(3, 2), ident)] * 2
    window.operations.run(rounds.make, RoundKind.LOOK, lines, by=1)
    out, forms = page.board.lines("papers")
    assert out.accessibleName() == "查看单 0001，还有 2 行，今天印"
    assert "0001、0002、0003、0004……" in forms.accessibleName()
    out.click()
    assert window.stack.key == "feedback"
    window.show_page("today")
    window.operations.run(rounds.give_up, 1, by=1)
    (forms,) = page.board.lines("papers")
    forms.click()
    assert window.stack.key == "feedback"
