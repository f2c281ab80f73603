"""For, against, abstained: three numbers side by side."""

from PySide6.QtCore import QEvent, QRegularExpression, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from qingyu.domain.vote import Tally
from qingyu.ui import theme
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words

_PARTS = ("赞成", "反对", "弃权")
_DIGITS = 7


class NumberBox(QLineEdit):
    """A whole number to type; empty is 0."""

    def __init__(self, name: str, ems: float = 3.6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ems = ems
        self.setMaxLength(_DIGITS)
        self.setValidator(QRegularExpressionValidator(QRegularExpression(r"\d*"), self))
        self.setPlaceholderText("0")
        self.setAccessibleName(name)
        self._restyle()

    @property
    def number(self) -> int:
        """What was typed."""
        return int(self.text() or 0)

    def show_number(self, number: int) -> None:
        """Show a number; 0 as nothing."""
        self.setText(str(number) if number else "")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        self.setFixedWidth(theme.current().px(self._ems))


def _labelled(part: str, box: NumberBox) -> QWidget:
    """The word and its box, which no line break parts."""
    pair = QWidget()
    row = QHBoxLayout(pair)
    row.setContentsMargins(0, 0, 0, 0)
    label = words(part, "muted")
    label.setBuddy(box)
    row.addWidget(label)
    row.addWidget(box)
    return pair


class TallyRow(QWidget):
    """One tally to type, Tab by Tab.

    Signals: changed() whenever a number did.
    """

    changed = Signal()

    def __init__(
        self, name: str, ems: float = 3.6, parent: QWidget | None = None, *, before: str = ""
    ) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(name)
        self.boxes = tuple(NumberBox(f"{name}{part}", ems) for part in _PARTS)
        flow = FlowLayout(self, gap=0.4)
        if before:
            flow.addWidget(words(before, "strong"))
        for part, box in zip(_PARTS, self.boxes, strict=True):
            flow.addWidget(_labelled(part, box))
            box.textChanged.connect(lambda _text: self.changed.emit())
        self.setFocusProxy(self.boxes[0])

    @property
    def tally(self) -> Tally:
        """What was typed."""
        return Tally(*(box.number for box in self.boxes))
