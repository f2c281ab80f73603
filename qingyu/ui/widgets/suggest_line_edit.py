"""A line to type into that offers what it could become."""

from collections.abc import Callable, Sequence
from functools import cached_property

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from qingyu.ui import theme

_MOST = 8


class SuggestList(QListView):
    """The list under the line."""


class SuggestLineEdit(QLineEdit):
    """A line edit whose suggestions come from a function of what was typed.

    Signals: suggestion_chosen(str) when one is taken, besides those of QLineEdit.
    """

    suggestion_chosen = Signal(str)

    def __init__(self, suggest: Callable[[str], Sequence[str]] | None = None,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._suggest = suggest or (lambda _text: ())
        self._offered: tuple[str, ...] = ()
        self.textEdited.connect(self._offer)

    def set_suggest(self, suggest: Callable[[str], Sequence[str]]) -> None:
        """Take suggestions from another function."""
        self._suggest = suggest

    @property
    def suggestions(self) -> tuple[str, ...]:
        """What is offered now."""
        return self._offered

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self._is_open:
            self._offer(self.text())
            return
        super().keyPressEvent(event)

    # Most lines of a page are never typed into: the list is made when there is something to offer.

    @cached_property
    def _list(self) -> SuggestList:
        offered = SuggestList()
        offered.setUniformItemSizes(True)
        offered.setAccessibleName("建议")
        return offered

    @cached_property
    def _completer(self) -> QCompleter:
        completer = QCompleter(QStringListModel(self), self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(_MOST)
        completer.setPopup(self._list)
        # A popup belongs to nobody, not even to the window whose look it shares.
        theme.dress(self._list)
        completer.setWidget(self)
        completer.activated.connect(self._take)
        return completer

    @property
    def _is_open(self) -> bool:
        return "_completer" in self.__dict__ and self._list.isVisible()

    def _close(self) -> None:
        if self._is_open:
            self._list.hide()

    def _offer(self, text: str) -> None:
        self._offered = tuple(self._suggest(text))
        if not self._offered or self._offered == (text,):
            self._close()
            return
        model = self._completer.model()
        assert isinstance(model, QStringListModel)
        model.setStringList(self._offered)
        self._completer.complete()

    def _take(self, text: str) -> None:
        self.setText(text)
        # Whoever takes a suggestion meant it as much as who types it out.
        self.setModified(True)
        self.suggestion_chosen.emit(text)
