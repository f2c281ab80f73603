"""What can be done with an issue now: the usual next step first, the rest in a menu."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from qingyu.domain.frozen import frozen
from qingyu.domain.issue import Issue, Move, State, moves_from
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.flow_layout import FlowLayout

FOLLOW_UP, WAIT, ASSIGN, PRINT, COPY = "回访", "等", "派单", "打印工单", "复制为文字"
_WAIT_WORDS = {State.SUSPENDED: "再等等", State.REFERRED: "催过了"}
_MOST_PLAIN = 2


@frozen
class Action:
    """One thing to do: its words, and the move or the other wish behind it."""

    text: str
    move: Move | None = None
    wish: str = ""


def actions_for(issue: Issue) -> tuple[Action, ...]:
    """All that can be done now, the usual first; printing and copying are not among them."""
    moves = [Action(move.verb, move) for move in moves_from(issue.state)]
    if issue.state is State.FOLLOWUP:
        # 办结 without a word from the resident is the exception.
        return (Action("回访", wish=FOLLOW_UP), *moves[::-1])
    if issue.state is State.REFERRED:
        # Chasing is the usual thing; taking it back is the last.
        return (Action(_WAIT_WORDS[issue.state], wish=WAIT), *moves[::-1])
    if issue.state is State.SUSPENDED:
        return (*moves[:1], Action(_WAIT_WORDS[issue.state], wish=WAIT), *moves[1:])
    if issue.state is State.REGISTERED:
        return (*moves[:1], Action("派单", wish=ASSIGN), *moves[1:])
    return tuple(moves)


class ActionBar(QWidget):
    """Buttons of one issue; they stay the same widgets as long as the state does.

    Signals: move_chosen(object) with a Move; wished(str) with one of the other wishes.
    """

    move_chosen = Signal(object)
    wished = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("可以做的事")
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._shown: tuple[Action, ...] = ()
        self._kind = "primary"
        self._flow = FlowLayout(self, gap=0.5)
        self.buttons: list[ActionButton] = []
        self.menu = QMenu(self)
        self.more = ActionButton("更多", hint="其他动作")
        self.more.setMenu(self.menu)

    @property
    def primary(self) -> ActionButton | None:
        """The usual next step."""
        return self.buttons[0] if self._shown else None

    @property
    def moves(self) -> tuple[Move, ...]:
        """The moves that are offered."""
        return tuple(action.move for action in self._shown if action.move is not None)

    def show_issue(self, issue: Issue) -> None:
        """Offer what this issue allows."""
        actions = actions_for(issue)
        if actions != self._shown:
            self._shown = actions
            self._kind = "primary" if issue.is_open else "plain"
            self._fill()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fill()

    def _fill(self) -> None:
        focused = next((at for at, each in enumerate(self.buttons) if each.hasFocus()), None)
        for plain in range(_MOST_PLAIN, -1, -1):
            self._build(plain)
            if self._flow.sizeHint().width() <= max(self.width(), 1) or not self.isVisible():
                break
        if focused is not None:
            self.buttons[min(focused, len(self.buttons) - 1)].setFocus()

    def _build(self, plain: int) -> None:
        for old in self.buttons:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._flow.removeWidget(self.more)
        self.buttons = [
            self._button(action, "plain" if at else self._kind)
            for at, action in enumerate(self._shown[: 1 + plain])
        ]
        printing = ActionButton("打印", icon="printer", hint="打印工单  Ctrl+P")
        printing.clicked.connect(lambda: self.wished.emit(PRINT))
        self.buttons.append(printing)
        for button in (*self.buttons, self.more):
            self._flow.addWidget(button)
            button.ensurePolished()
            button.show()
        self._fill_menu(self._shown[1 + plain :])

    def _fill_menu(self, actions: tuple[Action, ...]) -> None:
        self.menu.clear()
        for number, action in enumerate(actions, 1):
            entry = self.menu.addAction(f"&{number} {action.text}")
            entry.triggered.connect(self._doer(action))
        if actions:
            self.menu.addSeparator()
        copy = self.menu.addAction(f"&C {COPY}")
        copy.triggered.connect(lambda: self.wished.emit(COPY))

    def _button(self, action: Action, kind: str) -> ActionButton:
        made = ActionButton(action.text, kind, hint="Ctrl+Enter" if kind == "primary" else "")
        made.clicked.connect(self._doer(action))
        return made

    def _doer(self, action: Action) -> Callable[[], None]:
        if action.move is not None:
            return lambda: self.move_chosen.emit(action.move)
        return lambda: self.wished.emit(action.wish)
