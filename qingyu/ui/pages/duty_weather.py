"""恶劣天气: one press shows what to do, which spots to look at, and who could come extra."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from qingyu.domain.duty_weather import ExtraPair, WeatherAlarm, WeatherPlan
from qingyu.domain.wording import WEEKDAYS
from qingyu.services import duty_weather
from qingyu.ui.pages.page import Desk
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.choice_row import ChoiceRow
from qingyu.ui.widgets.date_field import DateField
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.link_line import LinkLine
from qingyu.ui.widgets.page_scroll import PageScroll

_FURTHER = 1


class WeatherRoom(QWidget):
    """The plan of one sort of weather for a few days.

    Signals: issue_requested(int) to see what happened at a spot; patrol_requested(WeatherAlarm)
    for its checklist on paper; round_requested(WeatherPlan) for a numbered one to type back.
    """

    issue_requested = Signal(int)
    patrol_requested = Signal(object)
    round_requested = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = desk.operations
        today = desk.operations.store.now().date()
        self._plan: WeatherPlan | None = None
        self.alarm = ChoiceRow("什么天气", [(str(each), str(each)) for each in WeatherAlarm])
        self.first = DateField(today)
        self.first.setAccessibleName("从哪天起")
        self.last = DateField(today + timedelta(days=_FURTHER))
        self.last.setAccessibleName("到哪天止")
        self.hint = words("按一下是什么天气，这里列出要做的事、要看的地方、可以加派的人。", "muted",
                          wrap=True)  # fmt: skip
        self.advice = Card("shield-check", "先做这些")
        self.pairs_card = Card("user-plus", "加派人手")
        self.spots = Card("map-pin", "以前出过事的地方")
        self.ticks: list[tuple[QCheckBox, ExtraPair]] = []
        self.add = ActionButton("加派选中的班", "primary", icon="user-plus")
        self.print = ActionButton("印巡查单", icon="printer", hint="走一遍用的，不用录回来")
        self.round = ActionButton(
            "印编号单子", icon="clipboard-list", hint="走完了到「反馈回访」按编号逐行录回来"
        )
        self._lay_out()
        self.alarm.chosen.connect(lambda _key: self.reload())
        self.first.day_changed.connect(self._follow)
        self.last.day_changed.connect(lambda _day: self.reload())
        self.add.clicked.connect(self._add)
        self.print.clicked.connect(lambda: self.patrol_requested.emit(WeatherAlarm(self.alarm.key)))
        self.round.clicked.connect(lambda: self.round_requested.emit(self._plan))

    def reload(self) -> None:
        """Reads the plan again; without a choice there is only a hint."""
        plan = None
        if self.alarm.key:
            alarm = WeatherAlarm(self.alarm.key)
            plan = self._operations.read(
                duty_weather.plan, alarm, self.first.day, self.last.day
            )
        if plan == self._plan and plan is not None:
            return
        self._plan = plan
        for part in (self.advice, self.pairs_card, self.spots, self.add, self.print):
            part.setVisible(plan is not None)
        self.round.setVisible(plan is not None and bool(plan.spots))
        self.hint.setVisible(plan is None)
        if plan is not None:
            self._show(plan)
        self._scroll.settle()

    def show_alarm(self, alarm: WeatherAlarm) -> None:
        """Shows the plan of this weather."""
        self.alarm.choose(str(alarm))
        self.reload()

    def focus_start(self) -> None:
        """Puts the keyboard on the choice of the weather."""
        self.alarm.setFocus()
        self.alarm.focusNextChild()

    def _lay_out(self) -> None:
        head = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        head.setSizePolicy(policy)
        flow = FlowLayout(head, gap=0.6)
        for part in (self.alarm, self.first, words("到", "muted"), self.last):
            flow.addWidget(part)
        flow.add_push()
        for button in (self.print, self.round, self.add):
            flow.addWidget(button)
        self._scroll = scroll = PageScroll(margin=False)
        for block in (head, self.hint, self.advice, self.pairs_card, self.spots):
            scroll.add(block)
        scroll.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll)

    def _show(self, plan: WeatherPlan) -> None:
        self.advice.clear()
        for nth, advice in enumerate(plan.advice, 1):
            self.advice.add_line(words(f"{nth}. {advice}", wrap=True))
        self._show_pairs(plan)
        self.spots.clear()
        more = f"，另有 {plan.more_spots} 处没列" if plan.more_spots else ""
        self.spots.set_title(f"以前出过事的地方：{len(plan.spots)} 处{more}（按楼幢走）")
        for spot in plan.spots:
            pill, tone = ("没修好", "warn") if spot.open else ("", "plain")
            if spot.danger and spot.open:
                pill, tone = "有危险", "danger"
            line = LinkLine(spot.words, pill, tone, key=next(iter(spot.issue_ids), None))
            line.requested.connect(self._open)
            self.spots.add_line(line)

    def _show_pairs(self, plan: WeatherPlan) -> None:
        self.pairs_card.clear()
        self.ticks.clear()
        for pair in plan.pairs:
            tick = QCheckBox(_told(pair))
            tick.setChecked(True)
            tick.toggled.connect(lambda _on: self._count())
            self.pairs_card.add_line(tick)
            self.ticks.append((tick, pair))
        for pair in plan.added:
            self.pairs_card.add_line(words(f"已加派　{_told(pair)}", "good", wrap=True))
        if not plan.pairs and not plan.added:
            nobody = "这几天没有合规则又有空的人，请打电话另外请人。"
            self.pairs_card.add_line(words(nobody, wrap=True))
        self._count()

    def _count(self) -> None:
        chosen = sum(tick.isChecked() for tick, _ in self.ticks)
        self.add.set_words(f"加派选中的 {chosen} 班" if chosen else "加派选中的班")
        self.add.setEnabled(bool(chosen))

    def _follow(self, day: date) -> None:
        if self.last.day < day:
            self.last.set_day(day)
        self.reload()

    def _add(self) -> None:
        if self._plan is not None:
            pairs = [pair for tick, pair in self.ticks if tick.isChecked()]
            alarm, by = self._plan.alarm, self._operations.by
            self._operations.run(duty_weather.add_pairs, alarm, pairs, by=by)

    def _open(self, ident: object) -> None:
        if isinstance(ident, int):
            self.issue_requested.emit(ident)


def _told(pair: ExtraPair) -> str:
    """11月23日 周一 午班：徐涛、沈小仙."""
    day = f"{pair.on.month}月{pair.on.day}日 周{WEEKDAYS[pair.on.weekday()]}"
    return f"{day} {pair.shift_name}班：{'、'.join(pair.names)}"
