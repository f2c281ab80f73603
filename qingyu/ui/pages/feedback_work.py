"""What happens when something is wished on a piece of feedback: services run, words copied."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from qingyu.domain.changes import Changes, Noun
from qingyu.domain.feedback import Feedback
from qingyu.domain.followup import FollowUpDraft
from qingyu.services import category, feedback, followup, issue, print_log
from qingyu.ui.operations import Operations
from qingyu.ui.pages.feedback_calls import CallBoard
from qingyu.ui.pages.feedback_detail import FeedbackDetail
from qingyu.ui.pages.feedback_editing import edited


class FeedbackWork(QObject):
    """The hands of the page: every wish becomes one service call signed by who is here.

    Signals: said(str) for a toast that needs no undo; open_requested(Noun, int).
    """

    said = Signal(str)
    open_requested = Signal(object, int)

    def __init__(self, operations: Operations, detail: FeedbackDetail, calls: CallBoard) -> None:
        super().__init__(detail)
        self._operations = operations
        self._detail = detail
        self._calls = calls
        self.piece: Feedback | None = None
        detail.copy_requested.connect(self._copy)
        detail.facts.changed.connect(self._change)
        detail.mood.settled.connect(lambda mood: self._run(feedback.confirm_mood, mood))
        detail.reply.replied.connect(self._reply)
        detail.reply.copied.connect(self._copy)
        joining = detail.joining
        joining.open_requested.connect(self.open_requested)
        joining.new_issue_requested.connect(self.open_issue)
        joining.join_requested.connect(lambda ident: self._run(feedback.attach, ident))
        joining.detach_requested.connect(lambda: self._run(feedback.detach))
        joining.no_issue_requested.connect(self._settle)
        joining.said.connect(self.said)
        calls.issue_requested.connect(lambda ident: self.open_requested.emit(Noun.ISSUE, ident))
        calls.answered.connect(self._follow_up)

    def open_issue(self) -> None:
        """Makes the piece an issue, or goes to the one it has."""
        if self.piece is not None and self.piece.issue_id is not None:
            self.open_requested.emit(Noun.ISSUE, self.piece.issue_id)
        else:
            self._run(issue.open_from)

    def _run(self, action: Callable[..., Changes], *args: object) -> Changes | None:
        if self.piece is None:
            return None
        return self._operations.run(action, self.piece.id, *args, by=self._operations.by)

    def _reply(self, words: str, how: str) -> None:
        if self._run(feedback.reply, words, how) is not None:
            self._detail.reply.clear()

    def _follow_up(self, issue_id: int, draft: FollowUpDraft) -> None:
        by = self._operations.by
        if self._operations.run(followup.record, issue_id, draft, by=by) is not None:
            self._calls.close_form()

    def _settle(self, settled: bool) -> None:
        self._run(feedback.need_no_issue if settled else feedback.need_issue)

    def _change(self, key: str, value: object) -> None:
        if self.piece is None:
            return
        if key == "topic":
            found = self._operations.read(category.search, str(value)) or ()
            match = next((choice for choice in found if choice.text == value), None)
            if match is None:
                return
            value = (match.code, match.matter)
        draft = edited(self.piece, key, value)
        if draft != self.piece.draft:
            self._run(feedback.edit, draft)

    def _copy(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        if self.piece is not None:
            told, by = f"来件 {self.piece.code} 的文字", self._operations.by
            self._operations.keep(print_log.note_taken, "复制", told, by=by)
        self.said.emit("已复制，可以贴到微信里")
