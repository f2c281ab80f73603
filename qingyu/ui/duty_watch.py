"""「现在是谁在用」 follows the roster: asks when somebody else is on duty, and never decides."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer

from qingyu.domain.changes import Changes, Noun
from qingyu.domain.handover import OnDutyNow
from qingyu.domain.steward import Steward
from qingyu.services import duty
from qingyu.ui.operations import Operations
from qingyu.ui.preferences import Preferences
from qingyu.ui.widgets.ask_bar import AskBar

_FIRST_LOOK_MS, _EVERY_MS = 400, 60_000
_NAMED = 4
_STAY = "stay"


class DutyWatch(QObject):
    """Looks once a minute while the window is open; whoever chose their own name is left alone."""

    def __init__(
        self,
        operations: Operations,
        preferences: Preferences,
        bar: AskBar,
        choose: Callable[[Steward], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._operations = operations
        self._preferences = preferences
        self._choose = choose
        self._user: int | None = None
        self._put_off: datetime | None = None
        self._people: tuple[Steward, ...] = ()
        self.bar = bar
        self.timer = QTimer(self, singleShot=True)
        self.timer.timeout.connect(self.look)
        bar.answered.connect(self._answer)
        operations.changed.connect(self._follow)

    def start(self) -> None:
        """From now on looks; who uses the program already did not choose that just now."""
        if self._user is None:
            self._user = self._operations.by
            self._operations.steward_changed.connect(self._note)
        self.timer.start(_FIRST_LOOK_MS)

    def stop(self) -> None:
        """Looks no more: the book is about to be closed."""
        self.timer.stop()

    def look(self) -> None:
        """Asks, or takes the question back, as the roster stands at this moment."""
        self.timer.start(_EVERY_MS)
        now = self._operations.read(duty.on_duty_now)
        if now is None:
            return
        user = self._operations.steward
        wanted = now.should_sit(user.id if user else None, self._preferences.steward_since)
        self._people = tuple(person for person in wanted if person.active)[:_NAMED]
        if not self._people or (self._put_off is not None and self._put_off == now.since):
            self.bar.hide()
            return
        self.bar.ask(_question(now, user), _answers(self._people, user))

    def _answer(self, key: str) -> None:
        chosen = next((person for person in self._people if str(person.id) == key), None)
        if chosen is not None:
            self._choose(chosen)
            return
        now = self._operations.read(duty.on_duty_now)
        self._put_off = now.since if now else None
        if self._operations.steward is not None:
            self._preferences.steward_since = self._operations.store.now()
        self.bar.hide()

    def _note(self, person: Steward | None) -> None:
        ident = person.id if person else None
        if ident != self._user:
            self._user = ident
            self._preferences.steward_since = self._operations.store.now()
        self.look()

    def _follow(self, changes: Changes) -> None:
        if changes.concerns([Noun.DUTY]) and self.timer.isActive():
            self.timer.start(_FIRST_LOOK_MS)


def _question(now: OnDutyNow, user: Steward | None) -> str:
    shift = "、".join(f"{post.shift.name}班" for post in now.posts if post.people)
    if user is None:
        return f"现在是{shift}，您是哪一位？"
    return f"现在是{shift}，还是「{user.name}」在用吗？"


def _answers(people: tuple[Steward, ...], user: Steward | None) -> list[tuple[str, str]]:
    others = [(str(person.id), f"换成 {person.name}") for person in people]
    if user is None:
        named = [(str(person.id), person.name) for person in people]
        return [*named, (_STAY, "先不选")]
    return [*others, (_STAY, f"还是 {user.name}")]
