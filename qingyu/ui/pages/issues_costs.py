"""What an issue cost, who pays, and what stands in the way."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from qingyu.domain.issue import CostLine, Funding
from qingyu.domain.issue_story import IssueStory
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.choice_edit import ChoiceEdit
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.section import Section

_MOST_YUAN = Decimal(100_000_000)


class CostSection(Section):
    """Cost lines with their total, who pays, and what stands in the way.

    Signals: cost_added(str, int, str) with what, fen and receipt; cost_removed(int);
    funding_changed(str); obstacle_changed(str).
    """

    cost_added = Signal(str, int, str)
    cost_removed = Signal(int)
    funding_changed = Signal(str)
    obstacle_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("费用", "记一笔费用", parent=parent)
        self._shown: tuple[CostLine, ...] | None = None
        self._lines = EmBox(gap=0.1)
        self.funding = ChoiceEdit(_fundings, "资金来源", strict=True)
        self.funding.settled.connect(self.funding_changed)
        self.obstacle = ChoiceEdit(lambda _typed: (), "入户、产权的障碍")
        self.obstacle.setPlaceholderText("例如：要业主开门、产权人不同意")
        self.obstacle.setMaxLength(500)
        self.obstacle.settled.connect(self.obstacle_changed)
        facts = EmBox(gap=0.1)
        for label, edit in (("资金来源", self.funding), ("入户、产权的障碍", self.obstacle)):
            edit.setProperty("look", "inline")
            edit.setProperty("dense", True)
            line = EmBox(row=True, gap=0.4)
            said = words(label, "muted")
            said.setBuddy(edit)
            line.add(said)
            line.add(edit, 1)
            facts.add(line)
        self.add(self._lines)
        self.add(facts)
        self.action_requested.connect(self.open_form)

    def show_story(self, story: IssueStory) -> None:
        """Show the money side of an issue; what is being typed stays."""
        self.funding.show_value(str(story.issue.funding))
        self.obstacle.show_value(story.issue.obstacle)
        self.set_note(f"合计 {yuan(story.total_fen)} 元" if story.costs else "")
        if self._shown == story.costs:
            return
        self._shown = story.costs
        for old in self._lines.findChildren(QWidget):
            old.hide()
            old.deleteLater()
        for line in story.costs:
            self._lines.add(self._line(line))
        self._lines.setVisible(bool(story.costs))

    def open_form(self) -> None:
        """Open the form for another expense."""
        what, amount, receipt = QLineEdit(), QLineEdit(), QLineEdit()
        what.setPlaceholderText("例如：换灯两盏")
        amount.setPlaceholderText("例如：35 或 35.50")
        form = InlineForm("花了什么钱", "记下费用")
        for label, edit in (("用途", what), ("金额（元）", amount), ("票据号", receipt)):
            edit.setMaxLength(100)
            form.add_field(label, edit)

        def confirm() -> None:
            price = fen(amount.text())
            form.mark(what if not what.text().strip() else amount if price is None else None)
            # The service says in words what is missing.
            self.cost_added.emit(what.text(), price or 0, receipt.text())

        form.confirmed.connect(confirm)
        self.open_with(form)

    def _line(self, line: CostLine) -> QWidget:
        row = EmBox(row=True, gap=0.4)
        receipt = f"（票据 {line.receipt}）" if line.receipt else ""
        row.add(words(f"{line.what}{receipt}", wrap=True), 1)
        row.add(words(f"{yuan(line.fen)} 元", "strong"))
        gone = ActionButton("", "quiet", icon="x", hint="删掉这笔")
        gone.setAccessibleName(f"删掉 {line.what}")
        gone.clicked.connect(lambda: self.cost_removed.emit(line.id))
        row.add(gone)
        return row


def fen(text: str) -> int | None:
    """The amount typed in yuan (35, 35.5, 1,200 元) in fen, or None when it is none."""
    plain = "".join(text.split()).replace(",", "").replace("，", "").rstrip("元块").lstrip("¥￥")
    try:
        amount = Decimal(plain)
    except InvalidOperation:
        return None
    exact = amount.is_finite() and 0 < amount < _MOST_YUAN and amount * 100 == int(amount * 100)
    return int(amount * 100) if exact else None


def yuan(amount: int) -> str:
    """The amount of fen in yuan: 1,200.50."""
    return f"{amount / 100:,.2f}"


def _fundings(typed: str) -> Sequence[str]:
    return [str(each) for each in Funding if typed in each] or [str(each) for each in Funding]
