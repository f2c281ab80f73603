"""Rows and columns whose margins and gaps grow with the text."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QWidget

from qingyu.ui import theme


class EmBox(QFrame):
    """A column (or row) of widgets; `margin` and `gap` are in text sizes; `card` makes it white."""

    def __init__(self, parent: QWidget | None = None, *, row: bool = False, gap: float = 0.85,
                 margin: tuple[float, float] = (0.0, 0.0), card: bool = False) -> None:
        super().__init__(parent)
        self._gap = gap
        self._margin = margin
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        if card:
            self.setProperty("look", "card")
        direction = QBoxLayout.Direction.LeftToRight if row else QBoxLayout.Direction.TopToBottom
        self.box = QBoxLayout(direction, self)
        self._restyle()

    def add(self, widget: QWidget, stretch: int = 0,
            align: Qt.AlignmentFlag | None = None) -> None:
        """Put a widget after what is there."""
        if align is None:
            self.box.addWidget(widget, stretch)
        else:
            self.box.addWidget(widget, stretch, align)

    def add_stretch(self) -> None:
        """Push what follows to the far end."""
        self.box.addStretch(1)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        look = theme.current()
        across, down = (look.px(ems) for ems in self._margin)
        self.box.setContentsMargins(across, down, across, down)
        self.box.setSpacing(look.px(self._gap))
