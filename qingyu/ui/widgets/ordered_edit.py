"""A short list of names to add to, rename, put in order and take away; each may have a number."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton

_LONGEST = 20


class OrderedEdit(QWidget):
    """One line per name with buttons to move and remove it, and one to add another.

    Signals: edited() at every change by the user.
    """

    edited = Signal()

    def __init__(self, what: str, add: str, *, counted: bool = False, most: int = 30,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(what)
        self._what = what
        self._counted = counted
        self._most = most
        self._rows: list[_Row] = []
        self.add = ActionButton(add, icon="plus")
        self.add.clicked.connect(self._add)
        self._lines = QVBoxLayout()
        foot = QHBoxLayout()
        foot.addWidget(self.add)
        foot.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._lines)
        self._column.addLayout(foot)

    def set_rows(self, rows: Sequence[tuple[str, int]]) -> None:
        """Show these names with their numbers, without a signal."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows.clear()
        for name, number in rows:
            self._append(name, number)

    def rows(self) -> tuple[tuple[str, int], ...]:
        """The names that are not empty, with their numbers, from top to bottom."""
        read = ((" ".join(row.name.text().split()), row.number.value()) for row in self._rows)
        return tuple(row for row in read if row[0])

    def line(self, number: int) -> QLineEdit:
        """The line of a name; IndexError."""
        return self._rows[number].name

    def move_row(self, number: int, step: int) -> None:
        """Put a line one further up (-1) or down (1)."""
        target = number + step
        if not 0 <= target < len(self._rows):
            return
        row = self._rows.pop(number)
        self._rows.insert(target, row)
        self._lines.removeWidget(row)
        self._lines.insertWidget(target, row)
        self._order_keys()
        self.edited.emit()

    def remove_row(self, number: int) -> None:
        """Take a line away; the keyboard goes to its neighbour."""
        row = self._rows.pop(number)
        self._lines.removeWidget(row)
        row.hide()
        row.deleteLater()
        near = self._rows[min(number, len(self._rows) - 1)].name if self._rows else self.add
        near.setFocus(Qt.FocusReason.OtherFocusReason)
        self._order_keys()
        self.edited.emit()

    def _add(self) -> None:
        self._append("", 1).name.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _append(self, name: str, number: int) -> "_Row":
        row = _Row(name, number, counted=self._counted, parent=self)
        row.up.clicked.connect(lambda: self.move_row(self._rows.index(row), -1))
        row.down.clicked.connect(lambda: self.move_row(self._rows.index(row), 1))
        row.gone.clicked.connect(lambda: self.remove_row(self._rows.index(row)))
        row.name.textEdited.connect(lambda _: self.edited.emit())
        row.number.valueChanged.connect(lambda _: self.edited.emit())
        self._rows.append(row)
        self._lines.addWidget(row)
        row.show()
        self._order_keys()
        return row

    def _order_keys(self) -> None:
        before: QWidget | None = None
        for number, row in enumerate(self._rows, 1):
            row.tell(f"{self._what}第 {number} 项", first=number == 1, last=row is self._rows[-1])
            for part in row.parts:
                if before is not None:
                    QWidget.setTabOrder(before, part)
                before = part
        if before is not None:
            QWidget.setTabOrder(before, self.add)
        self.add.setEnabled(len(self._rows) < self._most)


class _Row(QWidget):
    def __init__(self, name: str, number: int, *, counted: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self.name = QLineEdit(name)
        self.name.setMaxLength(_LONGEST)
        self.number = QSpinBox()
        self.number.setRange(1, 999)
        self.number.setValue(number)
        self.number.setPrefix("应有 ")
        self.number.setVisible(counted)
        self.up, self.down = ActionButton("上移", "quiet"), ActionButton("下移", "quiet")
        self.gone = ActionButton("删去", "quiet", icon="x")
        self.parts = (self.name, *((self.number,) if counted else ()), self.up, self.down,
                      self.gone)  # fmt: skip
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.current().px(0.3))
        for part in self.parts:
            line.addWidget(part, 1 if part is self.name else 0)

    def tell(self, what: str, *, first: bool, last: bool) -> None:
        """Say which line it is; the first does not go up, the last not down."""
        said = self.name.text() or what
        self.name.setAccessibleName(what)
        self.number.setAccessibleName(f"{said}应有几件")
        for button, verb in ((self.up, "上移"), (self.down, "下移"), (self.gone, "删去")):
            button.setAccessibleName(f"{verb}{said}")
        self.up.setEnabled(not first)
        self.down.setEnabled(not last)
