"""What the meeting decided on a matter: just what this kind of decision needs."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from qingyu.domain.frozen import frozen
from qingyu.domain.issue import Funding, Issue, MoveDetails, Outcome, State
from qingyu.domain.review import Decision, DecisionKind
from qingyu.ui.pages.review_wording import VERBS
from qingyu.ui.parties import Parties, Party, party_of
from qingyu.ui.usual_days import next_thursday, usual_days
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.day_choice import DayChoice
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.suggest_line_edit import SuggestLineEdit

_TITLES = {
    DecisionKind.NOTED: "决定：写一句",
    DecisionKind.ASSIGN: "决定：派给谁办",
    DecisionKind.SUSPEND: "决定：先挂起",
    DecisionKind.REFER: "决定：转给谁办",
    DecisionKind.REOPEN: "决定：同意重开",
    DecisionKind.KEEP_CLOSED: "决定：不重开",
    DecisionKind.FUND: "决定：钱从哪里来",
    DecisionKind.CLOSE: "决定：办结",
}
_LIVING = (State.REGISTERED, State.VERIFIED, State.ASSIGNED, State.WORKING, State.SUSPENDED)
_FITTING = {
    DecisionKind.REOPEN: (State.REOPEN_ASKED, State.CLOSED, State.DECLINED, State.FOLLOWUP),
    DecisionKind.KEEP_CLOSED: (State.REOPEN_ASKED,),
    DecisionKind.ASSIGN: _LIVING,
    DecisionKind.SUSPEND: (State.ASSIGNED, State.WORKING, State.SUSPENDED),
    DecisionKind.REFER: (*_LIVING, State.REFERRED),
    DecisionKind.CLOSE: (State.FOLLOWUP,),
}
_WITH_REASON = (DecisionKind.SUSPEND, DecisionKind.KEEP_CLOSED, DecisionKind.CLOSE)


@frozen
class DecisionHelp:
    """What the form offers: today and who there is."""

    today: date
    parties: Parties


def offered(issue: Issue | None) -> tuple[DecisionKind, ...]:
    """The decisions that fit a matter now, the usual one first."""
    if issue is None:
        return (DecisionKind.NOTED,)
    kinds = [kind for kind, states in _FITTING.items() if issue.state in states]
    if issue.is_open:
        kinds.append(DecisionKind.FUND)
    return (*kinds, DecisionKind.NOTED)


class DecisionForm(InlineForm):
    """Fields for one kind of decision; words of one's own are always welcome.

    Signals: answered(object) with the Decision; those of InlineForm.
    """

    answered = Signal(object)

    def __init__(
        self,
        kind: DecisionKind,
        issue: Issue | None,
        help_: DecisionHelp,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(_TITLES[kind], VERBS[kind], parent)
        self._kind = kind
        self._why = kind in _WITH_REASON or (
            kind is DecisionKind.REOPEN
            and issue is not None
            and issue.state is not State.REOPEN_ASKED
        )
        self._help = help_
        self.party: SuggestLineEdit | None = None
        self.day: DayChoice | None = None
        self.their_number: QLineEdit | None = None
        self.outcome: ChoiceRow | None = None
        self.funding: ChoiceRow | None = None
        self._add_fields(issue)
        self.words = QLineEdit()
        self.words.setMaxLength(500)
        self.words.setPlaceholderText(self._hint())
        self.add_field(self._words_label(), self.words)
        self.confirmed.connect(self._answer)

    def decision(self) -> Decision:
        """What was told so far."""
        told = self.words.text().strip()
        party = self._party()
        day = self.day.day if self.day is not None else None
        assigns = self._kind is DecisionKind.ASSIGN
        refers = self._kind is DecisionKind.REFER
        details = MoveDetails(
            handler_id=party.steward_id if assigns and party else None,
            handler_contact_id=party.contact_id if assigns and party else None,
            look_again_on=day if self._kind is DecisionKind.SUSPEND else None,
            referred_to=self.party.text().strip() if refers and self.party else "",
            their_number=self.their_number.text().strip() if self.their_number else "",
            chase_on=day if refers else None,
            outcome=Outcome(self.outcome.key) if self.outcome and self.outcome.key else None,
        )
        funding = Funding(self.funding.key) if self.funding and self.funding.key else None
        return Decision(self._kind, told, details, funding)

    def _party(self) -> Party | None:
        if self.party is None:
            return None
        return party_of(self._help.parties, self.party.text().strip())

    def _add_fields(self, issue: Issue | None) -> None:
        today, parties = self._help.today, self._help.parties
        if self._kind is DecisionKind.ASSIGN:
            self.party = self._people("派给谁", SuggestLineEdit(parties.suggest_any))
        elif self._kind is DecisionKind.SUSPEND:
            self.day = DayChoice(next_thursday(today), usual_days(today))
            self.add_field("哪天再看", self.day)
        elif self._kind is DecisionKind.REFER:
            self.party = self._people("转给谁", SuggestLineEdit(parties.suggest_outside))
            self.their_number = QLineEdit()
            self.their_number.setMaxLength(60)
            self.their_number.setPlaceholderText("没有可以不写")
            self.add_field("对方单号", self.their_number)
            self.day = DayChoice(today + timedelta(days=7), usual_days(today))
            self.add_field("哪天催办", self.day)
        elif self._kind is DecisionKind.CLOSE:
            self.outcome = ChoiceRow("办理结果", [(each, each) for each in Outcome])
            known = issue.outcome if issue is not None else None
            self.outcome.choose(known or Outcome.FIXED)
            self.add_field("办理结果", self.outcome)
        elif self._kind is DecisionKind.FUND:
            self.funding = ChoiceRow("资金来源", [(each, each) for each in Funding])
            self.funding.choose(issue.funding if issue is not None else Funding.NONE)
            self.add_field("资金来源", self.funding)

    def _people(self, label: str, line: SuggestLineEdit) -> SuggestLineEdit:
        line.setPlaceholderText("姓名或拼音，↓ 看所有人")
        self.add_field(label, line)
        return line

    def _words_label(self) -> str:
        if self._why:
            return "原因"
        return "决定了什么" if self._kind is DecisionKind.NOTED else "补一句"

    def _hint(self) -> str:
        hints = {
            DecisionKind.NOTED: "例如：先请物业公司来看，下周再议",
            DecisionKind.SUSPEND: "例如：等报价",
            DecisionKind.CLOSE: "例如：居民当面说好了",
            DecisionKind.KEEP_CLOSED: "例如：已经修好，是另一处漏",
        }
        return hints.get(self._kind, "可以不写")

    def _answer(self) -> None:
        missing = self._missing()
        self.mark(missing)
        if missing is None:
            self.answered.emit(self.decision())

    def _missing(self) -> QWidget | None:
        if self._kind is DecisionKind.ASSIGN and self._party() is None:
            return self.party
        if self._kind is DecisionKind.REFER and self.party and not self.party.text().strip():
            return self.party
        wordy = self._why or self._kind is DecisionKind.NOTED
        if wordy and not self.words.text().strip():
            return self.words
        return None


def title_of(kind: DecisionKind) -> str:
    """The title of the form for this kind of decision."""
    return _TITLES[kind]
