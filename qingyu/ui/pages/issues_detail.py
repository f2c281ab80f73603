"""The whole story of one issue, changed where it stands, with what can be done at its foot."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from qingyu.domain.frozen import frozen
from qingyu.domain.issue_story import IssueStory
from qingyu.domain.issue_wording import state_tone, state_words, unsafe, unsafe_words
from qingyu.ui import theme
from qingyu.ui.pages.issues_actions import ActionBar
from qingyu.ui.pages.issues_costs import CostSection
from qingyu.ui.pages.issues_facts import IssueFacts
from qingyu.ui.pages.issues_photos import PhotoSection
from qingyu.ui.pages.issues_promises import PromiseSection
from qingyu.ui.pages.issues_said import SaidSection, StorySection
from qingyu.ui.parties import Parties
from qingyu.ui.widgets.banner import Banner
from qingyu.ui.widgets.choice_edit import ChoiceEdit
from qingyu.ui.widgets.draft_form import DraftForm, set_place
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.fact_grid import Suggest
from qingyu.ui.widgets.form_room import FormRoom
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.page_scroll import PageScroll
from qingyu.ui.widgets.pill import Pill

MADE_SAFE = "记安全处置"
_TALL = 0.7


@frozen
class DetailHelp:
    """What the detail asks while it is used: suggestions by field, and thumbnails."""

    suggest: dict[str, Suggest]
    thumbnail: Callable[[str], bytes]


class IssueDetail(QFrame):
    """Head, facts and sections of an issue over its actions; one form at a time above those.

    Signals: title_changed(str); safe_requested(); merged_requested(int) for the issue it went into.
    The signals of the parts (facts, said, story, promises, costs, photos, actions) are theirs.
    """

    title_changed = Signal(str)
    safe_requested = Signal()
    merged_requested = Signal(int)

    def __init__(self, help_: DetailHelp, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        self.story: IssueStory | None = None
        self.form: InlineForm | None = None
        self._forms: FormRoom | None = None
        self._number = words("", "muted")
        self._pill = Pill("")
        self.title = ChoiceEdit(lambda _typed: (), "事项")
        self.title.setMaxLength(200)
        theme.set_look(self.title, "look", "inline-title")
        # A line edit keeps two pixels before its words; without them the title stands in line.
        self.title.setTextMargins(-2, 0, 0, 0)
        self.danger = Banner("", "danger", MADE_SAFE)
        self._warning = words("", "warn", wrap=True)
        self.facts = IssueFacts(help_.suggest)
        self.said = SaidSection()
        self.log = StorySection()
        self.promises = PromiseSection()
        self.photos = PhotoSection(help_.thumbnail)
        self.costs = CostSection()
        self.bar = ActionBar()
        self._scroll = PageScroll(margin=False)
        self._empty = EmptyState("wrench", "选一件工单", "左边点一件，这里就能看到它的来龙去脉。")
        self._lay_out()
        DraftForm(self, "正在改的地方")
        DraftForm(self.log.box, "记一笔")
        self.title.settled.connect(self.title_changed)
        self.danger.action_requested.connect(self.safe_requested)
        self.show_story(None, "", None, datetime.min)

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self._number)
        self._head.addStretch(1)
        self._head.addWidget(self._pill)
        parts = (self._warning, self.facts, self.said, self.log, self.promises, self.photos,
                 self.costs)
        for part in parts:
            self._scroll.add(part)
        self._scroll.column.addStretch(1)
        whole = QWidget()
        self._column = QVBoxLayout(whole)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._head)
        self._column.addWidget(self.title)
        self._column.addWidget(self.danger)
        self._column.addWidget(self._scroll, 1)
        self._column.addWidget(self.bar)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(whole)
        self._restyle()

    def show_story(
        self, story: IssueStory | None, topic: str, parties: Parties | None, now: datetime
    ) -> None:
        """Show an issue, or that none is chosen; a form stays while it still fits."""
        before = self.story
        self.story = story
        if story is None or parties is None:
            self.close_form()
            self._stack.setCurrentIndex(0)
            return
        issue = story.issue
        set_place(self, f"issue:{issue.id}", f"工单 {issue.code} {issue.title}")
        other = before is None or before.issue.id != issue.id
        if other or (before is not None and before.issue.state is not issue.state):
            self.close_form()
        if other:
            self._begin_another()
        self._number.setText(f"工单 {issue.code}")
        self._pill.set_text(state_words(issue, now), state_tone(issue, now))
        self.title.show_value(issue.title)
        self.title.setToolTip(issue.title)
        self.danger.setVisible(unsafe(issue))
        if unsafe(issue):
            self.danger.set_text(unsafe_words(issue, now), "danger", MADE_SAFE)
        self._warn(story)
        self.facts.show_story(story, topic, parties)
        self.said.show_pieces(story.feedback, issue.detail, now)
        self.log.show_events(story.events, now, anew=other)
        self.promises.set_givers(parties)
        self.promises.show_promises(story.promises, now)
        self.photos.show_photos(story.photos)
        self.costs.show_story(story)
        self.bar.show_issue(issue)
        self._stack.setCurrentIndex(1)

    def open_form(self, form: InlineForm) -> None:
        """Put a form in the place of the actions and the keyboard into it."""
        self.close_form()
        self.form = form
        form.cancelled.connect(self.close_form)
        self._forms = FormRoom(form)
        self._column.insertWidget(self._column.indexOf(self.bar), self._forms)
        self.bar.hide()
        self._make_room()
        form.focus_first()

    def close_form(self) -> None:
        """Put the form away and show the actions again."""
        if self.form is None:
            return
        form, self.form = self.form, None
        had_focus = form.isAncestorOf(form.window().focusWidget() or self)
        if self._forms is not None:
            self._forms.close_room()
            self._forms = None
        self.bar.show()
        self._make_room()
        if had_focus and self.bar.primary is not None:
            self.bar.primary.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _begin_another(self) -> None:
        self._scroll.verticalScrollBar().setValue(0)
        self.log.box.clear()
        for section in (self.promises, self.costs):
            section.close_form()

    def _warn(self, story: IssueStory) -> None:
        told = [story.recurrence.text]
        if story.emergency_fund and story.issue.is_open:
            told.append(f"{story.issue.matter}可申请应急维修资金")
        if story.merged_into:
            told.append(f"已经并入工单 {story.merged_into}")
        if story.issue.referred_to:
            number = f"，单号 {story.issue.their_number}" if story.issue.their_number else ""
            told.append(f"转给{story.issue.referred_to}{number}")
        line = "；".join(part for part in told if part)
        self._warning.setText(line)
        self._warning.setVisible(bool(line))

    def _make_room(self) -> None:
        # A tall form, in 特大 any form, takes the place of the story; that comes back after it.
        tall = self.form is not None and self.form.sizeHint().height() > _TALL * self.height()
        roomy = self.form is None or not (tall or theme.current().huge)
        for part in (self._number, self._pill, self._scroll):
            part.setVisible(roomy)

    def _restyle(self) -> None:
        self._make_room()
        look = theme.current()
        self._column.setSpacing(look.px(0.4))
        self._column.setContentsMargins(look.px(1.1), look.px(0.8), look.px(0.9), look.px(0.9))
