"""交接班: what waits to be taken over, the record of the shift that ends, those of last week."""

from datetime import date, timedelta

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from qingyu.domain.handover import Handover
from qingyu.services import duty, handover
from qingyu.ui.pages.duty_handover_form import HandoverForm
from qingyu.ui.pages.page import Desk
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.empty_state import EmptyState
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.link_line import LinkLine
from qingyu.ui.widgets.page_scroll import PageScroll

_DAYS = 7


class TakingForm(InlineForm):
    """The record that waits, to be read and confirmed by whoever comes.

    Signals: those of InlineForm.
    """

    def __init__(self, record: Handover, parent: QWidget | None = None) -> None:
        on, shift = record.on, record.shift
        title = f"{on.month}月{on.day}日{shift.name}班等人接班"
        super().__init__(title, "看过了，接班", parent, step="接班")
        for line in reversed(told(record)):
            self.add_note(words(line, wrap=True))
        self.words = QLineEdit()
        self.words.setMaxLength(200)
        self.words.setPlaceholderText("有不一样的写在这里，没有就空着")
        self.add_field("接班的话", self.words)
        self.cancel.hide()


class HandoverRoom(QWidget):
    """Forms that keep what is typed while the book changes around them."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = desk.operations
        self.taking: TakingForm | None = None
        self.giving: HandoverForm | None = None
        self._known: dict[str, Handover | None] = {}
        self._scroll = PageScroll(margin=False)
        self._forms = QVBoxLayout()
        self._now = words("", "strong", wrap=True)
        self._past = Card("history", "最近一周的交接班")
        self._read = words("", wrap=True)
        self.empty = EmptyState(
            "clipboard-list",
            "现在没有要交接的班",
            "一班结束前半小时起，这里会有填好一半的交班记录。",
        )
        self._scroll.add(self._now)
        self._scroll.column.addLayout(self._forms)
        self._scroll.add(self.empty)
        self._scroll.add(self._past)
        self._scroll.add(self._read)
        self._scroll.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    def reload(self) -> None:
        """Reads what waits and what is due; a form already open keeps what was typed."""
        read = self._operations.read
        now = read(duty.on_duty_now)
        if now is not None:
            phone = f"　值班电话 {now.phone}" if now.phone else ""
            self._now.setText(f"{now.words}{phone}")
        self._show_taking(read(handover.waiting))
        self._show_giving(read(handover.due))
        self.empty.setVisible(self.taking is None and self.giving is None)
        today = self._operations.store.now().date()
        self._show_past(today)
        self._scroll.settle()

    def focus_start(self) -> None:
        """Puts the keyboard into the first form."""
        form = self.taking or self.giving
        if form is not None:
            form.focus_first()

    def _show_taking(self, record: Handover | None) -> None:
        if record == self._known.get("taking") and (record is None) == (self.taking is None):
            return
        self._known["taking"] = record
        if self.taking is not None:
            self.taking.hide()
            self.taking.deleteLater()
            self.taking = None
        if record is not None:
            self.taking = TakingForm(record)
            self.taking.confirmed.connect(self._confirm)
            self._forms.insertWidget(0, self.taking)
            self.taking.show()

    def _show_giving(self, record: Handover | None) -> None:
        before = self._known.get("giving")
        same = record is not None and before is not None and self.giving is not None
        if same and record and before and (record.on, record.shift) == (before.on, before.shift):
            return
        self._known["giving"] = record
        if self.giving is not None:
            self.giving.hide()
            self.giving.deleteLater()
            self.giving = None
        if record is not None:
            self.giving = HandoverForm(record)
            self.giving.answered.connect(self._give)
            self._forms.addWidget(self.giving)
            self.giving.show()

    def _show_past(self, today: date) -> None:
        found = self._operations.read(handover.of_days, today - timedelta(days=_DAYS), today) or ()
        self._past.clear()
        self._past.setVisible(bool(found))
        for record in found:
            pill, tone = ("已接班", "good") if record.confirmed else ("等人接班", "warn")
            text = f"{record.on.month}月{record.on.day}日{record.shift.name}班　{record.people}"
            line = LinkLine(text, pill, tone, key=record)
            line.requested.connect(self._open)
            self._past.add_line(line)
            line.show()

    def _open(self, record: object) -> None:
        if isinstance(record, Handover):
            head = f"{record.on.month}月{record.on.day}日{record.shift.name}班"
            self._read.setText("\n".join((head, *told(record))))
            self._scroll.show_widget(self._read)

    def _give(self, record: Handover) -> None:
        done = self._operations.run(handover.give, record, by=self._operations.by)
        if done is not None:
            self.reload()

    def _confirm(self) -> None:
        record = self._known.get("taking")
        if record is not None and self.taking is not None:
            said = self.taking.words.text()
            self._operations.run(handover.confirm, record.id, said, by=self._operations.by)


def told(record: Handover) -> tuple[str, ...]:
    """A record in lines."""
    counted = "、".join(
        f"{thing.name} {thing.found}/{thing.usual}{'（少了）' if thing.missing else ''}"
        for thing in record.counted
        if thing.found is not None
    )
    patrol = "、".join(f"{each.point} {each.result}" for each in record.patrol if each.result)
    incidents = "；".join(
        " ".join(part for part in (each.at, each.what, each.action, each.told) if part)
        for each in record.incidents
    )
    parts = (
        ("值班", record.people),
        ("天气", record.weather),
        ("来人来电", record.visitors),
        ("发生的事", "；".join(record.happened)),
        ("没办完的", "；".join(record.open_matters)),
        ("巡查", patrol),
        ("突发情况", incidents),
        ("清点", counted),
        ("备注", record.words),
        ("接班的话", record.taker_words),
    )
    return tuple(f"{label}：{text}" for label, text in parts if text)
