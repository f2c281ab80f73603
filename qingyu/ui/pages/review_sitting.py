"""签到: when and where the meeting is held, who leads it, who writes, who came."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time

from PySide6.QtCore import QTime, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QTimeEdit, QWidget

from qingyu.domain.review import MeetingFacts
from qingyu.ui.pages.review_wording import names_in
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.field_grid import FieldGrid
from qingyu.ui.widgets.filter_chips import Filter, FilterChipRow
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.suggest_line_edit import SuggestLineEdit

_REST_MS = 1200


class SittingPart(EmBox):
    """The facts of the meeting; each is told at once when it settles.

    Signals: changed(object) with the MeetingFacts.
    """

    changed = Signal(object)

    def __init__(
        self, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, gap=0.6, margin=(1.1, 0.9), card=True)
        self._facts = MeetingFacts(date.min)
        self._people: tuple[str, ...] = ()
        self.present = FilterChipRow()
        self.present.setAccessibleName("谁到了")
        self.count = words("", "muted")
        self.chair = self._name("主持人")
        self.note_taker = self._name("记录人")
        self.place = self._line("地点", "例如：一坊议事室")
        self.guests = self._line("列席", "例如：社区李主任、3幢张阿姨（顿号隔开）")
        self.start = TimeLine("开始时间", now)
        self.end = TimeLine("结束时间", now)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self.settle)
        self.add(words("签到", "title"))
        self.add(words("点一下名字就是到了；没点的记作缺席。", "muted", wrap=True))
        self.add(self.present)
        self.add(self.count)
        grid = FieldGrid(inline=False)
        grid.add_row("guests", "列席", self.guests)
        grid.add_row("chair", "主持", self.chair)
        grid.add_row("note_taker", "记录", self.note_taker)
        grid.add_row("place", "地点", self.place)
        grid.add_row("start", "开始", self.start)
        grid.add_row("end", "结束", self.end)
        self.add(grid)
        self._connect()

    def show_facts(self, facts: MeetingFacts, people: Sequence[str], *, final: bool) -> None:
        """Show what is known; what is just being typed stays."""
        self._facts = facts
        self._people = tuple(people)
        every = list(dict.fromkeys([*people, *facts.present, *facts.absent]))
        self.present.set_filters([Filter(name, name) for name in every])
        self.present.choose(set(facts.present))
        self.count.setText(f"到 {len(facts.present)} 人，应到 {len(every)} 人")
        for line, text in (
            (self.chair, facts.chair),
            (self.note_taker, facts.note_taker),
            (self.place, facts.place),
            (self.guests, "、".join(facts.guests)),
        ):
            if not line.hasFocus() and line.text() != text:
                line.setText(text)
        self.start.show_time(facts.start)
        self.end.show_time(facts.end)
        self.setEnabled(not final)

    def settle(self) -> None:
        """Tells what is typed and not told yet."""
        facts = self.facts()
        if facts != self._facts:
            self._facts = facts
            self.changed.emit(facts)

    def facts(self) -> MeetingFacts:
        """What is on the screen."""
        here = self.present.chosen
        every = list(dict.fromkeys([*self._people, *self._facts.present, *self._facts.absent]))
        return replace(
            self._facts,
            present=tuple(name for name in every if name in here),
            absent=tuple(name for name in every if name not in here),
            guests=names_in(self.guests.text()),
            chair=self.chair.text().strip(),
            note_taker=self.note_taker.text().strip(),
            place=self.place.text().strip(),
            start=self.start.time_told,
            end=self.end.time_told,
        )

    def _connect(self) -> None:
        self.present.changed.connect(lambda _keys: self.settle())
        for line in (self.chair, self.note_taker, self.place, self.guests):
            line.editingFinished.connect(self.settle)
            # Not begun anew by each key: who types on and on must not lose it by a power cut.
            line.textEdited.connect(lambda _text: self._rest.isActive() or self._rest.start())
        for name in (self.chair, self.note_taker):
            name.suggestion_chosen.connect(lambda _text: self.settle())
        for clock in (self.start, self.end):
            clock.changed.connect(self.settle)

    def _name(self, label: str) -> SuggestLineEdit:
        line = SuggestLineEdit(
            lambda typed: [name for name in self._people if typed.strip() in name]
        )
        line.setMaxLength(60)
        line.setPlaceholderText("姓名，↓ 看所有人")
        line.setAccessibleName(label)
        return line

    def _line(self, label: str, hint: str) -> QLineEdit:
        line = QLineEdit()
        line.setMaxLength(300)
        line.setPlaceholderText(hint)
        line.setAccessibleName(label)
        return line


class TimeLine(QWidget):
    """A time of day that may be not known yet, and a button for now.

    Signals: changed() when it settled.
    """

    changed = Signal()

    def __init__(
        self, name: str, now: Callable[[], datetime], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._known = False
        self.edit = QTimeEdit()
        self.edit.setDisplayFormat("HH:mm")
        self.edit.setAccessibleName(name)
        self.button = ActionButton("就是现在", "quiet", icon="clock")
        self.button.setAccessibleName(f"{name}就是现在")
        self.unknown = words("还没记", "muted")
        flow = FlowLayout(self, gap=0.4)
        for part in (self.edit, self.button, self.unknown):
            flow.addWidget(part)
        self.setFocusProxy(self.edit)
        self.edit.editingFinished.connect(self._edited)
        self.button.clicked.connect(lambda: self.set_time(now().time()))

    @property
    def time_told(self) -> time | None:
        """The time, None while it is not known."""
        shown = self.edit.time()
        return time(shown.hour(), shown.minute()) if self._known else None

    def show_time(self, moment: time | None) -> None:
        """Show a time without a signal."""
        if self.edit.hasFocus():
            return
        self._know(moment is not None)
        shown = QTime(moment.hour, moment.minute) if moment else QTime(0, 0)
        if self.edit.time() != shown:
            self.edit.setTime(shown)

    def set_time(self, moment: time) -> None:
        """Take this time as the user's."""
        self.edit.setTime(QTime(moment.hour, moment.minute))
        self._know(True)
        self.changed.emit()

    def _edited(self) -> None:
        if self._known or self.edit.time() != QTime(0, 0):
            self._know(True)
            self.changed.emit()

    def _know(self, known: bool) -> None:
        self._known = known
        self.unknown.setVisible(not known)
