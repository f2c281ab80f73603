"""A word on a coloured ground: 「超 2 天」, 「今天到期」."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from qingyu.ui import theme


class Pill(QLabel):
    """A short word in a tone: danger, warn, good, info or plain."""

    def __init__(self, text: str, tone: str = "plain", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setProperty("tone", tone)
        self.set_text(text)

    def set_text(self, text: str, tone: str | None = None) -> None:
        """Show another word, and another tone if one is given."""
        self.setText(text)
        if tone is not None:
            theme.set_look(self, "tone", tone)
