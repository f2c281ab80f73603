"""A titled part of a detail: a head with a count and one quiet button, and what stands under it."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.labels import words


class Section(QWidget):
    """「费用 120.00 元　＋记一笔费用」 and widgets under it.

    Signals: action_requested() when the button of the head is pressed.
    """

    action_requested = Signal()

    def __init__(
        self, title: str, action: str = "", icon: str = "plus", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(title)
        self.form: InlineForm | None = None
        self._note = words("", "muted")
        self.button = ActionButton(action, "quiet", icon=icon)
        self.button.clicked.connect(self.action_requested)
        self._head = QHBoxLayout()
        self._head.addWidget(words(title, "heading"))
        self._head.addWidget(self._note)
        self._head.addStretch(1)
        self._head.addWidget(self.button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._head)
        # Only now: a button without a parent would show up as a window of its own.
        self.button.setVisible(bool(action))
        self._restyle()

    def add(self, widget: QWidget) -> None:
        """Put a widget under what is there."""
        self._column.addWidget(widget)

    def open_with(self, form: InlineForm) -> None:
        """Show a form under what is there in place of the button; a form already open stays."""
        if self.form is not None:
            form.deleteLater()
            self.form.focus_first()
            return
        self.form = form
        form.cancelled.connect(self.close_form)
        self._column.addWidget(form)
        self.button.hide()
        form.focus_first()

    def close_form(self) -> None:
        """Put the form away and go back to the button."""
        if self.form is None:
            return
        self.form.hide()
        self.form.deleteLater()
        self.form = None
        self.button.show()
        self.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_note(self, note: str) -> None:
        """Say something short beside the title, such as a count or a total."""
        self._note.setText(note)

    def set_action(self, action: str) -> None:
        """Show another word on the button; without one there is no button."""
        self.button.set_words(action)
        self.button.setVisible(bool(action))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        look = theme.current()
        self._head.setSpacing(look.gap)
        self._column.setSpacing(look.px(0.3))
