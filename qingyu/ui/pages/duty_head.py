"""The head of the wall chart: which month, how far it is, what is to be done next."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from qingyu.domain.duty_month import MonthRoster, RosterState
from qingyu.domain.month import Month
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.pill import Pill

_TONES = {RosterState.NONE: "plain", RosterState.DRAFT: "warn", RosterState.PUBLISHED: "good"}

_MOST_FAULTS = 3


class MonthHead(QWidget):
    """Buttons to step from month to month, the state in words, and solve, publish, reopen.

    Signals: month_requested(Month or None for this month); solve_requested();
    publish_requested(); reopen_requested(). `papers` opens the menu of what can be printed.
    """

    month_requested = Signal(object)
    solve_requested = Signal()
    publish_requested = Signal()
    reopen_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._month: Month | None = None
        self.earlier = ActionButton("上个月", icon="chevron-left", hint="Alt+←")
        self.later = ActionButton("下个月", icon="chevron-right", hint="Alt+→")
        self.now = ActionButton("本月", hint="回到这个月  Alt+Home")
        self._title = words("", "heading")
        self._state = Pill("")
        self._note = words("", "muted")
        self.solve = ActionButton(
            "排好这个月", "primary", icon="calendar-days", shortcut="Ctrl+R",
            hint="电脑来排：先排满、有值班长，再分得公平  Ctrl+R",
        )  # fmt: skip
        self.publish = ActionButton("公布", icon="megaphone", hint="定下来，编一个版本号")
        self.reopen = ActionButton("收回成草稿", icon="undo-2")
        self.papers = ActionButton("打印和导出", icon="printer", hint="Ctrl+P 打印贴墙的 A4 表")
        flow = FlowLayout(self, gap=0.6)
        for part in (self.earlier, self._title, self.later, self.now, self._state, self._note):
            flow.addWidget(part)
        self.solve.set_compact(True)
        flow.add_push()
        for button in (self.solve, self.publish, self.reopen, self.papers):
            flow.addWidget(button)
        self._connect()

    def _connect(self) -> None:
        for button, keys, wanted in (
            (self.earlier, "Alt+Left", lambda: self._month and self._month.before),
            (self.later, "Alt+Right", lambda: self._month and self._month.after),
            (self.now, "Alt+Home", lambda: None),
        ):
            button.clicked.connect(lambda _=False, month=wanted: self.month_requested.emit(month()))
            _shortcut(keys, self, button)
        self.solve.clicked.connect(self.solve_requested)
        self.publish.clicked.connect(self.publish_requested)
        self.reopen.clicked.connect(self.reopen_requested)

    def show_month(self, roster: MonthRoster, *, past: bool, manned: bool, busy: bool) -> None:
        """Show this month; a past one is not solved any more, an empty one not published."""
        self._month = roster.month
        self._title.setText(roster.month.text)
        self._state.set_text(str(roster.state), _TONES[roster.state])
        self._note.setText(_note(roster))
        self._note.setVisible(bool(self._note.text()))
        published = roster.state is RosterState.PUBLISHED
        self.solve.setVisible(not published and not past)
        self.solve.setEnabled(not busy)
        self.solve.set_words("重新排这个月" if manned else "排好这个月")
        self.publish.setVisible(not published and manned)
        self.publish.setEnabled(not busy)
        self.reopen.setVisible(published)
        self.papers.setVisible(manned)


def trouble_words(roster: MonthRoster) -> str:
    """What is not known about the year's holidays, and the first of the rules that are broken."""
    told = [roster.warning] if roster.warning else []
    told += [f"不合规则：{each}" for each in roster.faults[:_MOST_FAULTS]]
    more = len(roster.faults) - _MOST_FAULTS
    if more > 0:
        told.append(f"另外还有 {more} 处不合规则")
    return "\n".join(told)


def _note(roster: MonthRoster) -> str:
    if roster.state is not RosterState.PUBLISHED or roster.published_at is None:
        return f"上次公布的是第 {roster.version} 版" if roster.version else ""
    changed = "，有换班" if roster.changed else ""
    day = f"{roster.published_at.month}月{roster.published_at.day}日"
    return f"第 {roster.version} 版，{day}公布{changed}"


def _shortcut(keys: str, owner: QWidget, button: ActionButton) -> None:
    """Keys that press a button while it can be seen, wherever on the page the focus is."""
    shortcut = QShortcut(QKeySequence(keys), owner)
    shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
    shortcut.activated.connect(button.click)
