from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from qingyu.domain.changes import Noun
from qingyu.domain.issue import MoveDetails, State
from qingyu.domain.neighbourhood import Household, Resident
from qingyu.services import Store, issue, neighbourhood
from qingyu.ui.pages.settings import SettingsPage
from qingyu.ui.pages.settings_recycle import RecyclePart
from qingyu.ui.theme import TextSize
from qingyu.ui.window import MainWindow
from tests.services.issue_book import open_issue
from tests.ui.keyboard import press, write
from tests.ui.widgets.clipping import cut_off

Show = Callable[[], RecyclePart]


@pytest.fixture
def show(window: MainWindow) -> Show:
    def shown() -> RecyclePart:
        page = window.show_page("settings")
        assert isinstance(page, SettingsPage)
        page.show_tab("recycle")
        return page.recycle

    return shown


@pytest.fixture
def gone(founded: Store) -> int:
    """The id of a resident who was deleted, beside an issue that is void."""
    home = Household(0, 3, 2, "501")
    for name in ("王桂芬", "李建国"):
        added = neighbourhood.add_resident(founded, Resident(0, home, name), by=1)
    ident = added.ids(Noun.RESIDENT)[0]
    neighbourhood.remove_resident(founded, ident, by=1)
    issue.move(founded, open_issue(founded), State.VOID, MoveDetails(reason="登记错了"), by=1)
    return ident


def test_an_empty_bin_says_what_it_is_for(show: Show) -> None:
    part = show()
    QAbstractItemModelTester(part.model)
    assert part.empty.isVisible()
    assert not part.restore.isEnabled()


def test_found_by_words_and_brought_back_by_enter(show: Show, gone: int, founded: Store) -> None:
    part = show()
    part.filter.setFocus()
    write("建国")
    press(Qt.Key.Key_Return)
    assert part.model.rowCount() == 1
    press(Qt.Key.Key_Return)
    assert {each.name for each in neighbourhood.residents(founded)} == {"王桂芬", "李建国"}
    assert part.model.rowCount() == 0


def test_what_cannot_come_back_says_why(show: Show, gone: int) -> None:
    part = show()
    part.table.choose(lambda each: bool(getattr(each, "why_not", "")))
    assert not part.restore.isEnabled()
    assert "请重新登记" in part.why.text()


def test_bringing_back_can_be_undone(
    show: Show, gone: int, founded: Store, window: MainWindow
) -> None:
    part = show()
    part.table.choose(lambda each: not getattr(each, "why_not", ""))
    part.restore.click()
    assert part.model.rowCount() == 1
    window.operations.undo()
    assert part.model.rowCount() == 2


@pytest.mark.parametrize("size", TextSize)
def test_nothing_is_cut_off(show: Show, gone: int, window: MainWindow, size: TextSize) -> None:
    window.set_text_size(size)
    part = show()
    assert cut_off(part) == []
