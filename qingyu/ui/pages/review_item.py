"""One matter on the table: what is known of it, what was said, decided, taken on and voted."""

from datetime import datetime

from PySide6.QtCore import QEvent, QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QLineEdit, QSizePolicy, QWidget

from qingyu.domain.issue_story import IssueStory
from qingyu.domain.review import Action, DecisionKind, Discussion
from qingyu.domain.vote import verdict
from qingyu.ui import theme
from qingyu.ui.pages.review_decision_form import offered
from qingyu.ui.pages.review_known import KnownPart
from qingyu.ui.pages.review_wording import VERBS, action_pill, vote_words
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.draft_form import set_place
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.page_scroll import PageScroll
from qingyu.ui.widgets.pill import Pill
from qingyu.ui.widgets.speech_box import SpeechBox

_REST_MS = 1200


class ItemPart(PageScroll):
    """Two columns, one in 特大; a form takes the place of the buttons until it is done.

    Signals: said(str, str) with the key and what was said, soon after it was typed;
    talked_requested() when it is done without words; decision_requested(object) with a
    DecisionKind; action_requested(); vote_requested();
    issue_requested(int); end_requested(int) with the id of a topic.
    """

    said = Signal(str, str)
    talked_requested = Signal()
    decision_requested = Signal(object)
    action_requested = Signal()
    vote_requested = Signal()
    issue_requested = Signal(int)
    end_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=False)
        self.form: InlineForm | None = None
        self._blank: tuple[str, ...] = ()
        self._shown: tuple[object, ...] = ()
        self._key = ""
        self._kept = ""
        self.known = KnownPart()
        self.box = SpeechBox("大家怎么说（自动保存，Shift+回车换行）", lines=4)
        self.box.setAccessibleName("大家怎么说")
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self.buttons: list[ActionButton] = []
        self._offered: tuple[object, ...] = ()
        self.talked = ActionButton("议过了", icon="check", shortcut="Alt+Y", parent=self)
        self.talked.hide()
        self.talked.clicked.connect(self.talked_requested)
        self._lay_out()
        self._rest.timeout.connect(self.settle)
        self.box.textChanged.connect(self._wait)
        self.box.submitted.connect(self.settle)
        self.known.issue_requested.connect(self.issue_requested)

    def _lay_out(self) -> None:
        whole = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        whole.setSizePolicy(policy)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, whole)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._left = EmBox(gap=0.7, margin=(1.1, 0.9), card=True)
        self._left.add(self.known)
        self._left.add(self.box)
        self._left.add_stretch()
        self._right = EmBox(gap=0.7, margin=(1.1, 0.9), card=True)
        self._outcome = EmBox(gap=0.35)
        self._wishes = QWidget()
        self._flow = FlowLayout(self._wishes, gap=0.5)
        self._decided = words("决定", "heading")
        self._right.add(self._decided)
        self._right.add(self._outcome)
        self._right.add(self._wishes)
        self._right.add_stretch()
        self._columns.addWidget(self._left, 5)
        self._columns.addWidget(self._right, 4)
        self.add(whole)
        self.column.addStretch(1)
        self._arrange()

    @property
    def key(self) -> str:
        """The key of the matter that is shown."""
        return self._key

    def show_discussion(
        self, told: Discussion, story: IssueStory | None, now: datetime, *, final: bool
    ) -> None:
        """Show one matter of a meeting; words being typed and an open form stay."""
        other = told.item.key != self._key
        if other:
            self.settle()
            self.close_form()
            self._key = told.item.key
            set_place(self, f"item={told.item.key}", told.item.title)
            self.verticalScrollBar().setValue(0)
        if other or (told.words != self._kept and self.box.text() == self._kept):
            self._kept = told.words
            if self.box.text() != told.words:
                self.box.setPlainText(told.words)
                self._rest.stop()
        self.box.setReadOnly(final)
        shown = (told, story, now.date(), final)
        if shown == self._shown:
            return
        self._shown = shown
        self.known.show_item(told.item, story, now)
        self._show_outcome(told, now)
        self._offer(told, story, final=final)

    def _wait(self) -> None:
        # Not begun anew by each key: who types on and on must not lose it all by a power cut.
        if not self._rest.isActive():
            self._rest.start()

    def settle(self) -> None:
        """Tells what was said and is not told yet."""
        self._rest.stop()
        if self._key and self.box.text() != self._kept:
            self._kept = self.box.text()
            self.said.emit(self._key, self._kept)

    def unsaid(self) -> None:
        """What was told last was refused: it is to be told again."""
        self._kept = "\0"

    @property
    def unfinished(self) -> bool:
        """Whether something was typed into an open form and is not written down yet."""
        return self.form is not None and _typed(self.form) != self._blank

    def open_form(self, form: InlineForm) -> None:
        """Put a form in the place of the buttons and the keyboard into it."""
        self.close_form()
        self.form, self._blank = form, _typed(form)
        form.cancelled.connect(self.close_form)
        self._right.box.insertWidget(self._right.box.indexOf(self._wishes), form)
        form.show()
        form.focus_first()
        self._wishes.hide()
        self._arrange()
        QTimer.singleShot(0, form, lambda: self.show_widget(form))

    def close_form(self) -> None:
        """Put the form away and show the buttons again."""
        if self.form is None:
            return
        form, self.form = self.form, None
        had_focus = form.isAncestorOf(form.window().focusWidget() or self)
        form.hide()
        form.deleteLater()
        self._wishes.show()
        self._arrange()
        if had_focus and self.buttons:
            self.buttons[0].setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._arrange()

    def _arrange(self) -> None:
        look = theme.current()
        directions = QBoxLayout.Direction
        self._columns.setDirection(
            directions.TopToBottom if look.huge else directions.LeftToRight
        )
        self._columns.setSpacing(look.space)
        # In 特大 a form takes the place of what is known; that comes back after it.
        alone = self.form is not None and look.huge
        for part in (self._left, self._decided, self._outcome):
            part.setVisible(not alone)

    def _show_outcome(self, told: Discussion, now: datetime) -> None:
        while (item := self._outcome.box.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for decided in told.decisions:
            self._outcome.add(words(f"✓ {decided}", "strong", wrap=True))
        for action in told.actions:
            self._outcome.add(_action_line(action, now))
        for vote in told.votes:
            came = verdict(vote, vote.totals)
            tone = "good" if came.passed else "warn"
            self._outcome.add(words(vote_words(vote), wrap=True))
            self._outcome.add(words(came.words, tone, wrap=True))
        if not (told.decisions or told.actions or told.votes):
            self._outcome.add(words("还没有决定。", "muted", wrap=True))

    def _offer(self, told: Discussion, story: IssueStory | None, *, final: bool) -> None:
        kinds = () if final else offered(story.issue if story else None)
        wanted = (told.item.key, kinds, final)
        if wanted != self._offered:
            self._offered = wanted
            self._make_buttons(told, kinds)
        self._wishes.setVisible(self.form is None and not final)
        self.talked.setVisible(told.discussed_at is None and not final)

    def _make_buttons(self, told: Discussion, kinds: tuple[DecisionKind, ...]) -> None:
        focused = next((i for i, one in enumerate(self.buttons) if one.hasFocus()), None)
        while (item := self._flow.takeAt(0)) is not None:
            old = item.widget()
            if old is not None and old is not self.talked:
                old.hide()
                old.deleteLater()
        self.buttons = self._wanted(told, kinds) if kinds else []
        before: QWidget = self.box
        for button in self.buttons:
            self._flow.addWidget(button)
            button.show()
            QWidget.setTabOrder(before, button)
            before = button
        self._wishes.updateGeometry()
        if focused is not None and self.buttons:
            self.buttons[min(focused, len(self.buttons) - 1)].setFocus()

    def _wanted(self, told: Discussion, kinds: tuple[DecisionKind, ...]) -> list[ActionButton]:
        made = []
        for number, kind in enumerate(kinds):
            button = ActionButton(VERBS[kind], "primary" if number == 0 else "plain")
            button.clicked.connect(lambda _=False, kind=kind: self.decision_requested.emit(kind))
            made.append(button)
        action = ActionButton("会后要办", icon="plus", shortcut="Alt+A")
        action.clicked.connect(self.action_requested)
        vote = ActionButton("表决", icon="users", shortcut="Alt+B")
        vote.clicked.connect(self.vote_requested)
        made += [action, vote]
        topic = told.item.topic
        if topic is not None:
            end = ActionButton("以后不再议", icon="archive")
            end.clicked.connect(lambda: self.end_requested.emit(topic))
            made.append(end)
        return [*made, self.talked]


def _action_line(action: Action, now: datetime) -> QWidget:
    row = QWidget()
    flow = FlowLayout(row, gap=0.4)
    flow.addWidget(words(f"{action.who}：{action.what}"))
    flow.addWidget(Pill(*action_pill(action, now)))
    return row


def _typed(form: InlineForm) -> tuple[str, ...]:
    return tuple(field.text() for field in form.findChildren(QLineEdit))
