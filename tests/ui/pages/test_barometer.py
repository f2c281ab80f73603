from datetime import timedelta
from functools import partial

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QScrollBar
from pytestqt.qtbot import QtBot

from qingyu.domain.barometer import Formula
from qingyu.domain.issue import IssueDraft
from qingyu.domain.issue_list import IssueFilter
from qingyu.domain.place import Place
from qingyu.services import barometer, issue
from qingyu.ui.pages.barometer import BarometerPage
from qingyu.ui.pages.barometer_charts import CHARTS
from qingyu.ui.theme import TextSize
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.page_scroll import PageScroll
from qingyu.ui.widgets.record_table import RecordTable
from qingyu.ui.window import MainWindow
from tests.ui.keyboard import press, tab_to
from tests.ui.sizes import SIZES


@pytest.fixture
def page(window: MainWindow) -> BarometerPage:
    long_ago = window.store.now() - timedelta(days=60)
    late = IssueDraft("围墙", Place(4), reported_at=long_ago)
    window.operations.run(issue.open_new, late, by=1)
    window.operations.run(issue.open_new, IssueDraft("漏电", Place(2), dangerous=True), by=1)
    window.activateWindow()
    shown = window.show_page("barometer")
    assert isinstance(shown, BarometerPage)
    return shown


def buildings(page: BarometerPage) -> list[str]:
    return [row.cells[0] for row in page.model.rows]


def test_the_worst_building_comes_first_and_the_formula_is_told(page: BarometerPage) -> None:
    assert buildings(page) == ["2幢", "4幢", "1幢", "3幢", "5幢", "6幢"]
    said = " ".join(label.text() for label in page.findChildren(QLabel))
    for words in ("自评", "雨", "紧急工单超期满 1 件", "满意率低于 60%", "没有未办结的工单"):
        assert words in said
    assert "1 件安全隐患还没有先处置" in page.whole.accessibleName()


def test_filters_narrow_to_one_word(page: BarometerPage, qtbot: QtBot) -> None:
    page.filters.choose({"阴"})
    page.filters.changed.emit(page.filters.chosen)
    assert buildings(page) == ["4幢"]


def test_a_building_leads_to_its_issues_by_keyboard(page: BarometerPage, qtbot: QtBot) -> None:
    page.focus_start()
    page.table.setCurrentIndex(page.table.model().index(1, 0))
    with qtbot.waitSignal(page.list_requested) as asked:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert asked.args == ["issues", IssueFilter(building=4)]


def test_a_change_is_seen_at_once_and_the_choice_stays(
    window: MainWindow, page: BarometerPage
) -> None:
    page.table.setCurrentIndex(page.table.model().index(1, 0))
    window.operations.run(issue.open_new, IssueDraft("电线", Place(5), dangerous=True), by=1)
    assert buildings(page)[:3] == ["2幢", "5幢", "4幢"]
    chosen = page.table.record()
    assert getattr(chosen, "building", None) == 4


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_wider_than_the_page(
    window: MainWindow, page: BarometerPage, size: TextSize, qtbot: QtBot
) -> None:
    open_charts(page, qtbot)
    page.show_part("formula")
    window.set_text_size(size)
    assert page.minimumSizeHint().width() <= page.width()


def open_charts(page: BarometerPage, qtbot: QtBot) -> None:
    page.focus_start()
    press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: page.charts.figure is not None and page.charts.busy.isHidden())


def test_the_charts_are_opened_by_keyboard_and_say_their_finding(
    page: BarometerPage, qtbot: QtBot
) -> None:
    open_charts(page, qtbot)
    for name in CHARTS:
        page.charts.choice.choose(name)
        page.charts.choice.chosen.emit(name)
        figure, shown = page.charts.figure, page.charts.shown
        assert figure is not None and shown is not None and figure.name == name
        if figure.lacking:
            assert isinstance(shown, EmptyState)
            assert not page.charts.picture.isEnabled()
        else:
            assert shown.accessibleName() == page.charts.finding.text() == figure.finding


def _has_no_way(bar: QScrollBar) -> bool:
    return bar.maximum() == 0


def test_every_chart_fits_the_screen_in_standard_type(
    window: MainWindow, page: BarometerPage, qtbot: QtBot
) -> None:
    window.resize(1366, 768)
    open_charts(page, qtbot)
    for name in CHARTS:
        page.charts.choice.choose(name)
        page.charts.choice.chosen.emit(name)
        (scroll,) = page.charts.findChildren(PageScroll)
        bar = scroll.verticalScrollBar()
        qtbot.waitUntil(partial(_has_no_way, bar))


