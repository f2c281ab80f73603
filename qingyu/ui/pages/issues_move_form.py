"""The form a move opens inside the detail: just what the table of moves says it needs."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from qingyu.domain.frozen import frozen
from qingyu.domain.issue import Issue, Move, MoveDetails, Need, Outcome, State
from qingyu.ui.parties import Parties, Party, party_of
from qingyu.ui.usual_days import next_thursday, usual_days
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.day_choice import DayChoice
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.suggest_line_edit import SuggestLineEdit

_USUAL_REASONS = {
    "挂起": ("等报价", "等配件", "等产权人答复", "等天气", "等维修资金批下来"),
    "不予受理": ("不属于本小区", "属于户内自修", "已经由别处受理"),
    "作废": ("重复登记", "登记错了", "居民撤回"),
    "验收退回": ("没修好", "又坏了", "现场没清理"),
    "申请重开": ("又坏了", "居民说没修好", "只修了一部分"),
    "办结": ("没有留联系方式", "居民说不用回访", "居民当面说好了"),
    "不重开": ("已经修好", "不是同一件事"),
    "收回自办": ("对方不办", "对方迟迟不办", "改由我们自己办"),
}

_USUAL_SAFETY = ("拉了警戒线，贴了提醒", "断了电", "关了阀门", "人和车都移开了", "已报 119")


@frozen
class FormHelp:
    """What the form offers: today, who there is, who is here, and issues to merge into."""

    today: date
    parties: Parties
    steward: str
    targets: Callable[[str], Sequence[Issue]]


class MoveForm(InlineForm):
    """Fields for every need of one move, with the usual answers filled in.

    Signals: answered(object, object) with the Move and its MoveDetails; those of InlineForm.
    """

    answered = Signal(object, object)

    def __init__(
        self, move: Move, issue: Issue, help_: FormHelp, parent: QWidget | None = None
    ) -> None:
        title = f"{move.verb}：还要写明"
        super().__init__(title, move.verb, parent, step=title)
        self.draft_form.name = move.verb
        self._move = move
        self._issue = issue
        self._help = help_
        self._targets: dict[str, int] = {}
        self.editors: dict[Need, QWidget] = {}
        for need in move.needs:
            self._add(need)
        self.their_number: QLineEdit | None = None
        if Need.REFERRED_TO in move.needs:
            self.their_number = QLineEdit()
            self.their_number.setMaxLength(60)
            self.their_number.setPlaceholderText("没有可以不写")
            self.add_field("对方单号", self.their_number)
        self.confirmed.connect(self._answer)

    def details(self) -> MoveDetails:
        """What was told so far."""
        told = MoveDetails()
        for need, editor in self.editors.items():
            told = self._with(told, need, editor)
        if self.their_number is not None:
            told = replace(told, their_number=self.their_number.text())
        return told

    def _answer(self) -> None:
        told = self.details()
        missing = next((need for need in self._move.needs if not told.has(need)), None)
        self.mark(self.editors[missing] if missing else None)
        # A refusal in words comes from the service, and what was typed stays here.
        self.answered.emit(self._move, told)

    def _add(self, need: Need) -> None:
        makers: dict[Need, Callable[[], QWidget]] = {
            Need.REASON: self._reason,
            Need.HANDLER: self._handler,
            Need.LOOK_AGAIN: lambda: DayChoice(next_thursday(self._help.today), self._days()),
            Need.CHASE: lambda: DayChoice(self._help.today + timedelta(days=7), self._days()),
            Need.REFERRED_TO: lambda: SuggestLineEdit(self._help.parties.suggest_outside),
            Need.TARGET: self._target,
            Need.ACCEPTED_BY: self._accepted_by,
            Need.OUTCOME: self._outcome,
        }
        labels = {Need.LOOK_AGAIN: "哪天再看", Need.CHASE: "哪天催办", Need.TARGET: "并入哪件"}
        editor = makers[need]()
        self.editors[need] = editor
        self.add_field(labels.get(need, str(need)), editor)

    def _with(self, told: MoveDetails, need: Need, editor: QWidget) -> MoveDetails:
        if isinstance(editor, DayChoice):
            if need is Need.LOOK_AGAIN:
                return replace(told, look_again_on=editor.day)
            return replace(told, chase_on=editor.day)
        if isinstance(editor, ChoiceRow):
            return replace(told, outcome=Outcome(editor.key) if editor.key else None)
        text = editor.text().strip() if isinstance(editor, QLineEdit) else ""
        if need is Need.HANDLER:
            party = party_of(self._help.parties, text) or Party("")
            return replace(told, handler_id=party.steward_id, handler_contact_id=party.contact_id)
        if need is Need.TARGET:
            return replace(told, target_id=self._target_of(text))
        if need is Need.REASON:
            return replace(told, reason=text)
        if need is Need.REFERRED_TO:
            return replace(told, referred_to=text)
        return replace(told, accepted_by=text)

    def _reason(self) -> QWidget:
        usual = _USUAL_REASONS.get(self._move.verb, ())
        line = SuggestLineEdit(lambda typed: [each for each in usual if typed in each])
        line.setMaxLength(300)
        line.setPlaceholderText(f"例如：{usual[0]}（↓ 看常用的）" if usual else "写一句原因")
        return line

    def _handler(self) -> QWidget:
        parties = self._help.parties
        line = SuggestLineEdit(parties.suggest_any)
        line.setPlaceholderText("姓名或拼音，↓ 看所有人")
        issue = self._issue
        line.setText(parties.text_of(issue.handler_id, issue.handler_contact_id, ""))
        return line

    def _accepted_by(self) -> QWidget:
        line = SuggestLineEdit(lambda typed: [
            each for each in self._help.parties.suggest_steward(typed) if each != "无"
        ])
        line.setPlaceholderText("管家或居民的名字")
        line.setMaxLength(60)
        # Nobody should accept his own work, so that name is not offered as the usual one.
        worker = self._help.parties.text_of(self._issue.handler_id, None, "")
        line.setText(self._help.steward if self._help.steward != worker else "")
        return line

    def _outcome(self) -> QWidget:
        row = ChoiceRow("办理结果", [(each, each) for each in Outcome])
        row.choose(self._issue.outcome or Outcome.FIXED)
        return row

    def _target(self) -> QWidget:
        line = SuggestLineEdit(self._suggest_targets)
        line.setPlaceholderText("工单号或几个字，↓ 看同一幢楼的")
        return line

    def _suggest_targets(self, typed: str) -> list[str]:
        found = self._help.targets(typed)
        self._targets |= {target_text(issue): issue.id for issue in found}
        return [target_text(issue) for issue in found]

    def _target_of(self, text: str) -> int | None:
        if text in self._targets:
            return self._targets[text]
        found = self._help.targets(text) if text else ()
        numbered = [issue for issue in found if text.isdigit() and issue.number == int(text)]
        if numbered or len(found) == 1:
            return (numbered or found)[0].id
        return None

    def _days(self) -> list[tuple[str, date]]:
        return usual_days(self._help.today)


class WaitForm(InlineForm):
    """Another day for an issue that waits: what was heard, and when to ask again.

    Signals: answered(object, str, str) with the day, the words and their number.
    """

    answered = Signal(object, str, str)

    def __init__(self, issue: Issue, today: date, parent: QWidget | None = None) -> None:
        referred = issue.state is State.REFERRED
        title = "催过了，对方怎么说" if referred else "还要再等"
        super().__init__(title, "记下", parent, step="等到哪天再看")
        words, number = QLineEdit(), QLineEdit()
        words.setMaxLength(300)
        words.setPlaceholderText("例如：说下周派人来" if referred else "例如：报价还没来")
        first = today + timedelta(days=7) if referred else next_thursday(today)
        day = DayChoice(first, usual_days(today))
        self.add_field("情况", words)
        self.add_field("哪天再催" if referred else "哪天再看", day)
        if referred:
            number.setText(issue.their_number)
            self.add_field("对方单号", number)
        self.confirmed.connect(lambda: self.answered.emit(day.day, words.text(), number.text()))


class SafeForm(InlineForm):
    """What was done for now so that nobody comes to harm.

    Signals: answered(str) with the words, which may be empty.
    """

    answered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("安全处置：先做了什么", "记下", parent)
        words = SuggestLineEdit(lambda typed: [each for each in _USUAL_SAFETY if typed in each])
        words.setMaxLength(300)
        words.setPlaceholderText("例如：拉了警戒线（↓ 看常用的）")
        self.add_field("做了", words)
        self.confirmed.connect(lambda: self.answered.emit(words.text()))


def target_text(issue: Issue) -> str:
    """An issue as it is offered: 「0198 屋面漏水（3-2-501）」."""
    place = f"（{issue.place.code}）" if issue.place else ""
    return f"{issue.code} {issue.title[:40]}{place}"
