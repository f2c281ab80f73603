"""The room a form takes inside a page."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy

from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.page_scroll import PageScroll


class FormRoom(PageScroll):
    """As tall as the form in it while there is room; then the form scrolls."""

    def __init__(self, form: InlineForm) -> None:
        super().__init__(margin=False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.form = form
        self.add(form)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        # Choices that wrap at this width make the form taller than it wishes to be.
        tall = self.column.heightForWidth(self.width()) if self.column.hasHeightForWidth() else 0
        return QSize(hint.width(), max(hint.height(), tall))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def close_room(self) -> None:
        """Take the form and its room away."""
        self.hide()
        self.deleteLater()
