"""Keeps what the bar over the pages says true: the last action, the weather, who is here."""

from PySide6.QtCore import QObject, QTimer

from qingyu.domain.changes import Changes
from qingyu.services import journal, neighbourhood
from qingyu.ui import weather
from qingyu.ui.operations import Operations
from qingyu.ui.preferences import Preferences
from qingyu.ui.widgets.top_bar import TopBar

# The weather is counted from every open issue: after the page was seen, and once for many changes.
_REST_MS = 300


class BarState(QObject):
    """Follows the operations; the name of who is here is remembered for the next start."""

    def __init__(
        self, bar: TopBar, operations: Operations, preferences: Preferences, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._bar = bar
        self._operations = operations
        self._preferences = preferences
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._show_weather)
        operations.changed.connect(self.follow)
        operations.steward_changed.connect(self._show_steward)

    def follow(self, _changes: Changes | None = None) -> None:
        """Reads the last action now and the weather in a moment."""
        entry = journal.last(self._operations.store)
        self._bar.set_undo(entry.verb if entry else "")
        self._rest.start()

    def _show_weather(self) -> None:
        from qingyu.services import barometer

        whole = self._operations.read(barometer.whole)
        if whole is not None and neighbourhood.name(self._operations.store):
            look = weather.LOOKS[whole.weather]
            self._bar.set_weather(look.icon, f"自评：{whole.weather}", look.tone)

    def _show_steward(self, _person: object) -> None:
        name = self._operations.steward.name if self._operations.steward else ""
        self._preferences.steward = name
        self._bar.set_steward(name)
