"""The menu that chooses the columns of a table and its order."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from qingyu.ui.widgets.labels import no_mnemonic

if TYPE_CHECKING:
    from qingyu.ui.widgets.record_table import RecordTable


def column_menu(table: "RecordTable") -> QMenu:
    """A menu of what to sort by (unless the order is fixed) and which columns to show."""
    menu = QMenu(table)
    names = [
        no_mnemonic(str(table.model().headerData(i, Qt.Orientation.Horizontal) or spec.key))
        for i, spec in enumerate(table.plan.columns)
    ]
    if not table.fixed_order:
        _add_orders(menu.addMenu("按什么排序"), table, names)
    _add_columns(menu.addMenu("显示哪些列"), table, names)
    return menu


def _add_columns(menu: QMenu, table: "RecordTable", names: list[str]) -> None:
    for number, spec in enumerate(table.plan.columns):
        action = menu.addAction(names[number])
        action.setCheckable(True)
        action.setChecked(table.plan.is_shown(number))
        action.setEnabled(not spec.main)
        action.toggled.connect(lambda shown, column=number: table.show_column(column, shown))


def _add_orders(menu: QMenu, table: "RecordTable", names: list[str]) -> None:
    now, descending = table.plan.order or (-1, False)
    group = QActionGroup(menu)
    for number, name in enumerate(names):
        action = menu.addAction(name)
        action.setCheckable(True)
        action.setChecked(number == now)
        action.triggered.connect(lambda _=False, column=number: table.sort_by(column))
        group.addAction(action)
    menu.addSeparator()
    turned = menu.addAction("倒过来排")
    turned.setCheckable(True)
    turned.setChecked(descending)
    turned.setEnabled(now >= 0)
    turned.triggered.connect(lambda down: table.sort_by(now, descending=down))
