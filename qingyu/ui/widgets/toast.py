"""Short remarks over the foot of a page, with 「撤销」; they come and go by themselves."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPropertyAnimation, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGraphicsOpacityEffect,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.labels import words

_MOST, _SECONDS, _FADE_MS = 3, 9.0, 400
# High enough to leave the row of buttons at the foot of a page free.
_LIFT_EMS = 4.8


class Toast(QFrame):
    """One remark; it stays as long as the mouse is over it or the focus is in it.

    Signals: action_requested() when its button is pressed; closed() when it is gone.
    """

    action_requested = Signal()
    closed = Signal()

    def __init__(self, text: str, action: str, seconds: float, parent: QWidget) -> None:
        super().__init__(parent)
        self.text = text
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._words = words(text, wrap=True)
        self._words.setMaximumHeight(1 << 14)
        self._action = ActionButton(action)
        self._action.clicked.connect(self.action_requested)
        self._action.clicked.connect(self.dismiss)
        self._close = ActionButton("", "quiet", icon="x", hint="关闭")
        self._close.setAccessibleName("关闭提示")
        self._close.set_icon("x", "on_tip")
        self._close.clicked.connect(self.dismiss)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._words, 1)
        self._row.addWidget(self._action)
        self._row.addWidget(self._close)
        # Shown before it had a parent, it would be a window of its own and take the focus.
        self._action.setVisible(bool(action))
        for one in (self._action, self._close):
            one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.setInterval(round(seconds * 1000))
        self._clock.timeout.connect(self._expire)
        self._fade: QPropertyAnimation | None = None
        self._gone = False
        self._restyle()
        self._clock.start()

    @property
    def is_held(self) -> bool:
        """Whether the mouse or the focus keeps it from fading."""
        focused = QApplication.focusWidget()
        return self.underMouse() or (focused is not None and self.isAncestorOf(focused))

    def dismiss(self) -> None:
        """Go away now; what went already stays gone."""
        # Undoing shows a toast too, which may push this one out before its own button is done.
        if self._gone:
            return
        self._gone = True
        self._clock.stop()
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _expire(self) -> None:
        if self.is_held:
            self._clock.start(1500)
            return
        effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(effect)
        self._fade = QPropertyAnimation(effect, b"opacity", self)
        self._fade.setDuration(_FADE_MS)
        self._fade.setStartValue(1.0)
        self._fade.setEndValue(0.0)
        self._fade.finished.connect(self._faded)
        self._fade.start()

    def _faded(self) -> None:
        if self.is_held:
            self.setGraphicsEffect(None)  # type: ignore[arg-type]
            self._clock.start(1500)
        else:
            self.dismiss()

    def _restyle(self) -> None:
        look = theme.current()
        self._row.setContentsMargins(look.px(1.1), look.px(0.5), look.px(0.5), look.px(0.5))
        self._row.setSpacing(look.px(0.8))
        self._words.setMinimumWidth(min(
            self._words.fontMetrics().horizontalAdvance(self.text) + look.px(0.5), look.px(30)
        ))


class ToastStack(QWidget):
    """The place of the toasts: low at the left of what it is put over, three at most."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._toasts: list[Toast] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        over.installEventFilter(self)
        self.hide()

    @property
    def toasts(self) -> tuple[Toast, ...]:
        """What is shown now, oldest first."""
        return tuple(self._toasts)

    def show_message(self, text: str, *, action: str = "",
                     on_action: Callable[[], object] | None = None,
                     seconds: float = _SECONDS) -> Toast:
        """Show a remark without taking the focus; the oldest of more than three goes."""
        toast = Toast(text, action, seconds, self)
        if on_action is not None:
            toast.action_requested.connect(on_action)
        toast.closed.connect(lambda: self._forget(toast))
        self._toasts.append(toast)
        self._column.addWidget(toast)
        for old in self._toasts[:-_MOST]:
            old.dismiss()
        toast.show()
        self.show()
        self._place()
        announce(toast, text)
        return toast

    def focus_latest(self) -> bool:
        """Put the focus on the newest toast's button; False when there is none."""
        if not self._toasts:
            return False
        self._toasts[-1].focusNextChild()
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A page built later would else lie over it.
        if watched is self._over and event.type() in (QEvent.Type.Resize, QEvent.Type.ChildAdded):
            self._place()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            QTimer.singleShot(0, self, self._place)

    def _forget(self, toast: Toast) -> None:
        self._toasts.remove(toast)
        self._column.removeWidget(toast)
        self.setVisible(bool(self._toasts))
        self._place()

    def _place(self) -> None:
        look = theme.current()
        self._column.setSpacing(look.gap)
        room = self._over.width() - look.px(4.0)
        width = min(room, max((t.sizeHint().width() for t in self._toasts), default=0))
        tallest = self._column.heightForWidth(width) if self._toasts else 0
        height = max(tallest, self._column.sizeHint().height() if tallest < 0 else 0)
        top = self._over.height() - height - look.px(_LIFT_EMS)
        self.setGeometry(look.px(2.0), max(0, top), width, height)
        self.raise_()


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader speak the text without moving the focus (Qt 6.8 and later)."""
    if not QAccessible.isActive():
        return
    QAccessible.updateAccessibility(_announcement(widget, text))


def _announcement(widget: QWidget, text: str) -> QAccessibleEvent:
    from PySide6.QtGui import QAccessibleAnnouncementEvent

    return QAccessibleAnnouncementEvent(widget, text)
