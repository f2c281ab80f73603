"""The month as a wall chart with the chosen place beside it; solved, published, swapped here."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from qingyu.domain.changes import Changes
from qingyu.domain.duty_month import MonthRoster, Proposal, RosterState
from qingyu.domain.month import Month, month_of
from qingyu.services import duty_month, duty_place
from qingyu.ui.models.duty_chart import ChartModel
from qingyu.ui.pages.duty_deeds import Deeds
from qingyu.ui.pages.duty_head import MonthHead, trouble_words
from qingyu.ui.pages.duty_papers import PapersMenu
from qingyu.ui.pages.duty_seat_panel import SeatPanel
from qingyu.ui.pages.duty_solving import Solving, proposal_words
from qingyu.ui.pages.duty_status import StatusLine
from qingyu.ui.pages.duty_swapping import Swapping
from qingyu.ui.pages.page import Desk
from qingyu.ui.widgets.banner import Banner
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.master_detail import MasterDetail
from qingyu.ui.widgets.roster_chart import RosterChart, chart_ems
from qingyu.ui.widgets.roster_place import ChartPlace

_PRICED = 3
_PANEL_EMS = 20.0
_PAUSE_MS = 120


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
        self.head = MonthHead()
        self.warning = Banner("", "warn")
        self.result = Banner("", "info")
        self.model = ChartModel(self)
        self.chart = RosterChart()
        self.chart.setModel(self.model)
        self.panel = SeatPanel()
        self.deeds = Deeds(desk.operations, self)
        self.status = StatusLine(self.deeds.preview)
        self.swapping = Swapping(desk.operations, self.deeds, self)
        self.solving = Solving(desk, self)
        self.papers = PapersMenu(desk, self)
        self.head.papers.setMenu(self.papers)
        self.empty = EmptyState("clock", "没有在用的班次", "所有的班次都停用了，先添加一个班次。")
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Reads the month again; the chosen place stays."""
        roster = self._operations.read(duty_month.month_roster, self.month)
        if roster is None:
            return
        chosen, fresh = self.chart.current_place(), self._roster is None
        if self._roster is None or self._roster.month != roster.month:
            chosen, fresh = None, True
            self.status.tell("")
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
        told = trouble_words(roster)
        self.warning.set_text(told, "warn")
        self.warning.setVisible(bool(told))
        self._stay(chosen, fresh, today)
        self._show_place()

    def show_month(self, month: Month | None) -> None:
        """Turns to a month, or to the one that runs; who was picked up is carried along."""
        self.month = month or month_of(self._operations.store.now().date())
        self.result.hide()
        self.reload()

    def show_day(self, on: date) -> None:
        """Turns to a day."""
        if month_of(on) != self.month:
            self.show_month(month_of(on))
        row = self.model.row_of(on)
        self.chart.setCurrentIndex(self.model.index(row, 0))
        self.chart.scrollTo(self.model.index(row, 0))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._pause.start()

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
        self.head.publish_requested.connect(lambda: self._settle(duty_month.publish))
        self.head.reopen_requested.connect(lambda: self._settle(duty_month.reopen))
        self.result.action_requested.connect(self.result.hide)
        self.solving.proposed.connect(self._keep)
        self.solving.ended.connect(self.reload)
        self.chart.place_chosen.connect(self._walked)
        self.chart.carried.connect(lambda _held: self._show_status())
        self.chart.hovered.connect(self._show_status)
        self.chart.put_down.connect(self.deeds.put_down)
        self.chart.take_requested.connect(self.deeds.take)
        self.chart.activated_place.connect(lambda _place: self._enter())
        self._pause.timeout.connect(self._tell_place)
        self.deeds.asked.connect(self._ask)
        self.deeds.told.connect(self._tell)
        self.deeds.said.connect(self.said)
        self.papers.said.connect(self.said)
        self.papers.person_wanted.connect(self._ask_person)
        self.deeds.swap_wanted.connect(self._open_swap)
        self.swapping.done.connect(self._leave_form)
        self.panel.chosen.connect(self._choose)
        self.panel.left.connect(self.chart.setFocus)
        for signal, deed in (
            (self.panel.take_requested, self.deeds.take),
            (self.panel.lead_requested, self.deeds.lead),
            (self.panel.pin_requested, self.deeds.pin),
            (self.panel.absent_requested, self._note_absent),
        ):
            signal.connect(lambda do=deed: self._here(do))
        self.panel.extra_chosen.connect(lambda who: self._here(lambda p: self.deeds.extra(p, who)))
        self.panel.swap_requested.connect(lambda: self._here(lambda p: self._open_swap(p, None)))
        self.panel.pick_requested.connect(self._pick)

    def _settle(self, action: Callable[..., Changes]) -> None:
        if self._operations.run(action, self.month, by=self._operations.by) is not None:
            self.result.hide()

    def _here(self, deed: Callable[[ChartPlace], object]) -> None:
        place = self.chart.current_place()
        if place is not None:
            deed(place)

    def _note_absent(self, place: ChartPlace) -> None:
        """Notes a no-show; who could come instead is offered at once."""
        self.deeds.absent(place)
        self._pause.stop()
        self._tell_place()
        self.panel.focus_lines()

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
        sitting = place.seat.steward_id if place.seat is not None else None
        found = self._operations.read(
            duty_place.told, place.cell.on, place.cell.shift.id, sitting,
            lacking=bool(place.missing), priced=_PRICED,
        )  # fmt: skip
        if found is not None:
            self.panel.show_told(found, self.deeds.state)

    def _show_status(self, over: ChartPlace | None = None) -> None:
        self.status.show_places(self.chart.held, over or self.chart.current_place())

    def _tell(self, words_said: str) -> None:
        self.status.tell(words_said)
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
        if place.seat is None:
            return
        index = self.model.index_of(place.cell.on, place.cell.shift.id, place.seat.steward_id)
        if index.isValid():
            self.chart.setCurrentIndex(index)
        self.work.show_detail()
        self.panel.ask("", self.swapping.form(place, target, taker))

    def _leave_form(self) -> None:
        self.panel.close_form()
        self.chart.setFocus()

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

    def _ask_person(self) -> None:
        if self._roster is None:
            return
        form = self.papers.person_form(self._roster, self.chart.current_place())
        form.confirmed.connect(self.panel.close_form)
        self.work.show_detail()
        self.panel.ask("", form)

    def _keep(self, proposal: Proposal) -> None:
        run, by = self._operations.run, self._operations.by
        if run(duty_month.keep_proposal, proposal, by=by) is not None:
            self.result.set_text(
                proposal_words(proposal), "warn" if proposal.gaps else "good", "知道了"
            )
            self.result.setVisible(proposal.month == self.month)

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
