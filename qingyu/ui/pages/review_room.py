"""Meeting mode: one matter at a time in big type, with the time that runs."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from qingyu.domain.issue_story import IssueStory
from qingyu.domain.review import AgendaItem, Discussion, Meeting
from qingyu.ui import theme
from qingyu.ui.pages.review_clock import Clock
from qingyu.ui.pages.review_item import ItemPart
from qingyu.ui.pages.review_sitting import SittingPart
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.page_scroll import PageScroll
from qingyu.ui.widgets.pill import Pill

_USUAL = timedelta(minutes=10)


class MeetingRoom(QWidget):
    """Who came first, then matter after matter; PageDown, → and PageUp, ← turn, Esc leaves.

    Signals: turned() when another matter, or none, is on the table; left();
    held_up(str) when a form that is being filled in would be lost by either.
    """

    turned = Signal()
    held_up = Signal(str)
    left = Signal()

    def __init__(self, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._items: tuple[AgendaItem, ...] = ()
        self._at = 0
        self.place = words("", "heading")
        self._state = Pill("")
        self.whole = Clock("会议", now)
        self.single = Clock("本件", now, _USUAL)
        self.earlier = ActionButton("上一件", icon="chevron-left", shortcut="PgUp", bound=False)
        self.later = ActionButton(
            "下一件", "primary", icon="chevron-right", shortcut="PgDown", bound=False
        )
        self.leave_button = ActionButton("离开", icon="x", shortcut="Esc", bound=False)
        self.sitting = SittingPart(now)
        self.item = ItemPart()
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        head = QWidget()
        flow = FlowLayout(head, gap=0.9)
        for part in (self.place, self._state, self.single, self.whole):
            flow.addWidget(part)
        flow.add_push()
        for button in (self.earlier, self.later, self.leave_button):
            button.set_compact(True)
            flow.addWidget(button)
        first = PageScroll(margin=False)
        first.add(self.sitting)
        first.column.addStretch(1)
        self._stack.addWidget(first)
        self._stack.addWidget(self.item)
        self._column = QVBoxLayout(self)
        self._column.addWidget(head)
        self._column.addWidget(self._stack, 1)
        self._restyle()

    def _connect(self) -> None:
        for keys, action in (
            ("PgUp", lambda: self.turn(-1)),
            ("PgDown", lambda: self.turn(1)),
            ("Alt+Left", lambda: self.turn(-1)),
            ("Alt+Right", lambda: self.turn(1)),
            # Fields with words in them, rows of choices and open forms keep these for themselves.
            ("Left", lambda: self.turn(-1)),
            ("Right", lambda: self.turn(1)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self, action)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.earlier.clicked.connect(lambda: self.turn(-1))
        self.later.clicked.connect(lambda: self.turn(1))
        self.leave_button.clicked.connect(self.leave)

    @property
    def current(self) -> AgendaItem | None:
        """The matter on the table; None while it is still about who came."""
        return self._items[self._at - 1] if 0 < self._at <= len(self._items) else None

    def begin(self, items: Sequence[AgendaItem], key: str | None = None) -> None:
        """Sit down with this agenda, at the matter of this key or at who came."""
        self._items = tuple(items)
        keys = [item.key for item in self._items]
        self._go(keys.index(key) + 1 if key in keys else 0)

    def show_meeting(
        self, meeting: Meeting, story: IssueStory | None, people: Sequence[str]
    ) -> None:
        """Show how the meeting and the matter on the table stand; typed words stay."""
        now, facts = self._now(), meeting.facts
        start = datetime.combine(facts.held_on, facts.start) if facts.start else None
        end = datetime.combine(facts.held_on, facts.end) if facts.end else None
        running = end is not None or facts.held_on == now.date()
        self.whole.count_from(start if running else None, end)
        self.sitting.show_facts(facts, people, final=meeting.final)
        item = self.current
        told = {each.item.key: each for each in meeting.items}
        if item is not None:
            shown = told.get(item.key, Discussion(item))
            self.item.show_discussion(shown, story, now, final=meeting.final)
        self._tell(told, final=meeting.final)

    def turn(self, by: int) -> None:
        """Go on, or back; what was typed is told first."""
        if self._is_held_up():
            return
        self.settle()
        at = min(max(self._at + by, 0), len(self._items))
        if at != self._at:
            self._go(at)

    def settle(self) -> None:
        """Tells everything that is typed and not told yet."""
        self.item.settle()
        self.sitting.settle()

    def leave(self) -> None:
        """Back to the agenda; what was typed is told first."""
        if self._is_held_up():
            return
        self.settle()
        self.item.close_form()
        self.left.emit()

    def _is_held_up(self) -> bool:
        form = self.item.form
        if form is None or not self.item.unfinished:
            return False
        if not form.isAncestorOf(self.window().focusWidget() or self):
            form.focus_first()
        self.held_up.emit("这一栏填了还没记下：按回车记下，不要了按 Esc")
        return True

    def focus_start(self) -> None:
        """Puts the keyboard where the note-taker goes on."""
        if self.current is None:
            self.sitting.present.focus_first()
        else:
            self.item.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _go(self, at: int) -> None:
        self._at = at
        self.single.count_from(self._now() if at else None)
        self._stack.setCurrentIndex(1 if at else 0)
        self.turned.emit()
        self.focus_start()

    def _tell(self, told: dict[str, Discussion], *, final: bool) -> None:
        item = self.current
        total = len(self._items)
        self.place.setText(
            f"第 {self._at} 件，共 {total} 件" if item else f"签到，共 {total} 件要议"
        )
        talked = sum(
            each.key in told and told[each.key].discussed_at is not None for each in self._items
        )
        done = item is not None and item.key in told and told[item.key].discussed_at is not None
        text = "已定稿，不能改" if final else "这件议过了" if done else f"议过 {talked} 件"
        self._state.set_text(text, "warn" if final else "good" if done else "plain")
        self.earlier.setEnabled(self._at > 0)
        self.later.setEnabled(self._at < total)

    def _restyle(self) -> None:
        look = theme.current()
        above = look.px(0.4) if look.huge else look.space
        self._column.setContentsMargins(look.margin, above, look.margin, above)
        self._column.setSpacing(look.px(0.4 if look.huge else 0.7))
