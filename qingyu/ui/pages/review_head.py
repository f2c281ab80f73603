"""The head of the review page: which week, agenda or aftermath, and what can be done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.filter_chips import Filter, FilterChipRow
from qingyu.ui.widgets.heading import Heading

AGENDA, AFTER, PROMISES = "agenda", "after", "promises"


class ReviewHead(Heading):
    """Week and buttons; the chips say which part is shown.

    Signals: week_turned(int) by so many weeks; part_chosen(str), one of the keys below.
    """

    week_turned = Signal(int)
    part_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("周例会", parent=parent)
        # Short words: all of the head fits one row in 标准, also 「接着开」.
        self.earlier = ActionButton("上周", icon="chevron-left", hint="Alt+←")
        self.later = ActionButton("下周", icon="chevron-right", hint="Alt+→")
        self._part = AGENDA
        self.parts = FilterChipRow(exclusive=True)
        self.parts.setAccessibleName("看什么")
        self.public = ActionButton("公示版", icon="printer", hint="隐去姓名和室号，可以张贴")
        self.print = ActionButton("打印清单", icon="printer", hint="Ctrl+P")
        self.meet = ActionButton("开会", "primary", icon="users", shortcut="F5", bound=False)
        self.earlier.setAccessibleName("看上一周")
        self.later.setAccessibleName("看下一周")
        for part in (self.earlier, self.later, self.parts):
            self.add(part)
        for button in (self.public, self.print, self.meet):
            self.add_action(button)
        self.show_counts(0, 0)
        self.show_part(AGENDA)
        self.earlier.clicked.connect(lambda: self.week_turned.emit(-1))
        self.later.clicked.connect(lambda: self.week_turned.emit(1))
        self.parts.changed.connect(lambda _keys: self._choose())

    def show_counts(self, items: int, waiting: int) -> None:
        """Show how much is to be talked about, and to be done."""
        self.parts.set_filters(
            [
                Filter(AGENDA, "议程", items or None),
                Filter(AFTER, "会后", waiting or None, "warn" if waiting else "plain"),
                Filter(PROMISES, "说到做到"),
            ]
        )

    def show_part(self, part: str) -> None:
        """Mark what is shown, without a signal."""
        self._part = part
        self.parts.choose({part})
        self.print.set_words("打印清单" if part == AGENDA else "打印记录")

    def _choose(self) -> None:
        # A chip pressed twice stays: one part is always shown.
        part = next(iter(self.parts.chosen), self._part)
        self.show_part(part)
        self.part_chosen.emit(part)
