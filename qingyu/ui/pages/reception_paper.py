"""The strip over the box while a blank form is typed in: which form, the day written on it."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from qingyu.domain.blank_form import BlankForm, read_bar_code
from qingyu.domain.changes import Noun
from qingyu.services import blank_form
from qingyu.ui import theme
from qingyu.ui.operations import Operations
from qingyu.ui.pages.reception_queue import Form, Queue
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.date_field import DateField
from qingyu.ui.widgets.flow_layout import FlowLayout
from qingyu.ui.widgets.labels import words


class ReceptionPaper(QFrame):
    """「照报修单 0456 录」 with the day on the paper, and the way to leave it for later.

    Signals: changed() when a form came on the desk or went off it; open_requested(Noun, int) for
    one that came back before.
    """

    changed = Signal()
    open_requested = Signal(object, int)

    def __init__(self, operations: Operations, queue: Queue) -> None:
        super().__init__()
        self._operations = operations
        self._queue = queue
        self.setProperty("look", "card")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.told = words("", "strong")
        self.day = DateField()
        self.day.setAccessibleName("纸上写的日子")
        self.day.day_changed.connect(self._date)
        self.leave = ActionButton("不照单子录", "quiet", icon="x", hint="不照单子录，单子以后再录")
        self._asked = words("纸上的日子", "muted")
        self.leave.clicked.connect(self._leave)
        self._flow = FlowLayout(self, gap=0.5)
        parts: tuple[QWidget, ...] = (self.told, self._asked, self.day, self.leave)
        for part in parts:
            self._flow.addWidget(part)
        self._restyle()
        self.hide()

    def open(self, form_id: int) -> None:
        """Puts the form of this id on the desk; what it said is shown when it came back before."""
        form = self._operations.read(blank_form.find, form_id)
        if form is not None:
            self._take(form)

    def scanned(self, text: str) -> bool:
        """Whether the words are nothing but a form's number, which is on the desk now."""
        number = read_bar_code(text)
        if number is None or self._queue.current.form is not None:
            return False
        form = self._operations.read(blank_form.by_number, number)
        if form is not None:
            self._queue.put(replace(self._queue.current, text=""))
            self._take(form)
        return True

    def show_form(self) -> None:
        """Show which form the message on the desk is copied from, if any."""
        form = self._queue.current.form
        self.setVisible(form is not None)
        if form is not None:
            self.told.setText(f"照{form.name} 录")
            with QSignalBlocker(self.day):
                self.day.set_day(form.day)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _take(self, form: BlankForm) -> None:
        if form.feedback_id is not None:
            self.open_requested.emit(Noun.FEEDBACK, form.feedback_id)
        else:
            today = self._operations.store.now().date()
            self._queue.take_form(Form(form.number, form.name, today))
        self.changed.emit()

    def _date(self, _day: object) -> None:
        message = self._queue.current
        if message.form is not None:
            self._queue.put(replace(message, form=replace(message.form, day=self.day.day)))

    def _leave(self) -> None:
        self._queue.put(replace(self._queue.current, form=None))
        self.changed.emit()

    def _restyle(self) -> None:
        look = theme.current()
        # In 特大 one row is all there is room for.
        self._asked.setVisible(not look.huge)
        self.leave.set_words("" if look.huge else "不照单子录")
        self.leave.setAccessibleName("不照单子录")
        self._flow.setContentsMargins(look.px(0.9), look.px(0.35), look.px(0.5), look.px(0.35))
        self._flow.invalidate()
