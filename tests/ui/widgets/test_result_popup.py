"""Search results: grouped, walked and taken without leaving the box."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from qingyu.ui.widgets.result_popup import Result, ResultGroup, ResultPopup

GROUPS = (ResultGroup("工单", "wrench", (Result("i1", "0198 屋面漏水", "3幢"),
                                        Result("i2", "0231 厨房漏水"))),
          ResultGroup("住户", "users", (Result("r1", "张桂芳", "3-2-501"),)))


def shown(qtbot: QtBot) -> tuple[QLineEdit, ResultPopup]:
    page = QWidget()
    qtbot.addWidget(page)
    box = QLineEdit()
    column = QVBoxLayout(page)
    column.addWidget(box)
    column.addStretch(1)
    page.resize(900, 600)
    with qtbot.waitExposed(page):
        page.show()
    box.setFocus()
    popup = ResultPopup(box, page)
    popup.show_groups(GROUPS)
    return box, popup


def test_the_first_result_is_marked_and_the_focus_stays(qtbot: QtBot) -> None:
    box, popup = shown(qtbot)
    assert popup.isVisible() and box.hasFocus()
    assert popup.current_key() == "i1"


def test_arrows_walk_over_group_heads_and_around(qtbot: QtBot) -> None:
    box, popup = shown(qtbot)
    walked = []
    for _ in range(3):
        QTest.keyClick(box, Qt.Key.Key_Down)
        walked.append(popup.current_key())
    assert walked == ["i2", "r1", "i1"]
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert popup.current_key() == "r1"


def test_enter_takes_and_closes(qtbot: QtBot) -> None:
    box, popup = shown(qtbot)
    QTest.keyClick(box, Qt.Key.Key_Down)
    with qtbot.waitSignal(popup.result_chosen) as taken:
        QTest.keyClick(box, Qt.Key.Key_Return)
    assert taken.args == ["i2"]
    assert popup.isHidden()


def test_escape_closes_and_typing_goes_on(qtbot: QtBot) -> None:
    box, popup = shown(qtbot)
    QTest.keyClicks(box, "x")
    assert box.text() == "x"
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert popup.isHidden()


def test_nothing_found_is_said_and_enter_takes_nothing(qtbot: QtBot) -> None:
    box, popup = shown(qtbot)
    popup.show_groups(())
    assert popup.isVisible() and popup.current_key() is None
    with qtbot.assertNotEmitted(popup.result_chosen):
        QTest.keyClick(box, Qt.Key.Key_Return)
