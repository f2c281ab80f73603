"""Objections to a notice: written down where it stands, answered there."""

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from qingyu.domain.posting import Objection
from qingyu.domain.wording import moment
from qingyu.services.posting import LedgerEntry
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.date_field import DateField
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.flow_row import FlowRow
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.labels import ElidedLabel, words
from qingyu.ui.widgets.pill import Pill
from qingyu.ui.widgets.section import Section


class ObjectionSection(Section):
    """The objections, the open ones first.

    Signals: recorded(str, str, object, str) with words, who, day and the number of a piece of
    feedback; answered(int, str) with the objection's id and the answer; feedback_requested(int).
    """

    recorded = Signal(str, str, object, str)
    answered = Signal(int, str)
    feedback_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("异议", "记一条异议", parent=parent)
        self._shown: tuple[tuple[Objection, ...], date] | None = None
        self._notice = 0
        self._today = date.min
        self._lines = EmBox(gap=0.5)
        self.add(self._lines)
        self.action_requested.connect(self.open_form)

    def show_entry(self, entry: LedgerEntry, now: datetime) -> None:
        """Show the objections to this notice; a form stays while it is the same notice."""
        if self._notice != entry.line.id:
            self.close_form()
        self._notice, self._today = entry.line.id, now.date()
        if self._shown == (entry.objections, self._today):
            return
        self._shown = (entry.objections, self._today)
        waiting = sum(each.is_open for each in entry.objections)
        self.set_note(f"{waiting} 条没答复" if waiting else "")
        for old in self._lines.findChildren(QWidget):
            old.hide()
            old.deleteLater()
        for each in entry.objections:
            self._lines.add(self._block(each, now))
        self._lines.setVisible(bool(entry.objections))

    def open_form(self) -> None:
        """Open the form for another objection."""
        said, who, number = QLineEdit(), QLineEdit(), QLineEdit()
        said.setMaxLength(1000)
        said.setPlaceholderText("照他的话写")
        who.setMaxLength(40)
        who.setPlaceholderText("不写就是匿名")
        number.setMaxLength(10)
        number.setPlaceholderText("登记过来件的，写它的编号；没有就空着")
        day = DateField(self._today)
        form = InlineForm("谁有异议", "记下异议")
        fields = (("说了什么", said), ("谁", who), ("哪天说的", day), ("来件编号", number))
        for label, editor in fields:
            form.add_field(label, editor)
        form.confirmed.connect(
            lambda: self.recorded.emit(said.text(), who.text(), day.day, number.text())
        )
        self.open_with(form)

    def doors(self) -> dict[str, Callable[[], None]]:
        """How the forms are opened: for another objection, for the answer to an open one."""
        every = self._shown[0] if self._shown else ()
        waiting = [each for each in every if each.is_open]
        answers = {f"objection:{each.id}": partial(self.open_answer, each) for each in waiting}
        return {"谁有异议": self.open_form, **answers}

    def open_answer(self, objection: Objection) -> None:
        """Open the form for answering this objection."""
        said = QLineEdit()
        said.setMaxLength(1000)
        said.setPlaceholderText("例如：已当面说明，他没有意见了")
        title = f"答复{objection.who or '匿名的异议'}"
        form = InlineForm(title, "记下答复", step=f"objection:{objection.id}")
        form.add_field("怎么答复的", said)
        form.confirmed.connect(lambda: self.answered.emit(objection.id, said.text()))
        self.open_with(form)

    def _block(self, each: Objection, now: datetime) -> QWidget:
        block = EmBox(gap=0.1)
        head = FlowRow(ElidedLabel(each.who or "匿名", "strong"), gap=0.5)
        head.add(words(moment(each.on, now), "muted"))
        if each.is_open:
            head.add(Pill("没答复", "warn"))
            reply = ActionButton("答复", "quiet")
            reply.setAccessibleName(f"答复{each.who or '匿名的异议'}")
            reply.clicked.connect(lambda: self.open_answer(each))
            head.add(reply)
        if each.feedback_id is not None:
            source = ActionButton("看来件", "quiet", icon="inbox")
            ident = each.feedback_id
            source.clicked.connect(lambda: self.feedback_requested.emit(ident))
            head.add(source)
        block.add(head)
        block.add(words(each.words, wrap=True))
        if each.answered_on is not None:
            told = f"{moment(each.answered_on, now)}答复：{each.answer}"
            block.add(words(told, "muted", wrap=True))
        return block
