"""反馈回访: everything residents said, newest first, and whom to call back today."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from qingyu.domain.changes import Noun
from qingyu.domain.feedback import Mood
from qingyu.domain.feedback_answer import Answer
from qingyu.domain.feedback_list import (
    ANY_FEEDBACK,
    ON_PAPER,
    TO_CALL,
    FeedbackFilter,
    FeedbackLine,
    FeedbackStory,
)
from qingyu.domain.issue import Issue
from qingyu.domain.mood import MoodGuess
from qingyu.domain.reply_template import OfferedReplies
from qingyu.services import (
    call,
    category,
    feedback,
    feedback_reading,
    followup,
    reply_template,
    rulebook,
)
from qingyu.ui import theme
from qingyu.ui.models.feedback import COLUMNS, FeedbackModel
from qingyu.ui.pages.feedback_calls import CallBoard
from qingyu.ui.pages.feedback_detail import FeedbackDetail
from qingyu.ui.pages.feedback_head import FeedbackHead
from qingyu.ui.pages.feedback_paper_work import FeedbackPaperWork
from qingyu.ui.pages.feedback_papers import PaperBoard
from qingyu.ui.pages.feedback_work import FeedbackWork
from qingyu.ui.pages.page import Desk, Page
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.master_detail import MasterDetail
from qingyu.ui.widgets.record_table import RecordTable

_MOST_CALLS = 12
# From so many pieces on, counting them would be felt.
_MANY = 10_000


class FeedbackPage(Page):
    """The list of feedback with the detail of the chosen piece, or the cards of those to call."""

    CARES: ClassVar[frozenset[Noun]] = frozenset(
        {Noun.FEEDBACK, Noun.ISSUE, Noun.STEWARD, Noun.ROUND, Noun.FORM}
    )

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._wanted = ANY_FEEDBACK
        self._chosen: int | None = None
        self._counted: Mapping[Answer, int] = {}
        self._behind = False
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.head = FeedbackHead(self)
        self._stack = QStackedWidget(self)
        self.model = FeedbackModel(self._fetch, self)
        self.table = RecordTable(
            "feedback", COLUMNS, self.desk.settings, name="来件列表", fixed_order=True
        )
        self.table.set_model(self.model)
        self.empty = EmptyState("inbox", "还没有来件")
        self.table.set_empty_state(self.empty)
        self.detail = FeedbackDetail(self._suggest_topic, self._joinable, self._offer)
        self.split = MasterDetail(self.table, self.detail, self._stack, shares=(1, 1))
        self.calls = CallBoard(self._others, self._stack)
        self.work = FeedbackWork(self.operations, self.detail, self.calls)
        self._guard_contacts()
        self._stack.addWidget(self.split)
        self._stack.addWidget(self.calls)
        self.papers = PaperBoard(self._stack)
        self.paper_work = FeedbackPaperWork(self.desk, self.papers)
        self._stack.addWidget(self.papers)
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.head)
        self._column.addWidget(self._stack, 1)
        look = theme.current()
        self._column.setContentsMargins(look.margin, look.space, look.margin, look.space)
        self._column.setSpacing(look.px(0.85))

    def _connect(self) -> None:
        self.head.filter_changed.connect(self._narrow)
        self.head.calls_requested.connect(self._show_calls)
        self.head.pieces_requested.connect(self._show_pieces)
        self.head.papers_requested.connect(self._show_papers)
        self.table.record_chosen.connect(self._choose)
        self.table.record_activated.connect(lambda _line: self._show_detail())
        self.table.clicked.connect(lambda _index: self._show_detail())
        self.split.detail_left.connect(self._make_room)
        self.split.stacked_changed.connect(lambda _on: self._make_room())
        self.empty.action_requested.connect(self._resolve_emptiness)
        self.work.said.connect(self.said)
        self.paper_work.said.connect(self.said)
        self.paper_work.open_requested.connect(self.open_requested)
        self.papers.entry_closed.connect(self.reload)
        self.work.open_requested.connect(self.open_requested)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self.split, self.work.open_issue)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.operations.steward_changed.connect(lambda _person: self._reload_calls())

    def reload(self) -> None:
        """Reads list, detail and calls again; the choice and what is being typed stay."""
        on_paper = self._stack.currentWidget() is self.papers
        if on_paper and self.papers.entry is not None:
            # Line after line is typed in: the lists are read when somebody looks at them.
            self._behind = True
            self.paper_work.reload()
            return
        self._behind = False
        self._load()
        self._reload_calls()
        if on_paper:
            self.paper_work.reload()

    def open_thing(self, noun: Noun, ident: int) -> None:
        """Shows one piece, also one far down the list; or types a round or its line back."""
        if noun is not Noun.FEEDBACK:
            self._show_papers()
            self.paper_work.open_thing(noun, ident)
            return
        self._show_pieces()
        if self._wanted != ANY_FEEDBACK:
            self._narrow(ANY_FEEDBACK)
        self._show_piece(ident)
        self._mark_chosen()
        self._show_detail()

    def show_list(self, wanted: object) -> None:
        """Shows the pieces a FeedbackFilter lets through, or whom to call for TO_CALL."""
        if wanted == TO_CALL:
            self._show_calls()
        elif wanted == ON_PAPER:
            self.papers.close_entry()
            self._show_papers()
        elif isinstance(wanted, FeedbackFilter):
            self._show_pieces()
            self.split.show_list()
            self._narrow(wanted)

    def doors(self) -> Mapping[str, Callable[[], object]]:
        """The forms of those to call, and what may be asked before printing."""
        waiting = self.operations.read(call.to_call, _MOST_CALLS)
        calls = [each.issue.id for each in waiting.shown] if waiting is not None else ()
        doors = {f"call:{ident}": partial(self._open_call, ident) for ident in calls}
        return doors | {step: partial(self._open_print, step) for step in self.papers.doors()}

    def focus_start(self) -> None:
        """Puts the keyboard into the list."""
        if self._stack.currentWidget() is self.calls:
            self.calls.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._stack.currentWidget() is self.papers:
            self.papers.focus_start()
        elif not self.split.in_detail:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fetch(self, before: int | None, limit: int) -> Sequence[FeedbackLine]:
        read = feedback_reading.lines
        return self.operations.read(read, self._wanted, before=before, limit=limit) or ()

    def _load(self, *, anew: bool = False) -> None:
        self.model.load(self.operations.store.now(), anew=anew)
        if self._chosen is not None and self._is_gone(self._chosen, anew):
            self._chosen = self.work.piece = None
        self._say_emptiness()
        self._mark_chosen()
        if self._chosen is None and self.model.rows and not self.split.is_stacked:
            self._stand_on(0)
        elif self._chosen is not None:
            self._show_piece(self._chosen)
        self.split.set_detail_visible(self.work.piece is not None)

    def _is_gone(self, ident: int, anew: bool) -> bool:
        if anew:
            return self.model.row_of_piece(ident) is None
        return not self.operations.read(feedback.many, [ident])

    def _guard_contacts(self) -> None:
        contacts, noun = self.desk.contacts, Noun.FEEDBACK
        self.calls.is_open = lambda ident: contacts.is_open(noun, ident)
        self.calls.phone_requested.connect(lambda ident: contacts.ask(noun, ident))
        self.detail.facts.phone_requested.connect(self._ask_phone)
        contacts.shown.connect(self._show_phone)

    def _ask_phone(self) -> None:
        chosen = self.detail.piece
        if chosen:
            self.desk.contacts.ask(Noun.FEEDBACK, chosen)

    def _show_phone(self, noun: Noun, ident: int) -> None:
        if noun is Noun.FEEDBACK and self.isVisible():
            self.calls.show_again()
            self.reload()

    def _reload_calls(self) -> None:
        waiting = self.operations.read(call.to_call, _MOST_CALLS)
        loose = self.operations.read(feedback_reading.count, FeedbackFilter(loose=True)) or 0
        if waiting is None:
            return
        now = self.operations.store.now()
        self.head.show_counts(loose, waiting.total, self._counted, now)
        self._count_answers()
        # Cards are costly, so they are laid out only once somebody looks at them.
        if self._stack.currentWidget() is self.calls:
            self.calls.show_calls(waiting.shown, waiting.total, now, self.operations.by)

    def _count_answers(self) -> None:
        """Counts how many stand in each state; the worker does it where there are very many."""
        since, store = self._wanted.since, self.operations.store
        if not self.operations.read(feedback_reading.exceeds, FeedbackFilter(since=since), _MANY):
            self._show_answers(self.operations.read(feedback_reading.answer_counts, since) or {})
            return
        task = self.desk.tasks.start(lambda _task: feedback_reading.answer_counts(store, since))
        task.succeeded.connect(self._show_answers)

    def _show_answers(self, counted: Mapping[Answer, int]) -> None:
        self._counted = counted
        self.head.show_answers(counted)

    def _say_emptiness(self) -> None:
        if self._wanted == ANY_FEEDBACK:
            hint = "居民说的事登记了就在这里。"
            self.empty.set_text("inbox", "还没有来件", hint, "登记第一条来件")
        elif self._wanted.loose and not self._wanted.kinds:
            self.empty.set_text("inbox", "来件都转了工单", "没有落下的。", "看全部来件")
        else:
            self.empty.set_text("inbox", "没有这样的来件", "换一个筛选试试。", "看全部来件")

    def _resolve_emptiness(self) -> None:
        if self._wanted == ANY_FEEDBACK:
            self.start_new()
        else:
            self._narrow(ANY_FEEDBACK)

    def _show_calls(self) -> None:
        self.head.show_mode(calls=True)
        self._stack.setCurrentWidget(self.calls)
        if self._behind:
            self.reload()
        self._reload_calls()

    def _open_call(self, issue_id: int) -> None:
        self._show_calls()
        self.calls.open_form(issue_id)

    def _open_print(self, step: str) -> None:
        self.papers.close_entry()
        self._show_papers()
        self.papers.doors()[step]()

    def _show_papers(self) -> None:
        self.head.show_mode(papers=True)
        self._stack.setCurrentWidget(self.papers)
        self.paper_work.reload()

    def _show_pieces(self) -> None:
        self.head.show_mode(calls=False)
        self._stack.setCurrentWidget(self.split)
        if self._behind:
            self.reload()
        self._make_room()

    def _narrow(self, wanted: FeedbackFilter) -> None:
        self._wanted = wanted
        self.head.show_filter(wanted)
        self._load(anew=True)
        self.table.scrollToTop()
        self._count_answers()

    def _choose(self, line: object) -> None:
        if isinstance(line, FeedbackLine) and line.piece.id != self._chosen:
            self._show_piece(line.piece.id)

    def _show_detail(self) -> None:
        self.split.show_detail()
        self._make_room()

    def _make_room(self) -> None:
        listed = self._stack.currentWidget() is self.split and not self.split.in_detail
        self.head.filters.setVisible(listed)

    def _show_piece(self, ident: int) -> None:
        story = self.operations.read(feedback_reading.story, ident)
        if story is None:
            self._chosen = self.work.piece = None
            self.split.set_detail_visible(False)
            return
        self._chosen, self.work.piece = ident, story.piece
        topic = self.operations.read(category.text, story.piece.category, story.piece.matter)
        guess = self.operations.read(rulebook.mood_guess, story.piece.text) or MoodGuess(Mood.CALM)
        now = self.operations.store.now()
        hidden = not self.desk.contacts.is_open(Noun.FEEDBACK, story.piece.id)
        self.detail.show_story(story, topic or story.category, guess, now, hidden=hidden)
        self.split.set_detail_visible(True)

    def _mark_chosen(self) -> None:
        row = None if self._chosen is None else self.model.row_of_piece(self._chosen)
        if row is None:
            self.table.clearSelection()
        else:
            self._stand_on(row)

    def _stand_on(self, row: int) -> None:
        index = self.model.index(row, self.table.plan.main)
        if not self.table.selectionModel().isSelected(index):
            self.table.setCurrentIndex(index)

    def _suggest_topic(self, typed: str) -> Sequence[str]:
        found = self.operations.read(category.search, typed) or ()
        return [choice.text for choice in found]

    def _joinable(self, typed: str) -> Sequence[Issue]:
        if self._chosen is None:
            return ()
        return self.operations.read(feedback_reading.joinable, self._chosen, typed) or ()

    def _offer(self, story: FeedbackStory) -> OfferedReplies:
        return self.operations.read(reply_template.offered, story) or OfferedReplies()

    def _others(self, issue_id: int) -> Sequence[str]:
        return self.operations.read(followup.others, issue_id) or ()
