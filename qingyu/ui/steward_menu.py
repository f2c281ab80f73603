"""The menu behind 「现在是谁在用」."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QMenu, QWidget

from qingyu.domain.steward import Steward
from qingyu.services import steward
from qingyu.ui.operations import Operations


class StewardMenu(QMenu):
    """Everybody who serves, to choose from with the keyboard; filled anew at each opening."""

    def __init__(self, operations: Operations, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("现在是谁在用")
        self._operations = operations

    def open_under(self, anchor: QWidget) -> None:
        """Shows the menu at the right end under a widget."""
        self.fill()
        corner = QPoint(anchor.width() - self.sizeHint().width(), anchor.height())
        self.popup(anchor.mapToGlobal(corner))
        if self.actions():
            self.setActiveAction(self.actions()[0])

    def fill(self) -> None:
        """Lists who serves now, the present user marked."""
        self.clear()
        now = self._operations.steward
        for number, person in enumerate(steward.stewards(self._operations.store), 1):
            key = f"&{number} " if number < 10 else ""
            action = self.addAction(f"{key}{person.name}　{person.role}")
            action.setCheckable(True)
            action.setChecked(now is not None and now.id == person.id)
            action.triggered.connect(self._chooser(person))
        if self.isEmpty():
            self.addAction("还没有管家，请到「楼栋住户」添加").setEnabled(False)

    def _chooser(self, person: Steward) -> object:
        return lambda: self._operations.use(person)
