"""Whom to call back today: a card each, the number large enough to dial from."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from qingyu.domain.feedback import Feedback
from qingyu.domain.feedback_wording import speaker_words
from qingyu.domain.followup import Call, FollowUp, since_finish
from qingyu.domain.masking import mask_phone
from qingyu.domain.phone_wording import phone_text
from qingyu.domain.retention import hidden_text
from qingyu.domain.wording import moment
from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.card_grid import CardGrid
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.followup_form import FollowUpForm
from qingyu.ui.widgets.labels import shortened, words
from qingyu.ui.widgets.page_scroll import PageScroll
from qingyu.ui.widgets.pill import Pill

# The names of those who may follow up an issue, by its id.
Others = Callable[[int], Sequence[str]]
_COLUMN_EMS = 27.0


class CallBoard(PageScroll):
    """Cards of those to call, not tried today first.

    Signals: issue_requested(int) with the id of an issue to look at; answered(int, object) with
    that of the one followed up and the FollowUpDraft; phone_requested(int) with the id of a
    piece whose hidden telephone is needed.
    """

    issue_requested = Signal(int)
    answered = Signal(int, object)
    phone_requested = Signal(int)

    def __init__(self, others: Others, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=False)
        self._others = others
        self.is_open: Callable[[int], bool] = lambda _piece: True
        self._shown: object = None
        self._calls: tuple[tuple[Call, ...], int, datetime, int | None] = ((), 0, datetime.min, 0)
        self.form: FollowUpForm | None = None
        self._form_of = 0
        self.buttons: tuple[ActionButton, ...] = ()
        self._grid = CardGrid(even=True, column_ems=_COLUMN_EMS)
        self._more = words("", "muted", wrap=True)
        self._empty = EmptyState(
            "phone", "没有要回访的居民", "工单验收通过后，会排到这里等回访。"
        )
        self.add(self._grid)
        self.add(self._more)
        self.add(self._empty, 1)
        self.column.addStretch(1)

    def show_calls(
        self, calls: Sequence[Call], total: int, now: datetime, by: int | None
    ) -> None:
        """Show these of so many; own work is marked, as nobody follows that up himself."""
        shown = (tuple(calls), total, now.date(), by)
        if shown == self._shown:
            return
        self._shown = shown
        self._calls = (tuple(calls), total, now, by)
        if self._form_of not in {each.issue.id for each in calls}:
            self.form, self._form_of = None, 0
        # The form goes over to the new card of its issue, and the keyboard stays where it is.
        typing = self.form.focusWidget() if self.form is not None else None
        made: list[ActionButton] = []
        self._grid.set_cards([self._card(call, now, by, made) for call in calls])
        self.buttons = tuple(made)
        rest = total - len(calls)
        if typing is not None:
            typing.setFocus(Qt.FocusReason.OtherFocusReason)
        self._more.setText(f"还有 {rest} 位排在后面，打完一位会补上来一位。")
        self._more.setVisible(rest > 0)
        self._grid.setVisible(bool(calls))
        self._empty.setVisible(not calls)

    def _card(
        self, call: Call, now: datetime, by: int | None, made: list[ActionButton]
    ) -> Card:
        issue, speaker = call.issue, call.speaker
        who = speaker_words(speaker) if speaker is not None else issue.place.code or "没留姓名"
        hidden = speaker is not None and bool(speaker.phone) and not self.is_open(speaker.id)
        card = Card("phone", who, _phone(speaker, hidden))
        tried = call.tried_on(now.date())
        turn = len(since_finish(call.tries, issue.clocks.finished_at)) + 1
        card.add_head(Pill("今天打过" if tried else f"第 {turn} 次", "plain" if tried else "info"))
        card.add_line(words(issue.heading, "strong", wrap=True))
        card.add_line(words(_done(call, now), "muted", wrap=True))
        if speaker is not None:
            said = hidden_text(speaker.text, ()) if hidden else speaker.text
            card.add_line(words(f"「{shortened(said, 80)}」", wrap=True))
        for warning in _warnings(call, by):
            card.add_line(words(warning, "warn", wrap=True))
        for each in call.tries:
            card.add_line(words(_try(each, now), "muted", wrap=True))
        if self.form is not None and issue.id == self._form_of:
            card.add_line(self.form)
            return card
        button = ActionButton("记回访", "primary", icon="phone-call")
        button.setAccessibleName(f"记回访 {who}")
        button.clicked.connect(lambda: self.open_form(issue.id))
        made.append(button)
        look = ActionButton(f"工单 {issue.code}", "quiet", icon="wrench")
        look.clicked.connect(lambda: self.issue_requested.emit(issue.id))
        card.add_line(_beneath(button, *self._calling(speaker, who, hidden), look))
        return card

    def _calling(self, speaker: Feedback | None, who: str, hidden: bool) -> list[ActionButton]:
        """The button that shows a hidden telephone."""
        if speaker is None or not hidden:
            return []
        call = ActionButton("打电话", icon="phone", hint="显示整个电话；谁看了会记下来")
        call.setAccessibleName(f"打电话给 {who}，显示整个电话")
        call.clicked.connect(lambda: self.phone_requested.emit(speaker.id))
        return [call]

    def show_again(self) -> None:
        """Show the cards anew, as a telephone may be seen now."""
        self._render(*self._calls)

    def open_form(self, issue_id: int) -> None:
        """Open the form of a call in its card; one that is open elsewhere goes away."""
        calls, total, now, by = self._calls
        call = next((each for each in calls if each.issue.id == issue_id), None)
        if call is None:
            return
        if call.speaker is not None and call.speaker.phone and not self.is_open(call.speaker.id):
            # Who calls needs the number: one key for both.
            self.phone_requested.emit(call.speaker.id)
        issue = call.issue
        own = by is not None and issue.handler_id == by
        tries = since_finish(call.tries, issue.clocks.finished_at)
        whom = speaker_words(call.speaker) if call.speaker is not None else ""
        self.form = FollowUpForm(whom, tries, others=self._others(issue.id) if own else None,
                                 step=f"call:{issue_id}")
        if call.speaker is None or not call.speaker.phone:
            self.form.how.choose("上门")
        self._form_of = issue_id
        self.form.answered.connect(lambda draft: self.answered.emit(issue_id, draft))
        self.form.cancelled.connect(self.close_form)
        self._render(calls, total, now, by)
        self.form.focus_first()
        form = self.form
        # The card is as tall as its form only once it is laid out.
        QTimer.singleShot(0, form, lambda: self.show_widget(form))

    def close_form(self) -> None:
        """Put the form away, as it was saved or given up."""
        self.form, self._form_of = None, 0
        calls, total, now, by = self._calls
        self._render(calls, total, now, by)
        if self.buttons:
            self.buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _render(self, calls: Sequence[Call], total: int, now: datetime, by: int | None) -> None:
        self._shown = None
        self.show_calls(calls, total, now, by)


def _beneath(*buttons: ActionButton) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, theme.current().gap, 0, 0)
    for button in buttons:
        row.addWidget(button)
    row.addStretch(1)
    return made


def _phone(speaker: Feedback | None, hidden: bool) -> str:
    if speaker is None:
        return ""
    return mask_phone(speaker.phone) if hidden else phone_text(speaker.phone)


def _done(call: Call, now: datetime) -> str:
    issue = call.issue
    finished = issue.clocks.finished_at
    parts = (
        f"{moment(finished.date(), now)}完工" if finished is not None else "",
        str(issue.outcome or ""),
    )
    return " · ".join(part for part in parts if part) or "已验收"


def _warnings(call: Call, by: int | None) -> tuple[str, ...]:
    speaker = call.speaker
    found = []
    if by is not None and call.issue.handler_id == by:
        found.append("这件是您办的，请换一位管家来回访")
    if speaker is None or not speaker.phone:
        found.append("没有留电话，请上门或问邻居")
    elif not speaker.may_contact:
        found.append("当时说过不用回访")
    return tuple(found)


def _try(each: FollowUp, now: datetime) -> str:
    result = str(each.satisfaction or "联系上了") if each.reached else "没联系上"
    parts = (moment(each.when, now), each.who, f"{each.how}{result}")
    return "　".join(part for part in parts if part)
