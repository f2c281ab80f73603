"""A line to type into that offers what it could become."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

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
        self._model = QStringListModel(self)
        self._list = SuggestList()
        self._list.setUniformItemSizes(True)
        self._list.setAccessibleName("建议")
        completer = QCompleter(self._model, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        completer.setMaxVisibleItems(_MOST)
        completer.setPopup(self._list)
        self._completer = completer
        completer.setWidget(self)
        completer.activated.connect(self._take)
        self.textEdited.connect(self._offer)

    def set_suggest(self, suggest: Callable[[str], Sequence[str]]) -> None:
        """Take suggestions from another function."""
        self._suggest = suggest

    @property
    def suggestions(self) -> tuple[str, ...]:
        """What is offered now."""
        return tuple(self._model.stringList())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and not self._list.isVisible():
            self._offer(self.text())
            return
        super().keyPressEvent(event)

    def _offer(self, text: str) -> None:
        found = list(self._suggest(text))
        self._model.setStringList(found)
        if not found or found == [text]:
            self._list.hide()
            return
        self._completer.complete()

    def _take(self, text: str) -> None:
        self.setText(text)
        # Whoever takes a suggestion meant it as much as who types it out.
        self.setModified(True)
        self.suggestion_chosen.emit(text)
