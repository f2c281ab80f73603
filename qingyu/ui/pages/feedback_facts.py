"""What was understood of a piece of feedback, each value changed where it stands."""

from enum import StrEnum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from qingyu.domain.feedback import Channel, Feedback, Kind
from qingyu.domain.issue import Urgency
from qingyu.domain.masking import mask_phone
from qingyu.domain.phone_reading import read_phone
from qingyu.domain.phone_wording import phone_text
from qingyu.domain.voices import HIDDEN
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.fact_grid import FactGrid, Suggest
from qingyu.ui.widgets.labels import words

LONGEST = 60
# key, label, whether only offered values are taken, whether it stands in a row of its own.
_ROWS = (
    ("place", "地点", False, True),
    ("name", "反映人", False, False),
    ("phone", "电话", False, False),
    ("topic", "类别", True, True),
    ("kind", "类型", True, False),
    ("urgency", "急缓", True, False),
    ("channel", "渠道", True, True),
)
_EMPTY = {"place": "没说到；可写 3-2-501、大门口", "name": "没说", "phone": "没留"}


class FeedbackFacts(FactGrid):
    """Seven values and two ticks; Enter or Tab takes a value, Esc puts back what was typed.

    Signals: changed(str, object) with the key of a field and its new text or bool;
    phone_requested() to see a telephone that is hidden.
    """

    phone_requested = Signal()

    def __init__(self, suggest_topic: Suggest, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        suggest = {
            "topic": suggest_topic,
            "kind": _offer(Kind),
            "urgency": _offer(Urgency),
            "channel": _offer(Channel),
        }
        for key, label, strict, _ in _ROWS:
            offer = suggest.get(key, lambda _typed: ())
            edit = self.add_fact(key, label, offer, strict=strict)
            edit.setMaxLength(LONGEST)
            edit.setPlaceholderText(_EMPTY.get(key, ""))
        self.dangerous = self._tick("有危险", "dangerous")
        self.may_contact = self._tick("可以回访", "may_contact")
        self._odd = words("电话不像号码，照原样存着", "warn", wrap=True)
        self._odd.hide()
        self.show_phone = ActionButton("显示电话", "quiet", icon="phone", shortcut="Alt+X",
                                       hint="显示整个电话；谁看了会记下来（Alt+X）")
        self.show_phone.clicked.connect(self.phone_requested)
        self.show_phone.hide()
        self._restyle()

    def show_piece(self, piece: Feedback, topic: str, *, hidden: bool = False) -> None:
        """Show the values of a piece, its telephone maybe hidden; what is being typed stays."""
        hidden = hidden and bool(piece.phone)
        texts = {
            "place": piece.place.text,
            "name": piece.name,
            "phone": mask_phone(piece.phone) if hidden else phone_text(piece.phone),
            "kind": str(piece.kind),
            "topic": topic,
            "urgency": piece.urgency,
            "channel": str(piece.channel),
        }
        for key, text in texts.items():
            self.edits[key].show_value(text)
        self.edits["phone"].setReadOnly(hidden)
        self.show_phone.setVisible(hidden)
        odd = bool(piece.phone) and HIDDEN not in piece.phone and read_phone(piece.phone) is None
        self._odd.setVisible(odd)
        self.dangerous.setChecked(piece.dangerous)
        self.may_contact.setChecked(piece.may_contact)

    def _arrange(self, columns: int) -> None:
        row = column = 0
        for key, _, _, whole in _ROWS:
            if column == columns or (whole and column):
                row, column = row + 1, 0
            wide = columns if whole else 1
            self._grid.addWidget(self._labels[key], row, 2 * column)
            self._grid.addWidget(self.edits[key], row, 2 * column + 1, 1, 2 * wide - 1)
            column += wide
        self._grid.addWidget(self.dangerous, row + 1, 1)
        self._grid.addWidget(self.may_contact, row + 1 + (columns == 1), 3 if columns == 2 else 1)
        self._grid.addWidget(self._odd, row + 3, 0, 1, 2 * columns)
        self._grid.addWidget(self.show_phone, row + 4, 1, 1, 2 * columns - 1)

    def _tick(self, words: str, key: str) -> QCheckBox:
        tick = QCheckBox(words)
        tick.setAccessibleName(words)
        tick.clicked.connect(lambda on: self.changed.emit(key, on))
        return tick


def _offer(choices: type[StrEnum]) -> Suggest:
    every = [str(each) for each in choices]
    return lambda typed: [each for each in every if typed.strip() in each] or every
