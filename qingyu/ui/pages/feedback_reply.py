"""What a resident was told and said when called back, and the box to tell more."""

from collections.abc import Callable, Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from qingyu.domain.feedback_answer import WAYS
from qingyu.domain.feedback_list import FeedbackStory
from qingyu.domain.followup import FollowUp
from qingyu.domain.reply_template import OfferedReplies
from qingyu.domain.wording import moment
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.chooser import choose, chooser, fill
from qingyu.ui.widgets.draft_form import DraftForm
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.reply_box import ReplyBox
from qingyu.ui.widgets.section import Section
from qingyu.ui.widgets.timeline import Moment, Timeline

# The templates that fit a piece, filled.
Offer = Callable[[FeedbackStory], OfferedReplies]
_MOST = 12


class FeedbackReply(Section):
    """Earlier replies and follow-ups, templates, the box, how it was told.

    Signals: replied(str, str) with the words and how; copied(str) with the words.
    """

    replied = Signal(str, str)
    copied = Signal(str)

    def __init__(self, offer: Offer, parent: QWidget | None = None) -> None:
        super().__init__("回复", parent=parent)
        self._offer = offer
        self._story: FeedbackStory | None = None
        self._filled = ""
        # What was typed for a piece waits there until somebody comes back to it.
        self._typed: dict[int, str] = {}
        self._said = Timeline()
        self._said.setAccessibleName("回复和回访")
        DraftForm(
            self,
            "回复",
            is_typed=lambda: bool(self._own_words),
            read=lambda: {"words": self.box.text(), "how": self.how.key},
            write=self._take_draft,
        )
        self.template = chooser("选一个模板")
        self.template.activated.connect(lambda _at: self._take())
        self.box = ReplyBox("告诉居民什么；写好按 Ctrl+回车 记下")
        self.how = ChoiceRow("怎么告诉的", [(way, way) for way in WAYS])
        self.how.choose(WAYS[0])
        self.save = ActionButton(
            "记下回复", "primary", icon="check", shortcut="Ctrl+Enter", bound=False
        )
        self.copy = ActionButton("复制", icon="copy", hint="复制回复的话，贴到微信里发")
        self.save.set_compact(True)
        self.box.saved.connect(self._save)
        self.save.clicked.connect(self._save)
        self.copy.clicked.connect(lambda: self.copied.emit(self.box.text()))
        self.box.textChanged.connect(self._note_typed)
        buttons = QWidget()
        flow = FlowLayout(buttons, gap=0.5)
        for part in (self.save, self.copy, self.how):
            flow.addWidget(part)
        self._trouble = words("", "warn", wrap=True)
        self._head.insertWidget(1, self.template, 1)
        for widget in (self._said, self._trouble, self.box, buttons):
            self.add(widget)
        self._note_typed()

    def show_story(self, story: FeedbackStory, now: datetime) -> None:
        """Show what was told about a piece; what is being typed stays."""
        before, self._story = self._story, story
        moments = _moments(story, now)
        self._said.set_moments(moments)
        self._said.setVisible(bool(moments))
        anew = before is None or before.piece.id != story.piece.id
        if anew:
            self._filled = ""
            self.box.setPlainText(self._typed.get(story.piece.id, ""))
        if anew or before != story:
            offered = self._offer(story)
            fill(self.template, "选一个模板", [(title, title) for title, _ in offered.filled])
            self._trouble.setText(offered.trouble)
            self._trouble.setVisible(bool(offered.trouble))
            if anew:
                choose(self.template, "")

    @property
    def _own_words(self) -> str:
        typed = self.box.text().strip()
        return typed if typed != self._filled.strip() else ""

    def _take_draft(self, values: Mapping[str, object]) -> None:
        self.box.setPlainText(str(values.get("words", "")))
        self.box.moveCursor(self.box.textCursor().MoveOperation.End)
        how = str(values.get("how", ""))
        if self.how.has(how):
            self.how.choose(how)
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Empty the box, as its words were saved."""
        self._filled = ""
        self.box.clear()
        choose(self.template, "")

    def _take(self) -> None:
        if self._story is None:
            return
        title = str(self.template.currentData() or "")
        ready = dict(self._offer(self._story).filled).get(title, "")
        typed = self.box.text().strip()
        if not ready:
            return
        # What somebody wrote himself is never thrown away.
        kept = f"{typed}\n" if typed and typed != self._filled else ""
        self._filled = ready if not kept else ""
        self.box.setPlainText(kept + ready)
        self.box.moveCursor(self.box.textCursor().MoveOperation.End)
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note_typed(self) -> None:
        typed = self.box.text()
        if self._story is not None:
            if typed.strip():
                self._typed[self._story.piece.id] = typed
            else:
                self._typed.pop(self._story.piece.id, None)
        self.copy.setEnabled(bool(typed.strip()))

    def _save(self) -> None:
        self.replied.emit(self.box.text(), self.how.key)


def _moments(story: FeedbackStory, now: datetime) -> list[Moment]:
    """Replies and follow-ups, newest first."""
    told = [(each.at, Moment(moment(each.at, now), f"{each.how}：{each.words}", each.by))
            for each in story.replies]
    called = [(each.at, Moment(moment(each.when, now), f"回访：{_came(each)}", each.who))
              for each in story.followups]
    newest = sorted((*told, *called), key=lambda pair: pair[0], reverse=True)
    return [entry for _, entry in newest[:_MOST]]


def _came(each: FollowUp) -> str:
    if not each.reached:
        return f"{each.how}没联系上"
    said = f"，{each.words}" if each.words.strip() else ""
    return f"{each.how}，{each.satisfaction}{said}"
