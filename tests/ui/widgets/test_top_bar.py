"""The bar: search by Ctrl+K, chips that fold and never lose their words."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from qingyu.ui import theme
from qingyu.ui.theme import TextSize
from qingyu.ui.widgets.top_bar import TopBar


def shown(qtbot: QtBot, width: int = 1208) -> TopBar:
    bar = TopBar()
    qtbot.addWidget(bar)
    bar.set_weather("cloud-rain", "小雨 自评：多云")
    bar.set_undo("派单 0231")
    bar.set_steward("陆建芬")
    bar.resize(width, bar.sizeHint().height())
    with qtbot.waitExposed(bar):
        bar.show()
    return bar


def chips(bar: TopBar) -> dict[str, QPushButton]:
    return {b.accessibleName(): b for b in bar.findChildren(QPushButton) if not b.isHidden()}


def test_words_are_shown_where_there_is_room(qtbot: QtBot) -> None:
    bar = shown(qtbot)
    assert [b.text().strip() for b in chips(bar).values()] == list(chips(bar))
    assert set(chips(bar)) == {"小雨 自评：多云", "撤销：派单 0231", "现在是 陆建芬"}


def test_folded_chips_keep_their_words_in_tooltip_and_name(qtbot: QtBot,
                                                           qapp: QApplication) -> None:
    bar = shown(qtbot)
    theme.apply(qapp, TextSize.HUGE)
    undo = chips(bar)["撤销：派单 0231"]
    assert undo.text() == ""
    assert "派单 0231" in undo.toolTip() and "Ctrl+Z" in undo.toolTip()


def test_a_tight_bar_folds_too_and_unfolds_again(qtbot: QtBot) -> None:
    bar = shown(qtbot, 700)
    assert chips(bar)["撤销：派单 0231"].text() == ""
    bar.resize(1208, bar.height())
    assert chips(bar)["撤销：派单 0231"].text().strip() == "撤销：派单 0231"


def test_ctrl_k_leads_to_the_search_box(qtbot: QtBot) -> None:
    bar = shown(qtbot)
    chips(bar)["现在是 陆建芬"].setFocus()
    QTest.keyClick(bar, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert bar.search.hasFocus()


def test_typing_is_told(qtbot: QtBot) -> None:
    bar = shown(qtbot)
    told: list[str] = []
    bar.search_changed.connect(told.append)
    QTest.keyClicks(bar.search, "zay")
    assert told == ["z", "za", "zay"]


def test_every_chip_says_what_is_wished(qtbot: QtBot) -> None:
    bar = shown(qtbot)
    bar.set_practice(True)
    for name, signal in (("撤销：派单 0231", bar.undo_requested),
                         ("现在是 陆建芬", bar.steward_requested),
                         ("小雨 自评：多云", bar.weather_requested),
                         ("练习模式", bar.practice_requested)):
        with qtbot.waitSignal(signal):
            QTest.keyClick(chips(bar)[name], Qt.Key.Key_Space)


def test_nothing_to_undo_shows_no_button(qtbot: QtBot) -> None:
    bar = shown(qtbot)
    bar.set_undo("")
    assert not any(name.startswith("撤销") for name in chips(bar))


def test_a_name_with_an_ampersand_stays_as_typed(qtbot: QtBot) -> None:
    bar = shown(qtbot)
    bar.set_steward("A&B")
    assert "A&&B" in chips(bar)["现在是 A&B"].text()
