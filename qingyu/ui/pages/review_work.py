"""What happens when something is wished in the meeting: forms opened, services run."""

from collections.abc import Callable
from datetime import date, datetime, time
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal

from qingyu.domain.changes import Changes
from qingyu.domain.issue import Issue
from qingyu.domain.issue_story import IssueStory
from qingyu.domain.review import Decision, DecisionKind, Meeting, MeetingFacts
from qingyu.domain.vote import Totals
from qingyu.domain.week import Week
from qingyu.services import issue_reading, pinyin, review
from qingyu.services import steward as stewards
from qingyu.ui.pages.page import Desk
from qingyu.ui.pages.review_action_form import ActionForm
from qingyu.ui.pages.review_decision_form import DecisionForm, DecisionHelp, title_of
from qingyu.ui.pages.review_room import MeetingRoom
from qingyu.ui.pages.review_vote_form import VoteForm
from qingyu.ui.parties import Parties


class MeetingWork(QObject):
    """The hands of the meeting room: every wish becomes one service call signed by who is here.

    Signals: said(str) for a toast that needs no undo.
    """

    said = Signal(str)

    def __init__(self, desk: Desk, room: MeetingRoom) -> None:
        super().__init__(room)
        self._desk = desk
        self._operations = desk.operations
        self._room = room
        self.week = Week(date.min)
        self.meeting: Meeting | None = None
        self._story: IssueStory | None = None
        room.turned.connect(self.reload)
        room.sitting.changed.connect(self._hold)
        item = room.item
        item.said.connect(self._discuss)
        item.talked_requested.connect(self._talked)
        item.decision_requested.connect(self._open_decision)
        item.action_requested.connect(self._open_action)
        item.vote_requested.connect(self._open_vote)

    def begin(self, week: Week, meeting: Meeting | None, then: Callable[[], object]) -> None:
        """Calls `then` once the meeting of this week is open; it is noted the first time."""
        self.week = week
        if meeting is not None:
            then()
            return
        # Its agenda is gathered from the whole book: that is the worker's.
        store, by, facts = self._operations.store, self._operations.by, self._usual_facts()
        task = self._desk.tasks.start(lambda _task: review.hold(store, week, facts, by=by))
        self._operations.occupy("正在把议程排好")
        task.succeeded.connect(lambda changes: self._begun(changes, then))
        task.refused.connect(self._operations.refused)
        task.ended.connect(lambda: self._operations.occupy(""))

    def _begun(self, changes: Changes, then: Callable[[], object]) -> None:
        self._operations.occupy("")
        self._operations.announce(changes)
        then()

    def reload(self) -> None:
        """Read again how the meeting and the matter on the table stand."""
        self.meeting = self._operations.read(review.meeting, self.week)
        if self.meeting is None:
            # Taken back while people sat in it.
            self._room.left.emit()
            return
        item = self._room.current
        ident = item.issue if item is not None else None
        self._story = (
            self._operations.read(issue_reading.story, ident) if ident is not None else None
        )
        self._room.show_meeting(self.meeting, self._story, self._names())

    def _usual_facts(self) -> MeetingFacts:
        """What can be known before anybody came: as last time, and nobody ticked yet."""
        now = self._operations.store.now()
        today = self.week.monday <= now.date() <= self.week.sunday
        last = next(iter(self._operations.read(review.meetings, 1) or ()), None)
        steward = self._operations.steward
        return MeetingFacts(
            held_on=now.date() if today else self.week.sunday,
            start=time(now.hour, now.minute) if today else None,
            place=last.facts.place if last else "",
            chair=last.facts.chair if last else "",
            note_taker=steward.name if steward else "",
            absent=self._names(),
        )

    def _names(self) -> tuple[str, ...]:
        serving = self._operations.read(stewards.stewards) or ()
        return tuple(each.name for each in serving)

    def _hold(self, facts: MeetingFacts) -> None:
        saved = self._operations.keep(review.hold, self.week, facts, by=self._operations.by)
        if saved is None:
            self.reload()

    def _discuss(self, key: str, words: str) -> None:
        by = self._operations.by
        if self._operations.keep(review.write_down, self.week, key, words, by=by) is None:
            self._room.item.unsaid()

    def _talked(self) -> None:
        item = self._room.current
        if item is not None:
            self._run(review.discuss, item.key, self._room.item.box.text())

    def _run(self, action: Any, key: str, *args: object) -> Changes | None:
        changes: Changes | None = self._operations.run(
            action, self.week, key, *args, by=self._operations.by
        )
        if changes is not None:
            self._room.item.close_form()
        return changes

    def doors(self) -> dict[str, Callable[[], None]]:
        """How the forms of the matter on the table are opened, by their titles."""
        decisions = {title_of(kind): partial(self._open_decision, kind) for kind in DecisionKind}
        return {**decisions, "会后要办": self._open_action, "表决": self._open_vote}

    def _help(self) -> DecisionHelp:
        return DecisionHelp(self._operations.store.now().date(), self._parties())

    def _parties(self) -> Parties:
        people = self._operations.read(stewards.stewards) or ()
        contacts = self._operations.read(stewards.contacts) or ()
        return Parties(people, contacts, pinyin.narrowed)

    def _open_decision(self, kind: DecisionKind) -> None:
        item = self._room.current
        if item is None:
            return
        form = DecisionForm(kind, self._issue(), self._help())
        form.answered.connect(lambda told: self._decide(item.key, told))
        self._room.item.open_form(form)

    def _decide(self, key: str, decision: Decision) -> None:
        self._room.item.settle()
        self._run(review.decide, key, decision)

    def _open_action(self) -> None:
        item = self._room.current
        if item is None:
            return
        form = ActionForm(self._parties(), self._day())
        form.answered.connect(
            lambda what, who, day: self._run(review.add_action, item.key, what, who, day)
        )
        self._room.item.open_form(form)

    def _open_vote(self) -> None:
        item = self._room.current
        if item is None:
            return
        totals = self._operations.read(review.voters) or Totals()
        issue = self._issue()
        form = VoteForm(issue.heading if issue is not None else item.title, totals)
        form.answered.connect(lambda vote: self._run(review.vote, item.key, vote))
        self._room.item.open_form(form)

    def _issue(self) -> Issue | None:
        return self._story.issue if self._story is not None else None

    def _day(self) -> date:
        now: datetime = self._operations.store.now()
        return now.date()
