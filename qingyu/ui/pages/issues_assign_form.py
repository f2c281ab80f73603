"""Who gets the selected issues."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qingyu.ui.parties import Parties, party_of
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.suggest_line_edit import SuggestLineEdit


class AssignForm(InlineForm):
    """One name for one or many issues.

    Signals: answered(object) with the Party, None when nobody of that name is known.
    """

    answered = Signal(object)

    def __init__(self, title: str, parties: Parties, parent: QWidget | None = None) -> None:
        super().__init__(title, "派单", parent)
        self._parties = parties
        self.name = SuggestLineEdit(parties.suggest_any)
        self.name.setPlaceholderText("管家或外单位，姓名或拼音，↓ 看所有人")
        self.add_field("派给谁", self.name)
        self.confirmed.connect(self._answer)

    def _answer(self) -> None:
        party = party_of(self._parties, self.name.text().strip())
        self.mark(self.name if party is None else None)
        self.answered.emit(party)
