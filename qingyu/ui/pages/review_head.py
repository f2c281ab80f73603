"""The head of the review page: which week, agenda or aftermath, and what can be done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.filter_chips import Filter, FilterChipRow
from qingyu.ui.widgets.heading import Heading

_AGENDA, _AFTER = "agenda", "after"


class ReviewHead(Heading):
    """Week and buttons; the chips say which half is shown.

    Signals: week_turned(int) by so many weeks; half_chosen(bool), True for 会后.
    """

    week_turned = Signal(int)
    half_chosen = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("周例会", parent=parent)
        self.earlier = ActionButton("上一周", icon="chevron-left", hint="Alt+←")
        self.later = ActionButton("下一周", icon="chevron-right", hint="Alt+→")
        self.halves = FilterChipRow(exclusive=True)
        self.halves.setAccessibleName("看什么")
        self.public = ActionButton("打印公示版", icon="printer", hint="隐去姓名和室号，可以张贴")
        self.print = ActionButton("打印清单", icon="printer", hint="Ctrl+P")
        self.meet = ActionButton("开会", "primary", icon="users", shortcut="F5", bound=False)
        for part in (self.earlier, self.later, self.halves):
            self.add(part)
        for button in (self.public, self.print, self.meet):
            self.add_action(button)
        self.show_counts(0, 0)
        self.show_half(after=False)
        self.earlier.clicked.connect(lambda: self.week_turned.emit(-1))
        self.later.clicked.connect(lambda: self.week_turned.emit(1))
        self.halves.changed.connect(lambda _keys: self._choose())

    def show_counts(self, items: int, waiting: int) -> None:
        """Show how much is to be talked about, and to be done."""
        self.halves.set_filters(
            [
                Filter(_AGENDA, "议程", items or None),
                Filter(_AFTER, "会后", waiting or None, "warn" if waiting else "plain"),
            ]
        )

    def show_half(self, *, after: bool) -> None:
        """Mark what is shown, without a signal."""
        self.halves.choose({_AFTER if after else _AGENDA})
        self.print.set_words("打印会议记录" if after else "打印清单")

    def _choose(self) -> None:
        after = _AFTER in self.halves.chosen
        self.show_half(after=after)
        self.half_chosen.emit(after)
