"""What an empty page shows: why it is empty, and the next step."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from qingyu.ui import icons, theme
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.labels import words


class EmptyState(QWidget):
    """An icon, a sentence that says why, one that helps, and buttons for the next steps.

    Signals: action_requested() and other_requested() when the first or second button is pressed.
    """

    action_requested = Signal()
    other_requested = Signal()

    def __init__(self, icon: str, why: str, hint: str = "", action: str = "",
                 parent: QWidget | None = None, *, other: str = "") -> None:
        super().__init__(parent)
        self._icon_name = icon
        self._icon = QLabel()
        self._why = words(why, "heading", wrap=True)
        self._hint = words(hint, "muted", wrap=True)
        self._action = ActionButton(action, "primary")
        self._action.clicked.connect(self.action_requested)
        self._other = ActionButton(other)
        self._other.clicked.connect(self.other_requested)
        self._layout = QVBoxLayout(self)
        self._layout.addStretch(2)
        self._layout.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self._why, self._hint):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            self._layout.addWidget(label)
        self._layout.addWidget(self._action, 0, Qt.AlignmentFlag.AlignHCenter)
        self._layout.addWidget(self._other, 0, Qt.AlignmentFlag.AlignHCenter)
        # Only now: a button without a parent would show up as a window of its own.
        self._other.setVisible(bool(other))
        self._layout.addStretch(3)
        self.set_text(icon, why, hint, action)

    def set_text(self, icon: str, why: str, hint: str = "", action: str = "",
                 other: str | None = None) -> None:
        """Say something else; without action there is no button, the other stays unless given."""
        if other is not None:
            self._other.set_words(other)
            self._other.setVisible(bool(other))
        self._icon_name = icon
        self._why.setText(why)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self._action.set_words(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName("，".join(part for part in (why, hint) if part))
        self._restyle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        look = theme.current()
        self._icon.setPixmap(icons.pixmap(self._icon_name, "teal", look.px(3.2),
                                          self.devicePixelRatioF()))
        self._layout.setSpacing(look.px(0.6))
        self._layout.setContentsMargins(*[look.space] * 4)
