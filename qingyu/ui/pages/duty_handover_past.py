"""Handovers of the last week to read and print, and the lists they are made of."""

from datetime import date, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from qingyu.domain.duty_change import ShiftRef
from qingyu.domain.handover import Counted, Handover
from qingyu.services import handover, steward
from qingyu.ui import theme
from qingyu.ui.operations import Operations
from qingyu.ui.pages.duty_handover_lists import ListsForm
from qingyu.ui.pages.duty_handover_taking import told
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.link_line import LinkLine

_DAYS = 7


class PastHandovers(QWidget):
    """A card of records; one opens under it to be read.

    Signals: unfolded(QWidget) when something opened; print_requested(ShiftRef); lists_changed();
    taking_requested(ShiftRef) for a record of long ago that nobody has confirmed.
    """

    unfolded = Signal(QWidget)
    print_requested = Signal(object)
    lists_changed = Signal()
    taking_requested = Signal(object)

    def __init__(self, operations: Operations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = operations
        self._names: dict[int, str] = {}
        self._said: tuple[tuple[Handover, ...], tuple[Handover, ...]] | None = None
        self.lists: ListsForm | None = None
        self.card = Card("history", "最近一周的交接班")
        self.change = ActionButton("改清点的东西和巡查点", icon="pen-line")
        self.change.clicked.connect(self.open_lists)
        self.card.add_head(self.change)
        self.record = Card("file-text", "")
        self.print = ActionButton("打印这一份", icon="printer")
        self.print.clicked.connect(self._print)
        self.record.add_head(self.print)
        self._opened: Handover | None = None
        self.record.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.current().px(0.85))
        self._column.addWidget(self.card)
        self._column.addWidget(self.record)

    def reload(self) -> None:
        """Reads the records of a week again."""
        people = self._operations.read(steward.stewards, everybody=True) or ()
        self._names = {person.id: person.name for person in people}
        today: date = self._operations.store.now().date()
        found = self._operations.read(handover.of_days, today - timedelta(days=_DAYS), today) or ()
        left = self._operations.read(handover.left_waiting) or ()
        if (found, left) == self._said:
            return
        self._said = (found, left)
        self.card.clear()
        for record in found:
            line = LinkLine(f"{record.title}　{self._signed(record)}", *_pill(record), key=record)
            line.requested.connect(self._open)
            self.card.add_line(line)
        if not found:
            self.card.add_line(words("这一周还没有交接班记录。", "muted", wrap=True))
        if left:
            self.card.add_line(words("更早的，一直没有人接：", "muted", wrap=True))
        for record in left:
            ref = ShiftRef(record.on, record.shift.id)
            line = LinkLine(
                f"{record.title}　{self._signed(record)}", "去补接班", "warn", key=ref
            )
            line.requested.connect(self.taking_requested)
            self.card.add_line(line)

    def name_of(self, ident: int | None) -> str:
        """The name of a steward, also a former one."""
        if ident is not None and ident not in self._names:
            people = self._operations.read(steward.stewards, everybody=True) or ()
            self._names = {person.id: person.name for person in people}
        return self._names.get(ident, "") if ident is not None else ""

    def open_lists(self) -> None:
        """Opens both lists to be changed."""
        if self.lists is None:
            read = self._operations.read
            self.lists = ListsForm(read(handover.things) or (), read(handover.points) or ())
            self.lists.answered.connect(self._save)
            self.lists.cancelled.connect(self._close)
            self._column.insertWidget(0, self.lists)
            self.lists.show()
        self.lists.focus_first()
        self.unfolded.emit(self.lists)

    def _signed(self, record: Handover) -> str:
        giver, taker = self.name_of(record.given_by), self.name_of(record.taken_by)
        if record.unattended:
            return f"没有人到岗，{taker}记下来接了班"
        return f"{giver} 交给 {taker}" if taker else f"{giver} 交了班"

    def _open(self, record: object) -> None:
        if isinstance(record, Handover):
            self._opened = record
            self.record.clear()
            self.record.set_title(f"{record.title}　{self._signed(record)}")
            for line in told(record):
                self.record.add_line(words(line, wrap=True))
            self.record.show()
            self.unfolded.emit(self.record)

    def _print(self) -> None:
        if self._opened is not None:
            self.print_requested.emit(ShiftRef(self._opened.on, self._opened.shift.id))

    def _save(self, things: tuple[Counted, ...], points: tuple[str, ...]) -> None:
        by = self._operations.by
        if self._operations.run(handover.set_lists, things, points, by=by) is not None:
            self._close()
            self.lists_changed.emit()

    def _close(self) -> None:
        if self.lists is not None:
            self.lists.hide()
            self.lists.deleteLater()
            self.lists = None
            self.change.setFocus()


def _pill(record: Handover) -> tuple[str, str]:
    return ("已接班", "good") if record.confirmed else ("等人接班", "warn")
