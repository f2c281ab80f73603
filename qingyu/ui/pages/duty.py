"""值班: the wall chart, one day, people, the ledger, handovers, weather days, shifts."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar, Protocol, cast

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from qingyu.domain.changes import Noun
from qingyu.domain.duty_change import ShiftRef
from qingyu.ui import theme
from qingyu.ui.pages.duty_month import MonthRoom
from qingyu.ui.pages.page import Desk, Page
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.heading import Heading
from qingyu.ui.wishes import ANY_HANDOVER

if TYPE_CHECKING:
    from qingyu.ui.pages.duty_handover import HandoverRoom
    from qingyu.ui.pages.duty_shifts import ShiftsRoom
    from qingyu.ui.pages.duty_versions import VersionsRoom

_TABS = (
    ("month", "月表"),
    ("day", "按天"),
    ("people", "人员请假"),
    ("ledger", "台账"),
    ("handover", "交接班"),
    ("weather", "恶劣天气"),
    ("shifts", "班次"),
    ("hours", "服务时间"),
    ("versions", "版本"),
)


class Room(Protocol):
    """What the page asks of every room."""

    def reload(self) -> None:
        """Reads again what is shown."""

    def focus_start(self) -> None:
        """Puts the keyboard where work begins."""


class DutyPage(Page):
    """Rooms side by side, each built when first asked for; the month comes first."""

    CARES: ClassVar[frozenset[Noun]] = frozenset({Noun.DUTY, Noun.STEWARD})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.heading = Heading("值班")
        self.tabs = ChoiceRow("看什么", _TABS)
        self.tabs.choose("month")
        self.tabs.chosen.connect(self.show_room)
        self.heading.add(self.tabs)
        self.stack = QStackedWidget(self)
        self.month = MonthRoom(desk, self.stack)
        self.month.said.connect(self.said)
        self.stack.addWidget(self.month)
        self._rooms: dict[str, QWidget] = {"month": self.month}
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.heading)
        self._column.addWidget(self.stack, 1)
        self._restyle()
        for number, (key, _title) in enumerate(_TABS, 1):
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda key=key: self._go(key))

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the rooms, in the order of their buttons."""
        return tuple(key for key, _ in _TABS)

    def room(self, key: str) -> QWidget:
        """A room by its key, built when first asked for; KeyError for an unknown one."""
        if key not in self._rooms:
            self._rooms[key] = self._built(key)
            self.stack.addWidget(self._rooms[key])
        return self._rooms[key]

    def show_room(self, key: str) -> None:
        """Shows one of the rooms."""
        self.tabs.choose(key)
        self.stack.setCurrentWidget(self.room(key))
        if key == "versions":
            # Those of the month one just looked at.
            cast("VersionsRoom", self.room(key)).month = self.month.month
        self.reload()

    def reopen(self, way: Sequence[str]) -> None:
        """Opens the room and the form of this way."""
        kind, *told = way[-1].split(" ") if way else ("",)
        if kind in ("接班", "交班"):
            self.show_room("handover")
            if told:
                ref = ShiftRef(date.fromisoformat(told[0]), int(told[1]))
                cast("HandoverRoom", self.room("handover")).open_shift(ref)
        elif kind == "shift":
            self.show_room("shifts")
            cast("ShiftsRoom", self.room("shifts")).reopen(int(told[0]))
        elif kind == "swap":
            self.show_room("month")
            self.month.reopen_swap(date.fromisoformat(told[0]), int(told[1]), int(told[2]))

    def reload(self) -> None:
        """Reads again what the open room shows."""
        self._open().reload()

    def show_list(self, wanted: object) -> None:
        """Opens the handover of a shift (ShiftRef), or whichever is to be done first."""
        if wanted == ANY_HANDOVER or isinstance(wanted, ShiftRef):
            self.show_room("handover")
            handovers = cast("HandoverRoom", self.room("handover"))
            if isinstance(wanted, ShiftRef):
                handovers.open_shift(wanted)
            handovers.focus_start()

    def print_page(self) -> None:
        """Makes the wall chart of the month."""
        self.show_room("month")
        self.month.papers.print_chart()

    def focus_start(self) -> None:
        """Puts the keyboard where work begins in the open room."""
        self._open().focus_start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _go(self, key: str) -> None:
        self.show_room(key)
        self.focus_start()

    def _open(self) -> Room:
        return cast(Room, self.room(self.tabs.key))

    def _built(self, key: str) -> QWidget:
        # With its parent from the start, a room is not styled anew when it is put in.
        if key == "day":
            from qingyu.ui.pages.duty_day import DayRoom

            day = DayRoom(self.operations, self.stack)
            day.people_requested.connect(lambda: self.page_requested.emit("neighbourhood"))
            return day
        if key == "people":
            from qingyu.ui.pages.duty_people import PeopleRoom

            return PeopleRoom(self.desk, self.stack)
        if key == "ledger":
            from qingyu.ui.pages.duty_ledger import LedgerRoom

            ledger = LedgerRoom(self.desk, self.stack)
            ledger.said.connect(self.said)
            return ledger
        if key == "hours":
            from qingyu.ui.pages.duty_hours import HoursRoom

            hours = HoursRoom(self.desk, self.stack)
            hours.said.connect(self.said)
            return hours
        if key == "versions":
            from qingyu.ui.pages.duty_versions import VersionsRoom

            return VersionsRoom(self.desk, self.stack)
        if key == "handover":
            from qingyu.ui.pages.duty_handover import HandoverRoom

            handovers = HandoverRoom(self.desk, self.stack)
            handovers.print_requested.connect(self.month.papers.print_handover)
            return handovers
        if key == "weather":
            from qingyu.ui.pages.duty_weather import WeatherRoom

            weather = WeatherRoom(self.desk, self.stack)
            weather.issue_requested.connect(
                lambda ident: self.open_requested.emit(Noun.ISSUE, ident)
            )
            weather.patrol_requested.connect(self.month.papers.print_patrol)
            weather.round_requested.connect(self.month.papers.print_round)
            return weather
        if key == "shifts":
            from qingyu.ui.pages.duty_shifts import ShiftsRoom

            return ShiftsRoom(self.desk, self.stack)
        raise KeyError(key)

    def _restyle(self) -> None:
        look = theme.current()
        self._column.setContentsMargins(look.margin, look.space, look.margin, look.space)
        self._column.setSpacing(look.px(0.6))
