"""A list of names is put in order, renamed, added to and taken from by keyboard alone."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from qingyu.ui.widgets.ask_bar import AskBar
from qingyu.ui.widgets.ordered_edit import OrderedEdit


@pytest.fixture
def edit(qtbot: QtBot) -> OrderedEdit:
    made = OrderedEdit("清点的东西", "添加一样东西", counted=True, most=4)
    made.set_rows([("钥匙", 1), ("手电", 2), ("药箱", 1)])
    qtbot.addWidget(made)
    made.show()
    return made


def test_lines_move_and_the_ends_stay(edit: OrderedEdit, qtbot: QtBot) -> None:
    with qtbot.waitSignal(edit.edited):
        edit.move_row(0, 1)
    edit.move_row(0, -1)
    edit.move_row(2, 1)
    assert [name for name, _ in edit.rows()] == ["手电", "钥匙", "药箱"]
    first, last = edit._rows[0], edit._rows[-1]
    assert not first.up.isEnabled() and first.down.isEnabled()
    assert last.up.isEnabled() and not last.down.isEnabled()


def test_keys_reach_every_part(edit: OrderedEdit, qtbot: QtBot) -> None:
    edit.line(0).setFocus()
    seen = []
    for _ in range(5):
        focused = edit.window().focusWidget()
        assert focused is not None
        seen.append(focused.accessibleName())
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
    # The first line cannot go up.
    assert seen[:4] == ["清点的东西第 1 项", "钥匙应有几件", "下移钥匙", "删去钥匙"]


def test_what_is_removed_or_left_empty_is_gone_and_it_has_an_end(edit: OrderedEdit) -> None:
    edit.remove_row(1)
    edit.add.click()
    edit.add.click()
    assert not edit.add.isEnabled()
    edit.line(2).setText("  红 袖章 ")
    assert edit.rows() == (("钥匙", 1), ("药箱", 1), ("红 袖章", 1))
    for _ in range(4):
        edit.remove_row(0)
    assert edit.rows() == () and edit.window().focusWidget() is edit.add


def test_a_question_is_answered_by_its_buttons(qtbot: QtBot) -> None:
    bar = AskBar()
    qtbot.addWidget(bar)
    assert bar.isHidden()
    bar.ask("是谁？", [("1", "甲"), ("stay", "先不选")])
    first = bar.buttons["1"]
    bar.ask("是谁？", [("1", "甲"), ("stay", "先不选")])
    assert bar.buttons["1"] is first  # asked again, the keyboard's place is kept
    with qtbot.waitSignal(bar.answered) as told:
        qtbot.keyClick(first, Qt.Key.Key_Return)
    assert told.args == ["1"]
    bar.ask("是谁？", [("2", "乙")])
    assert list(bar.buttons) == ["2"]
