"""How many backups are kept, with what that means."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSpinBox, QWidget

from qingyu.domain.backup import MOST_KEPT, KeepRule
from qingyu.ui.pages.settings_cards import button_row
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.field_grid import FieldGrid
from qingyu.ui.widgets.labels import words

_FIELDS = (
    ("daily", "每天的", "天", 1), ("weekly", "每周的", "周", 0), ("monthly", "每月的", "个月", 0),
)  # fmt: skip


class KeepCard(Card):
    """Three numbers, and their meaning in words while they are changed.

    Signals: save_requested(int, int, int) with days, weeks, months.
    """

    save_requested = Signal(int, int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("history", "旧备份留多久", parent=parent)
        grid = FieldGrid(inline=False)
        self.numbers: list[QSpinBox] = []
        for key, label, unit, least in _FIELDS:
            number = QSpinBox()
            number.setRange(least, MOST_KEPT)
            number.setPrefix("留 ")
            number.setSuffix(f" {unit}")
            number.setAccessibleName(f"{label}备份留几{unit}")
            number.valueChanged.connect(self._compare)
            self.numbers.append(number)
            grid.add_row(key, label, number)
        self.add_line(grid)
        self.meaning = words("", "muted", wrap=True)
        self.add_line(self.meaning)
        self.save_button = ActionButton("保存", "primary", icon="check")
        self.usual_button = ActionButton("改回建议的份数", icon="rotate-ccw")
        self.add_line(button_row(self.save_button, self.usual_button))
        self.save_button.clicked.connect(
            lambda: self.save_requested.emit(*(number.value() for number in self.numbers))
        )
        self.usual_button.clicked.connect(lambda: self._put(KeepRule()))
        self._stored = KeepRule()
        self._put(self._stored)

    def show_rule(self, rule: KeepRule) -> None:
        """Shows what is stored, unless something else is being chosen."""
        choosing = self.save_button.isEnabled()
        self._stored = rule
        if not choosing:
            self._put(rule)
        self._compare()

    def _put(self, rule: KeepRule) -> None:
        for number, many in zip(
            self.numbers, (rule.daily, rule.weekly, rule.monthly), strict=True
        ):
            number.setValue(many)
        self._compare()

    def _compare(self) -> None:
        chosen = KeepRule(*(number.value() for number in self.numbers))
        self.meaning.setText(chosen.text)
        self.save_button.setEnabled(chosen != self._stored)
