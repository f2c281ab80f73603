"""Values in two columns, or one where it is narrow, that look like words until one comes near."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from qingyu.ui import theme
from qingyu.ui.widgets.choice_edit import ChoiceEdit
from qingyu.ui.widgets.labels import words

Suggest = Callable[[str], Sequence[str]]
_NARROW_EMS = 19.0


class FactGrid(QWidget):
    """Who derives from it adds facts and then lays them out in `_arrange`.

    Signals: changed(str, object) with the key of a field and its new text or bool.
    """

    changed = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.edits: dict[str, ChoiceEdit] = {}
        self._labels: dict[str, QLabel] = {}
        self._grid = QGridLayout(self)
        self._narrow = False

    def add_fact(self, key: str, label: str, suggest: Suggest, *, strict: bool) -> ChoiceEdit:
        """A value to change, with its label; `strict` takes only what is offered."""
        edit = ChoiceEdit(suggest, label, strict=strict)
        theme.set_look(edit, "look", "inline")
        edit.settled.connect(lambda text: self.changed.emit(key, text))
        edit.confirmed.connect(edit.selectAll)
        self.edits[key] = edit
        self._labels[key] = words(label, "muted")
        self._labels[key].setBuddy(edit)
        return edit

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._is_narrow() != self._narrow:
            self._restyle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _is_narrow(self) -> bool:
        return 0 < self.width() < theme.current().px(_NARROW_EMS)

    def _restyle(self) -> None:
        self._narrow = self._is_narrow()
        while self._grid.takeAt(0) is not None:
            pass
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.current().px(0.2))
        self._grid.setVerticalSpacing(0)
        columns = 1 if self._narrow else 2
        self._arrange(columns)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, columns - 1)

    def _arrange(self, columns: int) -> None:
        """Puts labels and editors into the empty grid, two cells to a column."""