def test_the_table_behind_a_chart_has_its_rows(page: BarometerPage, qtbot: QtBot) -> None:
    open_charts(page, qtbot)
    page.charts.view.choose("table")
    page.charts.view.chosen.emit("table")
    table = page.charts.shown
    assert isinstance(table, RecordTable) and page.charts.figure is not None
    assert table.model().rowCount() == len(page.charts.figure.rows)


def test_the_calendar_of_a_building_is_chosen(page: BarometerPage, qtbot: QtBot) -> None:
    open_charts(page, qtbot)
    page.charts.choice.choose(CHARTS[-1])
    page.charts.choice.chosen.emit(CHARTS[-1])
    page.charts.place.setFocus()
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    assert page.charts.finding.text().startswith("2幢近 ")


def test_picture_and_table_are_saved_and_read_back(
    window: MainWindow, page: BarometerPage, qtbot: QtBot
) -> None:
    open_charts(page, qtbot)
    for button in (page.charts.picture, page.charts.table_file):
        tab_to(button)
        with qtbot.waitSignal(page.said, timeout=10_000):
            press(Qt.Key.Key_Space)
    prints = window.store.folder.prints
    figure = page.charts.figure
    assert figure is not None
    image = QImage(str(prints / "每周进出2026-11-23.png"))
    assert image.text("Title") == figure.finding
    assert "2026年11月23日" in image.text("Description")
    sheet = load_workbook(prints / "每周进出2026-11-23.xlsx").active
    assert sheet is not None and sheet["A1"].value == figure.finding


def test_a_change_is_drawn_at_once(window: MainWindow, page: BarometerPage, qtbot: QtBot) -> None:
    open_charts(page, qtbot)
    before = page.charts.finding.text()
    for _ in range(2):
        window.operations.run(issue.open_new, IssueDraft("灯坏了", Place(3)), by=1)
    qtbot.waitUntil(lambda: page.charts.finding.text() != before)


def test_an_empty_book_says_why_there_is_no_chart(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    page = window.show_page("barometer")
    assert isinstance(page, BarometerPage)
    open_charts(page, qtbot)
    assert isinstance(page.charts.shown, EmptyState)


def test_numbers_are_tried_and_saved_by_keyboard_and_taken_back(
    window: MainWindow, page: BarometerPage
) -> None:
    page.focus_start()
    press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    tab_to(page.formula.numbers["overdue"])
    press(Qt.Key.Key_Up)
    assert "4幢从阴变成多云" in page.formula.summary.text()
    assert "还没有保存" in page.formula.summary.text()
    assert "超期满 2 件" in page.formula.text.text()
    assert barometer.formula_in_force(window.store) == Formula()
    press(Qt.Key.Key_Return)
    assert barometer.formula_in_force(window.store) == Formula(overdue=2)
    assert not page.formula.save.isEnabled()
    window.operations.undo()
    assert page.formula.numbers["overdue"].value() == 1


def test_what_was_typed_stays_while_others_work_and_the_default_comes_back(
    window: MainWindow, page: BarometerPage
) -> None:
    page.show_part("formula")
    page.formula.numbers["complaints"].setValue(9)
    window.operations.run(issue.open_new, IssueDraft("灯坏了", Place(3)), by=1)
    assert page.formula.numbers["complaints"].value() == 9
    page.formula.save.click()
    assert barometer.formula_in_force(window.store) == Formula(complaints=9)
    page.formula.default.click()
    assert barometer.formula_in_force(window.store) == Formula()
    assert page.formula.numbers["complaints"].value() == 3
    assert not page.formula.default.isEnabled()


def test_the_months_sheet_is_printed_by_keyboard(
    window: MainWindow, page: BarometerPage, qtbot: QtBot
) -> None:
    months = page.month.menu_of_months
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    offered = [action.text() for action in months.actions()]
    assert offered == ["2026年11月（还没过完）", "2026年10月", "2026年9月"]
    with qtbot.waitSignal(page.said, timeout=10_000):
        months.activeAction().trigger()
    months.close()
    assert (window.store.folder.prints / "民情月报2026-11.pdf").read_bytes().startswith(b"%PDF")


def test_the_sheet_of_an_earlier_month_is_printed(
    window: MainWindow, page: BarometerPage, qtbot: QtBot
) -> None:
    page.print_page()
    with qtbot.waitSignal(page.said, timeout=10_000):
        page.month.menu_of_months.actions()[1].trigger()
    page.month.menu_of_months.close()
    assert (window.store.folder.prints / "民情月报2026-10.pdf").read_bytes().startswith(b"%PDF")
