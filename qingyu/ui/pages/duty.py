"""值班: who stands on a day, entered by hand; the week at a glance above it."""

from datetime import date, timedelta

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qingyu.domain.changes import Noun
from qingyu.services import almanac, duty, rulebook, steward
from qingyu.ui.pages.duty_shift import ShiftEditor
from qingyu.ui.pages.duty_week import WeekStrip
from qingyu.ui.pages.page import Desk, Page
from qingyu.ui.widgets.banner import Banner
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.card_grid import CardGrid
from qingyu.ui.widgets.date_field import DateField
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.heading import Heading
from qingyu.ui.widgets.page_scroll import PageScroll

_WEEKDAYS = "一二三四五六日"


class DutyPage(Page):
    """A day's shifts with everybody to tick; each tick is saved at once and can be undone."""

    CARES = frozenset({Noun.DUTY, Noun.STEWARD})

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._day = self.operations.store.now().date()
        self._heading = Heading("值班")
        self._earlier = ActionButton("前一天", icon="chevron-left", hint="Alt+←")
        self._field = DateField(self._day)
        self._later = ActionButton("后一天", icon="chevron-right", hint="Alt+→")
        self._today = ActionButton("今天", hint="回到今天  Alt+Home")
        for widget in (self._earlier, self._field, self._later, self._today):
            self._heading.add(widget)
        self._warning = Banner("", "warn")
        self._strip = WeekStrip()
        self._editors: dict[str, ShiftEditor] = {}
        self._empty = EmptyState(
            "users", "还没有管家，排不了班", "先到「楼栋住户」添加几位管家。", "去添加管家"
        )
        self._scroll = PageScroll()
        self._shifts = CardGrid()
        for block in (self._heading, self._warning, self._empty, self._shifts, self._strip):
            self._scroll.add(block)
        self._scroll.column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._scroll)
        self._connect()

    def _connect(self) -> None:
        for button, keys, step in (
            (self._earlier, "Alt+Left", lambda: self._day - timedelta(days=1)),
            (self._later, "Alt+Right", lambda: self._day + timedelta(days=1)),
            (self._today, "Alt+Home", lambda: self.operations.store.now().date()),
        ):
            button.clicked.connect(lambda _=False, day=step: self._show(day()))
            QShortcut(QKeySequence(keys), self, button.click)
        self._field.day_changed.connect(self._show)
        self._strip.day_requested.connect(self._show)
        self._empty.action_requested.connect(lambda: self.page_requested.emit("neighbourhood"))

    def reload(self) -> None:
        people = self.operations.read(steward.stewards) or ()
        self._empty.setVisible(not people)
        self._heading.set_title("值班", self._day_words(self._day))
        if self._field.day != self._day:
            self._field.set_day(self._day)
        warning = rulebook.calendar(self.operations.store).warning(self._day.year)
        self._warning.set_text(warning, "warn")
        self._warning.setVisible(bool(warning))
        monday = self._day - timedelta(days=self._day.weekday())
        week = [monday + timedelta(days=step) for step in range(7)]
        known = self.operations.read(duty.on_days, week) or {}
        self._strip.set_week(
            [(day, known.get(day, ())) for day in week],
            self._day,
            self.operations.store.now().date(),
        )
        served = known.get(self._day, ())
        new = [each.shift.name for each in served if each.shift.name not in self._editors]
        for each in served:
            self._editor(each.shift.name).show_duty(each, people)
        if new:
            self._shifts.set_cards(list(self._editors.values()))
        self._shifts.setVisible(bool(people))

    def focus_start(self) -> None:
        self._field.setFocus()

    def _editor(self, shift: str) -> ShiftEditor:
        if shift not in self._editors:
            editor = ShiftEditor(shift)
            editor.changed.connect(self._save)
            self._editors[shift] = editor
        return self._editors[shift]

    def _show(self, day: date) -> None:
        if day != self._day:
            self._day = day
            self.reload()

    def _save(self, shift: str, people: list[int], lead: int | None) -> None:
        saved = self.operations.run(
            duty.set_shift, self._day, shift, people, lead, by=self.operations.by
        )
        if saved is None:
            self.reload()

    def _day_words(self, day: date) -> str:
        holiday = rulebook.calendar(self.operations.store).holiday_name(day)
        parts = (
            f"{day.month}月{day.day}日 星期{_WEEKDAYS[day.weekday()]}",
            holiday,
            almanac.day_line(day).text,
        )
        return "　".join(part for part in parts if part)
