"""A day, or a day and a time, typed as one speaks or picked from a calendar; may stay empty."""

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale, QPoint, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QWidget

from qingyu.domain.typed_day import (
    day_words,
    moment_words,
    read_typed_day,
    read_typed_moment,
)
from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton


class DayLine(QWidget):
    """「明天8点」 becomes 2026-11-24 周二 08:00 when left; Alt+↓ opens the calendar.

    Signals: edited() at every change by the user.
    """

    edited = Signal()

    def __init__(self, today: date, *, timed: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self._timed = timed
        self.line = _Line(self)
        self.line.setClearButtonEnabled(True)
        self.line.setPlaceholderText("例如：明天8点" if timed else "例如：明天、25日")
        self.line.textEdited.connect(lambda _: self.edited.emit())
        self.line.editingFinished.connect(self._tidy)
        self._pick = ActionButton("", "quiet", icon="calendar-days", hint="看日历来选（Alt+↓）")
        self._pick.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._pick.clicked.connect(self.open_calendar)
        self._calendar: QCalendarWidget | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.line, 1)
        row.addWidget(self._pick)
        self.setFocusProxy(self.line)

    def text(self) -> str:
        """What is typed, in a form that can be read again."""
        return self.line.text().strip()

    def set_text(self, text: str) -> None:
        """Show another day, worded with its weekday where it can be read."""
        self.line.setText(text)
        self._tidy(silent=True)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)
        self._pick.setAccessibleName(f"{name}：看日历来选")

    def open_calendar(self) -> None:
        """Shows the months; what is picked there keeps the time that was typed."""
        calendar = self._made_calendar()
        day = self._day() or self._today
        with QSignalBlocker(calendar):
            calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        look = theme.current()
        calendar.resize(look.px(20), look.px(17))
        below = self.mapToGlobal(QPoint(0, self.height()))
        screen = self.screen().availableGeometry()
        below.setX(min(below.x(), screen.right() - calendar.width()))
        if below.y() + calendar.height() > screen.bottom():
            below.setY(max(0, below.y() - self.height() - calendar.height()))
        calendar.move(below)
        calendar.show()
        calendar.setFocus()

    def step(self, days: int) -> None:
        """Goes to an earlier or later day, keeping the time."""
        day = self._day()
        if day is None:
            self._take(self._today)
            return
        self._take(date.fromordinal(day.toordinal() + days))

    def _made_calendar(self) -> QCalendarWidget:
        if self._calendar is None:
            self._calendar = calendar = QCalendarWidget(self)
            calendar.setWindowFlags(Qt.WindowType.Popup)
            calendar.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
            calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
            calendar.setVerticalHeaderFormat(
                QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader
            )
            calendar.activated.connect(self._picked)
            calendar.clicked.connect(self._picked)
        return self._calendar

    def _picked(self, day: QDate) -> None:
        if self._calendar is not None:
            self._calendar.hide()
        self._take(date(day.year(), day.month(), day.day()))
        self.line.setFocus()

    def _take(self, day: date) -> None:
        known = self._moment()
        if not self._timed:
            self.line.setText(day_words(day))
        elif known is None:
            # The hour is still to be typed, right where the caret stands.
            self.line.setText(day_words(day) + " ")
        else:
            self.line.setText(moment_words(datetime.combine(day, known.time())))
        self.edited.emit()

    def _day(self) -> date | None:
        moment = self._moment()
        return moment.date() if moment else read_typed_day(self.text(), self._today)

    def _moment(self) -> datetime | None:
        return read_typed_moment(self.text(), self._today) if self._timed else None

    def _tidy(self, *, silent: bool = False) -> None:
        moment, day = self._moment(), read_typed_day(self.text(), self._today)
        tidy = moment_words(moment) if moment else day_words(day) if day else self.text()
        if self._timed and moment is None and day is not None:
            tidy = day_words(day)
        if tidy != self.line.text():
            self.line.setText(tidy)
            if not silent:
                self.edited.emit()


class _Line(QLineEdit):
    """Arrow keys walk from day to day."""

    def __init__(self, field: DayLine) -> None:
        super().__init__(field)
        self._field = field

    def keyPressEvent(self, event: QKeyEvent) -> None:
        down = event.key() == Qt.Key.Key_Down
        if not down and event.key() != Qt.Key.Key_Up:
            super().keyPressEvent(event)
        elif event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self._field.open_calendar()
        else:
            self._field.step(1 if down else -1)
