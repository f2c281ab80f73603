"""The three ways to save; Enter in the big box presses the coloured one."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton, button

_ACROSS, _DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class ReceptionButtons(QWidget):
    """转工单, 并入, 只登记, each with the key that presses it written on it.

    Signals: open_requested(), attach_requested(), record_requested().
    """

    open_requested = Signal()
    attach_requested = Signal()
    record_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.open = button("保存并转工单", "primary")
        self.attach = button("并入工单")
        self.record = button("只登记")
        self._layout = QBoxLayout(_DOWN, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        for one, signal in ((self.open, self.open_requested),
                            (self.attach, self.attach_requested),
                            (self.record, self.record_requested)):
            one.clicked.connect(signal)
            self._layout.addWidget(one)
        self.set_state(wants_issue=True, issue="")
        self._restyle()

    @property
    def default(self) -> ActionButton:
        """The coloured one."""
        return self.open if self.open.property("kind") == "primary" else self.record

    def in_order(self) -> tuple[QWidget, ...]:
        """What Tab goes through."""
        return self.open, self.attach, self.record

    def set_state(self, *, wants_issue: bool, issue: str) -> None:
        """Colour what fits this message, and name the issue it may join, or none."""
        theme.set_look(self.open, "kind", "primary" if wants_issue else "plain")
        theme.set_look(self.record, "kind", "plain" if wants_issue else "primary")
        self.open.set_words(f"保存并转工单  {'Enter' if wants_issue else 'Ctrl+Enter'}")
        self.record.set_words(f"只登记  {'Ctrl+S' if wants_issue else 'Enter'}")
        self.attach.set_words(f"并入工单 {issue}  Ctrl+M")
        self.attach.setVisible(bool(issue))

    def set_across(self, across: bool) -> None:
        """Side by side, or one under the other."""
        self._layout.setDirection(_ACROSS if across else _DOWN)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        self._layout.setSpacing(theme.current().px(0.6))
