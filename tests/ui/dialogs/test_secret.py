from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from qingyu.domain.errors import RuleError
from qingyu.ui.dialogs.secret import OTHER, Answers, Asked, Question, SecretDialog

CHANGE = Question("更换口令", "恢复单不变。", "更换", (Asked.PASSPHRASE, Asked.NEW))
SHEET = Question("用恢复单打开", "照着填。", "打开", (Asked.CODE,), other="改用口令打开")
Opened = Callable[..., SecretDialog]


@pytest.fixture
def opened(qtbot: QtBot) -> Opened:
    """The dialog of a question, shown."""

    def made(question: Question, act: Callable[[Answers], object]) -> SecretDialog:
        dialog = SecretDialog(question, act)
        qtbot.addWidget(dialog)
        dialog.open()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return made


def test_what_was_typed_is_handed_over_once_it_is_all_there(opened: Opened) -> None:
    given: list[Answers] = []
    dialog = opened(CHANGE, given.append)
    for name, text, told in (
        ("口令", "旧的口令旧的口令", "请填「口令」"),
        ("新口令", "新的口令新的口令", "请填「新口令」"),
        ("再输一次", "新的口令新的口", "请填「再输一次」"),
    ):
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert told in dialog.trouble.text()
        dialog.lines[name].setText(text)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert "不一样" in dialog.trouble.text()
    assert given == []
    dialog.lines["再输一次"].setText("新的口令新的口令")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert given == [Answers("旧的口令旧的口令", "新的口令新的口令")]
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_a_refusal_is_shown_and_what_was_typed_stays(opened: Opened) -> None:
    def refuse(answers: Answers) -> None:
        raise RuleError("口令不对", "再输一次。")

    dialog = opened(Question("请输入口令", "", "打开", (Asked.PASSPHRASE,)), refuse)
    dialog.lines["口令"].setText("青年路上")
    dialog.confirm.click()
    assert dialog.trouble.text() == "口令不对，再输一次。"
    assert dialog.isVisible()
    assert dialog.lines["口令"].selectedText() == "青年路上"


def test_signs_are_hidden_until_asked_for(opened: Opened) -> None:
    dialog = opened(CHANGE, lambda answers: None)
    modes = {line.echoMode() for line in dialog.lines.values()}
    assert modes == {QLineEdit.EchoMode.Password}
    dialog.show_box.setChecked(True)
    modes = {line.echoMode() for line in dialog.lines.values()}
    assert modes == {QLineEdit.EchoMode.Normal}


def test_a_sheet_is_read_in_the_open_and_has_another_way(opened: Opened, qtbot: QtBot) -> None:
    dialog = opened(SHEET, lambda answers: None)
    assert dialog.lines["恢复码"].echoMode() == QLineEdit.EchoMode.Normal
    assert not dialog.show_box.isVisible()
    QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: dialog.result() == OTHER)


def test_every_line_has_a_name_and_escape_leaves(opened: Opened) -> None:
    dialog = opened(CHANGE, lambda answers: None)
    assert [line.accessibleName() for line in dialog.lines.values()] == list(dialog.lines)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected
