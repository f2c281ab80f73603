"""Who is on duty today, in one line: every shift, the current one marked, and the duty phone."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from qingyu.services.duty import ShiftDuty
from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.pill import Pill

# More names would not fit a line in 特大; the duty page has them all.
_NAMED = 4


class DutyStrip(QFrame):
    """A card of shifts side by side, wrapped where the row is full.

    Signals: duty_requested() when the user wants to see or set the shifts.
    """

    duty_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._strip = QWidget()
        self._strip.setSizePolicy(policy)
        self._flow = FlowLayout(self._strip, gap=1.4, row_gap=0.3)
        self._shown: tuple[tuple[ShiftDuty, ...], ShiftDuty | None, str] | None = None
        self._button = ActionButton("", "link")
        self._button.clicked.connect(self.duty_requested)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._strip, 1)
        self._row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)
        self._restyle()

    def set_duty(self, shifts: Sequence[ShiftDuty], now: datetime, phone: str) -> None:
        """Show the shifts of the day of `now`."""
        current = next((each for each in shifts if each.shift.covers(now)), None)
        shown = (tuple(shifts), current, phone)
        if shown == self._shown:
            return
        self._shown = shown
        while (item := self._flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        manned = any(each.people for each in shifts)
        if manned:
            for each in shifts:
                self._flow.addWidget(_shift(each, now=each is current))
        else:
            self._flow.addWidget(words("今天还没有排班"))
        if phone:
            self._flow.addWidget(_pair(words("值班电话", "muted"), words(phone, "strong")))
        self._button.set_words("看值班表" if manned else "去排今天的班")
        self.setAccessibleName("；".join(_said(each) for each in shifts) or "值班")
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        look = theme.current()
        self._row.setContentsMargins(look.px(1.15), look.px(0.4), look.px(0.5), look.px(0.4))
        self._row.setSpacing(look.gap)


def _shift(duty: ShiftDuty, *, now: bool) -> QWidget:
    title = words(duty.shift.title, "strong" if now else "muted")
    people = words(_people(duty), "strong" if duty.people else "muted")
    return _pair(title, people, *([Pill("现在", "good")] if now else []))


def _pair(*parts: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(theme.current().gap)
    for part in parts:
        row.addWidget(part)
    return made


def _people(duty: ShiftDuty) -> str:
    if not duty.people:
        return "还没有人"
    names = [
        f"{person.name}（值班长）" if person == duty.lead else person.name for person in duty.people
    ]
    more = f"等 {len(names)} 人" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more


def _said(duty: ShiftDuty) -> str:
    return f"{duty.shift.title} {_people(duty)}"
