"""The weekly list on screen and on paper."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qingyu.domain.week import week_of
from qingyu.services import feedback, intake, review
from qingyu.ui.pages.review import ReviewPage
from qingyu.ui.widgets.link_line import LinkLine
from qingyu.ui.window import MainWindow


def opened(window: MainWindow) -> ReviewPage:
    page = window.show_page("review")
    assert isinstance(page, ReviewPage)
    return page


def test_an_empty_week_says_so(window: MainWindow) -> None:
    page = opened(window)
    assert page._empty.isVisible()


def test_a_new_issue_stands_on_the_week_at_once(window: MainWindow) -> None:
    page = opened(window)
    draft = intake.understood("3幢2单元501张阿姨说厨房顶上漏水")
    window.operations.run(feedback.record_and_open, draft, by=1)
    (line,) = page.findChildren(LinkLine)
    assert "0001" in line.accessibleName()
    assert not page._empty.isVisible()


def test_printing_saves_one_page_for_the_table_and_one_for_the_board(
    window: MainWindow, qtbot: QtBot
) -> None:
    page = opened(window)
    draft = intake.understood("3幢2单元501张阿姨说厨房顶上漏水")
    window.operations.run(feedback.record_and_open, draft, by=1)
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    page._public.click()
    prints = sorted(path.name for path in window.store.folder.prints.iterdir())
    week = week_of(window.store.now().date())
    assert prints == [f"周例会{week.name}.pdf", f"周例会{week.name}公示版.pdf"]


def test_weeks_are_turned_by_the_keyboard(window: MainWindow, qtbot: QtBot) -> None:
    page = opened(window)
    this = page._week
    qtbot.keyClick(page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page._week.monday < this.monday


def test_every_open_issue_stands_in_exactly_one_section(window: MainWindow) -> None:
    for text in ("闻到燃气味道，8栋1单元", "楼道灯不亮 3幢1单元", "建议车棚加雨棚"):
        feedback.record_and_open(window.store, intake.understood(text), by=1)
    sheet = review.weekly(window.store, week_of(window.store.now().date()))
    numbers = [line.number for section in sheet.sections for line in section.lines]
    assert sorted(numbers) == ["0001", "0002", "0003"]
    assert sheet.sections[0].title == "马上处理"
