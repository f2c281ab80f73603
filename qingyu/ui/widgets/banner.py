"""A remark over the whole width: what is the matter and what can be done."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QWidget

from qingyu.ui import icons, theme
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.labels import words

_ICONS = {"danger": "circle-alert", "warn": "triangle-alert", "good": "circle-check",
          "info": "info", "plain": "info"}


class Banner(QFrame):
    """One wrapped sentence in a tone, with an optional button.

    Signals: action_requested() when its button is pressed.
    """

    action_requested = Signal()

    def __init__(self, text: str, tone: str = "info", action: str = "",
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setProperty("tone", tone)
        self._icon = QLabel()
        self._text = words("", wrap=True)
        self._action = ActionButton(action)
        self._action.clicked.connect(self.action_requested)
        self._layout = QHBoxLayout(self)
        self._layout.addWidget(self._icon)
        self._layout.addWidget(self._text, 1)
        self._layout.addWidget(self._action)
        self.set_text(text, tone, action)

    def set_text(self, text: str, tone: str = "info", action: str = "") -> None:
        """Show another sentence, tone and button; without action there is no button."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self._action.set_words(action)
        self._action.setVisible(bool(action))
        theme.set_look(self, "tone", tone)
        # The words take their colour from the banner's tone.
        theme.look_again(self._text)
        self._restyle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        look = theme.current()
        tone = str(self.property("tone"))
        self._icon.setPixmap(icons.pixmap(_ICONS.get(tone, "info"), f"{tone}_ink", look.icon,
                                          self.devicePixelRatioF()))
        self._layout.setSpacing(look.px(0.6))
        self._layout.setContentsMargins(look.px(0.9), look.px(0.55), look.px(0.7), look.px(0.55))
