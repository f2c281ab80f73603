"""What is known of the matter on the table, in type that the whole room can read."""

from datetime import datetime

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QWidget

from qingyu.domain.issue_story import IssueStory
from qingyu.domain.issue_wording import state_tone, state_words
from qingyu.domain.review import AgendaItem
from qingyu.domain.wording import day_name, moment
from qingyu.ui import theme
from qingyu.ui.pages.review_wording import reason_pills
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import shortened, words
from qingyu.ui.widgets.pill import Pill

_SAID = 160
_EVENTS = 3


class KnownPart(EmBox):
    """Title in big type, why it is on the agenda, and how its issue stands.

    Signals: issue_requested(int) with the id of the issue.
    """

    issue_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, gap=0.45)
        self._issue: int | None = None
        self._shown: tuple[AgendaItem, IssueStory | None, datetime] | None = None
        self.title = words("", "figure", wrap=True)
        self._pills = QWidget()
        self._flow = FlowLayout(self._pills, gap=0.4)
        self._why = words("", "strong", wrap=True)
        self._facts = words("", wrap=True)
        self._said = words("", wrap=True)
        self._events = words("", "muted", wrap=True)
        self.open_button = ActionButton("看工单", "quiet", icon="wrench", shortcut="Alt+G")
        self.open_button.clicked.connect(self._open)
        for part in (self.title, self._pills, self._why, self._facts, self._said, self._events):
            self.add(part)

    def show_item(self, item: AgendaItem, story: IssueStory | None, now: datetime) -> None:
        """Show one matter; the story belongs to its issue, if it has one."""
        self._issue = item.issue
        self._shown = (item, story, now)
        self.title.setText(item.title)
        self._show_pills(item, story, now)
        self._why.setText(item.why)
        self._why.setVisible(bool(item.why))
        facts = _facts(story, now) if story is not None else ""
        said = _said(story) if story is not None else ""
        events = _events(story, now) if story is not None else ""
        for label, text in (
            (self._facts, facts), (self._said, said), (self._events, events)
        ):
            label.setText(text)
            label.setVisible(bool(text))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event) and self._shown is not None:
            self.show_item(*self._shown)

    def _show_pills(self, item: AgendaItem, story: IssueStory | None, now: datetime) -> None:
        while (old := self._flow.takeAt(0)) is not None:
            widget = old.widget()
            if widget is self.open_button:
                self.open_button.hide()
            elif widget is not None:
                widget.hide()
                widget.deleteLater()
        for reason, tone in reason_pills(item):
            self._flow.addWidget(Pill(reason, tone))
        if story is not None:
            issue = story.issue
            state = state_words(issue, now)
            if state not in item.reasons:
                self._flow.addWidget(Pill(state, state_tone(issue, now)))
            self._flow.addWidget(self.open_button)
            self.open_button.show()
        self._pills.updateGeometry()

    def _open(self) -> None:
        if self._issue is not None:
            self.issue_requested.emit(self._issue)


def _facts(story: IssueStory, now: datetime) -> str:
    issue = story.issue
    parts = (
        issue.place.text,
        story.category,
        f"{day_name(issue.reported_at.date(), now)}报",
        f"承办 {story.handler}" if story.handler else "还没派人",
        story.recurrence.text,
        "可申请应急维修资金" if story.emergency_fund and issue.is_open else "",
    )
    return " · ".join(part for part in parts if part)


def _said(story: IssueStory) -> str:
    if not story.feedback:
        return ""
    last = max(story.feedback, key=lambda each: each.received_at)
    return f"「{shortened(last.text, _SAID)}」"


def _events(story: IssueStory, now: datetime) -> str:
    lines = []
    # In 特大 the box to write into must stay in sight.
    most = 1 if theme.current().huge else _EVENTS
    for event in story.events[:most]:
        told = "：".join(part for part in (event.verb, event.words) if part)
        lines.append(f"{moment(event.at.date(), now)}　{event.by} {shortened(told, _SAID)}")
    return "\n".join(lines)
