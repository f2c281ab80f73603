"""The ground of the window: plain, or with a coloured border in practice mode."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from qingyu.ui import theme


class WindowFrame(QFrame):
    """The central widget of the window; practice mode puts an amber border around everything."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def set_practice(self, practice: bool) -> None:
        """Put the border on or take it away."""
        theme.set_look(self, "practice", practice)
