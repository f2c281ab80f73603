"""The follow-up form (回访): reached or not, true and timely or not, content or not."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from qingyu.domain.followup import TRIES, FollowUp, FollowUpDraft, Satisfaction
from qingyu.domain.followup import own_work as own_work_refusal
from qingyu.ui import theme
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.labels import words

_WAYS = ("电话", "上门", "微信")
_YES_NO = (("yes", "是"), ("no", "不是"), ("", "没问"))
_ANSWERS = {"yes": True, "no": False}


class FollowUpForm(InlineForm):
    """One try to reach the resident; `tries` are those since the work was finished.

    `step` is what its draft is kept under.
    For who did the work, `others` names those who may call instead, None for everybody else.

    Signals: answered(object) with the FollowUpDraft; those of InlineForm.
    """

    answered = Signal(object)

    def __init__(
        self,
        whom: str,
        tries: Sequence[FollowUp],
        *,
        others: Sequence[str] | None = None,
        step: str = "回访",
        parent: QWidget | None = None,
    ) -> None:
        own_work = others is not None
        missed = sum(not each.reached for each in tries)
        title = f"回访 {whom}" if whom else "回访"
        turn = f"{title}　第 {len(tries) + 1} 次" if tries else title
        super().__init__(turn, "记下回访", parent, step=step)
        if own_work:
            hint = own_work_refusal(others or ()).hint
            self.add_note(words(f"这件事是您办的。{hint}", "danger", wrap=True))
        elif missed:
            left = TRIES - missed
            self.add_note(words(f"已经 {missed} 次没联系上，再有 {left} 次就按没联系上办结。",
                                "warn", wrap=True))
        self.how = ChoiceRow("怎么回访", [(way, way) for way in _WAYS])
        self.reached = ChoiceRow("联系上了吗", [("yes", "联系上了"), ("no", "没联系上")])
        self.satisfaction = ChoiceRow("满意吗", [(each, each) for each in Satisfaction])
        self.truthful = ChoiceRow("情况属实吗", _YES_NO)
        self.timely = ChoiceRow("办得及时吗", _YES_NO)
        self.words = QLineEdit()
        self.words.setMaxLength(1000)
        self.words.setPlaceholderText("居民说了什么，可以不写")
        self.how.choose(_WAYS[0])
        self.reached.choose("yes")
        self.truthful.choose("yes")
        self.timely.choose("yes")
        for editor in (self.how, self.reached, self.satisfaction):
            self.add_field(editor.accessibleName(), editor)
        self._judged = self._add_judgements()
        self.add_field("居民的话", self.words)
        self.reached.chosen.connect(lambda _key: self._show_answers())
        self.confirmed.connect(lambda: self.answered.emit(self.draft()))

    def draft(self) -> FollowUpDraft:
        """What was filled in."""
        if self.reached.key == "no":
            return FollowUpDraft(self.how.key, False, words=self.words.text())
        told = self.satisfaction.key
        return FollowUpDraft(
            how=self.how.key,
            reached=True,
            truthful=_ANSWERS.get(self.truthful.key),
            timely=_ANSWERS.get(self.timely.key),
            satisfaction=Satisfaction(told) if told else None,
            words=self.words.text(),
        )

    def _add_judgements(self) -> tuple[QWidget, ...]:
        if not theme.current().huge:
            for editor in (self.truthful, self.timely):
                self.add_field(editor.accessibleName(), editor)
            return self.truthful, self.timely
        # In 特大 height is scarce and width is not.
        both = QWidget()
        both.setAccessibleName("情况属实吗，办得及时吗")
        flow = FlowLayout(both, gap=0.5)
        for part in (self.truthful, words("办得及时吗", "muted"), self.timely):
            flow.addWidget(part)
        self.add_field("情况属实吗", both)
        return (both,)

    def _show_answers(self) -> None:
        for editor in (self.satisfaction, *self._judged):
            self.set_field_visible(editor, self.reached.key == "yes")
