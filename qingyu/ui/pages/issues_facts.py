"""What an issue is: place, category, urgency, people; every value is changed where it stands."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from qingyu.domain.issue import ENDED, Urgency
from qingyu.domain.issue_story import IssueStory
from qingyu.ui import theme
from qingyu.ui.parties import Parties
from qingyu.ui.widgets.fact_grid import FactGrid, Suggest
from qingyu.ui.widgets.labels import words

# key, label, and whether only offered values are taken.
_FIELDS = (
    ("topic", "类别", True),
    ("place", "地点", False),
    ("urgency", "急缓", True),
    ("handler", "承办", True),
    ("lead", "牵头", True),
    ("supervisor", "监督", True),
)
_NONE = "还没有定"


class IssueFacts(FactGrid):
    """Two columns of values that look like words until one comes near them.

    Signals: changed(str, object) with the key of a field and its new text; danger_changed(bool).
    """

    danger_changed = Signal(bool)

    def __init__(self, suggest: dict[str, Suggest], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        suggest = {**suggest, "urgency": _urgencies}
        for key, label, strict in _FIELDS:
            edit = self.add_fact(key, label, suggest.get(key, lambda _typed: ()), strict=strict)
            theme.set_look(edit, "dense", True)
        self.edits["place"].setPlaceholderText("3-2-501 或 大门口")
        self._labels["danger"] = words("危险", "muted")
        self.danger = QCheckBox("有危险")
        self.danger.setAccessibleName("有危险")
        self.danger.clicked.connect(self.danger_changed)
        self._restyle()

    def show_story(self, story: IssueStory, topic: str, parties: Parties) -> None:
        """Show the values of an issue; what is being typed stays."""
        issue = story.issue
        handler = parties.text_of(issue.handler_id, issue.handler_contact_id, story.handler)
        texts = {
            "topic": topic,
            "place": issue.place.text,
            "urgency": str(issue.urgency),
            "handler": handler,
            "lead": story.lead,
            "supervisor": story.supervisor,
        }
        for key, text in texts.items():
            self.edits[key].show_value(text)
        for key in ("handler", "lead", "supervisor"):
            self.edits[key].setPlaceholderText(_NONE)
        self.edits["handler"].setReadOnly(issue.state in ENDED)
        self.danger.setChecked(issue.dangerous)

    def _arrange(self, columns: int) -> None:
        cells: list[tuple[str, QWidget]] = [(key, self.edits[key]) for key, _, _ in _FIELDS]
        cells.append(("danger", self.danger))
        self._put(0, 0, cells[0], 3 if columns == 2 else 1)
        for number, cell in enumerate(cells[1:]):
            self._put(1 + number // columns, 2 * (number % columns), cell, 1)

    def _put(self, row: int, column: int, cell: tuple[str, QWidget], span: int) -> None:
        key, editor = cell
        self._grid.addWidget(self._labels[key], row, column)
        self._grid.addWidget(editor, row, column + 1, 1, span)


def _urgencies(typed: str) -> Sequence[str]:
    return [str(each) for each in Urgency if typed in str(each)] or [str(each) for each in Urgency]
