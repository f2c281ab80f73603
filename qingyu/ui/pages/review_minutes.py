"""The card of the minutes: which version they are, what to do with them."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qingyu.domain.review import Meeting
from qingyu.domain.wording import day_name
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words


class MinutesCard(Card):
    """How the minutes stand, with the buttons that freeze and open them.

    Signals: freeze_requested(); open_requested() when final minutes shall be open again.
    """

    freeze_requested = Signal()
    open_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("file-text", "会议记录", parent=parent)
        self.said = words("", wrap=True)
        self.freeze = ActionButton("定稿", "primary", icon="check", shortcut="Alt+D")
        self.reopen = ActionButton("解除定稿", icon="rotate-ccw")
        row = QWidget()
        flow = FlowLayout(row, gap=0.5)
        for button in (self.freeze, self.reopen):
            flow.addWidget(button)
        self.add_line(self.said)
        self.add_line(row)
        self.freeze.clicked.connect(self.freeze_requested)
        self.reopen.clicked.connect(self.open_requested)

    def show_meeting(self, meeting: Meeting | None, now: datetime) -> None:
        """Show how the minutes of this meeting stand."""
        final = meeting is not None and meeting.final
        self.freeze.setVisible(meeting is not None and not final)
        self.reopen.setVisible(final)
        self.said.setText(_words(meeting, now))
        self.said.setAccessibleName(self.said.text())
        if meeting is None or not meeting.version:
            self.set_figure("")
        else:
            self.set_figure(f"第 {meeting.version} 版", "good" if final else "warn")


def _words(meeting: Meeting | None, now: datetime) -> str:
    if meeting is None:
        return "这一周还没有开会。开过会，会议记录就在这里定稿、打印。"
    facts = meeting.facts
    talked = sum(each.discussed_at is not None for each in meeting.items)
    times = f"{facts.start:%H:%M} 起" if facts.start else ""
    if facts.start and facts.end:
        times = f"{facts.start:%H:%M}–{facts.end:%H:%M}"
    parts = (
        f"{day_name(facts.held_on, now)} {times}".strip(),
        facts.place,
        f"主持 {facts.chair}" if facts.chair else "还没写主持人",
        f"记录 {facts.note_taker}" if facts.note_taker else "还没写记录人",
        f"到 {len(facts.present)} 人，列席 {len(facts.guests)} 人",
        f"议了 {talked} 件，共 {len(meeting.items)} 件",
    )
    state = (
        "已定稿；要改，先解除定稿（只有最近一次可以解除）。"
        if meeting.final
        else "还没定稿。定稿以后要改，得先解除定稿；没议的下周还会排上来。"
    )
    return "\n".join((" · ".join(part for part in parts if part), state))
