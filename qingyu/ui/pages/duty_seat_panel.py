"""One place of the wall chart from near: why this person, what can be done, who could come."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from qingyu.domain.duty import Standing
from qingyu.domain.duty_change import StandIn
from qingyu.domain.duty_month import RosterState
from qingyu.domain.roster_change import number, signed
from qingyu.services.duty_place import PlaceTold
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.link_line import LinkLine
from qingyu.ui.widgets.page_scroll import PageScroll
from qingyu.ui.widgets.roster_place import ChartPlace

_WEEKDAYS = "一二三四五六日"
_MOST = 8


class SeatPanel(PageScroll):
    """Facts, buttons and stand-ins of the chosen place.

    Signals: chosen(int) a steward of the list; extra_chosen(int) the same for extra duty;
    swap_requested(); take_requested(); lead_requested(); pin_requested(); absent_requested();
    pick_requested() to move the person with the keyboard; left() on Esc.
    """

    chosen = Signal(int)
    extra_chosen = Signal(int)
    swap_requested = Signal()
    take_requested = Signal()
    lead_requested = Signal()
    pin_requested = Signal()
    absent_requested = Signal()
    pick_requested = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=False)
        self.setAccessibleName("选中的这一班")
        self._place: ChartPlace | None = None
        self._extra = False
        self._lines: list[QWidget] = []
        self.form: InlineForm | None = None
        self._head = words("", "heading", wrap=True)
        self._who = words("", "strong", wrap=True)
        self._gap = words("", "warn", wrap=True)
        self._buttons = QWidget()
        flow = FlowLayout(self._buttons, gap=0.4)
        self.swap = ActionButton("换班", "primary", icon="users")
        self.pick = ActionButton("拿起来移动", hint="在表里按空格")
        self.take = ActionButton("撤下", hint="在表里按 Delete")
        self.lead = ActionButton("当值班长")
        self.pin = ActionButton("固定")
        self.absent = ActionButton("没来")
        self.extra = ActionButton("加派一人", icon="user-plus")
        for button, signal in (
            (self.swap, self.swap_requested), (self.pick, self.pick_requested),
            (self.absent, self.absent_requested), (self.lead, self.lead_requested),
            (self.pin, self.pin_requested), (self.take, self.take_requested),
        ):  # fmt: skip
            button.clicked.connect(signal)
            flow.addWidget(button)
        flow.addWidget(self.extra)
        self.extra.clicked.connect(self._toggle_extra)
        self._why_head = words("为什么是我", "heading")
        self._why = words("", wrap=True)
        self._list_head = words("", "heading", wrap=True)
        for block in (self._head, self._who, self._gap, self._buttons, self._why_head, self._why):
            self.add(block)
        self.add(self._list_head)
        self.column.addStretch(1)
        self.show_place(None, RosterState.NONE, started=False)

    def show_place(
        self, place: ChartPlace | None, state: RosterState, *, started: bool
    ) -> None:
        """Show what is known at once; `started` tells that the shift has begun."""
        if place != self._place:
            self._extra = False
            self.close_form()
        self._place = place
        self._clear_lines()
        for part in (self._who, self._gap, self._buttons, self._why_head, self._why):
            part.hide()
        self._list_head.hide()
        if place is None:
            self._head.setText("在表里选一格，这里说明为什么排这个人、谁可以来替。")
            return
        cell, seat = place.cell, place.seat
        day = f"{cell.on.month}月{cell.on.day}日 周{_WEEKDAYS[cell.on.weekday()]}"
        self._head.setText(f"{day}　{cell.shift.title}")
        self._who.setText(_who(place))
        self._who.show()
        published = state is RosterState.PUBLISHED
        there = seat is not None and seat.standing is not Standing.ABSENT
        self.swap.setVisible(published and there)
        self.pick.setVisible(there)
        self.absent.setVisible(published and started and seat is not None)
        self.absent.set_words("没来" if there else "其实来了")
        self.lead.setVisible(there and seat is not None and not seat.lead)
        self.pin.setVisible(not published and seat is not None)
        self.pin.set_words("放开" if seat is not None and seat.pinned else "固定")
        self.take.setVisible(there)
        self.extra.setVisible(published)
        self._buttons.setVisible(seat is not None or published)

    def show_told(self, told: PlaceTold, state: RosterState) -> None:
        """Show what takes longer to know: the reasons, what would help, who could come."""
        self._gap.setText(told.gap)
        self._gap.setVisible(bool(told.gap))
        self._why.setText("\n".join(told.why))
        self._why_head.setVisible(bool(told.why))
        self._why.setVisible(bool(told.why))
        self._list_head.setText(self._list_words(state))
        self._list_head.setVisible(bool(told.stand_ins))
        self._clear_lines()
        for each in told.stand_ins[:_MOST]:
            line = _line(each, told.steps.get(each.steward_id))
            line.requested.connect(self._take_line)
            self.column.insertWidget(self.column.count() - 1, line)
            line.show()
            self._lines.append(line)
        self.settle()

    def ask(self, broken: str, form: InlineForm) -> None:
        """Show a form that must be answered first, under the head."""
        self.close_form()
        self.form = form
        if broken:
            form.add_note(words(broken, "warn", wrap=True))
        form.cancelled.connect(self.close_form)
        # A scrolling page would otherwise press the fields together before it scrolls.
        form.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.column.insertWidget(1, form)
        form.show()
        form.focus_first()
        self.settle()
        self.ensureVisible(0, 0)

    def close_form(self) -> None:
        """Put the form away."""
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focus_lines(self) -> None:
        """Put the keyboard on the first who could come."""
        first = next(iter(self._lines), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
            self.show_widget(first)

    def _list_words(self, state: RosterState) -> str:
        place = self._place
        if self._extra:
            return "加派谁来（不占位置，合适的在前）"
        if place is None or place.seat is None:
            return "谁来补上（合适的在前）"
        if place.seat.standing is Standing.ABSENT:
            return "谁来顶班（合适的在前）"
        return "和谁换班" if state is RosterState.PUBLISHED else "换谁来（合适的在前）"

    def _toggle_extra(self) -> None:
        self._extra = not self._extra
        self.extra.set_words("不加派了" if self._extra else "加派一人")
        self._list_head.setText(self._list_words(RosterState.PUBLISHED))
        self.focus_lines()

    def _take_line(self, ident: object) -> None:
        (self.extra_chosen if self._extra else self.chosen).emit(ident)

    def _clear_lines(self) -> None:
        for line in self._lines:
            line.hide()
            line.deleteLater()
        self._lines.clear()


def _who(place: ChartPlace) -> str:
    seat = place.seat
    if seat is None:
        return place.missing
    parts = [
        seat.name,
        "值班长" if seat.lead else "",
        place.tag,
        "人工定的" if seat.pinned else "",
        f"明知：{seat.kept}" if seat.kept else "",
    ]
    return "　".join(part for part in parts if part)


def _line(each: StandIn, step: float | None) -> LinkLine:
    """One stand-in; step: what it does to the unfairness of all."""
    pill, tone = ("可以来", "good") if each.legal else ("不合规则", "warn")
    if each.legal and each.unwanted:
        pill, tone = "不太想", "plain"
    parts = [
        f"{each.name}{'（可当值班长）' if each.lead else ''}",
        f"{number(each.load)} 分" if each.legal else "；".join(each.broken),
        f"不公平值 {signed(step)}" if step is not None and each.legal else "",
        each.phone,
    ]
    return LinkLine(
        "　".join(part for part in parts if part), pill, tone, key=each.steward_id
    )
