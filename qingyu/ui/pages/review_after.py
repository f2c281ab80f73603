"""会后: what is to be done, whether promises were kept, and the minutes."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from qingyu.domain.promise import PromiseLine, PromisesKept
from qingyu.domain.review import Action, Meeting
from qingyu.domain.wording import day_name
from qingyu.ui.pages.review_minutes import MinutesCard
from qingyu.ui.pages.review_wording import action_pill, promise_pill
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.card_grid import CardGrid
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.link_line import LinkLine
from qingyu.ui.widgets.pill import Pill

_BROKEN = 0.6


class AfterBoard(QWidget):
    """Three cards side by side.

    Signals: finished(int) with the id of an action; issue_requested(int) with that of an issue.
    """

    finished = Signal(int)
    issue_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.boxes: list[QCheckBox] = []
        self._shown: tuple[object, ...] = ()
        self.minutes = MinutesCard()
        self._actions = Card("clipboard-list", "会后要办")
        self._promises = Card("hand-heart", "说到做到")
        self._grid = CardGrid(even=True)
        self._grid.set_cards([self._actions, self._promises, self.minutes])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._grid)

    def show_week(
        self,
        meeting: Meeting | None,
        waiting: Sequence[Action],
        promises: PromisesKept,
        now: datetime,
    ) -> None:
        """Show the actions of this meeting and those left by earlier ones, and the promises."""
        self.minutes.show_meeting(meeting, now)
        shown = (meeting, tuple(waiting), promises, now.date())
        if shown == self._shown:
            return
        self._shown = shown
        taken = [action for each in meeting.items for action in each.actions] if meeting else []
        ids = {action.id for action in taken}
        every = [*taken, *(action for action in waiting if action.id not in ids)]
        every.sort(key=lambda each: (each.done_at is not None, each.by, each.id))
        self._fill_actions(every, now)
        self._fill_promises(promises, now)

    def _fill_actions(self, actions: Sequence[Action], now: datetime) -> None:
        at = next((i for i, box in enumerate(self.boxes) if box.hasFocus()), None)
        self._actions.clear()
        waiting = sum(each.done_at is None for each in actions)
        self._actions.set_figure(str(waiting) if waiting else "", "warn" if waiting else "teal")
        self.boxes = []
        for action in actions:
            self._actions.add_line(self._action(action, now))
        if not actions:
            kind = "没有要办的事。开会时按「会后要办」记下谁来办、哪天前办好。"
            self._actions.add_line(words(kind, "muted", wrap=True))
        if at is not None and self.boxes:
            self.boxes[min(at, len(self.boxes) - 1)].setFocus()

    def _action(self, action: Action, now: datetime) -> QWidget:
        row = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        row.setSizePolicy(policy)
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(words(action.what, "strong", wrap=True))
        below = QWidget()
        flow = FlowLayout(below, gap=0.5)
        box = QCheckBox(f"{action.who.replace('&', '&&')}办好了")
        box.setAccessibleName(f"{action.who}办好了：{action.what}")
        done = action.done_at is not None
        box.setChecked(done)
        box.setEnabled(not done)
        if not done:
            box.clicked.connect(lambda _=False, ident=action.id: self.finished.emit(ident))
            self.boxes.append(box)
        flow.addWidget(box)
        flow.addWidget(Pill(*action_pill(action, now)))
        column.addWidget(below)
        return row

    def _fill_promises(self, promises: PromisesKept, now: datetime) -> None:
        card = self._promises
        card.clear()
        rate = promises.rate
        tone = "teal" if rate is None else "warn" if rate < _BROKEN else "good"
        card.set_figure("" if rate is None else f"{rate:.0%}", tone)
        card.add_line(words(promises.text, "muted", wrap=True))
        for line in (*promises.late, *promises.open, *promises.kept):
            card.add_line(self._promise(line, now))

    def _promise(self, line: PromiseLine, now: datetime) -> LinkLine:
        pill, tone = promise_pill(line, now)
        by = day_name(line.by, now)
        link = LinkLine(f"{line.number} {line.what}", pill, tone, note=by, key=line.issue)
        link.clicked.connect(lambda: self.issue_requested.emit(line.issue))
        return link
