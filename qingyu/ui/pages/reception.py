"""Reception (接待): write or paste what a resident said, glance at the guesses, press Enter."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import ClassVar

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QTextCursor
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from qingyu.domain.changes import Noun
from qingyu.domain.feedback import Mood
from qingyu.domain.intake import split_messages
from qingyu.domain.reception import Sheet
from qingyu.services import category, reception
from qingyu.ui import theme
from qingyu.ui.pages.page import Desk, Page
from qingyu.ui.pages.reception_buttons import ReceptionButtons
from qingyu.ui.pages.reception_danger import ReceptionDanger
from qingyu.ui.pages.reception_draft import keep_drafts
from qingyu.ui.pages.reception_fields import ReceptionFields
from qingyu.ui.pages.reception_marks import show_marks
from qingyu.ui.pages.reception_paper import ReceptionPaper
from qingyu.ui.pages.reception_queue import Queue
from qingyu.ui.pages.reception_reading import Reading
from qingyu.ui.pages.reception_saving import Saving
from qingyu.ui.pages.reception_side import ReceptionSide
from qingyu.ui.pages.reception_strip import ReceptionStrip
from qingyu.ui.theme import TextSize
from qingyu.ui.widgets.busy_bar import BusyBar
from qingyu.ui.widgets.heading import Heading
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.page_scroll import PageScroll
from qingyu.ui.widgets.speech_box import SpeechBox

PAUSE_MS = 120
_NARROW_EMS = 46
_HINT = "可以粘贴群里的话。回车按有颜色的按钮，Shift+回车换行，Tab 逐项改，Alt+1～4 定情绪。"


class ReceptionPage(Page):
    """One large box, the guesses under it, what the book knows beside it, three ways to save."""

    CARES: ClassVar[frozenset[Noun]] = frozenset(
        {Noun.FEEDBACK, Noun.ISSUE, Noun.RESIDENT, Noun.HOUSEHOLD, Noun.PUBLIC_PLACE}
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.queue = Queue()
        self.reading = Reading(self.operations, self.queue)
        self.saving = Saving(desk, self.queue)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._build()
        self._lay_out()
        self._connect()
        keep_drafts(self, self.queue, self.box, self._show_current)
        desk.tasks.start(lambda _task: reception.prepare())

    def _build(self) -> None:
        self.box = SpeechBox("居民怎么说，就怎么写；也可以粘贴", lines=3, least=3)
        self.strip = ReceptionStrip()
        self.paper = ReceptionPaper(self.operations, self.queue)
        self.danger = ReceptionDanger(self.operations)
        self.busy = BusyBar()
        self.fields = ReceptionFields(self.reading.offers.suggest())
        self.side = ReceptionSide()
        self.buttons = ReceptionButtons()

    def _lay_out(self) -> None:
        self._hint = words(_HINT, "muted", wrap=True)
        self._below = PageScroll(margin=False)
        for part in (self.danger, self._hint, self.fields):
            self._below.add(part)
        self._left = QVBoxLayout()
        for block in (self.strip, self.paper, self.box, self.busy, self._below):
            self._left.addWidget(block)
        self._right = QVBoxLayout()
        self._right.addWidget(self.side, 1)
        self._right.addWidget(self.buttons)
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._body.addLayout(self._left, 3)
        self._body.addLayout(self._right, 2)
        self._column = QVBoxLayout(self)
        self._column.addWidget(Heading("居民说了什么？"))
        self._column.addLayout(self._body, 1)
        order = (self.box, *self.fields.in_order(), *self.buttons.in_order())
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self._restyle()

    def _connect(self) -> None:
        self.box.textChanged.connect(self._pause.start)
        self.box.pasted.connect(self._split)
        self.box.submitted.connect(self.save)
        self._pause.timeout.connect(self.read)
        self.fields.corrected.connect(self._correct)
        self.fields.reset_requested.connect(self._reset)
        self.fields.confirmed.connect(self.box.setFocus)
        self.side.issue_chosen.connect(self._choose)
        self.side.open_requested.connect(self.open_requested)
        self.buttons.open_requested.connect(self._open)
        self.buttons.record_requested.connect(self._record)
        self.buttons.attach_requested.connect(self._attach)
        self.strip.step_requested.connect(lambda by: self._turn(lambda: self.queue.step(by)))
        self.strip.skip_requested.connect(lambda: self._turn(self.queue.skip))
        self.strip.join_requested.connect(lambda: self._turn(self.queue.join))
        self.strip.clear_requested.connect(lambda: self._turn(lambda: self.queue.load(())))
        self.strip.all_requested.connect(self._save_all)
        self.paper.changed.connect(self._show_current)
        self.paper.open_requested.connect(self.open_requested)
        self.saving.said.connect(self.said)
        self.saving.recorded.connect(self._show_current)
        self.saving.recorded.connect(self._show_recent)
        self.saving.progressed.connect(self.busy.set_progress)
        self.saving.ended.connect(lambda: self._lock(False))
        self.busy.cancel_requested.connect(self.saving.cancel)
        actions: list[tuple[str, Callable[[], None]]] = [
            ("Ctrl+Return", self._open), ("Ctrl+Enter", self._open),
            ("Ctrl+M", self._attach), ("Ctrl+S", self._record),
        ]
        actions += ((f"Alt+{at}", partial(self.take_mood, mood)) for at, mood in enumerate(Mood, 1))
        for keys, action in actions:
            shortcut = QShortcut(QKeySequence(keys), self, action)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def reload(self) -> None:
        """Reads the book again around what is being written; an undone recording comes back."""
        if self.saving.at_work:
            return  # what is on the desk goes in a moment
        if self.queue.current.is_blank and not self.queue.is_several:
            undone = self.saving.undone()
            if undone:
                self.queue.load(undone)
                self._show_current()
        self._show_recent()
        self.read(again=True)

    def open_thing(self, noun: Noun, ident: int) -> None:
        if noun is Noun.FORM:
            self.read()
            self.paper.open(ident)

    def focus_start(self) -> None:
        self.box.setFocus()

    start_new = focus_start

    def read(self, *, again: bool = False) -> None:
        """Understands what is written now and shows it."""
        self._pause.stop()
        sheet = self.reading.read(self.box.text(), again=again)
        if sheet is not None:
            self._show(sheet)

    def save(self) -> None:
        """Does what the coloured button says with the message on the desk."""
        sheet = self._ready()
        if sheet is not None:
            (self.saving.open if sheet.wants_issue else self.saving.record)(sheet)

    def take_mood(self, mood: Mood) -> None:
        """Confirms the mood of what is on the desk; once more takes it back."""
        self.read()
        self.fields.mood.take(mood)

    def _ready(self) -> Sheet | None:
        """The sheet with all that was typed up to now; None when that is no message to record."""
        if self.paper.scanned(self.box.text()):
            return None
        self.fields.settle()
        self.read()
        return self.reading.sheet if self.box.isEnabled() else None

    def _open(self) -> None:
        sheet = self._ready()
        if sheet is not None:
            self.saving.open(sheet)

    def _record(self) -> None:
        sheet = self._ready()
        if sheet is not None:
            self.saving.record(sheet)

    def _attach(self) -> None:
        sheet, issue = self._ready(), self.reading.issue
        if issue is None:
            self.said.emit("没有选中的工单可以并入")
        elif sheet is not None:
            self.saving.attach(sheet, issue.id)

    def _save_all(self) -> None:
        if self._ready() is not None:
            self._lock(True)
            self.busy.start(f"正在登记 {len(self.queue.waiting)} 条来件…")
            self.saving.record_all()

    def _lock(self, locked: bool) -> None:
        for part in (self.strip, self.paper, self.box, self.fields, self.buttons, self.side):
            part.setEnabled(not locked)
        if not locked:
            self.busy.finish()
            self.box.setFocus()

    def _show(self, sheet: Sheet) -> None:
        show_marks(self.box, sheet.text, sheet.marks)
        self.fields.show_sheet(sheet)
        self._show_topic(sheet)
        self.danger.show_sheet(sheet)
        self._show_hint(sheet)
        self.strip.show_queue(self.queue)
        self.paper.show_form()
        self._fit()
        self._show_choice(sheet)

    def _show_hint(self, sheet: Sheet) -> None:
        tight = theme.current().size is not TextSize.STANDARD and bool(sheet.text.strip())
        self._hint.setHidden(sheet.dangerous.value or tight)

    def _show_topic(self, sheet: Sheet) -> None:
        (code, matter), (guess, what) = sheet.topic.value, sheet.topic.guess
        shown = self.operations.read(category.text, code, matter) or ""
        back = what or self.operations.read(category.text, guess, "") or ""
        self.fields.show_topic(sheet.topic, shown if sheet.text.strip() else "", back)

    def _show_choice(self, sheet: Sheet) -> None:
        issue = self.reading.issue
        self.side.show_surroundings(sheet, self.reading.around, issue.id if issue else None)
        self.buttons.set_state(wants_issue=sheet.wants_issue, issue=issue.code if issue else "")

    def _show_current(self) -> None:
        """Puts the message of the queue into the box."""
        self.reading.chosen = None
        self.box.setPlainText(self.queue.current.text)
        self.box.moveCursor(QTextCursor.MoveOperation.End)
        self.read(again=True)
        if self.isVisible():
            self.box.setFocus()

    def _show_recent(self) -> None:
        self.side.show_recent(self.operations.read(reception.recent) or ())

    def _split(self) -> None:
        text = self.box.text()
        parts = split_messages(text)
        if len(parts) > 1:
            self.queue.split(text, parts)
            self._show_current()
        else:
            self.read()

    def _turn(self, change: Callable[[], object]) -> None:
        if self._ready() is not None:
            change()
            self._show_current()

    def _choose(self, issue_id: int) -> None:
        self.reading.chosen = issue_id
        if self.reading.sheet is not None:
            self._show_choice(self.reading.sheet)

    def _correct(self, field: str, value: object) -> None:
        self.reading.correct(field, value)
        self.read(again=True)

    def _reset(self, field: str) -> None:
        self.reading.reset(field)
        self.read(again=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()
            if self.reading.sheet is not None:
                show_marks(self.box, self.reading.sheet.text, self.reading.sheet.marks)
                self._show_hint(self.reading.sheet)

    def _restyle(self) -> None:
        look = theme.current()
        narrow = 0 < self.width() < look.px(_NARROW_EMS)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._body.setDirection(down if narrow else across)
        self.buttons.set_across(narrow)
        self._body.setSpacing(look.px(1.1))
        self._left.setSpacing(look.px(0.6))
        self._right.setSpacing(look.px(0.6))
        self._column.setContentsMargins(look.margin, look.space, look.margin, look.space)
        self._column.setSpacing(look.px(0.5))
        self._fit()

    def _fit(self) -> None:
        """Gives the box all the room that the rows do not need."""
        column, width = self._below.column, self._below.viewport().width()
        height = column.totalHeightForWidth(width) if column.hasHeightForWidth() else -1
        self._below.setMaximumHeight(height if height >= 0 else column.totalSizeHint().height())
