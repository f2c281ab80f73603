"""Lines of which one is chosen."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from qingyu.ui.widgets.choice_line import ChoiceLine


def test_enter_and_arrows_choose_one_of_several(qtbot: QtBot) -> None:
    form = QWidget()
    qtbot.addWidget(form)
    column = QVBoxLayout(form)
    lines = [ChoiceLine(f"工单 {number}", "登记", key=number) for number in (1, 2)]
    for line in lines:
        column.addWidget(line)
    form.show()
    form.activateWindow()
    lines[0].setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is lines[0])
    qtbot.keyClick(lines[0], Qt.Key.Key_Return)
    assert [line.isChecked() for line in lines] == [True, False]
    qtbot.keyClick(lines[0], Qt.Key.Key_Down)
    assert [line.isChecked() for line in lines] == [False, True]
    assert lines[1].accessibleName() == "工单 2，登记"
