"""周例会: the agenda of a week, the meeting itself, and what comes of it."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from qingyu.domain.changes import Changes, Noun
from qingyu.domain.promise import PromiseTable
from qingyu.domain.review import Agenda, AgendaItem, Meeting, Rhythm
from qingyu.domain.week import Week, week_of
from qingyu.services import promise, review, review_minutes
from qingyu.ui import theme
from qingyu.ui.pages.page import Desk, Page
from qingyu.ui.pages.review_after import AfterBoard
from qingyu.ui.pages.review_agenda import AgendaBoard
from qingyu.ui.pages.review_head import AFTER, AGENDA, PROMISES, ReviewHead
from qingyu.ui.pages.review_promises import PromiseBoard
from qingyu.ui.pages.review_reading import WeekRead, WeekReader
from qingyu.ui.pages.review_room import MeetingRoom
from qingyu.ui.pages.review_topic import TopicLine
from qingyu.ui.pages.review_wording import meeting_words
from qingyu.ui.pages.review_work import MeetingWork
from qingyu.ui.printing import offer
from qingyu.ui.widgets.banner import Banner
from qingyu.ui.widgets.draft_form import set_place
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.page_scroll import PageScroll

_ELSEWHERE = {"duty": "duty", "round": "feedback", "forms": "feedback"}


class ReviewPage(Page):
    """One week at a time: 议程 before the meeting, the meeting mode, 会后 after it, 说到做到."""

    CARES: ClassVar[frozenset[Noun]] = frozenset(
        {Noun.REVIEW, Noun.ISSUE, Noun.FEEDBACK, Noun.NEIGHBOURHOOD, Noun.STEWARD, Noun.DUTY,
         Noun.NOTICE}
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.week = week_of(self.operations.store.now().date())
        self.agenda = Agenda(self.week)
        self.meeting: Meeting | None = None
        self._part = AGENDA
        self._read: WeekRead | None = None
        self.reader = WeekReader(desk, self)
        self.head = ReviewHead()
        self.banner = Banner("")
        self.topic = TopicLine()
        self.board = AgendaBoard()
        self.after = AfterBoard()
        self.promises = PromiseBoard(desk.settings)
        self.empty = EmptyState(
            "clipboard-list",
            "这一周没有要议的事",
            "超期、重开、答应到期、挂起到期的工单会自动排上来；也可以在上面自己加一个议题。",
        )
        self.room = MeetingRoom(self.operations.store.now)
        self.work = MeetingWork(desk, self.room)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._scroll = PageScroll()
        for part in (self.banner, self.topic, self.board, self.empty, self.after):
            self._scroll.add(part)
        self._scroll.column.addStretch(1)
        self._parts = QStackedWidget()
        self._parts.addWidget(self._scroll)
        promises = QWidget()
        self._around = QVBoxLayout(promises)
        self._around.addWidget(self.promises)
        self._parts.addWidget(promises)
        self._week = QWidget()
        self._above = QVBoxLayout()
        self._above.addWidget(self.head)
        column = QVBoxLayout(self._week)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._above)
        column.addWidget(self._parts, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._week)
        self._stack.addWidget(self.room)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self._restyle()

    def _connect(self) -> None:
        for keys, action in (
            ("Alt+Left", lambda: self._turn(-1)),
            ("Alt+Right", lambda: self._turn(1)),
            ("Alt+1", lambda: self.show_part(AGENDA)),
            ("Alt+2", lambda: self.show_part(AFTER)),
            ("Alt+3", lambda: self.show_part(PROMISES)),
        ):
            shortcut = QShortcut(QKeySequence(keys), self._week, action)
            # In the meeting the same keys turn matters.
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        for keys in ("F5", "Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._meet)
        self.reader.found.connect(self._show_read)
        self.head.week_turned.connect(self._turn)
        self.head.part_chosen.connect(self.show_part)
        self.head.meet.clicked.connect(self._meet)
        self.head.print.clicked.connect(self.print_page)
        self.head.public.clicked.connect(lambda: self._save(public=True))
        self.topic.added.connect(self._add_topic)
        self.board.item_requested.connect(self._open_item)
        self.board.end_requested.connect(self._end_topic)
        self.after.issue_requested.connect(self._open_issue)
        self.promises.issue_requested.connect(self._open_issue)
        self.promises.period_chosen.connect(lambda _period: self.reload())
        self.promises.copy_requested.connect(self._copy)
        self.promises.table_requested.connect(self._export)
        self.after.finished.connect(lambda ident: self._run(review.finish_action, ident))
        self.after.minutes.freeze_requested.connect(
            lambda: self._run(review.finalize, self.week)
        )
        self.after.minutes.open_requested.connect(lambda: self._run(review.unfreeze, self.week))
        self.room.left.connect(self._leave)
        self.room.held_up.connect(self.said)
        self.room.item.issue_requested.connect(self._open_issue)
        self.room.item.end_requested.connect(self._end_topic)

    @property
    def meeting_mode(self) -> bool:
        """Whether people sit in the meeting now."""
        return self._stack.currentWidget() is self.room

    def reload(self) -> None:
        if self.meeting_mode:
            # The agenda stays as it lies on the table until they leave.
            self.work.reload()
            return
        self.head.set_title("周例会", self.week.text)
        place = f"week={self.week.monday.isoformat()}"
        set_place(self._stack, place, f"周例会 {self.week.text}")
        self.reader.read(self.week, self.promises.period)

    def _show_read(self, read: WeekRead) -> None:
        if read.week != self.week or self.meeting_mode:
            return
        self._read = read
        agenda, meeting = read.agenda, read.meeting
        self.agenda, self.meeting = agenda, meeting
        now = self.operations.store.now()
        self.banner.set_text(
            meeting_words(meeting, now), "good" if meeting and meeting.final else "info"
        )
        self.head.show_counts(len(agenda.items), len(agenda.actions))
        self.head.show_part(self._part)
        talked = meeting.items if meeting else ()
        bar = self._scroll.verticalScrollBar()
        at = bar.value()
        self.board.show_agenda(
            agenda, frozenset(each.item.key for each in talked if each.discussed_at)
        )
        self.after.show_week(meeting, agenda.actions, agenda.promises, now)
        if read.period is self.promises.period:
            self.promises.show_promises(read.promises, now)
        self._show_parts()
        # A line that goes hands the keyboard on, and the page would follow it.
        bar.setValue(at)

    def reopen(self, way: Sequence[str]) -> None:
        """Shows the week of this way, and in the meeting the matter with its form."""
        steps = dict(each.split("=", 1) for each in way if "=" in each)
        if "week" not in steps:
            return
        self.week = week_of(date.fromisoformat(steps["week"]))
        self.show_part(AGENDA)
        self.reload()
        if "item" in steps:
            door = way[-1]
            self.reader.when_read(
                lambda: self.work.begin(
                    self.week, self.meeting, lambda: self._enter_at(steps["item"], door)
                )
            )
        else:
            self.topic.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _enter_at(self, key: str, door: str) -> None:
        self._enter(key)
        opened = self.work.doors().get(door)
        if opened is not None and self.room.current is not None:
            opened()

    def print_page(self) -> None:
        self._save(public=False)

    def focus_start(self) -> None:
        if self.meeting_mode:
            self.room.focus_start()
        elif self._part == PROMISES:
            self.promises.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._part == AGENDA and self.board.lines:
            self.board.lines[0].setFocus()
        else:
            self.head.meet.setFocus()
            if self._read is None:
                self.reader.when_read(self._focus_first)

    def _focus_first(self) -> None:
        # Unless somebody went on elsewhere meanwhile.
        if self.head.meet.hasFocus():
            self.focus_start()

    def hideEvent(self, event: QHideEvent) -> None:
        # Another page comes up, or the window closes: nothing typed may be lost.
        if self.meeting_mode:
            self.room.settle()
        super().hideEvent(event)

    def _turn(self, weeks: int) -> None:
        self.week = Week(self.week.monday + timedelta(weeks=weeks))
        self.reload()

    def show_part(self, part: str) -> None:
        """Shows 议程, 会后 or 说到做到."""
        self._part = part
        self.head.show_part(part)
        self._parts.setCurrentIndex(1 if part == PROMISES else 0)
        self._show_parts()

    def _show_parts(self) -> None:
        final = self.meeting is not None and self.meeting.final
        agenda, known = self._part == AGENDA, self._read is not None
        anything = bool(self.agenda.items)
        self.banner.setVisible(self.meeting is not None)
        self.topic.setVisible(agenda and not final)
        self.board.setVisible(agenda and anything)
        self.empty.setVisible(agenda and known and not anything)
        self.after.setVisible(self._part == AFTER)
        held = "看会议记录" if final else "接着开"
        self.head.meet.set_words("开会" if self.meeting is None else held)

    def _meet(self) -> None:
        """Into the meeting, at the line that has the keyboard or where it stopped."""
        if not self.meeting_mode:
            focused = self.board.focused_key
            self.reader.when_read(lambda: self._sit_down(focused or self._stopped_at()))

    def _stopped_at(self) -> str | None:
        """The first matter of a meeting begun before that was not talked about yet."""
        if self.meeting is None:
            return None
        talked = {each.item.key for each in self.meeting.items if each.discussed_at}
        return next((item.key for item in self.agenda.items if item.key not in talked), None)

    def _sit_down(self, key: str | None) -> None:
        self.work.begin(self.week, self.meeting, lambda: self._enter(key))

    def _enter(self, key: str | None) -> None:
        if not self.meeting_mode:
            self._stack.setCurrentWidget(self.room)
            self.room.begin(self.agenda.items, key)

    def _leave(self) -> None:
        self._stack.setCurrentWidget(self._week)
        self.reload()
        self.focus_start()

    def _open_item(self, item: AgendaItem) -> None:
        kind, _, ident = item.key.partition(":")
        where = _ELSEWHERE.get(kind)
        if item.issue is not None:
            self._open_issue(item.issue)
        elif kind == "notice":
            self.open_requested.emit(Noun.NOTICE, int(ident))
        elif where is not None:
            self.page_requested.emit(where)
        elif self.meeting is not None:
            self._sit_down(item.key)
        else:
            self.said.emit("这是自己加的议题，开会（F5）的时候议")

    def _open_issue(self, ident: int) -> None:
        self.open_requested.emit(Noun.ISSUE, ident)

    def _add_topic(self, title: str, detail: str, rhythm: Rhythm) -> None:
        if self._run(review.add_topic, title, detail, rhythm) is not None:
            self.topic.clear()

    def _end_topic(self, ident: int) -> None:
        self._run(review.end_topic, ident)

    def _run(self, action: Callable[..., Changes], *args: object) -> Changes | None:
        return self.operations.run(action, *args, by=self.operations.by)

    def _save(self, *, public: bool) -> None:
        # Before the meeting the list for the table, after it the minutes.
        printed = review.printed if self._part == AGENDA else review_minutes.printed_minutes
        store, week = self.operations.store, self.week
        self._on_worker(lambda: printed(store, week, public=public))

    def _copy(self, table: PromiseTable) -> None:
        QGuiApplication.clipboard().setText(table.text)
        self.said.emit("已复制，可以粘贴到微信里")

    def _export(self, table: PromiseTable) -> None:
        store = self.operations.store
        self._on_worker(lambda: promise.save_table(store, table))

    def _on_worker(self, work: Callable[[], Path]) -> None:
        task = self.desk.tasks.start(lambda _task: work())
        task.succeeded.connect(self._tell)
        task.refused.connect(self.operations.refused)

    def _tell(self, path: Path) -> None:
        if path.suffix == ".pdf":
            offer("周例会清单" if self._part == AGENDA else "会议记录", path, self.desk, self)
        self.said.emit(f"已存到 {path}")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        look = theme.current()
        self._above.setContentsMargins(look.margin, look.space, look.margin, 0)
        self._around.setContentsMargins(look.margin, look.px(0.6), look.margin, look.space)

