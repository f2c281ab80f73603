"""A day to type or to pick from a calendar, in Chinese whatever the computer speaks."""

from datetime import date

from PySide6.QtCore import QDate, QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QDateEdit, QWidget

from qingyu.ui import theme

_FIRST, _LAST = QDate(1900, 1, 1), QDate(2999, 12, 31)


class DateField(QDateEdit):
    """2026年11月23日 周一; the arrow opens a calendar whose weeks start on Monday.

    Signals: day_changed(object) with a datetime.date, by typing or picking.
    """

    day_changed = Signal(object)

    def __init__(self, day: date | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLocale(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        self.setDisplayFormat("yyyy年M月d日 ddd")
        self.setDateRange(_FIRST, _LAST)
        self.setCalendarPopup(True)
        self.set_day(day or date.today())
        self.setAccessibleName("日期")
        self.dateChanged.connect(lambda _day: self.day_changed.emit(self.day))
        self._set_up(self.calendarWidget())

    @property
    def day(self) -> date:
        """The day shown."""
        shown = self.date()
        return date(shown.year(), shown.month(), shown.day())

    def set_day(self, day: date) -> None:
        """Show another day."""
        self.setDate(QDate(day.year, day.month, day.day))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event) and self.calendarPopup():
            self._set_up(self.calendarWidget())

    def _set_up(self, calendar: QCalendarWidget) -> None:
        look = theme.current()
        calendar.setLocale(self.locale())
        calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        calendar.setGridVisible(False)
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        calendar.setHorizontalHeaderFormat(
            QCalendarWidget.HorizontalHeaderFormat.SingleLetterDayNames
        )
        plain = QTextCharFormat()
        plain.setForeground(look.colour("muted"))
        plain.setBackground(look.colour("card"))
        calendar.setHeaderTextFormat(plain)
        rest = QTextCharFormat()
        rest.setForeground(look.colour("danger_ink"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            calendar.setWeekdayTextFormat(day, rest)
        calendar.setMinimumSize(look.px(19), look.px(17))
