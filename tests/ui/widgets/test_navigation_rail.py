"""The rail: pages by mouse, keyboard and shortcut; narrow in 特大."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from qingyu.ui import theme
from qingyu.ui.theme import TextSize
from qingyu.ui.widgets.navigation_rail import Destination, NavigationRail

PLACES = [Destination("today", "house", "今日", "Ctrl+1"),
          Destination("issue", "wrench", "工单", "Ctrl+2"),
          Destination("settings", "settings", "设置", "Ctrl+0")]


def shown(qtbot: QtBot) -> NavigationRail:
    rail = NavigationRail("晴雨管家", PLACES)
    qtbot.addWidget(rail)
    rail.resize(rail.width(), 700)
    with qtbot.waitExposed(rail):
        rail.show()
    return rail


def items(rail: NavigationRail) -> list[QAbstractButton]:
    return [b for b in rail.findChildren(QAbstractButton) if b.text()]


def test_a_click_wishes_for_a_page_and_lights_nothing_by_itself(qtbot: QtBot) -> None:
    rail = shown(qtbot)
    with qtbot.waitSignal(rail.page_requested) as wished:
        QTest.mouseClick(items(rail)[1], Qt.MouseButton.LeftButton)
    assert wished.args == ["issue"]
    assert [item.isChecked() for item in items(rail)] == [True, False, False]
    rail.set_current("issue")
    assert [item.isChecked() for item in items(rail)] == [False, True, False]


def test_the_keyboard_walks_and_takes(qtbot: QtBot) -> None:
    rail = shown(qtbot)
    first, second, last = items(rail)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    QTest.keyClick(second, Qt.Key.Key_Down)
    QTest.keyClick(last, Qt.Key.Key_Down)
    assert last.hasFocus()
    with qtbot.waitSignal(rail.page_requested) as wished:
        QTest.keyClick(last, Qt.Key.Key_Return)
    assert wished.args == ["settings"]


def test_tab_stops_only_at_the_page_that_is_open(qtbot: QtBot) -> None:
    rail = shown(qtbot)
    rail.set_current("issue")
    stops = [item.text() for item in items(rail) if item.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert stops == ["工单"]


def test_every_page_has_a_name_a_shortcut_and_a_tooltip_that_tells_it(qtbot: QtBot) -> None:
    rail = shown(qtbot)
    keys = {shortcut.key().toString() for shortcut in rail.findChildren(QShortcut)}
    assert keys == {place.shortcut for place in PLACES if place.shortcut}
    for item, place in zip(items(rail), PLACES, strict=True):
        assert item.accessibleName() == place.title
        assert place.shortcut in item.toolTip()


def test_it_is_narrower_in_text_sizes_when_the_text_is_huge(
    qtbot: QtBot, qapp: QApplication, standard_theme: theme.Theme
) -> None:
    rail = shown(qtbot)
    wide = rail.width() / standard_theme.em
    look = theme.apply(qapp, TextSize.HUGE)
    assert rail.narrow
    assert rail.width() / look.em < wide / 2


def test_a_small_window_can_ask_for_the_narrow_shape(qtbot: QtBot) -> None:
    rail = shown(qtbot)
    wide = rail.width()
    rail.set_narrow(True)
    assert rail.narrow and rail.width() < wide
    rail.set_narrow(False)
    assert rail.width() == wide
