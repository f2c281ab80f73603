from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from qingyu.domain.issue import IssueDraft
from qingyu.domain.issue_list import IssueFilter
from qingyu.domain.place import Place
from qingyu.services import issue
from qingyu.ui.pages.barometer import BarometerPage
from qingyu.ui.theme import TextSize
from qingyu.ui.window import MainWindow


@pytest.fixture
def page(window: MainWindow) -> BarometerPage:
    long_ago = window.store.now() - timedelta(days=60)
    late = IssueDraft("围墙", Place(4), reported_at=long_ago)
    window.operations.run(issue.open_new, late, by=1)
    window.operations.run(issue.open_new, IssueDraft("漏电", Place(2), dangerous=True), by=1)
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


@pytest.mark.parametrize("size", list(TextSize))
def test_nothing_is_wider_than_the_page(
    window: MainWindow, page: BarometerPage, size: TextSize
) -> None:
    window.set_text_size(size)
    assert page.minimumSizeHint().width() <= page.width()
