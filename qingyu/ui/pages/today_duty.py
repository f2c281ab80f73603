"""Who is on duty now and who comes next, and the duty phone, to be read from across the room."""

from datetime import date

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qingyu.domain.handover import OnDutyNow, Post
from qingyu.domain.wording import WEEKDAYS
from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words

# More names would not fit a line in 特大; the duty page has them all.
_NAMED = 3
_PHONE = "值班电话"


class DutyStrip(QFrame):
    """A card of three parts: now, next, the phone; wrapped where the row is full.

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
        self._flow = FlowLayout(self._strip, gap=2.2, row_gap=0.4)
        self._shown: tuple[tuple[tuple[str, str], ...], bool] | None = None
        self._button = ActionButton("", "link")
        self._button.clicked.connect(self.duty_requested)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._strip, 1)
        self._row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignTop)
        self._restyle()

    def set_duty(self, now: OnDutyNow) -> None:
        """Show who holds the post at that moment and who comes next."""
        told = tuple(_told(now))
        if (told, now.rostered) == self._shown:
            return
        self._shown = (told, now.rostered)
        while (item := self._flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for label, text in told:
            self._flow.addWidget(_part(label, text))
        self._button.set_words("看值班表" if now.rostered else "去排班")
        self.setAccessibleName("；".join(f"{label} {text}".strip() for label, text in told))
        self.updateGeometry()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        look = theme.current()
        self._row.setContentsMargins(look.px(1.15), look.px(0.5), look.px(0.5), look.px(0.5))
        self._row.setSpacing(look.gap)


def _told(now: OnDutyNow) -> list[tuple[str, str]]:
    """Label and words of every part."""
    today = now.at.date()
    if not now.rostered:
        told = [("现在值班", "还没有排班")]
    else:
        on = [(f"现在值班　{post.shift.title}", _people(post)) for post in now.posts]
        told = on or [("现在值班", "这会儿没有班")]
        told += [
            (f"接下来　{_day(post.on, today)}{post.shift.title}", _people(post))
            for post in now.coming
        ]
    return [*told, (_PHONE, now.phone)] if now.phone else told


def _day(day: date, today: date) -> str:
    days = (day - today).days
    return {0: "", 1: "明天"}.get(days, f"周{WEEKDAYS[day.weekday()]}")


def _people(post: Post) -> str:
    named = [
        f"{person.name}（值班长）" if person == post.lead else person.name
        for person in post.people
    ]
    more = f"等 {len(named)} 人" if len(named) > _NAMED else ""
    return "、".join(named[:_NAMED]) + more or "还没有人"


def _part(label: str, text: str) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(words(label, "muted"))
    column.addWidget(words(text, "title"))
    column.addStretch(1)
    return made
