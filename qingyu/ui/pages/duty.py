"""值班: the month as a wall chart, and one day entered by hand."""

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from qingyu.domain.changes import Noun
from qingyu.ui import theme
from qingyu.ui.pages.duty_month import MonthRoom
from qingyu.ui.pages.page import Desk, Page
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.heading import Heading

if TYPE_CHECKING:
    from qingyu.ui.pages.duty_day import DayRoom

_TABS = (("month", "月表"), ("day", "按天"))


class DutyPage(Page):
    """Rooms side by side, each built when first asked for; the month comes first."""

    CARES: ClassVar[frozenset[Noun]] = frozenset({Noun.DUTY, Noun.STEWARD})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._day: DayRoom | None = None
        self.heading = Heading("值班")
        self.tabs = ChoiceRow("看什么", _TABS)
        self.tabs.choose("month")
        self.tabs.chosen.connect(self.show_room)
        self.heading.add(self.tabs)
        self.month = MonthRoom(desk)
        self.month.said.connect(self.said)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.month)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.heading)
        self._column.addWidget(self.stack, 1)
        self._restyle()
        for number, (key, _title) in enumerate(_TABS, 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda key=key: self.show_room(key))

    @property
    def day(self) -> "DayRoom":
        """One day by hand, built when first asked for."""
        if self._day is None:
            from qingyu.ui.pages.duty_day import DayRoom

            self._day = DayRoom(self.operations)
            self._day.people_requested.connect(lambda: self.page_requested.emit("neighbourhood"))
            self.stack.addWidget(self._day)
        return self._day

    def show_room(self, key: str) -> None:
        """Shows one of the rooms."""
        self.tabs.choose(key)
        self.stack.setCurrentWidget(self._room())
        self.reload()

    def reload(self) -> None:
        """Reads again what the open room shows."""
        self._room().reload()

    def focus_start(self) -> None:
        """Puts the keyboard where work begins in the open room."""
        self._room().focus_start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _room(self) -> "MonthRoom | DayRoom":
        return self.day if self.tabs.key == "day" else self.month

    def _restyle(self) -> None:
        look = theme.current()
        self._column.setContentsMargins(look.margin, look.space, look.margin, look.space)
        self._column.setSpacing(look.px(0.6))
