"""班次: when each shift begins and ends, how many serve; changed here for the months to come."""

from datetime import time

from PySide6.QtCore import QTime, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QLineEdit,
    QSizePolicy,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from qingyu.domain.duty import Shift
from qingyu.services import duty
from qingyu.ui.pages.page import Desk
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.link_line import LinkLine
from qingyu.ui.widgets.page_scroll import PageScroll

_NEW = Shift(0, "", time(9), time(11))


class ShiftForm(InlineForm):
    """One shift to be added or changed.

    Signals: answered(Shift); removed(Shift) to take it out of use; those of InlineForm.
    """

    answered = Signal(object)
    removed = Signal(object)

    def __init__(self, shift: Shift, parent: QWidget | None = None) -> None:
        title = f"修改{shift.name}班" if shift.id else "添加一个班次"
        super().__init__(title, "保存", parent, step=f"shift {shift.id}")
        self._shift = shift
        self.name = QLineEdit(shift.name)
        self.name.setMaxLength(6)
        self.name.setPlaceholderText("例如：夜巡")
        self.start, self.end = _clock(shift.start), _clock(shift.end)
        self.places = QSpinBox()
        self.places.setRange(1, 20)
        self.places.setValue(shift.places)
        self.places.setSuffix(" 人")
        self.evening = QCheckBox("算晚班（加 0.5 分，不排晚班的人不排）")
        self.evening.setChecked(shift.evening)
        self.remove = ActionButton("停用这个班次", "danger", icon="x")
        for box in (self.start, self.end, self.places, self.remove):
            box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        for label, editor in (
            ("名称", self.name),
            ("几点开始", self.start),
            ("几点结束", self.end),
            ("每班几人", self.places),
            ("晚班", self.evening),
        ):
            self.add_field(label, editor)
        self.remove.clicked.connect(lambda: self.removed.emit(self._shift))
        if shift.id:
            self.add_field("", self.remove)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.confirmed.connect(self._answer)

    def _answer(self) -> None:
        name = self.name.text().strip()
        self.mark(self.name if not name else None)
        if name:
            self.answered.emit(
                Shift(
                    self._shift.id,
                    name,
                    _time(self.start),
                    _time(self.end),
                    self.places.value(),
                    self.evening.isChecked(),
                )
            )


class ShiftsRoom(QWidget):
    """The shifts in use; a press opens one to be changed."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operations = desk.operations
        self.form: ShiftForm | None = None
        self.card = Card("clock", "在用的班次")
        self.add = ActionButton("添加班次", icon="plus")
        self.add.clicked.connect(lambda: self.open_form(_NEW))
        self.card.add_head(self.add)
        self._scroll = PageScroll(margin=False)
        self._scroll.add(self.card)
        self._scroll.add(
            words("改了钟点，已经公布的月份不受影响；还没公布的月份按新的来。", "muted", wrap=True)
        )
        self._scroll.column.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scroll)

    def reload(self) -> None:
        """Reads the shifts again; a form that is open stays."""
        self.card.clear()
        for shift in self._operations.read(duty.shifts) or ():
            hours = f"{shift.start:%H:%M}–{shift.end:%H:%M}"
            night = "　晚班" if shift.evening else ""
            line = LinkLine(
                f"{shift.name}班　{hours}　每班 {shift.places} 人{night}", "修改", key=shift
            )
            line.requested.connect(self.open_form)
            self.card.add_line(line)

    def focus_start(self) -> None:
        """Puts the keyboard on the first thing to press."""
        self.add.setFocus()

    def reopen(self, ident: int) -> None:
        """Opens the form of this shift, or the empty one for 0."""
        shifts = (_NEW, *(self._operations.read(duty.shifts) or ()))
        shift = next((each for each in shifts if each.id == ident), None)
        if shift is not None:
            self.open_form(shift)

    def open_form(self, shift: Shift) -> None:
        """Opens a shift to be changed, or the empty one to be added."""
        self._close()
        form = ShiftForm(shift)
        form.answered.connect(self._save)
        form.removed.connect(self._remove)
        form.cancelled.connect(self._close)
        self._scroll.column.insertWidget(1, form)
        form.show()
        form.focus_first()
        self._scroll.settle()
        self.form = form

    def _save(self, shift: Shift) -> None:
        saved = self._operations.run(duty.save_shift, shift, by=self._operations.by)
        if saved is not None:
            self._close()

    def _remove(self, shift: Shift) -> None:
        removed = self._operations.run(duty.remove_shift, shift.id, by=self._operations.by)
        if removed is not None:
            self._close()

    def _close(self) -> None:
        if self.form is not None:
            self.form.hide()
            self.form.deleteLater()
            self.form = None


def _clock(at: time) -> QTimeEdit:
    made = QTimeEdit(QTime(at.hour, at.minute))
    made.setDisplayFormat("HH:mm")
    return made


def _time(editor: QTimeEdit) -> time:
    shown = editor.time()
    return time(shown.hour(), shown.minute())
