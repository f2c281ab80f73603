"""The line under the wall chart: the keys, who is carried and at what price, the last step."""

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from qingyu.ui import theme
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.roster_place import ChartPlace

_HINT = "方向键走动，空格拿起一个人、再按空格放下（也可以拖），Delete 撤下，Enter 看右边"


class StatusLine(QWidget):
    """One sentence; `preview` says what it costs to put somebody at a place."""

    def __init__(
        self, preview: Callable[[ChartPlace, ChartPlace], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._preview = preview
        self._told = ""
        self._line = words(_HINT, "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._line)

    def text(self) -> str:
        """The sentence on show."""
        return self._line.text()

    def tell(self, said: str) -> None:
        """Keep what the last step did, or nothing; it is said while nobody is carried."""
        self._told = said

    def show_places(self, held: ChartPlace | None, place: ChartPlace | None) -> None:
        """Say what it would cost to put the one who is carried there."""
        if held is None or held.seat is None:
            self._line.setText(self._told or _HINT)
            theme.set_look(self._line, "look", "muted")
            return
        price = self._preview(held, place) if place is not None else ""
        self._line.setText(f"拿着{held.seat.name}，走到要放的格子按空格，Esc 放回。{price}")
        theme.set_look(self._line, "look", "warn" if "会违反" in price else "strong")
