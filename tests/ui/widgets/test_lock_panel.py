import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from qingyu.ui.widgets.lock_panel import LockPanel, Sitter

LEAD = Sitter(1, "陆建芬", "组长", True, True)
STEWARD = Sitter(2, "赵文斌", "管家　正在值班", False, False, True)


@pytest.fixture
def panel(qtbot: QtBot) -> LockPanel:
    made = LockPanel()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show_people([LEAD, STEWARD], 1, "请点自己的名字。", may_cancel=False)
    made.show()
    return made


def test_the_pin_is_typed_and_entered_by_the_keyboard(panel: LockPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.proved) as told:
        qtbot.keyClicks(panel.pad.line, "2580")
        qtbot.keyClick(panel.pad.line, Qt.Key.Key_Return)
    assert told.args == [1, "2580"]


def test_digits_typed_on_the_names_are_meant_for_the_pin(panel: LockPanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.people, "2580")
    assert panel.pad.text == "2580"


def test_letters_are_not_taken_and_the_line_shows_dots(panel: LockPanel, qtbot: QtBot) -> None:
    qtbot.keyClicks(panel.pad.line, "a2b5")
    assert panel.pad.text == "25"
    assert "2" not in panel.pad.line.displayText()


def test_the_big_keys_type_take_back_and_empty(panel: LockPanel) -> None:
    keys = {each.text(): each for each in panel.pad.keys.findChildren(QPushButton)}
    for key in ("2", "5", "8", "退格", "0"):
        keys[key].click()
    assert panel.pad.text == "250"
    keys["清空"].click()
    assert panel.pad.text == ""


def test_who_has_no_pin_comes_in_by_enter_on_the_name(panel: LockPanel, qtbot: QtBot) -> None:
    qtbot.keyClick(panel.people, Qt.Key.Key_Down)
    assert not panel.pad.isEnabled()
    with qtbot.waitSignal(panel.proved) as told:
        panel.enter.click()
    assert told.args == [2, ""]


def test_nothing_is_entered_without_a_pin_and_a_refusal_empties_the_line(
    panel: LockPanel, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(panel.proved):
        panel.enter.click()
    assert "陆建芬" in panel.told.text()
    panel.pad.line.setText("1111")
    panel.refuse("PIN 不对，2 秒后可以再试。")
    assert (panel.pad.text, panel.told.text()) == ("", "PIN 不对，2 秒后可以再试。")


def test_esc_goes_back_only_where_somebody_still_sits(panel: LockPanel, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(panel.cancelled):
        qtbot.keyClick(panel, Qt.Key.Key_Escape)
    panel.show_people([LEAD, STEWARD], 2, "换一位。", may_cancel=True)
    with qtbot.waitSignal(panel.cancelled):
        qtbot.keyClick(panel, Qt.Key.Key_Escape)


def test_only_a_lead_is_offered_the_printed_sheet(panel: LockPanel, qtbot: QtBot) -> None:
    panel.forgot.click()
    assert panel.recover.isVisible()
    with qtbot.waitSignal(panel.recovery_requested) as told:
        panel.recover.click()
    assert told.args == [1]
    panel.people.setCurrentRow(1)
    assert not panel.recover.isVisible() and not panel.forgot.isVisible()
