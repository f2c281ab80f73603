"""One piece of feedback: the words, what becomes of it, what was understood."""

from datetime import datetime

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from qingyu.domain.feedback_list import FeedbackStory
from qingyu.domain.feedback_wording import as_text, came_words, standing_tone
from qingyu.domain.mood import MoodGuess
from qingyu.domain.retention import hidden_text
from qingyu.ui import theme
from qingyu.ui.pages.feedback_facts import FeedbackFacts
from qingyu.ui.pages.feedback_joining import FeedbackJoining, FindIssues
from qingyu.ui.pages.feedback_mood import FeedbackMood
from qingyu.ui.pages.feedback_reply import FeedbackReply, Offer
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.draft_form import DraftForm, set_place
from qingyu.ui.widgets.fact_grid import Suggest
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.page_scroll import PageScroll
from qingyu.ui.widgets.pill import Pill
from qingyu.ui.widgets.read_box import ReadBox


class FeedbackDetail(QFrame):
    """A card of one piece.

    Signals: copy_requested(str) with the piece as text; those of `joining`, `reply`, `mood` and
    `facts`.
    """

    copy_requested = Signal(str)

    def __init__(
        self,
        suggest_topic: Suggest,
        find: FindIssues,
        offer: Offer,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self._story: FeedbackStory | None = None
        self._now = datetime.min
        self._hidden = False
        self._number = words("", "muted")
        self._kind = Pill("")
        self._standing = Pill("")
        self._danger = Pill("有危险", "danger")
        self.copy = ActionButton("复制", "quiet", icon="copy", shortcut="Ctrl+Shift+C",
                                 hint="把整条来件当文字复制，可以贴到微信里")
        self.copy.set_compact(True)
        self.copy.clicked.connect(self._copy)
        self.said = ReadBox("居民说了什么")
        self._came = words("", "muted", wrap=True)
        self.joining = FeedbackJoining(find)
        self.mood = FeedbackMood()
        self.reply = FeedbackReply(offer)
        self.facts = FeedbackFacts(suggest_topic)
        DraftForm(self.facts, "正在改的地方")
        self._head = FlowLayout(gap=0.6)
        for part in (self._number, self._kind, self._standing, self._danger):
            self._head.addWidget(part)
        self._head.add_push()
        self._head.addWidget(self.copy)
        self._scroll = PageScroll(margin=False)
        parts = (self.said, self._came, self.mood, self.joining, self.reply, self.facts)
        for widget in parts:
            self._scroll.add(widget)
        self._scroll.column.addStretch(1)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self._scroll, 1)
        self._restyle()

    @property
    def piece(self) -> int:
        """The id of the piece shown, 0 for none."""
        return self._story.piece.id if self._story is not None else 0

    def show_story(
        self, story: FeedbackStory, topic: str, guess: MoodGuess, now: datetime,
        *, hidden: bool = False,
    ) -> None:
        """Show a piece, its telephones maybe hidden; what is being typed into it stays."""
        self._hidden = hidden
        piece = story.piece
        if self._story is None or self._story.piece.id != piece.id:
            self._scroll.verticalScrollBar().setValue(0)
        self._story, self._now = story, now
        set_place(self, f"feedback:{piece.id}", f"来件 {piece.code}")
        self._number.setText(f"来件 {piece.code}")
        self._kind.set_text(str(piece.kind), "info")
        self._danger.setVisible(piece.dangerous)
        self.said.set_words(hidden_text(piece.text, ()) if hidden else piece.text)
        self._came.setText(came_words(story, now))
        self._standing.set_text(story.standing.text, standing_tone(story.standing))
        self.mood.show_mood(piece.mood, guess)
        self.joining.show_story(story, now)
        self.reply.show_story(story, now)
        self.facts.show_piece(piece, topic, hidden=hidden)
        self.setAccessibleName(f"来件 {piece.code}")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _copy(self) -> None:
        if self._story is not None:
            text = as_text(self._story, self._now)
            self.copy_requested.emit(hidden_text(text, ()) if self._hidden else text)

    def _restyle(self) -> None:
        look = theme.current()
        self._head.invalidate()
        self._column.setContentsMargins(look.px(1.1), look.px(0.7), look.px(0.6), look.px(0.6))
        self._column.setSpacing(look.px(0.4))
        self._scroll.column.setSpacing(look.px(0.6))
