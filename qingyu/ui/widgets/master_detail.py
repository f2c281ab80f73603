"""A list and the detail of its chosen row: side by side, or one at a time where it is tight."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton

_NARROW_EMS = 54.0
_LEAST_EMS = 14.0


class MasterDetail(QWidget):
    """Two panes; in 特大 or a narrow window the detail takes the whole page, Esc leads back.

    Signals: detail_left() when the user went back to the list; stacked_changed(bool).
    """

    detail_left = Signal()
    stacked_changed = Signal(bool)

    def __init__(self, master: QWidget, detail: QWidget, parent: QWidget | None = None, *,
                 back: str = "返回列表", shares: tuple[int, int] = (5, 4)) -> None:
        super().__init__(parent)
        self._master = master
        self._detail = detail
        self._shares = shares
        self._narrow_ems = _NARROW_EMS
        self._stacked = False
        self._in_detail = False
        self._beside = True
        self._dragged = False
        self._back = ActionButton(back, "quiet", icon="arrow-left", shortcut="Esc")
        self._back.setShortcut(QKeySequence())
        self._back.clicked.connect(self.show_list)
        self._escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.show_list)
        self._escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        # From the outside in: whatever is put into a styled place is styled anew with all inside.
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.splitterMoved.connect(lambda _at, _index: self._note_dragged())
        layout.addWidget(self._splitter)
        self._splitter.addWidget(master)
        self._pane = QWidget(self._splitter)
        self._side = QVBoxLayout(self._pane)
        self._side.setContentsMargins(0, 0, 0, 0)
        self._side.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self._side.addWidget(detail, 1)
        for pane in (master, self._pane):
            pane.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._restyle()

    @property
    def is_stacked(self) -> bool:
        """Whether only one of the two panes is shown."""
        return self._stacked

    @property
    def in_detail(self) -> bool:
        """Whether the detail is what the user looks at (always False side by side)."""
        return self._stacked and self._in_detail

    def show_detail(self) -> None:
        """Bring the detail to the front where only one pane is shown."""
        self._in_detail = True
        self._arrange()
        if self._stacked:
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_list(self) -> None:
        """Bring the list to the front where only one pane is shown."""
        left = self.in_detail
        self._in_detail = False
        self._arrange()
        if left:
            self._master.setFocus(Qt.FocusReason.OtherFocusReason)
            self.detail_left.emit()

    def set_detail_visible(self, visible: bool) -> None:
        """Side by side: show or hide the right pane (nothing chosen)."""
        came = visible and not self._beside
        self._beside = visible
        if not self._stacked:
            self._pane.setVisible(visible)
            if came:
                self._arrange()

    def set_narrow(self, ems: float) -> None:
        """From now on only one pane is shown in less room than so many text sizes."""
        if ems != self._narrow_ems:
            self._narrow_ems = ems
            self._restyle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        look = theme.current()
        self._splitter.setHandleWidth(look.space)
        self._side.setSpacing(look.px(0.3))
        # Dragged further, its buttons and words would be cut off.
        self._pane.setMinimumWidth(look.px(_LEAST_EMS))
        stacked = look.huge or 0 < self.width() < look.px(self._narrow_ems)
        if stacked != self._stacked:
            self._stacked = stacked
            self._arrange()
            self.stacked_changed.emit(stacked)
        else:
            self._arrange()

    def _note_dragged(self) -> None:
        self._dragged = True

    def _arrange(self) -> None:
        self._master.setVisible(not self.in_detail)
        self._pane.setVisible(self._in_detail if self._stacked else self._beside)
        self._back.setVisible(self._stacked)
        self._escape.setEnabled(self.in_detail)
        # A window that was small at first must not leave its shares to the large one.
        fresh = not self._dragged or 0 in self._splitter.sizes()
        if not self._stacked and self._beside and fresh:
            whole = max(1, self.width())
            first, second = self._shares
            self._splitter.setSizes([whole * first // (first + second),
                                     whole * second // (first + second)])
