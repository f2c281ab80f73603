"""A question over the whole width that waits for an answer and stops nobody from working."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words


class AskBar(QFrame):
    """One sentence and a button per answer, hidden until something is asked.

    Signals: answered(str) with the key of the button that was pressed.
    """

    answered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._text = words("", "strong")
        self.buttons: dict[str, ActionButton] = {}
        self._flow = FlowLayout(self, gap=0.6, row_gap=0.3)
        self._flow.addWidget(self._text)
        self._restyle()
        self.hide()

    @property
    def text(self) -> str:
        """What is asked now."""
        return self._text.text()

    def ask(self, text: str, answers: Sequence[tuple[str, str]]) -> None:
        """Show the question with these (key, words) as answers; the same one stays as it is."""
        same = text == self.text and list(self.buttons) == [key for key, _ in answers]
        if same and not self.isHidden():
            return
        for old in self.buttons.values():
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.buttons.clear()
        self._text.setText(text)
        self.setAccessibleName(text)
        for key, label in answers:
            button = ActionButton(label)
            button.clicked.connect(lambda _=False, key=key: self.answered.emit(key))
            self._flow.addWidget(button)
            self.buttons[key] = button
        self.show()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        look = theme.current()
        self._flow.setContentsMargins(look.margin, look.px(0.35), look.margin, look.px(0.35))
