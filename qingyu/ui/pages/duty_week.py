"""The week at a glance: seven days, who stands in each shift."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qingyu.services.duty import ShiftDuty
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.link_line import LinkLine

_WEEKDAYS = "一二三四五六日"


class WeekStrip(Card):
    """One line a day; Enter or a click shows that day.

    Signals: day_requested(object) with a date.
    """

    day_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("calendar-days", "这一周", parent=parent)

    def set_week(
        self, week: Sequence[tuple[date, Sequence[ShiftDuty]]], chosen: date, today: date
    ) -> None:
        """Shows who serves; the chosen day is marked with a word, so is today."""
        self.clear()
        for day, shifts in week:
            words = f"周{_WEEKDAYS[day.weekday()]} {day.month}月{day.day}日　{_people(shifts)}"
            mark = "正在看" if day == chosen else "今天" if day == today else ""
            line = LinkLine(words, mark, "info" if day == chosen else "good", key=day)
            line.requested.connect(self.day_requested)
            self.add_line(line)


def _people(shifts: Sequence[ShiftDuty]) -> str:
    told = []
    for duty in shifts:
        names = "、".join(
            f"{person.name}（长）" if person == duty.lead else person.name for person in duty.people
        )
        if names:
            told.append(f"{duty.shift.name} {names}")
    return "　".join(told) or "还没排"
