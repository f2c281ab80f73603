"""The one bridge from pages to services: runs actions, broadcasts Changes, catches errors."""

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from PySide6.QtCore import QObject, Signal

from qingyu.domain.changes import Changes, Noun
from qingyu.domain.errors import QingyuError, RuleError
from qingyu.domain.steward import Steward
from qingyu.services import Store, journal
from qingyu.services import steward as stewards

P = ParamSpec("P")
T = TypeVar("T")


class Operations(QObject):
    """What every page gets: the open book, who is using it, and the way to change it.

    Signals: changed(Changes) after every action, once; done(Changes, str) with words for a toast;
    refused(QingyuError) when an action or reading failed; steward_changed(Steward or None).
    """

    changed = Signal(object)
    done = Signal(object, str)
    refused = Signal(object)
    steward_changed = Signal(object)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.store = store
        self._steward: Steward | None = None
        self._occupied = ""

    @property
    def steward(self) -> Steward | None:
        """Who is using the program now."""
        return self._steward

    @property
    def by(self) -> int | None:
        """The id every operation is signed with."""
        return self._steward.id if self._steward else None

    def use(self, steward: Steward | None) -> None:
        """From now on this person signs."""
        self._steward = steward
        self.steward_changed.emit(steward)

    def occupy(self, doing: str) -> None:
        """From now on somebody else writes, as 「正在导入住户」 says; empty when it is done."""
        self._occupied = doing

    def run(
        self,
        action: Callable[Concatenate[Store, P], Changes],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Changes | None:
        """The change of a service called with the store; None when it was refused (and told)."""
        changes = self._done(action, *args, **kwargs)
        if changes is not None:
            self.announce(changes)
        return changes

    def keep(
        self,
        action: Callable[Concatenate[Store, P], Changes],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Changes | None:
        """Like `run` but without words about it: for what is saved while it is typed."""
        changes = self._done(action, *args, **kwargs)
        if changes:
            self.changed.emit(changes)
        return changes

    def announce(self, changes: Changes) -> None:
        """Broadcasts what an action changed, also one that ran on the worker."""
        if changes:
            self._follow_steward(changes)
            self.changed.emit(changes)
            self.done.emit(changes, changes.verb)

    def read(
        self,
        reading: Callable[Concatenate[Store, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T | None:
        """What a reading service answers; None when it was refused (and told)."""
        try:
            return reading(self.store, *args, **kwargs)
        except QingyuError as error:
            self.refused.emit(error)
            return None

    def undo(self, operation: int | None = None) -> None:
        """Takes back the last operation, or the named one."""
        if self._is_occupied():
            return
        try:
            changes = journal.undo(self.store, operation, by=self.by)
        except QingyuError as error:
            self.refused.emit(error)
            return
        self._follow_steward(changes)
        self.changed.emit(changes)
        self.done.emit(Changes(), f"已{changes.verb}")

    def _done(
        self,
        action: Callable[Concatenate[Store, P], Changes],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> Changes | None:
        if self._is_occupied():
            return None
        try:
            changes = action(self.store, *args, **kwargs)
        except QingyuError as error:
            self.refused.emit(error)
            return None
        return changes

    def _is_occupied(self) -> bool:
        # Waiting for the worker's transaction would freeze the window, and then fail.
        if self._occupied:
            hint = "请等它做完，或先取消它；您写的都还在。"
            self.refused.emit(RuleError(f"{self._occupied}，这一步现在存不了", hint))
        return bool(self._occupied)

    def _follow_steward(self, changes: Changes) -> None:
        # Who is using the program may just have been renamed, retired or undone.
        if self._steward is None or self._steward.id not in changes.ids(Noun.STEWARD):
            return
        serving = self.read(stewards.stewards) or ()
        self.use(next((each for each in serving if each.id == self._steward.id), None))
