"""The switch between 标准, 大 and 特大."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from qingyu.ui import theme
from qingyu.ui.theme import TextSize


class TextSizeSwitch(QWidget):
    """Three buttons, each written in its own size; one is on.

    Signals: size_chosen(object) with the TextSize the user pressed.
    """

    size_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("字号")
        self._group = QButtonGroup(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self._buttons: dict[TextSize, QPushButton] = {}
        for size in TextSize:
            one = QPushButton(size.label)
            one.setProperty("kind", "chip")
            one.setCheckable(True)
            one.setAutoDefault(False)
            one.setAccessibleName(f"字号 {size.label}")
            one.clicked.connect(lambda _=False, chosen=size: self.size_chosen.emit(chosen))
            self._group.addButton(one)
            row.addWidget(one)
            self._buttons[size] = one
        row.addStretch(1)
        self.show_size(theme.current().size)

    def show_size(self, size: TextSize) -> None:
        """Show which size is in force, without a signal."""
        self._buttons[size].setChecked(True)
