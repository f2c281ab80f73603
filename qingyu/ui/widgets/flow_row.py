"""A row that goes on in the next line where it is full."""

from PySide6.QtWidgets import QSizePolicy, QWidget

from qingyu.ui.widgets.flow_layout import FlowLayout


class FlowRow(QWidget):
    """Widgets side by side, wrapped; those after `add_push()` stand at the right end."""

    def __init__(self, *widgets: QWidget, gap: float = 0.6, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow = FlowLayout(self, gap=gap)
        for widget in widgets:
            self.add(widget)

    def add(self, widget: QWidget) -> None:
        """Put a widget after what is there."""
        self._flow.addWidget(widget)

    def add_push(self) -> None:
        """Move everything added from here on to the right end."""
        self._flow.add_push()
