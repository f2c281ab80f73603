"""今日: what matters today in one look, every line a link to the thing."""

from datetime import date, datetime, time, timedelta
from functools import partial
from typing import ClassVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from qingyu.domain.changes import Noun
from qingyu.domain.today import Today
from qingyu.domain.wording import WEEKDAYS
from qingyu.services import duty
from qingyu.services import today as service
from qingyu.ui.pages.page import Desk, Page
from qingyu.ui.pages.today_board import TodayBoard
from qingyu.ui.pages.today_cards import Goal, cards
from qingyu.ui.pages.today_drafts import DraftStrip
from qingyu.ui.pages.today_duty import DutyStrip
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.heading import Heading
from qingyu.ui.widgets.page_scroll import PageScroll
from qingyu.ui.wishes import IMPORT_RESIDENTS

_REST = timedelta(minutes=3)
_AFTER_FIRST_LOOK_MS = 400


class TodayPage(Page):
    """The home page; looks again every few minutes and at midnight while it is shown."""

    CARES: ClassVar[frozenset[Noun]] = frozenset(
        {
            Noun.NEIGHBOURHOOD,
            Noun.BUILDING,
            Noun.STEWARD,
            Noun.FEEDBACK,
            Noun.ISSUE,
            Noun.DUTY,
            Noun.NOTICE,
            Noun.ROUND,
            Noun.FORM,
        }
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent, desk=desk)
        self._seen: Today | None = None
        self._almanac: dict[date, str] = {}
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.timeout.connect(self.reload)
        self._heading = Heading("今日")
        self._record = ActionButton(
            "登记来件", "primary", icon="plus", shortcut="Ctrl+N", bound=False
        )
        self._record.clicked.connect(self.start_new)
        self._heading.add_action(self._record)
        self._duty = DutyStrip()
        self._duty.duty_requested.connect(lambda: self.page_requested.emit("duty"))
        self.drafts = DraftStrip()
        self.drafts.resume_requested.connect(desk.drafts.resume)
        self.drafts.drop_requested.connect(desk.drafts.drop)
        desk.drafts.changed.connect(self._show_drafts)
        self.board = TodayBoard()
        self.board.goal_requested.connect(self._go)
        self.empty = EmptyState(
            "sun",
            "这本簿子还是新的",
            "居民说的每一件事都从登记来件开始。先导入住户，登记时就能认出是谁家。",
            "登记第一条来件",
            other="导入住户",
        )
        self.empty.action_requested.connect(self.start_new)
        self.empty.other_requested.connect(
            lambda: self.list_requested.emit("neighbourhood", IMPORT_RESIDENTS)
        )
        self._scroll = PageScroll()
        for widget in (self._heading, self.drafts, self._duty, self.board):
            self._scroll.add(widget)
        self._scroll.add(self.empty, 1)
        self._scroll.column.addStretch(1)
        layout = QStackedLayout(self)
        layout.addWidget(self._scroll)

    def show_safety(self) -> None:
        self.reload()

    def reload(self) -> None:
        """Reads the day again; cards that say the same stay as they are."""
        today = self.operations.read(service.today)
        if today is None:
            return
        self._seen = today
        self._show_date(today.at)
        self._show_drafts()
        on_duty = self.operations.read(duty.on_duty_now)
        if on_duty is not None:
            self._duty.set_duty(on_duty)
        empty = today.is_empty and not today.handovers
        self.board.setVisible(not empty)
        self.empty.setVisible(empty)
        if not empty:
            self.board.set_cards(cards(today))
        if self.isVisible():
            self.timer.start(_milliseconds(until_next_look(today.at)))

    def focus_start(self) -> None:
        """Puts the keyboard on what somebody may go on with, so that Enter does."""
        if not self.drafts.focus_first():
            super().focus_start()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        now = self.desk.operations.store.now()
        seen = self._seen
        if seen is not None:
            self._show_date(seen.at)
        if seen is not None and (now - seen.at >= _REST or now.date() != seen.at.date()):
            self.reload()
        else:
            self.timer.start(_milliseconds(until_next_look(now)))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.timer.stop()

    def _show_drafts(self) -> None:
        now = self.operations.store.now()
        self.drafts.show_drafts(self.desk.drafts.offered, now)

    def _show_date(self, now: datetime) -> None:
        title = f"{now.month}月{now.day}日 星期{WEEKDAYS[now.weekday()]}"
        self._heading.set_title(title, self._almanac.get(now.date(), ""))
        if now.date() not in self._almanac:
            # The lunar calendar is slow to load: the day's matters are painted before it is asked.
            QTimer.singleShot(_AFTER_FIRST_LOOK_MS, self, self._ask_almanac)

    def _ask_almanac(self) -> None:
        # Whoever went on to another page works there: the worker would slow them down.
        if self._seen is not None and self.isVisible():
            day = self._seen.at.date()
            task = self.desk.tasks.start(lambda _task: _lunar(day))
            task.succeeded.connect(partial(self._show_almanac, day))

    def _show_almanac(self, day: date, line: str) -> None:
        self._almanac = {day: line}
        if self._seen is not None and self._seen.at.date() == day:
            self._show_date(self._seen.at)

    def _go(self, goal: Goal) -> None:
        if goal.noun is not None:
            self.open_requested.emit(goal.noun, goal.ident)
        elif goal.wanted is not None:
            self.list_requested.emit(goal.page, goal.wanted)
        else:
            self.page_requested.emit(goal.page)


def _lunar(day: date) -> str:
    from qingyu.services import almanac

    return almanac.day_line(day).text


def until_next_look(now: datetime) -> timedelta:
    """How long the page may rest: a few minutes, but never past midnight."""
    midnight = datetime.combine(now.date() + timedelta(days=1), time.min)
    return min(_REST, midnight - now + timedelta(seconds=1))


def _milliseconds(length: timedelta) -> int:
    return length // timedelta(milliseconds=1)
