"""What of telephones may be seen now: hidden until asked for, noted once per person and sitting."""

from datetime import datetime, timedelta

from PySide6.QtCore import QObject, Signal

from qingyu.domain.changes import Changes, Noun
from qingyu.services import reveal
from qingyu.ui.operations import Operations

_SITTING = timedelta(minutes=30)


class Contacts(QObject):
    """Whose contact whoever sits here asked to see; another person starts anew.

    Signals: shown(Noun, int) when a contact may be seen from now on.
    """

    shown = Signal(object, int)

    def __init__(self, operations: Operations, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._seen: dict[tuple[Noun, int], datetime] = {}
        self._hiding: bool | None = None
        operations.steward_changed.connect(self._forget)
        operations.changed.connect(self._follow)

    @property
    def hiding(self) -> bool:
        """Whether telephones are hidden here at all."""
        if self._hiding is None:
            self._hiding = bool(self._operations.read(reveal.is_hiding))
        return self._hiding

    def is_open(self, noun: Noun, ident: int) -> bool:
        """Whether this contact may be shown as it is."""
        if not self.hiding:
            return True
        seen = self._seen.get((noun, ident))
        return seen is not None and self._operations.store.now() - seen <= _SITTING

    def ask(self, noun: Noun, ident: int) -> bool:
        """Whether the contact is shown now: it was already, or this person may and it is noted."""
        if self.is_open(noun, ident):
            return True
        if self._operations.keep(reveal.show, noun, ident, by=self._operations.by) is None:
            return False
        self._seen[noun, ident] = self._operations.store.now()
        self.shown.emit(noun, ident)
        return True

    def _forget(self, _who: object = None) -> None:
        self._seen.clear()
        self._hiding = None

    def _follow(self, changes: Changes) -> None:
        if changes.concerns([Noun.NEIGHBOURHOOD, Noun.STEWARD]):
            self._hiding = None
