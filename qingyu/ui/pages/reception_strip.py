"""The strip over the box while several messages wait: which one, the others, all at once."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from qingyu.ui import theme
from qingyu.ui.pages.reception_queue import Queue
from qingyu.ui.widgets.buttons import ActionButton, button
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words


class ReceptionStrip(QFrame):
    """「共 4 条，第 1 条」 with the ways to go on.

    Signals: step_requested(int) with 1 or -1; skip_requested(); join_requested(); all_requested();
    clear_requested() to throw away what was skipped.
    """

    step_requested = Signal(int)
    skip_requested = Signal()
    join_requested = Signal()
    all_requested = Signal()
    clear_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "card")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.told = words("", "strong")
        self.previous = self._button("上一条", "chevron-left", "Alt+Left", "Alt+←")
        self.next = self._button("下一条", "chevron-right", "Alt+Right", "Alt+→")
        self.skip = button("跳过", "quiet", shortcut="Alt+K", hint="这一条不登记")
        self.join = button("合成一条", "quiet", shortcut="Alt+J", hint="这些话其实是一件事")
        self.all = button("全部登记", shortcut="Alt+A")
        self.clear = button("清掉跳过的", shortcut="Alt+C")
        self.previous.clicked.connect(lambda: self.step_requested.emit(-1))
        self.next.clicked.connect(lambda: self.step_requested.emit(1))
        self.skip.clicked.connect(self.skip_requested)
        self.join.clicked.connect(self.join_requested)
        self.all.clicked.connect(self.all_requested)
        self.clear.clicked.connect(self.clear_requested)
        self._flow = FlowLayout(self, gap=0.35)
        for part in (self.told, self.previous, self.next, self.skip, self.join, self.all,
                     self.clear):
            self._flow.addWidget(part)
        self._restyle()
        self.hide()

    def show_queue(self, queue: Queue) -> None:
        """Show where one is; hidden while there is only one message."""
        total, waiting = len(queue.messages), len(queue.waiting)
        skipped = "（跳过）" if queue.current.skipped else ""
        self.told.setText(f"共 {total} 条，第 {queue.at + 1} 条{skipped}")
        self.previous.setEnabled(queue.at > 0)
        self.next.setEnabled(queue.at + 1 < total)
        self.skip.set_words("不跳过" if queue.current.skipped else "跳过")
        self.all.set_words(f"全部登记 {waiting} 条")
        self.all.setVisible(waiting > 1)
        self.clear.setVisible(waiting == 0)
        self.setVisible(queue.is_several or queue.current.skipped)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _button(self, text: str, icon: str, shortcut: str, shown: str) -> ActionButton:
        one = ActionButton("", "quiet", icon=icon, hint=f"{text}（{shown}）")
        one.setShortcut(shortcut)
        one.setAccessibleName(text)
        return one

    def _restyle(self) -> None:
        look = theme.current()
        self._flow.setContentsMargins(look.px(0.9), look.px(0.25), look.px(0.5), look.px(0.25))
        self._flow.invalidate()
