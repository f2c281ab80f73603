"""What becomes of a piece of feedback: its issue, or a new one, or one that is open already."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from qingyu.domain.changes import Noun
from qingyu.domain.feedback_list import FeedbackStory
from qingyu.domain.issue import Issue
from qingyu.domain.issue_wording import state_tone, state_words
from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.link_line import LinkLine
from qingyu.ui.widgets.suggest_line_edit import SuggestLineEdit

FindIssues = Callable[[str], Sequence[Issue]]


class FeedbackJoining(QWidget):
    """The issue of a piece as a link, or the ways to give it one.

    Signals: open_requested(Noun, int); new_issue_requested(); join_requested(int) with the id of
    an open issue; detach_requested() to take it off its issue; no_issue_requested(bool) with
    whether it needs none; said(str) with a hint.
    """

    open_requested = Signal(object, int)
    new_issue_requested = Signal()
    join_requested = Signal(int)
    detach_requested = Signal()
    no_issue_requested = Signal(bool)
    said = Signal(str)

    def __init__(self, find: FindIssues, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._find = find
        self._offered: dict[str, Issue] = {}
        self._shown: tuple[FeedbackStory, datetime] | None = None
        self._title = words("", "heading")
        self._links = QVBoxLayout()
        self.lines: tuple[LinkLine, ...] = ()
        self.new_issue = ActionButton(
            "转工单", "primary", icon="wrench", shortcut="Ctrl+Enter", bound=False
        )
        self.new_issue.set_compact(True)
        self.new_issue.clicked.connect(self.new_issue_requested)
        self.search = SuggestLineEdit(self._suggest)
        self.search.setPlaceholderText("并入：编号或几个字")
        self.search.setAccessibleName("找要并入的工单")
        self.search.suggestion_chosen.connect(self._join)
        self.search.returnPressed.connect(self._submit)
        self._ways = QWidget()
        row = QHBoxLayout(self._ways)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.new_issue)
        row.addWidget(self.search, 1)
        self.detach = ActionButton("移出这件工单", "quiet", icon="undo-2",
                                   hint="归错了的来件，移出来重新处理")
        self.detach.clicked.connect(self.detach_requested)
        self.no_issue = ActionButton("不用开工单", "quiet", icon="check",
                                     hint="看过了，不用办什么；以后不再提醒")
        self.no_issue.clicked.connect(self._ask_no_issue)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._title)
        self._column.addLayout(self._links)
        self._column.addWidget(self._ways)
        for button in (self.detach, self.no_issue):
            self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self._restyle()

    def show_story(self, story: FeedbackStory, now: datetime) -> None:
        """Show the issue of a piece, or what it may be the same as."""
        if self._shown is not None and self._shown[0].piece.id != story.piece.id:
            self.search.clear()
        if self._shown == (story, now):
            return
        self._shown = (story, now)
        for line in self.lines:
            self._links.removeWidget(line)
            line.hide()
            line.deleteLater()
        self.lines = self._issue_line(story.issue, now) if story.issue else self._alike(story, now)
        for line in self.lines:
            self._links.addWidget(line)
        self._title.setText(_title(story))
        self._ways.setVisible(story.issue is None)
        self.detach.setVisible(story.issue is not None)
        self.no_issue.setVisible(story.issue is None)
        settled = story.piece.no_issue
        self.no_issue.set_words("还是要办" if settled else "不用开工单")
        self.no_issue.set_icon("undo-2" if settled else "check")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _issue_line(self, issue: Issue, now: datetime) -> tuple[LinkLine, ...]:
        line = LinkLine(
            f"{issue.code}　{issue.heading}",
            state_words(issue, now),
            state_tone(issue, now),
            key=issue.id,
            accent=True,
        )
        line.clicked.connect(lambda: self.open_requested.emit(Noun.ISSUE, issue.id))
        return (line,)

    def _alike(self, story: FeedbackStory, now: datetime) -> tuple[LinkLine, ...]:
        return tuple(self._join_line(issue, now) for issue in story.similar)

    def _join_line(self, issue: Issue, now: datetime) -> LinkLine:
        text = f"{issue.code}　{issue.heading}"
        line = LinkLine(text, "并入", "info", note=state_words(issue, now), key=issue.id)
        line.clicked.connect(lambda: self.join_requested.emit(issue.id))
        return line

    def _suggest(self, typed: str) -> Sequence[str]:
        self._offered = {f"{each.code}　{each.heading}": each for each in self._find(typed)}
        return tuple(self._offered)

    def _join(self, text: str) -> None:
        issue = self._offered.get(text)
        if issue is not None:
            self.join_requested.emit(issue.id)

    def _ask_no_issue(self) -> None:
        if self._shown is not None:
            self.no_issue_requested.emit(not self._shown[0].piece.no_issue)

    def _submit(self) -> None:
        typed = self.search.text().strip()
        if not typed or typed in self._offered:
            return
        self._suggest(typed)
        named = [each for each in self._offered.values() if typed.lstrip("0") == str(each.number)]
        found = named or list(self._offered.values())
        if len(found) == 1:
            self.join_requested.emit(found[0].id)
        elif found:
            self.said.emit("像的不止一件，请用 ↓ 选一件")
        else:
            self.said.emit(f"没有找到还没办完的工单「{typed[:20]}」")

    def _restyle(self) -> None:
        look = theme.current()
        self._column.setSpacing(look.px(0.3))
        row = self._ways.layout()
        if row is not None:
            row.setSpacing(look.px(0.6))
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)


def _title(story: FeedbackStory) -> str:
    if story.issue is not None:
        return "已经有工单"
    if story.piece.no_issue:
        return "记了不用开工单"
    return "像是同一件事" if story.similar else "还没有工单"
