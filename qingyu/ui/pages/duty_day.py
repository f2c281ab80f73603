"""One day entered by hand: everybody to tick, shift by shift; the week at a glance under it."""

from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qingyu.services import almanac, duty, rulebook, steward
from qingyu.ui.operations import Operations
from qingyu.ui.pages.duty_shift import ShiftEditor
from qingyu.ui.pages.duty_week import WeekStrip
from qingyu.ui.widgets.banner import Banner
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.card_grid import CardGrid
from qingyu.ui.widgets.date_field import DateField
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.heading import Heading
from qingyu.ui.widgets.page_scroll import PageScroll

_WEEKDAYS = "一二三四五六日"


class DayRoom(QWidget):
    """A day's shifts with everybody to tick; each tick is saved at once and can be undone.

    Signals: people_requested() when there is nobody yet who could serve.
    """

    people_requested = Signal()

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self.day = operations.store.now().date()
        self._heading = Heading("")
        self._earlier = ActionButton("前一天", icon="chevron-left", hint="Alt+←")
        self._field = DateField(self.day)
        self._later = ActionButton("后一天", icon="chevron-right", hint="Alt+→")
        self._today = ActionButton("今天", hint="回到今天  Alt+Home")
        for widget in (self._earlier, self._field, self._later, self._today):
            self._heading.add(widget)
        self.warning = Banner("", "warn")
        self._strip = WeekStrip()
        self.editors: dict[str, ShiftEditor] = {}
        self._empty = EmptyState(
            "users", "还没有管家，排不了班", "先到「楼栋住户」添加几位管家。", "去添加管家"
        )
        self._scroll = PageScroll(margin=False)
        self._shifts = CardGrid(even=True)
        for block in (self._heading, self.warning, self._empty, self._shifts, self._strip):
            self._scroll.add(block)
        self._scroll.column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self._connect()

    def reload(self) -> None:
        """Reads the day again."""
        read, store = self._operations.read, self._operations.store
        people = read(steward.stewards) or ()
        self._empty.setVisible(not people)
        title = f"{self.day.month}月{self.day.day}日 星期{_WEEKDAYS[self.day.weekday()]}"
        self._heading.set_title(title, self._day_words(self.day))
        if self._field.day != self.day:
            self._field.set_day(self.day)
        warning = rulebook.calendar(store).warning(self.day.year)
        self.warning.set_text(warning, "warn")
        self.warning.setVisible(bool(warning))
        monday = self.day - timedelta(days=self.day.weekday())
        week = [monday + timedelta(days=step) for step in range(7)]
        known = read(duty.on_days, week) or {}
        self._strip.set_week(
            [(day, known.get(day, ())) for day in week], self.day, store.now().date()
        )
        served = known.get(self.day, ())
        new = [each.shift.name for each in served if each.shift.name not in self.editors]
        for each in served:
            self._editor(each.shift.name).show_duty(each, people)
        if new:
            self._shifts.set_cards(list(self.editors.values()))
        self._shifts.setVisible(bool(people))
        self._scroll.settle()

    def show_day(self, day: date) -> None:
        """Turns to a day."""
        if day != self.day:
            self.day = day
            self.reload()

    def focus_start(self) -> None:
        """Puts the keyboard on the day."""
        self._field.setFocus()

    def _connect(self) -> None:
        for button, keys, day in (
            (self._earlier, "Alt+Left", lambda: self.day - timedelta(days=1)),
            (self._later, "Alt+Right", lambda: self.day + timedelta(days=1)),
            (self._today, "Alt+Home", lambda: self._operations.store.now().date()),
        ):
            button.clicked.connect(lambda _=False, turn=day: self.show_day(turn()))
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(button.click)
        self._field.day_changed.connect(self.show_day)
        self._strip.day_requested.connect(self.show_day)
        self._empty.action_requested.connect(self.people_requested)

    def _editor(self, shift: str) -> ShiftEditor:
        if shift not in self.editors:
            editor = ShiftEditor(shift)
            editor.changed.connect(self._save)
            self.editors[shift] = editor
        return self.editors[shift]

    def _save(self, shift: str, people: list[int], lead: int | None) -> None:
        operations = self._operations
        saved = operations.run(duty.set_shift, self.day, shift, people, lead, by=operations.by)
        if saved is None:
            self.reload()

    def _day_words(self, day: date) -> str:
        holiday = rulebook.calendar(self._operations.store).holiday_name(day)
        return "　".join(part for part in (holiday, almanac.day_line(day).text) if part)
