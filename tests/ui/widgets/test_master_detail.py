"""List and detail: beside each other, or one at a time with a way back."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit
from pytestqt.qtbot import QtBot

from qingyu.ui import theme
from qingyu.ui.theme import TextSize
from qingyu.ui.widgets.master_detail import MasterDetail


def shown(qtbot: QtBot, width: int = 1200) -> tuple[MasterDetail, QLineEdit, QLineEdit]:
    master, detail = QLineEdit("list"), QLineEdit("detail")
    split = MasterDetail(master, detail)
    qtbot.addWidget(split)
    split.resize(width, 600)
    with qtbot.waitExposed(split):
        split.show()
    return split, master, detail


def test_both_are_seen_where_there_is_room(qtbot: QtBot) -> None:
    split, master, detail = shown(qtbot)
    assert not split.is_stacked
    assert master.isVisible() and detail.isVisible()
    assert master.width() > detail.width() > 400


def test_a_detail_that_comes_later_has_its_share(qtbot: QtBot) -> None:
    master, detail = QLineEdit("list"), QTextEdit("detail")
    detail.setMinimumHeight(900)
    split = MasterDetail(master, detail, shares=(1, 1))
    qtbot.addWidget(split)
    split.set_detail_visible(False)
    split.resize(1200, 600)
    with qtbot.waitExposed(split):
        split.show()
    assert not detail.isVisible() and master.width() == split.width()
    split.set_detail_visible(True)
    qtbot.waitUntil(lambda: abs(master.width() - detail.width()) <= 1)


def test_huge_text_shows_one_at_a_time_and_escape_leads_back(qtbot: QtBot,
                                                             qapp: QApplication) -> None:
    split, master, detail = shown(qtbot)
    theme.apply(qapp, TextSize.HUGE)
    assert split.is_stacked and master.isVisible() and not detail.isVisible()
    split.show_detail()
    assert detail.isVisible() and not master.isVisible()
    detail.setFocus()
    with qtbot.waitSignal(split.detail_left):
        QTest.keyClick(detail, Qt.Key.Key_Escape)
    assert master.isVisible() and master.hasFocus() and not detail.isVisible()


def test_a_narrow_place_shows_one_at_a_time(qtbot: QtBot) -> None:
    split, _, detail = shown(qtbot, 600)
    assert split.is_stacked and not detail.isVisible()


def test_back_to_a_smaller_text_shows_both_again(qtbot: QtBot, qapp: QApplication) -> None:
    split, master, detail = shown(qtbot)
    theme.apply(qapp, TextSize.HUGE)
    split.show_detail()
    theme.apply(qapp, TextSize.STANDARD)
    assert master.isVisible() and detail.isVisible() and not split.in_detail
