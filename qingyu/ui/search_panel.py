"""The answers under the search box: grouped, keyboard only, Enter opens the thing."""

from collections.abc import Sequence
from itertools import groupby

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from qingyu.domain.changes import Noun
from qingyu.domain.found import NOUN_TITLES, Found
from qingyu.ui import theme

_FOUND = Qt.ItemDataRole.UserRole


class SearchPanel(QFrame):
    """A list over the page, steered from the search box by ↑ ↓ Enter Esc.

    Signals: chosen(Noun, int).
    """

    chosen = Signal(object, int)

    def __init__(self, box: QLineEdit, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("searchPanel")
        self.setProperty("look", "popup")
        self.setAutoFillBackground(True)
        self.list = QListWidget(self)
        self.list.setAccessibleName("搜索结果")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list)
        self._box = box
        self._over = parent
        box.installEventFilter(self)
        self.list.itemClicked.connect(self._open)
        self.hide()

    def show_found(self, found: Sequence[Found], typed: str) -> None:
        """Fills the list; without a typed text the panel goes away."""
        self.list.clear()
        if not typed.strip():
            self.hide()
            return
        for noun, group in groupby(found, key=lambda each: each.noun):
            things = list(group)
            self._add_head(noun, len(things))
            for thing in things:
                self._add_thing(thing)
        if not found:
            self._add_note(
                f"没有找到「{typed.strip()[:20]}」，换个说法试试：地点、姓名拼音、尾号都行"
            )
        self._place()
        self.show()
        self.raise_()
        self._step(1)

    def choose_current(self) -> None:
        """Opens the marked answer, if there is one."""
        item = self.list.currentItem()
        if item is not None and self.isVisible():
            self._open(item)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._box and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and self.isVisible():
                return self._steer(Qt.Key(event.key()))
        elif watched is self._box and event.type() == QEvent.Type.FocusOut:
            self.hide()
        return super().eventFilter(watched, event)

    def _steer(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Down:
            self._step(1)
        elif key == Qt.Key.Key_Up:
            self._step(-1)
        elif key == Qt.Key.Key_Escape:
            self.hide()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.choose_current()
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        row = self.list.currentRow() + by
        while 0 <= row < self.list.count():
            if self.list.item(row).data(_FOUND) is not None:
                self.list.setCurrentRow(row)
                return
            row += by

    def _open(self, item: QListWidgetItem) -> None:
        found = item.data(_FOUND)
        if found is not None:
            self.hide()
            self.chosen.emit(found.noun, found.id)

    def _add_head(self, noun: Noun, count: int) -> None:
        item = QListWidgetItem(f"{NOUN_TITLES[noun]}  {count}")
        font = QFont(self.font())
        font.setBold(True)
        item.setFont(font)
        item.setForeground(theme.current().colour("teal"))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.list.addItem(item)

    def _add_thing(self, found: Found) -> None:
        words = "  ".join(part for part in (found.number, found.title) if part)
        item = QListWidgetItem(f"{words}    {found.detail}" if found.detail else words)
        item.setData(_FOUND, found)
        item.setToolTip(item.text())
        self.list.addItem(item)

    def _add_note(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(item)

    def _place(self) -> None:
        look = theme.current()
        over = self._over
        corner = self._box.mapTo(over, QPoint(0, self._box.height() + 2))
        width = min(max(self._box.width(), look.px(34)), over.width() - corner.x() - look.px(1))
        rows = sum(self.list.sizeHintForRow(row) for row in range(min(self.list.count(), 40)))
        height = min(rows + 8, over.height() - corner.y() - look.px(2))
        self.setGeometry(corner.x(), corner.y(), width, height)
