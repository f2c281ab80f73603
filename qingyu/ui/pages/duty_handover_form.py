"""The handover of one shift, filled in from the book; whoever goes corrects it and signs."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from qingyu.domain.handover import Handover
from qingyu.ui.pages.duty_handover_parts import (
    CountEdit,
    IncidentsEdit,
    LinesEdit,
    PatrolEdit,
    WeatherEdit,
    line_edit,
)
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.inline_form import InlineForm
from qingyu.ui.widgets.labels import words

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HandoverForm(InlineForm):
    """Fields of a record; lines of text stand for lists. Enter goes on, Ctrl+Enter signs.

    Signals: answered(Handover) with the record as it was filled in; empty_told() when nobody came
    to that shift; those of InlineForm.
    """

    answered = Signal(object)
    empty_told = Signal()

    def __init__(
        self, record: Handover, *, alone: bool = False, parent: QWidget | None = None
    ) -> None:
        step = f"交班 {record.on.isoformat()} {record.shift.id}"
        super().__init__(f"{record.title}：交班记录", "签字交班", parent, step=step)
        self._book = self._first = record
        self.weather = WeatherEdit(record.weather)
        self.people = line_edit(record.people, "值班的人")
        self.visitors = line_edit(record.visitors, "来过谁、谁来过电话")
        self.happened = LinesEdit(record.happened, "这一班的事，一行一件")
        self.open_matters = LinesEdit(record.open_matters, "要接着办的，一行一件")
        self.patrol = PatrolEdit(record.patrol)
        self.incidents = IncidentsEdit(record.incidents)
        self.counts = CountEdit(record.counted)
        self.words = line_edit(record.words, "还要交代的")
        for label, editor in (
            ("天气", self.weather),
            ("谁值的班", self.people),
            ("来人来电", self.visitors),
            ("这一班的事", self.happened),
            ("没办完的", self.open_matters),
            ("巡查", self.patrol),
            ("突发情况", self.incidents),
            ("清点", self.counts),
            ("备注", self.words),
        ):
            self.add_field(label, editor)
        self.signer = words("", "muted", wrap=True)
        self.add_note(self.signer)
        self.nobody = ActionButton("这一班没有人来", hint="该来的人都记缺岗")
        self.nobody.clicked.connect(self.empty_told)
        self._buttons.insertWidget(1, self.nobody)
        self.confirm.setToolTip("Ctrl+Enter")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.cancel.hide()
        self.confirmed.connect(lambda: self.answered.emit(self.record()))
        self.draft_form.taken.connect(self._take_in_news)
        self.alone = alone
        # Not the record that was given: the fields add that every thing is there.
        self._shown = self.record()

    @property
    def is_edited(self) -> bool:
        """Whether anything was typed or chosen."""
        return self.record() != self._shown

    def record(self) -> Handover:
        """The record as it is filled in now."""
        return replace(
            self._first,
            weather=self.weather.text(),
            people=self.people.text().strip(),
            visitors=self.visitors.text().strip(),
            happened=self.happened.lines(),
            open_matters=self.open_matters.lines(),
            patrol=self.patrol.patrol(),
            incidents=self.incidents.incidents(),
            counted=self.counts.counted(),
            words=self.words.text().strip(),
        )

    def follow(self, book: Handover) -> None:
        """Takes in what the book learnt meanwhile; what somebody typed stays as it is."""
        before, edited = self._book, self.is_edited
        self._book = book
        for line, old, new in (
            (self.weather.line, before.weather, book.weather),
            (self.people, before.people, book.people),
            (self.visitors, before.visitors, book.visitors),
        ):
            if new != old and line.text() == old:
                line.setText(new)
        for box, known, now in (
            (self.happened, before.happened, book.happened),
            (self.open_matters, before.open_matters, book.open_matters),
        ):
            if box.lines() == known:
                if known != now:
                    box.setPlainText("\n".join(now))
                continue
            for added in now:
                if added not in known:
                    box.appendPlainText(added)
        if not edited:
            self._shown = self.record()

    def set_signer(self, name: str) -> None:
        """Say who will have signed, and that nobody came where somebody else writes it down."""
        mine = bool(name) and name in self._book.people
        self.confirm.set_words("记下来，我来接" if self.alone else "签字交班")
        self.nobody.setVisible(bool(name) and not mine and not self.alone)
        who = f"签字的是「{name}」" if name else "还不知道是谁在用，请先在右上角选名字"
        why = "电脑已经照这一班的事填好，请改一改。"
        if self.alone:
            why = "这一班没有人到岗，由接班的人记下来。"
        elif name and not mine:
            why += "您不是这一班的；没有人来的，请先按「这一班没有人来」。"
        self.signer.setText(f"{why}{who}。")

    def _take_in_news(self) -> None:
        """What the book learnt after the draft was left is added to it."""
        for box, now in (
            (self.happened, self._book.happened),
            (self.open_matters, self._book.open_matters),
        ):
            for line in now:
                # By its head, 「9:10 收到报修 0013」: what follows may have been put otherwise.
                if line.partition("：")[0] not in box.toPlainText():
                    box.appendPlainText(line)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A record is long: Enter in a line must not sign it half filled in.
        if event.key() in _ENTER and isinstance(self.focusWidget(), QLineEdit):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.confirmed.emit()
            else:
                self.focusNextChild()
            return
        super().keyPressEvent(event)
