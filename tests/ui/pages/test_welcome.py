from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qingyu.domain.steward import Role
from qingyu.services import Store, neighbourhood
from qingyu.services import steward as stewards
from qingyu.ui import theme
from qingyu.ui.pages.welcome import WelcomePage
from qingyu.ui.preferences import Preferences
from qingyu.ui.theme import TextSize
from qingyu.ui.window import MainWindow
from qingyu.ui.wishes import IMPORT_RESIDENTS
from tests.ui.sizes import SIZES
from tests.ui.typing_in import write
from tests.ui.widgets.clipping import cut_off


@pytest.fixture
def window(store: Store, qapp: QApplication) -> Iterator[MainWindow]:
    """A window on an empty book."""
    theme.apply(qapp, TextSize.STANDARD)
    shown = MainWindow(store, Preferences(store.folder.settings), practice=False)
    shown.resize(1366, 768)
    shown.show()
    yield shown
    shown.close()
    shown.deleteLater()


@pytest.fixture
def page(window: MainWindow, qtbot: QtBot) -> WelcomePage:
    qtbot.waitUntil(window.isActiveWindow)
    assert isinstance(window.page, WelcomePage)
    return window.page


def units(store: Store) -> dict[int, int]:
    return {each.number: len(each.units) for each in neighbourhood.buildings(store)}


def test_an_empty_book_asks_first_and_hides_the_rest(window: MainWindow, page: WelcomePage) -> None:
    assert not window.rail.isVisible()
    assert not window.bar.isVisible()
    assert page.name.hasFocus()


def test_three_answers_by_keyboard_found_the_neighbourhood(
    window: MainWindow, page: WelcomePage, store: Store, qtbot: QtBot
) -> None:
    write(page.name, "青年路社区")
    qtbot.keyClick(page.name, Qt.Key.Key_Return)
    assert page.buildings.count.hasFocus()
    qtbot.keyClicks(page.buildings.count, "6")
    qtbot.keyClick(page.buildings.count, Qt.Key.Key_Tab)
    qtbot.keyClick(page.buildings.singles[2], Qt.Key.Key_Up)
    assert page.buildings.line.text() == "1幢3单元，2幢4单元，3-6幢各3单元"
    write(page.person, "陆建芬")
    qtbot.keyClick(page.person, Qt.Key.Key_Return)
    assert neighbourhood.name(store) == "青年路社区"
    assert units(store) == {1: 3, 2: 4, 3: 3, 4: 3, 5: 3, 6: 3}
    (first,) = stewards.stewards(store)
    assert (first.name, first.role) == ("陆建芬", Role.LEAD)
    assert window.operations.steward == first
    assert window.rail.isVisible() and window.bar.isVisible()
    assert window.page is window.pages["today"]


def test_buildings_written_in_one_line_show_one_by_one(page: WelcomePage, qtbot: QtBot) -> None:
    write(page.buildings.line, "1-6幢各3单元，8幢2单元")
    assert page.buildings.count.value() == 7
    assert page.buildings.singles[8].value() == 2
    assert sorted(page.buildings.singles) == [1, 2, 3, 4, 5, 6, 8]
    page.buildings.each.setValue(4)
    qtbot.keyClick(page.buildings.fill, Qt.Key.Key_Space)
    assert page.buildings.line.text() == "1-6幢各4单元，8幢4单元"
    page.buildings.count.setValue(8)
    assert page.buildings.units[9] == 4


def test_tab_walks_down_the_page(page: WelcomePage, qtbot: QtBot) -> None:
    write(page.buildings.line, "1-2幢各3单元")
    wanted = [
        page.buildings.line, page.buildings.singles[1], page.buildings.singles[2], page.person,
        page.encrypt, page.begin, page.import_button, page.practice,
    ]  # fmt: skip
    for widget in wanted:
        assert QApplication.focusWidget() is widget
        qtbot.keyClick(widget, Qt.Key.Key_Tab)


def test_a_line_that_cannot_be_read_stays_and_is_told(
    page: WelcomePage, store: Store, qtbot: QtBot
) -> None:
    write(page.name, "青年路社区")
    write(page.buildings.line, "六七幢吧")
    write(page.person, "陆建芬")
    qtbot.keyClick(page.person, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.buildings.line.text() == "六七幢吧"
    assert page.buildings.line.hasFocus()
    assert "看不懂" in page.buildings.trouble.text()
    assert neighbourhood.name(store) == ""


def test_what_is_missing_is_asked_for_where_it_is_missing(page: WelcomePage, qtbot: QtBot) -> None:
    qtbot.keyClick(page.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.trouble.isVisible() and page.name.hasFocus()
    write(page.name, "青年路社区")
    assert not page.trouble.isVisible()
    qtbot.keyClick(page.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.person.hasFocus() and "姓名" in page.trouble.text()


def test_import_first_founds_and_leads_on(page: WelcomePage, store: Store, qtbot: QtBot) -> None:
    asked: list[tuple[str, object]] = []
    page.list_requested.disconnect()
    page.list_requested.connect(lambda key, wanted: asked.append((key, wanted)))
    write(page.name, "青年路社区")
    write(page.person, "陆建芬")
    qtbot.keyClick(page.import_button, Qt.Key.Key_Space)
    assert neighbourhood.name(store) == "青年路社区"
    assert asked == [("neighbourhood", IMPORT_RESIDENTS)]


def test_practising_is_wished_of_the_program(
    window: MainWindow, page: WelcomePage, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.practice_requested) as wished:
        qtbot.keyClick(page, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    assert wished.args == [True]


def test_undoing_the_founding_comes_back_here(
    window: MainWindow, page: WelcomePage, qtbot: QtBot
) -> None:
    write(page.name, "青年路社区")
    write(page.person, "陆建芬")
    qtbot.keyClick(page.person, Qt.Key.Key_Return)
    window.operations.undo()
    assert window.page is page
    assert page.name.text() == "青年路社区"
    assert window.operations.steward is None


@pytest.mark.parametrize("size", SIZES)
def test_the_way_on_is_in_sight_however_many_buildings_there_are(
    window: MainWindow, page: WelcomePage, qtbot: QtBot, size: TextSize
) -> None:
    write(page.buildings.line, "1-60幢各3单元")
    page.size_switch.size_chosen.emit(size)
    qtbot.waitUntil(lambda: not cut_off(page), timeout=2000)
    for button in (page.begin, page.import_button, page.practice):
        assert page.rect().contains(button.rect().translated(button.mapTo(page, QPoint())))
        assert button.visibleRegion().boundingRect() == button.rect()


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_off(
    window: MainWindow, page: WelcomePage, qtbot: QtBot, size: TextSize
) -> None:
    write(page.buildings.line, "1-12幢各3单元")
    page.size_switch.size_chosen.emit(size)
    assert theme.current().size is size
    qtbot.waitUntil(lambda: not cut_off(page), timeout=2000)
    assert page.width() <= window.width()
