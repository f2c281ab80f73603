"""What a person typed or chose in the fields of a form, as plain values by name; and back."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import cast

from PySide6.QtCore import QDate, QTime
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTextEdit,
    QTimeEdit,
    QWidget,
)

from qingyu.ui.widgets.answer_edit import AnswerEdit
from qingyu.ui.widgets.choice_edit import ChoiceEdit
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.draft_form import Values
from qingyu.ui.widgets.sheet_edit import SheetEdit
from qingyu.ui.widgets.speech_box import SpeechBox
from qingyu.ui.widgets.suggest_line_edit import SuggestLineEdit

_HAS_INSIDE = (QAbstractSpinBox, QComboBox, SheetEdit, ChoiceRow)


def is_text(widget: QWidget) -> bool:
    """Whether it is a field people write words into: no search inside a box, no password."""
    if isinstance(widget, QLineEdit):
        plain = widget.echoMode() is QLineEdit.EchoMode.Normal
        return plain and not widget.isReadOnly() and not _is_part(widget)
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly()
    return isinstance(widget, SheetEdit)


def is_choice(widget: QWidget) -> bool:
    """Whether it is a field people choose or count with."""
    if _is_part(widget):
        return False
    return isinstance(widget, QSpinBox | QDateEdit | QTimeEdit | QComboBox | QCheckBox | ChoiceRow)


def named(fields: Sequence[QWidget]) -> Iterator[tuple[str, QWidget]]:
    """Each field under its accessible name; the second of the same name is 「名#2」."""
    seen: dict[str, int] = {}
    for field in fields:
        name = field.accessibleName() or type(field).__name__
        seen[name] = seen.get(name, 0) + 1
        yield (name if seen[name] == 1 else f"{name}#{seen[name]}"), field


def was_typed_in(field: QWidget) -> bool:
    """Whether the words in a text field are a person's and not the program's."""
    if isinstance(field, ChoiceEdit):
        return field.is_typing
    if isinstance(field, QLineEdit):
        return field.isModified()
    if isinstance(field, QPlainTextEdit | QTextEdit):
        return field.document().isModified()
    return False


def value(field: QWidget) -> object:
    """What stands in it: text, number, yes or no, ISO day or time, rows of a sheet."""
    if isinstance(field, SpeechBox):
        return field.text()
    for kind, read, _ in _KINDS:
        if isinstance(field, kind):
            return read(field)
    return None


def fill(field: QWidget, told: object) -> None:
    """Puts a value there as if somebody had just typed it; one that does not fit is left out."""
    for kind, _, write in _KINDS:
        if isinstance(field, kind):
            write(field, told)
            return


def is_blank(told: object) -> bool:
    """Whether a value says nothing."""
    return not told.strip() if isinstance(told, str) else not told


def _is_part(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and not parent.isWindow():
        if isinstance(parent, _HAS_INSIDE):
            return True
        parent = parent.parentWidget()
    return False


def _write_line(field: QWidget, told: object) -> None:
    line = cast(QLineEdit, field)
    line.setText(str(told)[: line.maxLength()])
    line.setModified(True)
    # Whoever follows the typing is told; suggestions and digits taken as keys are for fingers.
    if not isinstance(line, SuggestLineEdit | AnswerEdit):
        line.textEdited.emit(line.text())


def _write_box(field: QWidget, told: object) -> None:
    box = cast(QPlainTextEdit, field)
    box.setPlainText(str(told))
    box.document().setModified(True)
    box.moveCursor(box.textCursor().MoveOperation.End)


def _write_rows(field: QWidget, told: object) -> None:
    if isinstance(told, list):
        sheet = cast(SheetEdit, field)
        sheet.set_rows(told)
        sheet.edited.emit()


def _write_number(field: QWidget, told: object) -> None:
    if isinstance(told, int):
        cast(QSpinBox, field).setValue(told)


def _write_day(field: QWidget, told: object) -> None:
    cast(QDateEdit, field).setDate(QDate.fromString(str(told), "yyyy-MM-dd"))


def _write_time(field: QWidget, told: object) -> None:
    cast(QTimeEdit, field).setTime(QTime.fromString(str(told), "HH:mm"))


def _write_choice(field: QWidget, told: object) -> None:
    cast(QComboBox, field).setCurrentText(str(told))


def _write_row(field: QWidget, told: object) -> None:
    row = cast(ChoiceRow, field)
    if row.has(str(told)):
        row.set_key(str(told))
        row.chosen.emit(row.key)


_KINDS: tuple[
    tuple[type[QWidget], Callable[[QWidget], object], Callable[[QWidget, object], None]], ...
] = (
    (QLineEdit, lambda each: cast(QLineEdit, each).text(), _write_line),
    (QPlainTextEdit, lambda each: cast(QPlainTextEdit, each).toPlainText(), _write_box),
    (SheetEdit, lambda each: cast(SheetEdit, each).rows(), _write_rows),
    (QSpinBox, lambda each: cast(QSpinBox, each).value(), _write_number),
    (QDateEdit, lambda each: cast(QDateEdit, each).date().toString("yyyy-MM-dd"), _write_day),
    (QTimeEdit, lambda each: cast(QTimeEdit, each).time().toString("HH:mm"), _write_time),
    (QComboBox, lambda each: cast(QComboBox, each).currentText(), _write_choice),
    (QCheckBox, lambda each: cast(QCheckBox, each).isChecked(),
     lambda each, told: cast(QCheckBox, each).setChecked(bool(told))),
    (ChoiceRow, lambda each: cast(ChoiceRow, each).key, _write_row),
)  # fmt: skip


def changed(now: Mapping[str, object], before: Mapping[str, object]) -> Values:
    """The values that differ from what stood there before."""
    return {name: each for name, each in now.items() if before.get(name) != each}
