"""A layout that goes on in the next line where the row is full."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QSpacerItem, QWidget

from qingyu.ui import theme


class FlowLayout(QLayout):
    """Children side by side, wrapped; those after `add_push()` stand at the right end."""

    def __init__(self, parent: QWidget | None = None, gap: float = 0.6,
                 row_gap: float | None = None) -> None:
        # Asked for hundreds of times while a page is laid out; a theme's sizes change with an event
        # on which Qt forgets them, and it does so already while it makes a layout.
        self._heights: dict[int, int] = {}
        super().__init__(parent)
        self._gap = gap
        self._row_gap = gap if row_gap is None else row_gap
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    def add_push(self) -> None:
        """Move everything added from here on to the right end of the row it falls on."""
        self.addItem(QSpacerItem(0, 0, QSizePolicy.Policy.Expanding))

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        self.invalidate()
        return self._items.pop(index)

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            self._heights[width] = self._arrange(QRect(0, 0, width, 0), move=False)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        """All in one row."""
        shown = [item.sizeHint() for item in self._items if not self._skipped(item)]
        gaps = max(0, len(shown) - 1) * self._space
        return self._with_margins(QSize(sum(s.width() for s in shown) + gaps,
                                        max((s.height() for s in shown), default=0)))

    def minimumSize(self) -> QSize:
        shown = [item.minimumSize() for item in self._items if not self._skipped(item)]
        return self._with_margins(QSize(max((s.width() for s in shown), default=0),
                                        max((s.height() for s in shown), default=0)))

    @property
    def _space(self) -> int:
        return theme.current().px(self._gap)

    def _with_margins(self, size: QSize) -> QSize:
        margins = self.contentsMargins()
        return size + QSize(margins.left() + margins.right(), margins.top() + margins.bottom())

    @staticmethod
    def _skipped(item: QLayoutItem) -> bool:
        return item.spacerItem() is not None or item.isEmpty()

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        inner = rect.marginsRemoved(self.contentsMargins())
        top = inner.top()
        between = theme.current().px(self._row_gap)
        rows = self._rows(inner.width())
        for row in rows:
            height = max(size.height() for _, size, _ in row)
            if move:
                self._place(row, inner, top, height)
            top += height + between
        margins = self.contentsMargins()
        used = top - between - inner.top() if rows else 0
        return used + margins.top() + margins.bottom()

    def _rows(self, width: int) -> list[list[tuple[QLayoutItem, QSize, bool]]]:
        rows: list[list[tuple[QLayoutItem, QSize, bool]]] = []
        used, pushed, space = 0, False, self._space
        for item in self._items:
            if item.spacerItem() is not None:
                pushed = True
                continue
            if item.isEmpty():
                continue
            wanted = item.sizeHint()
            size = wanted.boundedTo(QSize(max(width, 1), 1 << 20))
            if size.width() < wanted.width() and item.hasHeightForWidth():
                size.setHeight(item.heightForWidth(size.width()))
            if not rows or used + space + size.width() > width:
                rows.append([])
                used = -space
            rows[-1].append((item, size, pushed))
            used += space + size.width()
        return rows

    def _place(self, row: list[tuple[QLayoutItem, QSize, bool]], inner: QRect, top: int,
               height: int) -> None:
        space = self._space
        used = sum(size.width() + space for _, size, _ in row) - space
        spare = max(0, inner.width() - used)
        left = inner.left()
        gone = False
        for item, size, pushed in row:
            if pushed and not gone:
                left += spare
                gone = True
            middle = top + (height - size.height()) // 2
            item.setGeometry(QRect(QPoint(left, middle), size))
            left += size.width() + space
