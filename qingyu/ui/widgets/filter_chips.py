"""A row of filters to switch on and off: 「超期 3」 「我的 6」."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from qingyu.domain.frozen import frozen
from qingyu.ui import icons, theme
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import no_mnemonic

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}


@frozen
class Filter:
    """One filter: its key, words, how many it finds (None: not counted) and tone."""

    key: str
    text: str
    count: int | None = None
    tone: str = "plain"


class FilterChip(QPushButton):
    """A filter that is on or off; on shows a tick, so colour is not the only sign."""

    def __init__(self, what: Filter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.key = what.key
        self.setProperty("kind", "chip")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(lambda _on: self._restyle())
        self.show_filter(what)

    def show_filter(self, what: Filter) -> None:
        """Show another count, word or tone of the same filter."""
        counted = what.text if what.count is None else f"{what.text} {what.count}"
        self.setText(no_mnemonic(counted))
        self.setAccessibleName(f"筛选：{counted}")
        theme.set_look(self, "tone", what.tone)
        self._restyle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        side = theme.current().px(1.0)
        self.setIconSize(QSize(side, side))
        self.setIcon(icons.icon("check", "on_teal", side) if self.isChecked() else icons.none())


class FilterChipRow(QWidget):
    """Filters side by side, wrapped when needed; left and right arrows walk along them.

    Signals: changed(object) with the frozenset of the keys that are on, after a user's change.
    """

    changed = Signal(object)

    def __init__(self, filters: Sequence[Filter] = (), *, exclusive: bool = False,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("筛选")
        self._exclusive = exclusive
        self._chips: dict[str, FilterChip] = {}
        self._flow = FlowLayout(self, gap=0.6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.set_filters(filters)

    @property
    def chosen(self) -> frozenset[str]:
        """The keys that are on."""
        return frozenset(key for key, chip in self._chips.items() if chip.isChecked())

    def set_filters(self, filters: Sequence[Filter]) -> None:
        """Show these filters; those that stay keep whether they are on."""
        for key in set(self._chips) - {what.key for what in filters}:
            gone = self._chips.pop(key)
            self._flow.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for what in filters:
            if what.key in self._chips:
                self._chips[what.key].show_filter(what)
            else:
                self._add(what)
        self.updateGeometry()

    def choose(self, keys: frozenset[str] | set[str]) -> None:
        """Switch exactly these on, without a signal."""
        for key, chip in self._chips.items():
            chip.setChecked(key in keys)

    def focus_first(self) -> None:
        """Put the keyboard on the first filter."""
        for chip in list(self._chips.values())[:1]:
            # One just added is not shown before the next turn of the loop.
            chip.show()
            chip.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            event.setAccepted(plain and event.key() in _STEPS)
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        chips = list(self._chips.values())
        step = _STEPS.get(Qt.Key(event.key()))
        at = next((i for i, chip in enumerate(chips) if chip.hasFocus()), None)
        if step is None or at is None:
            super().keyPressEvent(event)
            return
        chips[(at + step) % len(chips)].setFocus(Qt.FocusReason.TabFocusReason)

    def _add(self, what: Filter) -> None:
        chip = FilterChip(what, self)
        chip.clicked.connect(lambda _=False, key=what.key: self._clicked(key))
        self._chips[what.key] = chip
        self._flow.addWidget(chip)

    def _clicked(self, key: str) -> None:
        if self._exclusive:
            self.choose({key} & self.chosen)
        self.changed.emit(self.chosen)
