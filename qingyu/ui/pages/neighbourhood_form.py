"""The right-hand pane of 楼栋住户: one record to read, change, add or take out."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QSpinBox, QVBoxLayout, QWidget

from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.draft_form import DraftForm
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.field_grid import FieldGrid
from qingyu.ui.widgets.filter_chips import FilterChipRow
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.page_scroll import PageScroll

NEW = "new"


class Record(Protocol):
    """Anything stored; 0 is the id of what is not stored yet."""

    @property
    def id(self) -> int:
        """Its id."""


class RecordForm(QWidget):
    """Fields of one record; `show_blank` begins a new one. Enter or Ctrl+S saves, Esc takes back.

    Signals: save_requested(object) with the record as it shall be; remove_requested(object);
    left() when a new one was given up.
    """

    save_requested = Signal(object)
    remove_requested = Signal(object)
    left = Signal()

    def __init__(self, kind: str, measure: str, rows: Sequence[tuple[str, str, QWidget]],
                 remove: str = "删除", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kind = kind
        self._measure = measure
        self._base: Record | None = None
        self._blank = False
        self._dirty = False
        self._filling = False
        self.draft_form = DraftForm(
            self, kind, choices=True, is_typed=lambda: self._dirty
        )
        self.draft_form.taken.connect(self.touch)
        self.title = words("", "title", wrap=True)
        self.note = words("", "muted", wrap=True)
        self.grid = FieldGrid(inline=False)
        for key, label, editor in rows:
            self.grid.add_row(key, label, editor)
            self._watch(editor)
        self.save_button = ActionButton("保存", "primary", icon="check", shortcut="Ctrl+S",
                                        bound=False)
        self.undo_button = ActionButton("不改了", icon="undo-2", hint="Esc")
        self.remove_button = ActionButton(remove, "danger", icon="trash-2")
        self.buttons = QWidget()
        self._flow = FlowLayout(self.buttons)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        card = EmBox(margin=(1.1, 1.0), gap=0.5, card=True)
        scroll = PageScroll(margin=False)
        for part in (self.title, self.note, self.grid):
            scroll.add(part)
        scroll.column.addStretch(1)
        card.add(scroll, 1)
        for button in (self.save_button, self.undo_button, self.remove_button):
            self._flow.addWidget(button)
        card.add(self.buttons)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)

    def _connect(self) -> None:
        self.save_button.clicked.connect(self.save)
        self.undo_button.clicked.connect(self.take_back)
        self.remove_button.clicked.connect(lambda: self.remove_requested.emit(self._base))
        shortcut = QShortcut(QKeySequence("Ctrl+S"), self, self.save)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # What a form of one kind of record tells of itself.

    def fill(self, record: Record | None) -> None:
        """Puts the record's values, or those of a new one, into the fields."""
        raise AssertionError("a form of something fills its fields")

    def read(self, base: Record | None) -> Record | None:
        """The record as the fields say, or None after marking what is wrong."""
        raise AssertionError("a form of something reads its fields")

    def name_of(self, record: Record) -> str:
        """The title over a record."""
        raise AssertionError("a form of something names it")

    @property
    def is_dirty(self) -> bool:
        """Whether something was typed that is not saved."""
        return self._dirty

    @property
    def is_blank(self) -> bool:
        """Whether a new record is being written."""
        return self._blank

    @property
    def record(self) -> Record | None:
        """What is shown, as it is stored."""
        return self._base

    def show_record(self, record: Record | None) -> None:
        """Shows a stored record, or nothing; what was typed before is gone."""
        self._show(record, blank=False)

    def show_blank(self) -> None:
        """Begins a new record with the keyboard in the first field."""
        self._show(None, blank=True)
        self.focus_first()

    def refresh(self, record: Record) -> None:
        """Shows the record as it is stored now, unless something is being typed."""
        if self._dirty:
            self._base = record
        else:
            self.show_record(record)

    def settle(self) -> None:
        """What was typed is stored."""
        self.draft_form.finish()
        self._dirty = False
        self._blank = False
        self._show_buttons()

    def save(self) -> None:
        """Asks to store what the fields say."""
        if not (self._dirty or self._blank):
            return
        record = self.read(self._base)
        if record is not None:
            self.save_requested.emit(record)

    def take_back(self) -> None:
        """Puts the stored values back, or gives a new record up."""
        blank = self._blank
        self.draft_form.finish()
        self._show(self._base, blank=False)
        if blank:
            self.left.emit()

    def focus_first(self) -> None:
        """Puts the keyboard into the first field."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def touch(self, *_: object) -> None:
        """Notes that the user changed something."""
        if not self._filling and not self._dirty:
            self._dirty = True
            self._show_buttons()

    def add_action(self, button: QWidget) -> None:
        """Puts another button after those there are."""
        self._flow.addWidget(button)

    def show_note(self, text: str) -> None:
        """Shows a remark under the title."""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def clear_wrong(self, keys: Sequence[str]) -> None:
        """Takes the marks away."""
        for key in keys:
            self.grid.set_wrong(key)

    def event(self, event: QEvent) -> bool:
        # Esc takes back what was typed before it leads back to the list.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(event.key() == Qt.Key.Key_Escape and (self._dirty or self._blank))
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and (self._dirty or self._blank):
            self.take_back()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._flow.invalidate()

    def _watch(self, editor: QWidget) -> None:
        """Follows what the user does in an editor; Enter in a line saves."""
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(self.touch)
            editor.returnPressed.connect(self.save)
        elif isinstance(editor, QSpinBox):
            editor.valueChanged.connect(self.touch)
        elif isinstance(editor, QPlainTextEdit):
            editor.textChanged.connect(self.touch)
        elif isinstance(editor, QCheckBox):
            editor.toggled.connect(self.touch)
        elif isinstance(editor, FilterChipRow):
            editor.changed.connect(self.touch)
        elif isinstance(editor, ChoiceRow):
            editor.chosen.connect(self.touch)

    def _show(self, record: Record | None, *, blank: bool) -> None:
        self._base, self._blank, self._dirty = record, blank, False
        self._filling = True
        self.fill(record)
        self._filling = False
        shown = blank or record is not None
        self.title.setText(self._title(record))
        self.grid.setVisible(shown)
        self.show_note(self.note.text() if shown else "")
        self.draft_form.step = NEW if blank else str(record.id) if record is not None else "-"
        self.draft_form.name = self.title.text()
        self.draft_form.begin_anew()
        self._show_buttons()

    def _show_buttons(self) -> None:
        shown = self._blank or self._base is not None
        self.save_button.setVisible(shown)
        self.save_button.setEnabled(self._dirty or self._blank)
        self.undo_button.setVisible(self._dirty or self._blank)
        self.undo_button.set_words("不加了" if self._blank else "不改了")
        self.remove_button.setVisible(self._base is not None and not self._blank)

    def _title(self, record: Record | None) -> str:
        if record is not None:
            return self.name_of(record)
        if self._blank:
            return f"新的{self._kind}"
        return f"在左边选一{self._measure}{self._kind}"


def line(longest: int, example: str = "") -> QLineEdit:
    """A line to type into."""
    made = QLineEdit()
    made.setMaxLength(longest)
    made.setPlaceholderText(example)
    return made


class NoteBox(QPlainTextEdit):
    """Room for a remark of several lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self._restyle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        self.setFixedHeight(theme.current().px(5.2))
