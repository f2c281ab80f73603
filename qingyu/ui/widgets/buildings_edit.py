"""Which buildings: ticked one by one, or typed as 「3、5-8幢」."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from qingyu.domain.errors import RuleError
from qingyu.domain.notice_value import buildings_text, read_buildings
from qingyu.ui import icons, theme
from qingyu.ui.widgets.flow_layout import FlowLayout

# More of them are typed faster than found.
_MOST_CHIPS = 40


class BuildingsEdit(QWidget):
    """A line to type into over one button per building; both say the same.

    Signals: edited() at every change by the user.
    """

    edited = Signal()

    def __init__(self, buildings: Sequence[int], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.line = QLineEdit()
        self.line.setClearButtonEnabled(True)
        self.line.setPlaceholderText("例如：3、5幢，或在下面点；不填就是全小区")
        self._chips: dict[int, QPushButton] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.current().px(0.3))
        column.addWidget(self.line)
        if len(buildings) <= _MOST_CHIPS:
            column.addWidget(self._chip_row(buildings))
        self.line.textEdited.connect(lambda _: self._typed())
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """The buildings as typed."""
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        """Show other buildings, without a signal."""
        self.line.setText(text)
        self._tick()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._tick()

    def _chip_row(self, buildings: Sequence[int]) -> QWidget:
        row = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        flow = FlowLayout(row, gap=0.3)
        for number in buildings:
            chip = QPushButton(f"{number}幢")
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.setAutoDefault(False)
            chip.setAccessibleName(f"{number}幢")
            chip.clicked.connect(lambda _=False: self._clicked())
            flow.addWidget(chip)
            self._chips[number] = chip
        return row

    def _typed(self) -> None:
        self._tick()
        self.edited.emit()

    def _clicked(self) -> None:
        chosen = tuple(number for number, chip in self._chips.items() if chip.isChecked())
        known = set(self._chips)
        # What was typed for a building that has no button stays.
        others = tuple(number for number in self.numbers() if number not in known)
        self.line.setText(buildings_text(tuple(sorted((*chosen, *others)))))
        self._tick()
        self.edited.emit()

    def numbers(self) -> tuple[int, ...]:
        """The buildings typed, none while they cannot be read."""
        try:
            return read_buildings(self.text(), "") if self.text() else ()
        except RuleError:
            return ()

    def _tick(self) -> None:
        numbers = set(self.numbers())
        side = theme.current().px(1.0)
        for number, chip in self._chips.items():
            chip.setChecked(number in numbers)
            chip.setIconSize(QSize(side, side))
            ticked = number in numbers
            chip.setIcon(icons.icon("check", "on_teal", side) if ticked else icons.none())
