"""The month as a wall chart with the chosen place beside it; solved, published, swapped here."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from qingyu.domain.duty_month import MonthRoster, Proposal, RosterState
from qingyu.domain.month import Month, month_of
from qingyu.services import duty_month, duty_reason, duty_swap
from qingyu.ui.models.duty_chart import ChartModel
from qingyu.ui.pages.duty_deeds import Deeds
from qingyu.ui.pages.duty_head import MonthHead
from qingyu.ui.pages.duty_papers import PapersMenu
from qingyu.ui.pages.duty_seat_panel import SeatPanel
from qingyu.ui.pages.duty_solving import Solving
from qingyu.ui.pages.duty_swap_form import SwapForm, duties_of
from qingyu.ui.pages.page import Desk
from qingyu.ui.widgets.banner import Banner
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.master_detail import MasterDetail
from qingyu.ui.widgets.roster_chart import RosterChart, chart_ems
from qingyu.ui.widgets.roster_place import ChartPlace

_PRICED = 3
_MOST_GAPS = 3
_PANEL_EMS = 20.0
_PAUSE_MS = 120
_HINT = "方向键走动，空格拿起一个人、再按空格放下（也可以拖），Delete 撤下，Enter 看右边"


class MonthRoom(QWidget):
    """Everything about one month.

    Signals: said(str) for a short remark.
    """

    said = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = desk.operations
        self.month = month_of(self._operations.store.now().date())
        self._roster: MonthRoster | None = None
        self._told = ""
        self.head = MonthHead()
        self.warning = Banner("", "warn")
        self.result = Banner("", "info")
        self.model = ChartModel(self)
        self.chart = RosterChart()
        self.chart.setModel(self.model)
        self.panel = SeatPanel()
        self.status = words(_HINT, "muted", wrap=True)
        self.deeds = Deeds(desk.operations, self)
        self.solving = Solving(desk, self)
        self.papers = PapersMenu(desk, self)
        self.head.papers.setMenu(self.papers)
        self.empty = EmptyState("clock", "没有在用的班次", "所有的班次都停用了，先添加一个班次。")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Reads the month again; the chosen place stays."""
        roster = self._operations.read(duty_month.month_roster, self.month)
        if roster is None:
            return
        chosen, fresh = self.chart.current_place(), self._roster is None
        if self._roster is None or self._roster.month != roster.month:
            chosen, fresh, self._told = None, True, ""
        self._roster, self.papers.month = roster, self.month
        self.deeds.state = roster.state
        today = self._operations.store.now().date()
        self.head.show_month(
            roster,
            past=self.month.last < today,
            manned=any(cell.seats for cell in roster.cells),
            busy=self.solving.busy,
        )
        self._stack.setCurrentWidget(self.work if roster.shifts else self.empty)
        self.model.show_month(roster, today)
        # In less room names would be cut short beside the panel.
        self.work.set_narrow(chart_ems(self.model.columnCount()) + _PANEL_EMS)
        self.chart.fit()
        self._show_words(roster)
        self._stay(chosen, fresh, today)
        self._show_place()

    def show_month(self, month: Month | None) -> None:
        """Turns to a month, or to the one that runs."""
        self.month = month or month_of(self._operations.store.now().date())
        self.chart.hold(None)
        self.result.hide()
        self.reload()

    def show_day(self, on: date) -> None:
        """Turns to a day."""
        if month_of(on) != self.month:
            self.show_month(month_of(on))
        row = self.model.row_of(on)
        self.chart.setCurrentIndex(self.model.index(row, 0))
        self.chart.scrollTo(self.model.index(row, 0))

    def focus_start(self) -> None:
        """Puts the keyboard into the chart."""
        self.chart.setFocus()

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.chart, 1)
        column.addWidget(self.status)
        left.setFocusProxy(self.chart)
        self.work = MasterDetail(left, self.panel, back="返回月表", shares=(5, 2))
        self._stack = QStackedWidget()
        self._stack.addWidget(self.work)
        self._stack.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        for part in (self.head, self.warning, self.solving.bar, self.result):
            whole.addWidget(part)
        whole.addWidget(self._stack, 1)
        self.result.hide()

    def _connect(self) -> None:
        self.head.month_requested.connect(self.show_month)
        self.head.solve_requested.connect(lambda: self.solving.start(self.month))
        self.head.publish_requested.connect(self._publish)
        self.head.reopen_requested.connect(self._reopen)
        self.result.action_requested.connect(self.result.hide)
        self.solving.proposed.connect(self._keep)
        self.solving.ended.connect(self.reload)
        self.chart.place_chosen.connect(self._walked)
        self.chart.carried.connect(lambda _held: self._show_status())
        self.chart.put_down.connect(self.deeds.put_down)
        self.chart.take_requested.connect(self.deeds.take)
        self.chart.activated_place.connect(lambda _place: self._enter())
        self._pause.timeout.connect(self._tell_place)
        self.deeds.asked.connect(self._ask)
        self.deeds.told.connect(self._tell)
        self.deeds.said.connect(self.said)
        self.papers.said.connect(self.said)
        self.deeds.swap_wanted.connect(self._open_swap)
        self.panel.chosen.connect(self._choose)
        for signal, deed in (
            (self.panel.take_requested, self.deeds.take),
            (self.panel.lead_requested, self.deeds.lead),
            (self.panel.pin_requested, self.deeds.pin),
            (self.panel.absent_requested, self.deeds.absent),
        ):
            signal.connect(lambda do=deed: self._here(do))
        self.panel.extra_chosen.connect(lambda who: self._here(lambda p: self.deeds.extra(p, who)))
        self.panel.swap_requested.connect(lambda: self._here(lambda p: self._open_swap(p, None)))
        self.panel.pick_requested.connect(self._pick)

    def _publish(self) -> None:
        self._operations.run(duty_month.publish, self.month, by=self._operations.by)

    def _reopen(self) -> None:
        self._operations.run(duty_month.reopen, self.month, by=self._operations.by)

    def _here(self, deed: Callable[[ChartPlace], object]) -> None:
        place = self.chart.current_place()
        if place is not None:
            deed(place)

    def _pick(self) -> None:
        self.work.show_list()
        self.chart.setFocus()
        self.chart.hold(self.chart.current_place())

    def _enter(self) -> None:
        self._pause.stop()
        self._tell_place()
        self.work.show_detail()
        if not self.work.is_stacked:
            self.panel.focusNextChild()

    def _walked(self, place: ChartPlace | None) -> None:
        self._show_place()
        self._show_status()

    def _show_place(self) -> None:
        place = self.chart.current_place()
        now = self._operations.store.now()
        started = place is not None and place.cell.shift.starts_on(place.cell.on) <= now
        self.panel.show_place(place, self.deeds.state, started=started)
        if place is not None and self.isVisible():
            self._pause.start()

    def _tell_place(self) -> None:
        place = self.chart.current_place()
        if place is None:
            return
        on, shift, seat = place.cell.on, place.cell.shift.id, place.seat
        read = self._operations.read
        instead = seat.steward_id if seat is not None else None
        why = read(duty_reason.why, on, shift, instead) if instead is not None else ()
        gap = read(duty_reason.why_gap, on, shift) if place.missing else ""
        found = read(duty_swap.stand_ins, on, shift, instead) or ()
        costs = {}
        for each in [one for one in found if one.legal][:_PRICED]:
            cost = read(duty_reason.cost_of_put, on, shift, each.steward_id, instead)
            if cost is not None:
                costs[each.steward_id] = cost.after - cost.before
        self.panel.show_told(why or (), gap or "", found, costs, self.deeds.state)

    def _show_status(self) -> None:
        held, place = self.chart.held, self.chart.current_place()
        if held is None or held.seat is None:
            self.status.setText(self._told or _HINT)
            return
        where = self.deeds.preview(held, place) if place is not None else ""
        name = held.seat.name
        self.status.setText(f"拿着{name}，走到要放的格子按空格，Esc 放回。{where}")

    def _tell(self, words_said: str) -> None:
        self._told = words_said
        self._show_status()

    def _choose(self, ident: int) -> None:
        place = self.chart.current_place()
        if place is None:
            return
        swaps = self.deeds.state is RosterState.PUBLISHED and place.tag != "缺岗"
        if swaps and place.seat is not None:
            self._open_swap(place, None, ident)
        else:
            self.deeds.choose(place, ident)

    def _open_swap(
        self, place: ChartPlace, target: ChartPlace | None, taker: int | None = None
    ) -> None:
        if place.seat is None or self._roster is None:
            return
        index = self.model.index_of(place.cell.on, place.cell.shift.id, place.seat.steward_id)
        self.chart.setCurrentIndex(index)
        found = self._operations.read(
            duty_swap.stand_ins, place.cell.on, place.cell.shift.id, place.seat.steward_id
        )
        form = SwapForm(place, found or (), duties_of(self._roster))
        if target is not None and target.seat is not None:
            form.choose(target.seat.steward_id, target.seat.assignment_id)
        elif taker is not None:
            form.choose(taker)
        form.answered.connect(
            lambda who, back, agreed, note: self.deeds.swap(place, who, back, agreed, note)
        )
        self.work.show_detail()
        self.panel.ask("", form)

    def reopen_swap(self, on: date, shift_id: int, steward_id: int) -> None:
        """Opens the form for a swap of this person's duty again, where it still stands."""
        self.show_month(month_of(on))
        index = self.model.index_of(on, shift_id, steward_id)
        if index.isValid():
            self.chart.setCurrentIndex(index)
            self._here(lambda place: self._open_swap(place, None))

    def _ask(self, broken: str, act: Callable[[], object]) -> None:
        form = InlineForm("这样排不合规则", "仍然这样排")
        form.confirmed.connect(self.panel.close_form)
        form.confirmed.connect(act)
        self.work.show_detail()
        self.panel.ask(broken, form)
        form.cancel.setFocus()

    def _keep(self, proposal: Proposal) -> None:
        done = self._operations.run(
            duty_month.keep_proposal, proposal, by=self._operations.by
        )
        if done is not None:
            told = [proposal.words, *proposal.gaps[:_MOST_GAPS]]
            if len(proposal.gaps) > _MOST_GAPS:
                told.append(f"另外还有 {len(proposal.gaps) - _MOST_GAPS} 处，表里写着「缺」")
            self.result.set_text("\n".join(told), "warn" if proposal.gaps else "good", "知道了")
            self.result.setVisible(proposal.month == self.month)

    def _show_words(self, roster: MonthRoster) -> None:
        told = [roster.warning] if roster.warning else []
        told += [f"不合规则：{each}" for each in roster.faults[:3]]
        if len(roster.faults) > 3:
            told.append(f"另外还有 {len(roster.faults) - 3} 处不合规则")
        self.warning.set_text("\n".join(told), "warn")
        self.warning.setVisible(bool(told))

    def _stay(self, chosen: ChartPlace | None, fresh: bool, today: date) -> None:
        """Stays at the chosen place, or goes to today when the month is shown anew."""
        if chosen is not None:
            who = chosen.seat.steward_id if chosen.seat else None
            index = self.model.index_of(chosen.cell.on, chosen.cell.shift.id, who)
            if index.isValid() and not self.chart.currentIndex().isValid():
                self.chart.setCurrentIndex(index)
        elif fresh and self.model.rowCount():
            index = self.model.index(self.model.row_of(today), 0)
            self.chart.setCurrentIndex(index)
            self.chart.scrollTo(index, RosterChart.ScrollHint.PositionAtCenter)
        self.chart.refresh()
