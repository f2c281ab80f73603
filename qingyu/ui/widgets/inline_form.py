"""A small form inside a page: labelled fields, Enter confirms, Esc puts it away."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.draft_form import DraftForm
from qingyu.ui.widgets.labels import words

_OWN = (Qt.Key.Key_Escape, Qt.Key.Key_Left, Qt.Key.Key_Right)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class InlineForm(QFrame):
    """A titled block of fields with one button that does it and one that does not.

    What stands in it is kept as a draft under its title, or under `step` where that changes.

    Signals: confirmed() on Enter or the button; cancelled() on Esc or 「取消」.
    """

    confirmed = Signal()
    cancelled = Signal()

    def __init__(
        self, title: str, confirm: str, parent: QWidget | None = None, *, step: str = ""
    ) -> None:
        super().__init__(parent)
        self.draft_form = DraftForm(self, title, step=step, choices=True)
        # Before anybody else acts on it: who confirms or cancels has no draft there any more.
        self.confirmed.connect(self.draft_form.finish)
        self.cancelled.connect(self.draft_form.finish)
        self.setProperty("look", "form")
        self.setAccessibleName(title)
        self._fields: list[QWidget] = []
        self.confirm = ActionButton(confirm, "primary", hint="Enter")
        self.cancel = ActionButton("取消", hint="Esc")
        self.confirm.clicked.connect(self.confirmed)
        self.cancel.clicked.connect(self.cancelled)
        self._form = QFormLayout()
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.confirm)
        self._buttons.addWidget(self.cancel)
        self._buttons.addStretch(1)
        self._column = QVBoxLayout(self)
        self._title = words(title, "heading", wrap=True)
        self._column.addWidget(self._title)
        self._column.addLayout(self._form)
        self._column.addLayout(self._buttons)
        self._restyle()

    def add_field(self, label: str, editor: QWidget) -> None:
        """Add a field under those there are; its label names it."""
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        said = words(label, "muted")
        said.setBuddy(editor)
        self._form.addRow(said, editor)
        self._fields.append(editor)
        QWidget.setTabOrder(editor, self.confirm)
        QWidget.setTabOrder(self.confirm, self.cancel)

    def add_note(self, widget: QWidget) -> None:
        """Put words between the title and the fields."""
        self._column.insertWidget(1, widget)

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self.draft_form.name = title

    def set_field_visible(self, editor: QWidget, visible: bool) -> None:
        """Show or hide a field with its label."""
        self._form.setRowVisible(editor, visible)

    def mark(self, editor: QWidget | None) -> None:
        """Mark the field that is still missing and go there; None takes every mark away."""
        for field in self._fields:
            theme.set_look(field, "wrong", "true" if field is editor else "")
        if editor is not None:
            editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def focus_first(self) -> None:
        """Put the keyboard on the first field, or on the button when there is none."""
        first = self._fields[0] if self._fields else self.confirm
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        # Esc and the arrows belong to the form before any shortcut of the page around it.
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return super().event(event)
        plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
        event.setAccepted(plain and event.key() in _OWN)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        focused = self.focusWidget()
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        elif event.key() in _ENTER:
            if isinstance(focused, QPushButton) and focused.hasFocus():
                focused.click()
            else:
                self.confirmed.emit()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _restyle(self) -> None:
        look = theme.current()
        self._form.setHorizontalSpacing(look.gap)
        self._form.setVerticalSpacing(look.px(0.35))
        self._buttons.setSpacing(look.gap)
        self._column.setSpacing(look.px(0.5))
        self._column.setContentsMargins(look.px(0.8), look.px(0.6), look.px(0.8), look.px(0.7))
