"""A day to type or pick, with the usual days one press away."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtWidgets import QSizePolicy, QWidget

from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.date_field import DateField
from qingyu.ui.widgets.flow_layout import FlowLayout


class DayChoice(QWidget):
    """A date field and quiet buttons such as 「下周四」 that fill it."""

    def __init__(
        self, day: date, usual: Sequence[tuple[str, date]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.field = DateField(day)
        self.setFocusProxy(self.field)
        self._flow = FlowLayout(self, gap=0.2)
        self._flow.addWidget(self.field)
        for text, meant in usual:
            quick = ActionButton(text, "quiet")
            quick.clicked.connect(lambda _=False, to=meant: self.field.set_day(to))
            self._flow.addWidget(quick)

    @property
    def day(self) -> date:
        """The day shown."""
        return self.field.day

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.field.setAccessibleName(name)
