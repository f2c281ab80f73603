"""A value one corrects by typing: it settles on Enter, Tab or a choice, Esc puts it back."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from qingyu.ui import icons, theme
from qingyu.ui.widgets.suggest_line_edit import SuggestLineEdit

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChoiceEdit(SuggestLineEdit):
    """A line whose typed text counts only when it settles; `strict` ones take offered values only.

    Signals: settled(str) with a new value of the user's; reset_requested() on Esc or the arrow
    icon of a changed value; confirmed() on Enter, after settled.
    """

    settled = Signal(str)
    reset_requested = Signal()
    confirmed = Signal()

    def __init__(self, suggest: Callable[[str], Sequence[str]], name: str, *,
                 strict: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(suggest, parent)
        self._strict = strict
        self._value = ""
        self._changed = False
        self.setAccessibleName(name)
        self._back = QAction("改回", self)
        self._back.setToolTip("改回自动认出的（Esc）")
        self._back.triggered.connect(self.reset_requested)
        self.addAction(self._back, QLineEdit.ActionPosition.TrailingPosition)
        self._open = QAction("全部选项", self)
        self._open.setToolTip("全部选项（↓）")
        self._open.triggered.connect(lambda: self._offer(""))
        self._open.setVisible(strict)
        self.addAction(self._open, QLineEdit.ActionPosition.TrailingPosition)
        self.suggestion_chosen.connect(self._settle)
        self.textChanged.connect(self._mark_empty)
        self._mark_empty("")
        self._restyle()

    @property
    def is_typing(self) -> bool:
        """Whether something was typed that has not settled yet."""
        return self.isModified() and self.text() != self._value

    def show_value(self, text: str, *, changed: bool = False) -> None:
        """Show another value, unless the user is just typing one."""
        self._changed = changed
        self._back.setVisible(changed)
        if self.is_typing and self.hasFocus():
            return
        self._value = text
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)
            if self.hasFocus():
                self.selectAll()

    def settle(self) -> None:
        """Take what was typed as the value now."""
        if not self.is_typing:
            return
        if not self._strict:
            self._settle(self.text())
            return
        first = self._highlighted() or next(iter(self._suggest(self.text())), "")
        if first and self.text().strip():
            self._settle(first)
        else:
            self._revert()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self._enter()
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif event.key() == Qt.Key.Key_Down and not self._is_open:
            self._offer(self.text() if self.is_typing else "")
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        # The completer swallows the loss of focus while its list is open.
        chosen = self._highlighted()
        self._close()
        if chosen:
            self._settle(chosen)
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() is Qt.FocusReason.MouseFocusReason:
            # The press that gives the focus also sets the cursor, after this.
            QTimer.singleShot(0, self, self.selectAll)
        elif event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.settle()
            self.setCursorPosition(0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _enter(self) -> None:
        chosen = self._highlighted()
        self._close()
        if chosen:
            self._settle(chosen)
        else:
            self.settle()
        self.confirmed.emit()

    def _escape(self) -> None:
        if self._is_open:
            self._close()
        elif self.is_typing:
            self._revert()
        elif self._changed:
            self.reset_requested.emit()

    def _highlighted(self) -> str:
        # A list that gets the focus has a current line at once; only arrow keys select one.
        chosen = self._list.selectedIndexes() if self._is_open else []
        return str(chosen[0].data()) if chosen else ""

    def _settle(self, text: str) -> None:
        self._value = text
        self.setText(text)
        self.settled.emit(text)

    def _revert(self) -> None:
        self.setText(self._value)
        self.selectAll()

    def _mark_empty(self, text: str) -> None:
        # A placeholder must not look like a value.
        theme.set_look(self, "empty", "" if text else "true")

    def _restyle(self) -> None:
        side = theme.current().px(1.0)
        self._back.setIcon(icons.icon("undo-2", "teal", side))
        self._open.setIcon(icons.icon("chevron-down", "muted", side))
        self._back.setVisible(self._changed)
