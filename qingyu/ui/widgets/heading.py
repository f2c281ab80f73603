"""The head of a page: title, a note beside it, filters, and buttons at the right."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words


class Heading(QWidget):
    """A page title; what is added follows it in the row and wraps where the row is full."""

    def __init__(self, title: str, note: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = words(title, "title")
        self._note = words(note, "muted")
        self._pushed = False
        self._flow = FlowLayout(self, gap=0.9)
        self._flow.addWidget(self._title)
        self._flow.addWidget(self._note)
        self._note.setVisible(bool(note))
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(title)

    def set_title(self, title: str, note: str | None = None) -> None:
        """Show another title, and another note if one is given."""
        self._title.setText(title)
        self.setAccessibleName(title)
        if note is not None:
            self._note.setText(note)
            self._note.setVisible(bool(note))

    def add(self, widget: QWidget) -> None:
        """Put a widget, such as a FilterChipRow, after the title."""
        self._flow.addWidget(widget)

    def add_action(self, widget: QWidget) -> None:
        """Put a button at the right end; all that follows stays there too."""
        if not self._pushed:
            self._flow.add_push()
            self._pushed = True
        if isinstance(widget, ActionButton):
            widget.set_compact(True)
        self._flow.addWidget(widget)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._flow.invalidate()
