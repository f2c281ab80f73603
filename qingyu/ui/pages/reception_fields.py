"""The rows of the reception desk: each guess, the words it rests on, and a way to change it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from qingyu.domain.phone_reading import read_phone
from qingyu.domain.phone_wording import phone_text
from qingyu.domain.reception import Entry, Sheet
from qingyu.ui import theme
from qingyu.ui.pages.reception_mood import ReceptionMood
from qingyu.ui.pages.reception_wording import mood_words, speaker_text, why_text
from qingyu.ui.widgets.choice_edit import ChoiceEdit
from qingyu.ui.widgets.field_grid import FieldGrid

Suggest = Callable[[str], Sequence[str]]
LONGEST = 60
_ROWS = (
    ("place", "地点", False),
    ("name", "反映人", False),
    ("phone", "电话", False),
    ("kind", "类型", True),
    ("topic", "类别", True),
    ("urgency", "急缓", True),
    ("channel", "渠道", True),
)
_EMPTY = {
    "place": "没说到；可写 3-2-501、3幢屋面、大门口",
    "name": "没说；可填姓名、拼音、电话尾号",
    "phone": "没留",
}
_BESIDE = {"urgency": ("dangerous", "有危险(&D)"), "channel": ("may_contact", "可以回访(&R)")}


class Tick(QCheckBox):
    """A check box that Esc puts back.

    Signals: reset_requested() on Esc; clicked(bool) of QCheckBox.
    """

    reset_requested = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.reset_requested.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)


class ReceptionFields(QWidget):
    """The seven rows; Tab goes through them, Enter takes a value, Esc puts the guess back.

    Signals: corrected(field, value) with the text or bool the user gave; reset_requested(field);
    confirmed() on Enter in a row.
    """

    corrected = Signal(str, object)
    reset_requested = Signal(str)
    confirmed = Signal()

    def __init__(self, suggest: dict[str, Suggest], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edits: dict[str, ChoiceEdit] = {}
        self.ticks: dict[str, Tick] = {}
        self.mood = ReceptionMood()
        self.mood.settled.connect(lambda mood: self.corrected.emit("mood", mood))
        self.mood.reset_requested.connect(lambda: self.reset_requested.emit("mood"))
        self.grid = FieldGrid()
        self.grid.setProperty("look", "card")
        for key, label, strict in _ROWS:
            self._add_row(key, label, suggest.get(key, lambda _typed: ()), strict)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.grid)

    def show_sheet(self, sheet: Sheet) -> None:
        """Show what stands in each field and why; what is being typed stays."""
        place, phone = sheet.place, sheet.phone
        self._show("place", place, place.value.text, place.guess.text)
        self._show("name", sheet.name, speaker_text(sheet), sheet.name.guess)
        self._show("phone", phone, phone_text(phone.value), phone_text(phone.guess))
        self._show("kind", sheet.kind, sheet.kind.value, sheet.kind.guess)
        self.mood.show_mood(sheet.mood, sheet.mood_guess, written=bool(sheet.text.strip()))
        told = (why_text(sheet.kind, str(sheet.kind.guess)), mood_words(sheet))
        self.grid.set_evidence("kind", " ".join(part for part in told if part))
        self._show("urgency", sheet.urgency, sheet.urgency.value, sheet.urgency.guess)
        self._show("channel", sheet.channel, sheet.channel.value, sheet.channel.guess)
        self._tick("dangerous", sheet.dangerous)
        self._tick("may_contact", sheet.may_contact)
        self._beside("urgency", sheet.urgency, sheet.dangerous)
        self._beside("channel", sheet.channel, sheet.may_contact)
        if phone.value and read_phone(phone.value) is None:
            self.grid.set_wrong("phone", "不像电话号码，会照原样存")
        else:
            self.grid.set_wrong("phone")
            self.grid.set_evidence("phone", why_text(phone, phone_text(phone.guess)))

    def show_topic(self, entry: Entry[tuple[str, str]], text: str, guess: str) -> None:
        """Show the category and matter in the words given."""
        self._show("topic", entry, text, guess)

    def settle(self) -> None:
        """Take what is being typed in a row as its value."""
        for edit in self.edits.values():
            edit.settle()

    def in_order(self) -> tuple[QWidget, ...]:
        """What Tab goes through."""
        order: list[QWidget] = []
        for key, _, _ in _ROWS:
            order.append(self.edits[key])
            if key in _BESIDE:
                order.append(self.ticks[_BESIDE[key][0]])
        return tuple(order)

    def _add_row(self, key: str, label: str, suggest: Suggest, strict: bool) -> None:
        edit = ChoiceEdit(suggest, label, strict=strict)
        edit.setMaxLength(LONGEST)
        edit.setPlaceholderText(_EMPTY.get(key, ""))
        edit.settled.connect(lambda text: self.corrected.emit(key, text))
        edit.reset_requested.connect(lambda: self.reset_requested.emit(key))
        edit.confirmed.connect(self.confirmed)
        self.edits[key] = edit
        if key in _BESIDE:
            self._add_beside(key, label, edit, self._new_tick(*_BESIDE[key]))
        elif key == "kind":
            self._add_beside(key, label, edit, self.mood)
        else:
            self.grid.add_row(key, label, edit)

    def _new_tick(self, beside: str, words: str) -> Tick:
        tick = Tick(words)
        tick.setAccessibleName(words.split("(")[0])
        tick.clicked.connect(lambda on: self.corrected.emit(beside, on))
        tick.reset_requested.connect(lambda: self.reset_requested.emit(beside))
        self.ticks[beside] = tick
        return tick

    def _add_beside(self, key: str, label: str, edit: ChoiceEdit, other: QWidget) -> None:
        theme.set_look(edit, "look", "inline")
        both = QWidget()
        both.setFocusProxy(edit)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(edit, 1)
        row.addWidget(other)
        self.grid.add_row(key, label, both)

    def _show(self, key: str, entry: Entry[object], text: str, guess: str) -> None:
        self.edits[key].show_value(text, changed=entry.changed)
        self.grid.set_evidence(key, why_text(entry, guess))

    def _tick(self, key: str, entry: Entry[bool]) -> None:
        self.ticks[key].setChecked(entry.value)

    def _beside(self, key: str, main: Entry[object], tick: Entry[bool]) -> None:
        label = self.ticks[_BESIDE[key][0]].accessibleName()
        parts = [why_text(main, str(main.guess))]
        if tick.changed:
            parts.append(f"{label}：已改，Esc 改回")
        elif tick.why != main.why:
            parts.append(tick.why)
        self.grid.set_evidence(key, " ".join(part for part in parts if part))

