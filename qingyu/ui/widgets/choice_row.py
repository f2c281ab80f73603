"""A few choices side by side of which exactly one is taken."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QWidget

from qingyu.ui import icons, theme
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import no_mnemonic


class ChoiceRow(QWidget):
    """One button per choice; the taken one has a tick; arrow keys walk along.

    Signals: chosen(str) with the key of what the user took.
    """

    chosen = Signal(str)

    def __init__(self, name: str, choices: Sequence[tuple[str, str]],
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        flow = FlowLayout(self, gap=0.4)
        for key, text in choices:
            one = QPushButton(no_mnemonic(text))
            one.setProperty("kind", "chip")
            one.setCheckable(True)
            one.setAutoDefault(False)
            one.setAccessibleName(f"{name}：{text}")
            one.toggled.connect(lambda _on: self._restyle())
            one.clicked.connect(lambda _=False, taken=key: self.chosen.emit(taken))
            self._group.addButton(one)
            flow.addWidget(one)
            self._buttons[key] = one

    @property
    def key(self) -> str:
        """The key of what is taken, or ""."""
        return next((key for key, one in self._buttons.items() if one.isChecked()), "")

    def has(self, key: str) -> bool:
        """Whether there is such a choice."""
        return key in self._buttons

    def choose(self, key: str) -> None:
        """Take a choice without a signal; KeyError for an unknown one."""
        self._buttons[key].setChecked(True)

    def set_key(self, key: str) -> None:
        """Take a choice without a signal, or none at all for an empty key."""
        if key:
            self.choose(key)
            return
        self._group.setExclusive(False)
        for one in self._buttons.values():
            one.setChecked(False)
        self._group.setExclusive(True)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        side = theme.current().px(1.0)
        for one in self._buttons.values():
            one.setIconSize(QSize(side, side))
            one.setIcon(icons.icon("check", "on_teal", side) if one.isChecked() else icons.none())
