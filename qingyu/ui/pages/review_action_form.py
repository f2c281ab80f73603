"""What somebody takes on at the meeting: what, who, by when."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from qingyu.ui.pages.review_wording import usual_deadlines
from qingyu.ui.parties import NOBODY, Parties
from qingyu.ui.widgets.day_choice import DayChoice
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.suggest_line_edit import SuggestLineEdit


class ActionForm(InlineForm):
    """One thing to be done after the meeting.

    Signals: answered(str, str, object) with what, who and the day; those of InlineForm.
    """

    answered = Signal(str, str, object)

    def __init__(self, parties: Parties, today: date, parent: QWidget | None = None) -> None:
        super().__init__("会后要办", "记下", parent)
        self.what = QLineEdit()
        self.what.setMaxLength(200)
        self.what.setPlaceholderText("例如：找两家报价")
        self.who = SuggestLineEdit(
            lambda typed: [each for each in parties.suggest_any(typed) if each != NOBODY]
        )
        self.who.setMaxLength(60)
        self.who.setPlaceholderText("姓名或拼音，↓ 看所有人")
        self.by = DayChoice(today + timedelta(days=7), usual_deadlines(today))
        self.add_field("办什么", self.what)
        self.add_field("谁来办", self.who)
        self.add_field("哪天前", self.by)
        self.confirmed.connect(self._answer)

    def _answer(self) -> None:
        what, who = self.what.text().strip(), self.who.text().strip()
        self.mark(self.what if not what else self.who if not who else None)
        if what and who:
            self.answered.emit(what, who, self.by.day)
