"""「打印月报」: the button that asks for which month."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from qingyu.domain.month import Month
from qingyu.ui.widgets.buttons import ActionButton


class MonthButton(ActionButton):
    """Opens a list of months, the running one first and chosen: Enter takes it.

    Signals: months_wanted() before the list opens; month_chosen(Month).
    """

    months_wanted = Signal()
    month_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "打印月报", icon="printer", shortcut="Ctrl+P", bound=False,
            hint="选一个月，打印给湖滨晴雨的一页，姓名和室号已隐去", parent=parent,
        )
        self.menu_of_months = QMenu(self)
        self.menu_of_months.setAccessibleName("哪个月的月报")
        self.clicked.connect(self.ask)

    def ask(self) -> None:
        """Opens the list under the button."""
        self.months_wanted.emit()
        first = next(iter(self.menu_of_months.actions()), None)
        if first is None:
            return
        self.menu_of_months.setActiveAction(first)
        below = self.mapToGlobal(QPoint(self.width(), self.height()))
        self.menu_of_months.popup(below - QPoint(self.menu_of_months.sizeHint().width(), 0))

    def set_months(self, months: Sequence[Month]) -> None:
        """Offer these, the running one first."""
        self.menu_of_months.clear()
        for number, month in enumerate(months):
            running = "" if number else "（还没过完）"
            action = self.menu_of_months.addAction(month.text + running)
            action.triggered.connect(lambda _=False, month=month: self.month_chosen.emit(month))
