"""What was promised to the residents: added where it stands, ticked when kept."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QWidget

from qingyu.domain.issue import Promise
from qingyu.domain.wording import due, moment
from qingyu.ui.parties import Parties
from qingyu.ui.widgets.day_choice import DayChoice
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.pill import Pill
from qingyu.ui.widgets.section import Section
from qingyu.ui.widgets.suggest_line_edit import SuggestLineEdit


class PromiseSection(Section):
    """Promises with a box to tick when kept.

    Signals: promised(str, object, str) with what, a date and who; kept(int) with the id of one.
    """

    promised = Signal(str, object, str)
    kept = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("答应居民的", "记一条答应", parent=parent)
        self._shown: tuple[tuple[Promise, ...], date] | None = None
        self._lines = EmBox(gap=0.1)
        self.add(self._lines)
        self.boxes: list[QCheckBox] = []
        self._today = date.today()
        self._parties: Parties | None = None
        self.action_requested.connect(self.open_form)

    def show_promises(self, promises: Sequence[Promise], now: datetime) -> None:
        """Show these promises, those not kept first."""
        self._today = now.date()
        if self._shown == (tuple(promises), self._today):
            return
        self._shown = (tuple(promises), self._today)
        for old in self._lines.findChildren(QWidget):
            old.hide()
            old.deleteLater()
        ordered = sorted(promises, key=lambda each: (each.kept_at is not None, each.by))
        self.boxes = [self._line(promise, now) for promise in ordered]
        self._lines.setVisible(bool(promises))
        waiting = sum(each.kept_at is None for each in promises)
        self.set_note(f"{waiting} 条没兑现" if waiting else "")

    def set_givers(self, parties: Parties) -> None:
        """Who is offered as the one who gave the promise."""
        self._parties = parties

    def open_form(self) -> None:
        """Open the form for another promise."""
        today = self._today
        what = QLineEdit()
        what.setPlaceholderText("例如：周五前换好门禁")
        what.setMaxLength(200)
        usual = [("明天", today + timedelta(days=1)), ("一周后", today + timedelta(days=7))]
        by = DayChoice(today + timedelta(days=3), usual)
        form = InlineForm("答应居民什么", "记下答应")
        form.add_field("答应", what)
        form.add_field("什么时候前", by)
        who = SuggestLineEdit(self._givers)
        who.setMaxLength(60)
        who.setPlaceholderText("不写就是您自己；也可以是外单位")
        form.add_field("谁答应的", who)
        form.confirmed.connect(lambda: self.promised.emit(what.text(), by.day, self._giver(who)))
        self.open_with(form)

    def _givers(self, typed: str) -> Sequence[str]:
        return self._parties.suggest_any(typed) if self._parties else ()

    def _giver(self, line: SuggestLineEdit) -> str:
        typed = " ".join(line.text().split())
        party = self._parties.find(typed) if self._parties else None
        return party.name if party else typed

    def _line(self, promise: Promise, now: datetime) -> QCheckBox:
        row = QWidget()
        flow = FlowLayout(row, gap=0.4)
        box = QCheckBox(promise.what.replace("&", "&&"))
        box.setAccessibleName(f"兑现：{promise.what}")
        flow.addWidget(box)
        if promise.who:
            flow.addWidget(words(promise.who, "muted"))
        if promise.kept_at is not None:
            box.setChecked(True)
            box.setEnabled(False)
            flow.addWidget(Pill(f"{moment(promise.kept_at.date(), now)}兑现", "good"))
        else:
            late = promise.by < now.date()
            when = due(promise.by, now)
            tone = "danger" if late else "warn" if promise.by == now.date() else "plain"
            flow.addWidget(Pill(when if late else f"{when}前", tone))
            box.clicked.connect(lambda: self.kept.emit(promise.id))
        self._lines.add(row)
        return box
