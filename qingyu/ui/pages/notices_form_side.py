"""The left half of writing a notice: which kind it is, its form, what a careful reader asks."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from qingyu.ui import icons, theme
from qingyu.ui.widgets.banner import Banner
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.page_scroll import PageScroll


class FormSide(QWidget):
    """A head with three ways to begin, the form, the doubts under it.

    Signals: other_requested() for another kind; example_requested(); earlier_requested() to write
    one like an earlier one; preview_requested() where the preview is on a page of its own.
    """

    other_requested = Signal()
    example_requested = Signal()
    earlier_requested = Signal()
    preview_requested = Signal()

    def __init__(self, form: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = form
        self._icon = QLabel()
        self._icon_name = "megaphone"
        self._name = words("", "heading")
        self.other = ActionButton("换一种", "quiet", icon="arrow-left", shortcut="Alt+K")
        self.earlier = ActionButton("照以前的写", "quiet", icon="copy", shortcut="Alt+J")
        self.example = ActionButton("填入样例", "quiet", hint="先看看排出来是什么样")
        self.preview = ActionButton("看预览", icon="file-text", shortcut="Alt+V")
        self._doubts = Banner("", "warn")
        self._doubts.hide()
        self._scroll = PageScroll(margin=False)
        how = "带 * 的必须填；别的不填，就用常用的话，或者不印。"
        self._scroll.add(words(how, "muted", wrap=True))
        self.doors_place = QVBoxLayout()
        self._scroll.column.addLayout(self.doors_place)
        self._scroll.add(form)
        self._scroll.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._head())
        column.addWidget(self._scroll, 1)
        column.addWidget(self._doubts)
        self.preview.hide()
        self.setFocusProxy(form)
        for asked, told in (
            (self.other, self.other_requested), (self.earlier, self.earlier_requested),
            (self.example, self.example_requested), (self.preview, self.preview_requested),
        ):  # fmt: skip
            asked.set_compact(True)
            asked.clicked.connect(told)
        self._restyle()

    def show_kind(self, name: str, icon: str) -> None:
        """Says which kind is being written."""
        self._name.setText(name)
        self._icon_name = icon
        self._scroll.verticalScrollBar().setValue(0)
        self._restyle()

    def show_doubts(self, doubts: Sequence[str]) -> None:
        """Says what to look at again, one sentence a line."""
        text = "\n".join(f"· {doubt}" for doubt in doubts)
        self._doubts.set_text(f"请再看一眼：\n{text}", "warn")
        self._doubts.setVisible(bool(doubts))

    def set_stacked(self, stacked: bool) -> None:
        """Where the preview has no room beside the form, a button leads to it."""
        self.preview.setVisible(stacked)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _head(self) -> QWidget:
        head = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        head.setSizePolicy(policy)
        flow = FlowLayout(head, gap=0.4)
        for one in (self._icon, self._name, self.other, self.earlier, self.example, self.preview):
            flow.addWidget(one)
        return head

    def _restyle(self) -> None:
        look = theme.current()
        drawn = icons.pixmap(self._icon_name, "teal", look.px(1.5), self.devicePixelRatioF())
        self._icon.setPixmap(drawn)
