"""One line of several of which one is chosen."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QLabel, QWidget

from qingyu.ui import icons, theme
from qingyu.ui.widgets.link_line import LinkLine


class ChoiceLine(LinkLine):
    """A line with a round mark; of those side by side only one is marked, arrow keys walk.

    Signals: clicked() when the user chooses it.
    """

    def __init__(self, text: str, pill: str = "", tone: str = "plain", *, note: str = "",
                 key: object = None, parent: QWidget | None = None) -> None:
        self._mark = QLabel()
        super().__init__(text, pill, tone, note=note, key=key, parent=parent)
        self._layout.insertWidget(0, self._mark)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.toggled.connect(lambda _on: self._restyle())
        self._restyle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        super()._restyle()
        name, role = ("circle-dot", "teal") if self.isChecked() else ("circle", "edge")
        side = theme.current().px(1.1)
        self._mark.setPixmap(icons.pixmap(name, role, side, self.devicePixelRatioF()))
