"""How long the meeting, or the matter on the table, has taken so far."""

from collections.abc import Callable
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QWidget

from qingyu.ui import theme

_TICK = 1000


class Clock(QLabel):
    """「本件 03:20」, counting while it is seen; what takes longer than usual says so."""

    def __init__(
        self,
        what: str,
        now: Callable[[], datetime],
        usual: timedelta | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("look", "strong")
        self._what = what
        self._now = now
        self._usual = usual
        self._since: datetime | None = None
        self._until: datetime | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK)
        self._timer.timeout.connect(self._tell)

    def count_from(self, since: datetime | None, until: datetime | None = None) -> None:
        """Count from this moment; up to `until` where it is over, not at all without a start."""
        self._since = since
        self._until = until
        self._tell()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell()
        self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()

    def _tell(self) -> None:
        if self._since is None:
            self.setText("")
            return
        passed = max((self._until or self._now()) - self._since, timedelta())
        late = self._usual is not None and passed > self._usual
        self.setText(f"{self._what} {clock_words(passed)}{'　有点久了' if late else ''}")
        self.setAccessibleName(self.text())
        theme.set_look(self, "look", "warn" if late else "strong")


def clock_words(passed: timedelta) -> str:
    """「03:20」, 「1:03:20」 from the first hour on."""
    minutes, seconds = divmod(int(passed.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes:02d}:{seconds:02d}"
