"""What the search box found, grouped, under the box; keyboard and mouse alike."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from qingyu.domain.frozen import frozen
from qingyu.ui import icons, theme
from qingyu.ui.widgets.labels import ElidedLabel
from qingyu.ui.widgets.result_delegate import HEAD_ROLE, ResultDelegate
from qingyu.ui.widgets.roles import BADGE_ROLE, DETAIL_ROLE, RECORD_ROLE, TONE_ROLE

_WIDTH_EMS, _MOST_ROWS = 38.0, 9


@frozen
class Result:
    """One thing found: its key, words, what is beside them, a word at the right and its tone."""

    key: object
    title: str
    detail: str = ""
    badge: str = ""
    tone: str = ""


@frozen
class ResultGroup:
    """Things of one noun under a heading with an icon."""

    title: str
    icon: str
    results: tuple[Result, ...]


class ResultPopup(QFrame):
    """A panel under a line edit; up and down walk, Enter takes, Esc closes; the focus stays above.

    Signals: result_chosen(object) with the key of what was taken; more_requested() on Ctrl+Enter.
    """

    result_chosen = Signal(object)
    more_requested = Signal()

    def __init__(self, box: QLineEdit, over: QWidget) -> None:
        super().__init__(over)
        self._box = box
        self._over = over
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("搜索结果")
        self._model = QStandardItemModel(self)
        self._list = QListView()
        self._list.setModel(self._model)
        self._list.setItemDelegate(ResultDelegate(self._list))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self._list.setMouseTracking(True)
        self._list.setAccessibleName("搜索结果")
        self._list.clicked.connect(self._take)
        self._hint = ElidedLabel("↑ ↓ 选择　Enter 打开　Esc 关闭", "small")
        self._column = QVBoxLayout(self)
        self._column.addWidget(self._list, 1)
        self._column.addWidget(self._hint)
        box.installEventFilter(self)
        over.installEventFilter(self)
        self.hide()

    def show_groups(self, groups: Sequence[ResultGroup], nothing: str = "没有找到") -> None:
        """Show what was found; with nothing found, say so in the words given."""
        self._model.clear()
        for group in groups:
            if group.results:
                self._model.appendRow(_head(f"{group.title}　{len(group.results)}", group.icon))
            for result in group.results:
                self._model.appendRow(_row(result))
        if self._model.rowCount() == 0:
            self._model.appendRow(_head(nothing, "search"))
        self._place()
        self.show()
        self.raise_()
        self._step(1, start=-1)

    def current_key(self) -> object:
        """The key of the marked result, or None."""
        return self._list.currentIndex().data(RECORD_ROLE)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        if watched is self._box and self.isVisible():
            if event.type() == QEvent.Type.FocusOut and not self.underMouse():
                self.hide()
            if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
                return self._pressed(event)
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event) and self.isVisible():
            self._place()

    def _pressed(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if key == Qt.Key.Key_Down else -1)
        elif key == Qt.Key.Key_Escape:
            self.hide()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.more_requested.emit()
            elif self._list.currentIndex().isValid():
                self._take(self._list.currentIndex())
            else:
                return False
        else:
            return False
        return True

    def _take(self, index: QModelIndex) -> None:
        if not index.data(HEAD_ROLE):
            self.hide()
            self.result_chosen.emit(index.data(RECORD_ROLE))

    def _step(self, step: int, start: int | None = None) -> None:
        rows = self._model.rowCount()
        row = self._list.currentIndex().row() if start is None else start
        for _ in range(rows):
            row = (row + step) % rows
            index = self._model.index(row, 0)
            if not index.data(HEAD_ROLE):
                self._list.setCurrentIndex(index)
                self._list.scrollTo(self._model.index(max(0, row - 1), 0))
                self._list.scrollTo(index)
                self._box.setAccessibleDescription(str(index.data()))
                return

    def _place(self) -> None:
        look = theme.current()
        self._column.setContentsMargins(look.px(0.3), look.px(0.4), look.px(0.3), look.px(0.3))
        self._hint.setContentsMargins(look.px(0.7), 0, 0, 0)
        corner = self._box.mapTo(self._over, QPoint(0, self._box.height() + 4))
        width = min(max(self._box.width(), look.px(_WIDTH_EMS)),
                    self._over.width() - corner.x() - look.gap)
        heights = [self._list.sizeHintForRow(r) for r in range(self._model.rowCount())]
        wanted = sum(heights[:_MOST_ROWS * 2]) + self._hint.sizeHint().height() + look.px(1.6)
        room = self._over.height() - corner.y() - look.gap
        self.setGeometry(corner.x(), corner.y(), width, min(wanted, room))


def _head(text: str, icon: str) -> QStandardItem:
    item = QStandardItem(icons.icon(icon, "muted"), text)
    item.setData(True, HEAD_ROLE)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


def _row(result: Result) -> QStandardItem:
    item = QStandardItem(result.title)
    for role, value in ((RECORD_ROLE, result.key), (DETAIL_ROLE, result.detail),
                        (BADGE_ROLE, result.badge), (TONE_ROLE, result.tone)):
        item.setData(value, role)
    item.setAccessibleText("，".join(x for x in (result.title, result.detail, result.badge) if x))
    return item
