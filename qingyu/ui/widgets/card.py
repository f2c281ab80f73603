"""A white block with an icon, a title, a big figure and lines under them."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from qingyu.ui import icons, theme
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.link_line import LinkLine


class Card(QFrame):
    """A titled block as tall as its content; `tone` colours the icon and the figure."""

    def __init__(self, icon: str, title: str, figure: str = "", tone: str = "teal", *,
                 urgent: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setProperty("tone", tone)
        self.setProperty("urgent", urgent)
        self.setAccessibleName(f"{title} {figure}".strip())
        self._icon_name = icon
        self._icon = QLabel()
        self._title = words(title, "heading")
        self._figure = words(figure, "figure")
        self._figure.setProperty("tone", tone)
        self._head = QHBoxLayout()
        self._head.addWidget(self._icon)
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self._figure, 0, Qt.AlignmentFlag.AlignRight)
        self._shown: list[QWidget] = []
        self._indented: list[QHBoxLayout] = []
        self._lines = QVBoxLayout()
        self._layout = QVBoxLayout(self)
        self._layout.addLayout(self._head)
        self._layout.addLayout(self._lines)
        # Only now: a label without a parent would show up as a window of its own.
        self._figure.setVisible(bool(figure))
        self._restyle()

    def add_line(self, line: QWidget) -> None:
        """Put a widget under what is there; links reach further out, so that words align."""
        self._shown.append(line)
        if isinstance(line, LinkLine):
            self._lines.addWidget(line)
            return
        indented = QHBoxLayout()
        indented.setContentsMargins(*self._indent())
        indented.addWidget(line)
        self._lines.addLayout(indented)
        self._indented.append(indented)

    def add_head(self, widget: QWidget) -> None:
        """Put a small widget at the right end of the title row."""
        self._head.addWidget(widget)

    def clear(self) -> None:
        """Take every line away."""
        for line in self._shown:
            line.hide()
            line.deleteLater()
        self._shown.clear()
        while (item := self._lines.takeAt(0)) is not None:
            inner = item.layout()
            if inner is not None:
                inner.deleteLater()
        self._indented.clear()

    def set_figure(self, figure: str, tone: str | None = None) -> None:
        """Show another figure, and another tone if one is given."""
        self._figure.setText(figure)
        self._figure.setVisible(bool(figure))
        self.setAccessibleName(f"{self._title.text()} {figure}".strip())
        if tone is not None:
            theme.set_look(self, "tone", tone)
            theme.set_look(self._figure, "tone", tone)
            self._restyle()

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon_name = name
        self._restyle()

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title.setText(title)
        self.setAccessibleName(f"{title} {self._figure.text()}".strip())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        look = theme.current()
        self._icon.setPixmap(icons.pixmap(self._icon_name, str(self.property("tone")),
                                          look.px(1.35), self.devicePixelRatioF()))
        self._head.setSpacing(look.gap)
        self._head.setContentsMargins(*self._indent())
        self._lines.setSpacing(look.px(0.1))
        for indented in self._indented:
            indented.setContentsMargins(*self._indent())
        self._layout.setSpacing(look.px(0.3))
        self._layout.setContentsMargins(look.px(0.65), look.px(0.8), look.px(0.65), look.px(0.8))

    @staticmethod
    def _indent() -> tuple[int, int, int, int]:
        return theme.current().px(0.5), 0, theme.current().px(0.5), 0
