"""Who sits before the window: asked at the start, on a change, after a pause; by name and PIN."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QStackedWidget, QWidget

from qingyu.domain.errors import QingyuError
from qingyu.domain.right import RIGHTS, refusal
from qingyu.domain.steward import Role, Steward
from qingyu.services import duty, identity, steward
from qingyu.ui.operations import Operations
from qingyu.ui.widgets.buttons import ActionButton

if TYPE_CHECKING:
    from qingyu.ui.widgets.lock_panel import LockPanel, Sitter

_TICK_MS = 10_000
_MINUTE = 60.0
_HANDS = frozenset({
    QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel,
    QEvent.Type.TouchBegin, QEvent.Type.InputMethod,
})  # fmt: skip
_AT_START = "请点自己的名字，再按 PIN。"
_CHANGE = "换一位来用：请点名字，再按 PIN。原来写的都还在。"


class Guard(QObject):
    """Stands before the pages until somebody has proved a name; without PINs it lets all pass.

    Signals: passed() when the pages are back.
    """

    passed = Signal()

    def __init__(self, stack: QStackedWidget, operations: Operations, parent: QObject) -> None:
        super().__init__(parent)
        self._stack = stack
        self._operations = operations
        self.panel: LockPanel | None = None
        self._before: QWidget | None = None
        self._monotonic: Callable[[], float] = time.monotonic
        self._wall: Callable[[], float] = time.time
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self.look)
        self._tick.start()
        self.touch()
        operations.steward_changed.connect(self._follow)
        app = QGuiApplication.instance()
        if isinstance(app, QGuiApplication):
            app.focusWindowChanged.connect(self._watch)

    @property
    def is_covered(self) -> bool:
        """Whether nobody sits here and the panel covers the window."""
        return self._shows_panel() and self._operations.steward is None

    def reach(self, page: QWidget) -> None:
        """Leaves within reach of a viewer what changes nothing; the services refuse anyhow."""
        now = self._operations.steward
        viewer = now is not None and not RIGHTS[now.role]
        why = str(refusal(Role.VIEWER)) if viewer else ""
        for button in page.findChildren(ActionButton):
            button.bar(why)

    def begin(self, last: Steward | None) -> None:
        """At the start: the one who was here last sits down, or has to prove it."""
        if identity.is_guarded(self._operations.store):
            self.shut(_AT_START, propose=None if last is None else last.id)
        else:
            self._operations.use(last)

    def start(self) -> None:
        """Puts the keyboard into the panel while it covers the window."""
        if self.panel is not None and self._shows_panel():
            self.panel.start()

    def seat(self, person: Steward) -> None:
        """Somebody else was chosen: seated at once, or asked for the PIN."""
        store = self._operations.store
        if not identity.is_guarded(store):
            self._operations.use(person)
        elif person.id in identity.with_pin(store) or person.role is Role.LEAD:
            self.shut(_CHANGE, propose=person.id, may_cancel=self._operations.steward is not None)
        else:
            self._operations.use(person)

    def leave(self) -> None:
        """The one who sits here goes away: the window is covered at once, where PINs are in use."""
        if not identity.is_guarded(self._operations.store):
            return
        self.shut("先挡一挡。回来请点自己的名字；写了一半的都还在。", propose=self._operations.by)

    def look(self) -> None:
        """Covers the window when no hand has moved for too long."""
        # The clock that stops while the computer sleeps, and the one that does not.
        idle = max(self._monotonic() - self._hand[0], self._wall() - self._hand[1])
        store = self._operations.store
        if idle < _MINUTE or self.is_covered or not identity.is_guarded(store):
            return
        minutes = identity.idle_minutes(store)
        if minutes and idle >= minutes * _MINUTE:
            why = f"{minutes} 分钟没有人动，先挡一挡。写了一半的都还在。"
            self.shut(why, propose=self._operations.by)

    def touch(self) -> None:
        """A hand has moved."""
        self._hand = (self._monotonic(), self._wall())

    def shut(self, why: str, *, propose: int | None, may_cancel: bool = False) -> None:
        """Covers the pages with the panel; nobody signs meanwhile, unless they may go back."""
        if not may_cancel:
            self._put_dialogs_away()
        if not self._shows_panel():
            self._before = QApplication.focusWidget()
        panel = self._made()
        sitters = self._sitters()
        if not may_cancel and any(each.on_duty for each in sitters):
            # The roster knows best who sits down now.
            propose = next((each.id for each in sitters if each.on_duty and each.id == propose),
                           sitters[0].id)
        panel.show_people(sitters, propose, why, may_cancel=may_cancel)
        self._stack.setCurrentWidget(panel)
        if not may_cancel:
            self._operations.use(None)
        panel.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _HANDS:
            self.touch()
        return False

    def prove(self, steward_id: int, pin: str) -> None:
        """Seats this steward if the PIN is right; otherwise the panel says why not."""
        assert self.panel is not None
        try:
            person = identity.prove(self._operations.store, steward_id, pin)
        except QingyuError as error:
            self.panel.refuse(str(error))
            return
        self._operations.use(person)
        self._open()

    def _follow(self, who: Steward | None) -> None:
        pages = self._stack.widget(0)
        if pages is not None:
            self.reach(pages)
        # Whoever sat here may just have been retired, or never have been.
        if who is None and not self._shows_panel() and identity.is_guarded(self._operations.store):
            self.shut(_AT_START, propose=None)

    def _recover(self, steward_id: int) -> None:
        from qingyu.ui.dialogs.pin_recovery import PinRecoveryDialog

        store = self._operations.store
        person = next(each for each in steward.stewards(store) if each.id == steward_id)

        def act(code: str, pin: str) -> None:
            identity.recover(store, code, steward_id, pin)
            self.prove(steward_id, pin)

        dialog = PinRecoveryDialog(person.name, act, self._stack)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _open(self) -> None:
        self.touch()
        self._stack.setCurrentIndex(0)
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self._before = None
        self.passed.emit()

    def _shows_panel(self) -> bool:
        return self.panel is not None and self._stack.currentWidget() is self.panel

    def _watch(self, window: QWindow | None) -> None:
        # Only what comes to the windows themselves: every event of every widget would be dear.
        if window is not None:
            self.touch()
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def _made(self) -> "LockPanel":
        if self.panel is None:
            # Where there are no PINs it is never needed.
            from qingyu.ui.widgets.lock_panel import LockPanel

            self.panel = LockPanel()
            self._stack.addWidget(self.panel)
            self.panel.proved.connect(self.prove)
            self.panel.cancelled.connect(self._open)
            self.panel.recovery_requested.connect(self._recover)
        return self.panel

    def _sitters(self) -> "tuple[Sitter, ...]":
        """Whoever serves, those on duty first."""
        store = self._operations.store
        with_pin = identity.with_pin(store)
        on_duty = duty.on_duty_now(store).names
        people = sorted(steward.stewards(store), key=lambda each: each.name not in on_duty)
        return tuple(_sitter(each, each.id in with_pin, each.name in on_duty) for each in people)

    def _put_dialogs_away(self) -> None:
        for one in QApplication.topLevelWidgets():
            if isinstance(one, QDialog) and one.isModal() and one.isVisible():
                one.reject()


def _sitter(person: Steward, needs_pin: bool, on_duty: bool) -> "Sitter":
    from qingyu.ui.widgets.lock_panel import Sitter

    said = str(person.role) + ("　正在值班" if on_duty else "")
    lead = person.role is Role.LEAD
    return Sitter(person.id, person.name, said, needs_pin, lead, on_duty)
