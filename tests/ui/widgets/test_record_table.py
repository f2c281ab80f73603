"""Tables: as wide as their place, sorted, remembered, two lines in 特大, keyboard all the way."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from qingyu.ui import theme
from qingyu.ui.theme import TextSize
from qingyu.ui.widgets.record_table import RecordTable
from qingyu.ui.widgets.roles import RECORD_ROLE
from tests.ui.gallery import COLUMNS, ISSUES, IssueModel


def shown(qtbot: QtBot, settings: QSettings | None = None, width: int = 640) -> RecordTable:
    table = RecordTable("issue", COLUMNS, settings, name="工单列表")
    qtbot.addWidget(table)
    model = IssueModel(table)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, table)
    table.set_model(model)
    table.resize(width, 500)
    with qtbot.waitExposed(table):
        table.show()
    return table


def settings_at(folder: Path) -> QSettings:
    return QSettings(str(folder / "窗口.ini"), QSettings.Format.IniFormat)


def used_width(table: RecordTable) -> int:
    return sum(table.columnWidth(i) for i in range(len(COLUMNS)) if not table.isColumnHidden(i))


@pytest.mark.parametrize("width", [200, 400, 560, 640, 900, 1300])
@pytest.mark.parametrize("size", TextSize)
def test_columns_fill_the_place_exactly(qtbot: QtBot, qapp: QApplication, size: TextSize,
                                        width: int) -> None:
    theme.apply(qapp, size)
    table = shown(qtbot, width=width)
    assert used_width(table) == table.viewport().width()
    assert not table.horizontalScrollBar().isVisible()


def test_huge_text_turns_rows_into_two_lines_and_back(qtbot: QtBot, qapp: QApplication) -> None:
    table = shown(qtbot)
    one_line = table.rowHeight(0)
    assert not table.two_lines and table.horizontalHeader().isVisible()
    theme.apply(qapp, TextSize.HUGE)
    assert table.two_lines and not table.horizontalHeader().isVisible()
    assert table.rowHeight(0) > one_line * 2
    theme.apply(qapp, TextSize.STANDARD)
    assert not table.two_lines and table.rowHeight(0) == one_line


def test_a_narrow_place_turns_rows_into_two_lines(qtbot: QtBot) -> None:
    assert shown(qtbot, width=380).two_lines


def test_the_chosen_record_survives_a_change_of_size(qtbot: QtBot, qapp: QApplication) -> None:
    table = shown(qtbot)
    assert table.choose(lambda record: record == ISSUES[5])
    theme.apply(qapp, TextSize.HUGE)
    assert table.record() == ISSUES[5]
    assert table.selected_records() == (ISSUES[5],)


def test_choosing_what_is_not_there_says_so(qtbot: QtBot) -> None:
    assert not shown(qtbot).choose(lambda record: False)


def test_the_keyboard_walks_chooses_and_opens(qtbot: QtBot) -> None:
    table = shown(qtbot)
    table.choose(lambda record: record == ISSUES[0])
    with qtbot.waitSignal(table.record_chosen) as chosen:
        QTest.keyClick(table, Qt.Key.Key_Down)
    assert chosen.args == [ISSUES[1]]
    with qtbot.waitSignal(table.record_activated) as opened:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert opened.args == [ISSUES[1]]
    with qtbot.waitSignal(table.selection_counted) as counted:
        QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert counted.args == [2]
    assert table.selected_records() == (ISSUES[1], ISSUES[2])


def test_tab_leaves_the_table(qtbot: QtBot) -> None:
    assert not shown(qtbot).tabKeyNavigation()


def test_sorting_uses_the_sort_role_and_is_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    table = shown(qtbot, settings_at(tmp_path))
    assert table.model().index(0, 0).data() == "0231"
    table.sort_by(0)
    assert table.model().index(0, 0).data() == "0180"
    again = shown(qtbot, settings_at(tmp_path))
    assert again.model().index(0, 0).data() == "0180"
    assert again.plan.order == (0, False)


def test_hidden_columns_and_widths_are_remembered_in_text_sizes(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    table = shown(qtbot, settings_at(tmp_path), 1000)
    table.show_column(2, False)
    table.setColumnWidth(0, 128)
    theme.apply(qapp, TextSize.LARGE)
    again = shown(qtbot, settings_at(tmp_path), 1200)
    assert again.isColumnHidden(2)
    assert again.columnWidth(0) == 160
    assert used_width(again) == again.viewport().width()


def test_the_main_column_cannot_be_hidden(qtbot: QtBot) -> None:
    table = shown(qtbot)
    table.show_column(1, False)
    assert not table.isColumnHidden(1)


def test_settings_that_cannot_be_read_are_forgotten(qtbot: QtBot, tmp_path: Path) -> None:
    settings = settings_at(tmp_path)
    settings.setValue("tables/issue", '{"widths": [1, 2]')
    assert not shown(qtbot, settings).isColumnHidden(2)


def test_the_choice_of_columns_is_reached_by_a_button(qtbot: QtBot) -> None:
    table = shown(qtbot)
    button = table.view_button()
    qtbot.addWidget(button)
    button.show()
    QTest.keyClick(button, Qt.Key.Key_Space)
    menu = next(m for m in table.findChildren(QMenu) if m.isVisible())
    orders, columns = (action.menu() for action in menu.actions())
    assert isinstance(orders, QMenu) and isinstance(columns, QMenu)
    assert [a.text() for a in columns.actions()] == ["编号", "事项", "类别", "急缓", "状态", "期限"]
    columns.actions()[0].trigger()
    assert table.isColumnHidden(0)
    orders.actions()[5].trigger()
    assert table.plan.order == (5, False)
    menu.close()


def test_an_empty_table_says_why(qtbot: QtBot) -> None:
    table = shown(qtbot)
    why = QLabel("还没有工单")
    table.set_empty_state(why)
    assert why.isHidden()

    class Nothing(IssueModel):
        def rowCount(self, parent: object = None) -> int:
            return 0

    table.set_model(Nothing(table))
    assert why.isVisible() and why.size() == table.viewport().size()


def test_records_are_the_same_in_every_column(qtbot: QtBot) -> None:
    model = shown(qtbot).model()
    assert {model.index(3, c).data(RECORD_ROLE) for c in range(6)} == {ISSUES[3]}
