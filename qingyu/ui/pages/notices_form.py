"""The fields of one kind of notice, each with its help; only what the kind asks for."""

from collections.abc import Mapping

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from qingyu.domain.notice_kind import Field, FieldType, NoticeKind
from qingyu.ui import theme
from qingyu.ui.widgets.field_grid import FieldGrid

_YES_NO = ("", "是", "否")
# The number is given when the notice is published.
_GIVEN = "number"


class NoticeForm(QWidget):
    """Editors made from a NoticeKind; what is typed stays text and is read by the service.

    Signals: edited() at every change by the user.
    """

    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind: NoticeKind | None = None
        self._editors: dict[str, QWidget] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._grid = FieldGrid(inline=False)
        self._layout.addWidget(self._grid)

    def show_kind(self, kind: NoticeKind, fields: Mapping[str, str]) -> None:
        """Shows this kind's fields, filled with what was typed before."""
        self.kind = kind
        self._layout.removeWidget(self._grid)
        self._grid.hide()
        self._grid.deleteLater()
        self._grid = FieldGrid(inline=False)
        self._layout.addWidget(self._grid)
        self._editors = {}
        for field in kind.fields:
            if field.name == _GIVEN:
                continue
            editor = self._editor(field, fields.get(field.name, ""))
            editor.setAccessibleName(field.label)
            editor.setToolTip(field.help)
            self._editors[field.name] = editor
            label = f"{field.label} *" if field.required else field.label
            self._grid.add_row(field.name, label, editor)

    def fields(self) -> dict[str, str]:
        """What is filled in, by field name; empty ones are left out."""
        typed = {name: _text(editor) for name, editor in self._editors.items()}
        return {name: text for name, text in typed.items() if text.strip()}

    def focus_first(self) -> None:
        """Puts the keyboard into the first field."""
        first = next(iter(self._editors.values()), None)
        if first is not None:
            first.setFocus()

    def _editor(self, field: Field, text: str) -> QWidget:
        if field.type is FieldType.TEXT:
            return self._paragraphs(field, text)
        if field.type in (FieldType.CHOICE, FieldType.YES_NO):
            choices = _YES_NO if field.type is FieldType.YES_NO else ("", *field.choices)
            box = QComboBox()
            box.addItems(list(choices))
            box.setCurrentText(text)
            box.currentTextChanged.connect(lambda _: self.edited.emit())
            return box
        line = QLineEdit(text)
        line.setCursorPosition(0)
        line.setPlaceholderText(f"例如：{field.example}" if field.example else "")
        line.setClearButtonEnabled(True)
        line.textEdited.connect(lambda _: self.edited.emit())
        return line

    def _paragraphs(self, field: Field, text: str) -> QPlainTextEdit:
        box = _Paragraphs(text)
        box.setPlaceholderText(f"例如：{field.example}" if field.example else "")
        box.setTabChangesFocus(True)
        box.textChanged.connect(self.edited)
        return box


class _Paragraphs(QPlainTextEdit):
    """A box of a few lines, as tall as the text size asks for."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), theme.current().px(5.6))


def _text(editor: QWidget) -> str:
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    if isinstance(editor, QComboBox):
        return editor.currentText()
    assert isinstance(editor, QLineEdit)
    return editor.text()
