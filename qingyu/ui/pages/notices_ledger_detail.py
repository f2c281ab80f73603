"""One numbered notice: its state, where it hangs, the public period, objections, slips."""

from collections.abc import Callable, Sequence
from datetime import date, datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox, QWidget

from qingyu.domain.calendar import Calendar
from qingyu.domain.posting import LedgerState, PostingPlace
from qingyu.domain.publicity import USUAL_DAYS, Publicity, end_warning
from qingyu.domain.slip_answer import SlipProgress
from qingyu.domain.wording import moment
from qingyu.services.posting import LedgerEntry
from qingyu.ui.models.notice import TONES
from qingyu.ui.pages.notices_ledger_objections import ObjectionSection
from qingyu.ui.pages.notices_ledger_postings import PostingSection
from qingyu.ui.pages.notices_ledger_slips import SlipSection
from qingyu.ui.widgets.banner import Banner
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.date_field import DateField
from qingyu.ui.widgets.draft_form import set_place
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.flow_row import FlowRow
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.page_scroll import PageScroll
from qingyu.ui.widgets.pill import Pill
from qingyu.ui.widgets.section import Section


class PeriodSection(Section):
    """The 公示期 with its countdown; the form computes the last day while one types.

    Signals: period_set(object) with a Publicity.
    """

    period_set = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("公示期", "定公示期", icon="calendar-days", parent=parent)
        self.told = words("", wrap=True)
        self.add(self.told)
        self._period: Publicity | None = None
        self._today = date.min
        self._calendar = Calendar()
        self.action_requested.connect(self.open_form)

    def show_period(self, entry: LedgerEntry, today: date, calendar: Calendar) -> None:
        """Show the period of this notice, if it has one."""
        self._period, self._today, self._calendar = entry.period, today, calendar
        self.told.setText(entry.period.words(today) if entry.period else "")
        self.told.setVisible(entry.period is not None)
        if self.form is None:
            void = entry.line.void_reason is not None
            self.set_action("" if void else "改公示期" if entry.period else "定公示期")

    def open_form(self) -> None:
        """Open the form for the period."""
        old = self._period or Publicity(self._today)
        first, days, counts = DateField(old.first), QSpinBox(), QCheckBox("当天就算第一天")
        days.setRange(1, 365)
        days.setValue(old.days if self._period else USUAL_DAYS)
        days.setSuffix(" 天")
        counts.setChecked(old.day_one_counts)
        end = words("", "strong", wrap=True)
        form = InlineForm("公示多少天", "定下来")
        for label, editor in (("哪天贴出", first), ("共几天", days), ("", counts)):
            form.add_field(label, editor)
        counts.setAccessibleName("当天就算第一天")
        form.add_note(end)

        def meant() -> Publicity:
            return Publicity(first.day, days.value(), counts.isChecked())

        def tell() -> None:
            last = meant().end
            warning = end_warning(last, self._calendar)
            end.setText(f"到 {last.year}年{last.month}月{last.day}日为止。{warning}")

        for signal in (first.day_changed, days.valueChanged, counts.toggled):
            signal.connect(lambda _value: tell())
        tell()
        form.confirmed.connect(lambda: self.period_set.emit(meant()))
        self.open_with(form)


