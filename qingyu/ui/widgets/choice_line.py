"""One line of several of which one is chosen."""

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from qingyu.ui import icons, theme
from qingyu.ui.widgets.link_line import LinkLine


class ChoiceLine(LinkLine):
    """A line with a round mark; of those side by side only one is marked, arrow keys walk.

    Signals: clicked() when the user chooses it.
    """

    def __init__(self, text: str, pill: str = "", tone: str = "plain", *, note: str = "",
                 key: object = None, parent: QWidget | None = None) -> None:
        super().__init__(text, pill, tone, note=note, key=key, parent=parent)
        self.setCheckable(True)
        self.setAutoExclusive(True)

    def _mark_width(self) -> int:
        look = theme.current()
        return look.px(1.1) + look.gap

    def _paint_mark(self, painter: QPainter, look: theme.Theme) -> int:
        name, role = ("circle-dot", "teal") if self.isChecked() else ("circle", "edge")
        side = look.px(1.1)
        mark = icons.pixmap(name, role, side, self.devicePixelRatioF())
        painter.drawPixmap(look.px(0.5), (self.height() - side) // 2, mark)
        return self._mark_width()
