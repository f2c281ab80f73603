"""A vote at the table: one question, counted by heads and by households."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from qingyu.domain.vote import Totals, Vote, verdict
from qingyu.ui import theme
from qingyu.ui.pages.review_tally import NumberBox, TallyRow
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.labels import words

_WIDE = 5.0
_NARROW = 2.9
_TABLE, _FUNDS, _RAISE = "table", "funds", "raise"
_KINDS = (
    (_TABLE, "到会的人表决"),
    (_FUNDS, "业主表决：动用资金"),
    (_RAISE, "业主表决：筹资或改建"),
)


class VoteForm(InlineForm):
    """The numbers of one vote; what comes of it is told while they are typed.

    Signals: answered(object) with the Vote; those of InlineForm.
    """

    answered = Signal(object)

    def __init__(self, question: str, totals: Totals, parent: QWidget | None = None) -> None:
        super().__init__("表决", "记下表决", parent)
        self.question = QLineEdit(question)
        self.question.setMaxLength(200)
        self.question.setPlaceholderText("例如：同意用维修资金修 3 幢屋面")
        self.kind = ChoiceRow("谁来表决", _KINDS)
        self.kind.choose(_TABLE)
        self._counted = _Counted()
        self.heads = self._counted.heads
        self.households = self._counted.households
        self.area = TallyRow("面积", _WIDE)
        self._totals = _OwnersRow(totals)
        self.verdict = words("", "info", wrap=True)
        self.add_field("表决什么", self.question)
        self.add_field("谁来表决", self.kind)
        self.add_field("票数", self._counted)
        self.add_field("面积 ㎡", self.area)
        self.add_field("全体业主", self._totals)
        self.add_field("结果", self.verdict)
        self.kind.chosen.connect(lambda _key: self._tell())
        for row in (self.heads, self.households, self.area, self._totals):
            row.changed.connect(self._tell)
        self.confirmed.connect(lambda: self.answered.emit(self.vote()))
        self._tell()

    def vote(self) -> Vote:
        """What was filled in; areas and totals only where owners decide."""
        vote = Vote(
            self.question.text().strip(),
            heads=self.heads.tally,
            households=self.households.tally,
            about_funds=self.kind.key != _TABLE,
            three_quarters=self.kind.key == _RAISE,
        )
        if not vote.of_owners:
            return vote
        return replace(vote, area=self.area.tally, totals=self._totals.totals)

    def _tell(self) -> None:
        vote = self.vote()
        for row in (self.area, self._totals):
            self.set_field_visible(row, vote.of_owners)
        if not vote.heads.cast:
            text, tone = "填了人数就算得出来", "muted"
        else:
            came = verdict(vote, vote.totals)
            text, tone = came.words, "good" if came.passed else "warn"
        self.verdict.setText(text)
        self.verdict.setAccessibleName(f"结果：{text}")
        theme.set_look(self.verdict, "look", tone)


class _Counted(QWidget):
    """Heads and households, side by side where there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.heads = TallyRow("人数", _NARROW, before="人数")
        self.households = TallyRow("户数", _NARROW, before="户数")
        flow = FlowLayout(self, gap=0.7, row_gap=0.35)
        flow.addWidget(self.heads)
        flow.addWidget(self.households)
        self.setFocusProxy(self.heads)


class _OwnersRow(QWidget):
    """How many owners there are and how much they own."""

    changed = Signal()

    def __init__(self, totals: Totals, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heads = NumberBox("业主总人数", _WIDE)
        self.area = NumberBox("总面积", _WIDE)
        self.heads.show_number(totals.heads)
        self.area.show_number(totals.area)
        flow = FlowLayout(self, gap=0.4)
        for box, unit in ((self.heads, "人"), (self.area, "㎡")):
            flow.addWidget(box)
            flow.addWidget(words(unit, "muted"))
            box.textChanged.connect(lambda _text: self.changed.emit())
        self.setFocusProxy(self.heads)

    @property
    def totals(self) -> Totals:
        """What was typed."""
        return Totals(self.heads.number, self.area.number)