class LedgerDetail(PageScroll):
    """The chosen notice with everything that can be done on the ledger.

    Signals: pdf_requested() to print it again; again_requested() to write one like it;
    withdraw_requested(str) with the reason.
    """

    pdf_requested = Signal()
    again_requested = Signal()
    withdraw_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=False)
        self._ident = 0
        self._void = False
        self.title = words("", "heading", wrap=True)
        self.facts = words("", "muted", wrap=True)
        self.state = Pill("", "plain")
        self.left = words("", "strong")
        self.pdf = ActionButton("再印", icon="printer")
        self.again = ActionButton("照这张再写", "quiet", icon="copy")
        self.withdraw = ActionButton("作废", "quiet")
        self.note = Banner("", "warn")
        self.period = PeriodSection()
        self.postings = PostingSection()
        self.objections = ObjectionSection()
        self.slips = SlipSection()
        self._box = EmBox(card=True, margin=(0.9, 0.8), gap=0.8)
        top = EmBox(gap=0.3)
        for part in (self.title, self.facts, FlowRow(self.state, self.left, self.pdf,
                                                     self.again, self.withdraw),
                     self.note):  # fmt: skip
            top.add(part)
        self._top = top
        self._box.add(top)
        for section in (self.postings, self.period, self.objections, self.slips):
            self._box.add(section)
        self.add(self._box)
        self.column.addStretch(1)
        self._reason: InlineForm | None = None
        self.pdf.clicked.connect(self.pdf_requested)
        self.again.clicked.connect(self.again_requested)
        self.withdraw.clicked.connect(self.open_withdraw)

    def show_entry(
        self,
        entry: LedgerEntry,
        places: Sequence[PostingPlace],
        slips: SlipProgress,
        now: datetime,
        calendar: Calendar,
    ) -> None:
        """Show this notice; forms stay open while it is the same."""
        line, today = entry.line, now.date()
        if line.id != self._ident:
            self.close_withdraw()
            self.period.close_form()
            self.verticalScrollBar().setValue(0)
        self._ident = line.id
        set_place(self, f"notice:{line.id}", line.title)
        state = line.state(today)
        self.title.setText(line.title)
        self.facts.setText(f"{line.number}　{moment(line.published_at, now)}发布")
        self.state.set_text(str(state), TONES[state])
        self.left.setText(line.left_words(today))
        void = state is LedgerState.VOID
        self._void = void
        self.withdraw.setVisible(not void and self._reason is None)
        self._say(entry, state)
        self.postings.show_entry(entry, places, today)
        self.period.show_period(entry, today, calendar)
        self.objections.show_entry(entry, now)
        self.slips.show_progress(slips, void=void)

    def doors(self) -> dict[str, Callable[[], object]]:
        """How the forms of the notice are opened, by the steps of their drafts."""
        return {
            "为什么作废": self.open_withdraw,
            "公示多少天": self.period.open_form,
            "贴在哪里": self.postings.open_up,
            "撤下": self.postings.open_down,
            **self.objections.doors(),
        }

    def open_withdraw(self) -> None:
        """Ask why it is withdrawn."""
        if self._reason is not None:
            self._reason.focus_first()
            return
        why = QLineEdit()
        why.setMaxLength(100)
        why.setPlaceholderText("例如：时间写错了，另发一张")
        form = InlineForm("为什么作废", "作废这个号")
        form.add_field("原因", why)
        form.add_note(words("号码不会再用，内容留着备查；还贴着的今天要撤下。", "muted", wrap=True))
        form.confirmed.connect(lambda: self.withdraw_requested.emit(why.text()))
        form.cancelled.connect(self.close_withdraw)
        self._reason = form
        self._top.add(form)
        self.withdraw.hide()
        form.focus_first()

    def close_withdraw(self) -> None:
        """Put the question away."""
        if self._reason is not None:
            self._reason.hide()
            self._reason.deleteLater()
            self._reason = None
            self.withdraw.setVisible(not self._void)

    def _say(self, entry: LedgerEntry, state: LedgerState) -> None:
        line = entry.line
        told = []
        if state is LedgerState.VOID:
            hangs = "还贴着，请撤下。" if line.hanging else ""
            told.append(f"已作废：{line.void_reason}。{hangs}")
        if line.open_objections:
            told.append(f"有 {line.open_objections} 条异议没有答复，公示期满前要答复。")
        if entry.warning and state in (LedgerState.UP, LedgerState.NOT_UP):
            told.append(entry.warning)
        self.note.set_text("".join(told), "warn")
        self.note.setVisible(bool(told))
