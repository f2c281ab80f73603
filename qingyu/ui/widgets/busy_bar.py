"""How far a slow piece of work has come, with a way to stop it."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QWidget

from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.labels import ElidedLabel


class BusyBar(QFrame):
    """Words, a bar, and 「取消」; hidden until `start`.

    Signals: cancel_requested() when 「取消」 is pressed.
    """

    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._text = ElidedLabel("")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._cancel = ActionButton("取消", icon="x")
        self._cancel.clicked.connect(self._cancelled)
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self._text, 2)
        self._layout.addWidget(self._bar, 3)
        self._layout.addWidget(self._cancel)
        self._restyle()
        self.hide()

    def start(self, text: str, *, can_cancel: bool = True) -> None:
        """Show the bar moving without an end yet."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self._bar.setAccessibleName(text)
        self._bar.setRange(0, 0)
        self._cancel.setVisible(can_cancel)
        self._cancel.setEnabled(True)
        self._cancel.set_words("取消")
        self.show()

    def set_progress(self, done: int, total: int, text: str = "") -> None:
        """Show `done` of `total`; a total of 0 means that nobody knows."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        if text:
            self._text.setText(text)

    def finish(self) -> None:
        """Hide the bar."""
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _cancelled(self) -> None:
        self._cancel.setEnabled(False)
        self._cancel.set_words("正在停下…")
        self.cancel_requested.emit()

    def _restyle(self) -> None:
        look = theme.current()
        self._layout.setSpacing(look.space)
        self._layout.setContentsMargins(look.space, look.gap, look.gap, look.gap)
