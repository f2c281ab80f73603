"""Cards in columns, each as tall as its content, the first one widest."""

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QSizePolicy, QWidget

from qingyu.ui import theme

_COLUMN_EMS = 21.0
_GAP_EMS = 0.9


class CardGrid(QWidget):
    """Cards given most urgent first; the first spans two columns where there are three.

    With `even=True` it does not; `column_ems` is the least width of a column in text sizes.
    """

    def __init__(self, parent: QWidget | None = None, *, even: bool = False,
                 column_ems: float = _COLUMN_EMS) -> None:
        super().__init__(parent)
        self._columns = _Columns(self, even, column_ems)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_cards(self, cards: Sequence[QWidget]) -> None:
        """Show these cards, most urgent first, instead of what is shown."""
        while (item := self._columns.takeAt(0)) is not None:
            old = item.widget()
            if old is not None and old not in cards:
                old.hide()
                old.deleteLater()
        for card in cards:
            self._columns.addWidget(card)
            card.show()
        self._chain_focus(cards)

    def _chain_focus(self, cards: Sequence[QWidget]) -> None:
        for before, after in pairwise(cards):
            QWidget.setTabOrder(before, after)


class _Columns(QLayout):
    """Each child goes under the shortest column; heights follow widths."""

    def __init__(self, parent: QWidget, even: bool, column_ems: float) -> None:
        # Qt forgets what it knew of a layout already while it makes one.
        self._known: dict[int, list[tuple[QLayoutItem, QRect]]] = {}
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self._even = even
        self._column_ems = column_ems
        self._items: list[QLayoutItem] = []

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
        self._known.clear()
        super().invalidate()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return max((r.bottom() + 1 for _, r in self._places(width)), default=0)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        for item, place in self._places(rect.width()):
            item.setGeometry(place.translated(rect.topLeft()))

    def sizeHint(self) -> QSize:
        look = theme.current()
        width = look.px(self._column_ems) * 2 + look.px(_GAP_EMS)
        return QSize(width, self.heightForWidth(width))

    def minimumSize(self) -> QSize:
        return QSize(max((i.minimumSize().width() for i in self._items), default=0), 0)

    def _places(self, width: int) -> list[tuple[QLayoutItem, QRect]]:
        # Asked for many times between two changes; every height in it is asked from a card.
        if width not in self._known:
            self._known[width] = self._placed(width)
        return self._known[width]

    def _placed(self, width: int) -> list[tuple[QLayoutItem, QRect]]:
        look = theme.current()
        gap = look.px(_GAP_EMS)
        shown = [item for item in self._items if not item.isEmpty()]
        columns = max(1, min((width + gap) // (look.px(self._column_ems) + gap), 4))
        column = (width - gap * (columns - 1)) / columns
        heights = [0] * columns
        places = []
        for index, item in enumerate(shown):
            wide = index == 0 and columns >= 3 and len(shown) > 1 and not self._even
            span = 2 if wide else 1
            first = min(range(columns - span + 1), key=lambda c: (max(heights[c:c + span]), c))
            left = round(first * (column + gap))
            right = round((first + span - 1) * (column + gap) + column)
            top = max(heights[first:first + span])
            height = self._height(item, right - left)
            places.append((item, QRect(left, top, right - left, height)))
            heights[first:first + span] = [top + height + gap] * span
        return places

    @staticmethod
    def _height(item: QLayoutItem, width: int) -> int:
        return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
