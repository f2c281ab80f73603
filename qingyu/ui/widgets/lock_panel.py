"""「现在是谁在用？」 over the whole window: names, a PIN, and what to do when it is forgotten."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from qingyu.domain.frozen import frozen
from qingyu.ui import theme
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.em_box import EmBox
from qingyu.ui.widgets.flow_row import FlowRow
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.pin_pad import PinPad

_WIDTH_EMS = 46.0
_FORGOT = "忘了 PIN，请组长在「设置」的「谁在用」里给您设一个新的。"
_FORGOT_LEAD = (
    "请另一位组长给您设一个新的；只有一位组长，就找出打印的 PIN 恢复单，按「用恢复单」。"
)


@frozen
class Sitter:
    """Somebody who may be chosen: the words behind the name, whether a PIN is asked for."""

    id: int
    name: str
    words: str
    needs_pin: bool
    lead: bool
    on_duty: bool = False


class _Names(QListWidget):
    """The names; digits typed here are meant for the PIN."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text().isdigit():
            event.ignore()
            return
        super().keyPressEvent(event)


class LockPanel(QFrame):
    """Covers everything personal until somebody says who they are; what was typed stays behind it.

    Signals: proved(int, str) with the id and the PIN to be looked at; cancelled() on Esc where
    somebody still sits here; recovery_requested(int) by a lead who has the printed sheet.
    """

    proved = Signal(int, str)
    cancelled = Signal()
    recovery_requested = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("look", "lock")
        self.setAccessibleName("现在是谁在用")
        self._sitters: tuple[Sitter, ...] = ()
        self.why = words("", "muted", wrap=True)
        self.people = _Names()
        self.people.setAccessibleName("名字")
        self.people.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.people.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.pad = PinPad()
        self.told = words("", "danger", wrap=True)
        self.told.setAccessibleName("")
        self.enter = ActionButton("进入", "primary", hint="Enter")
        self.cancel = ActionButton("取消", hint="Esc")
        self.forgot = ActionButton("忘了 PIN", "quiet", shortcut="Alt+F")
        self.recover = ActionButton("用恢复单…", "quiet", shortcut="Alt+R")
        for one in (self.forgot, self.recover):
            one.set_compact(True)
        self._lay_out()
        self.people.currentRowChanged.connect(lambda _row: self._show_person())
        self.people.itemActivated.connect(lambda _item: self._go_on())
        self.people.itemClicked.connect(lambda _item: self.pad.start())
        self.pad.entered.connect(self._go_on)
        self.pad.typed.connect(self._forget_words)
        self.enter.clicked.connect(self._go_on)
        self.cancel.clicked.connect(self.cancelled)
        self.forgot.clicked.connect(self._tell_forgotten)
        self.recover.clicked.connect(self._recover)

    def _lay_out(self) -> None:
        left = EmBox(gap=0.5)
        left.add(words("现在是谁在用？", "title"))
        left.add(self.why)
        left.add(self.people, 1)
        right = EmBox(gap=0.6)
        right.add(self.pad)
        right.add(self.told)
        right.add_stretch()
        right.add(FlowRow(self.forgot, self.recover))
        right.add(FlowRow(self.enter, self.cancel))
        self._card = EmBox(row=True, gap=1.6, margin=(1.6, 1.4), card=True)
        self._card.add(left, 1)
        self._card.add(right, 1)
        self._column = QVBoxLayout(self)
        self._column.addStretch(1)
        self._column.addWidget(self._card, 8, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
        self._restyle()

    def show_people(
        self, people: Sequence[Sitter], chosen: int | None, why: str, *, may_cancel: bool
    ) -> None:
        """Lists who may sit down, one of them proposed, and says why it is asked."""
        self._sitters = tuple(people)
        self.why.setText(why)
        self.cancel.setVisible(may_cancel)
        self.people.clear()
        for sitter in self._sitters:
            item = QListWidgetItem(f"{sitter.name}　{sitter.words}")
            item.setToolTip(f"{sitter.name}　{sitter.words}")
            self.people.addItem(item)
        row = next((n for n, each in enumerate(self._sitters) if each.id == chosen), 0)
        self.people.setCurrentRow(row)
        self._show_person()
        self.start()

    def start(self) -> None:
        """Puts the keyboard where the next key belongs."""
        person = self._person()
        if person is not None and person.needs_pin:
            self.pad.start()
        else:
            self.people.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, why: str) -> None:
        """Says why this was not let in; the PIN is typed anew."""
        self.pad.clear()
        self._tell(why)
        self.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self.cancel.isHidden():
            self.cancelled.emit()
        elif event.text().isdigit() and self.pad.isVisible():
            # Whoever still stands on the names means the PIN.
            self.pad.line.insert(event.text())
            self.pad.start()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.changed(event):
            self._restyle()

    def _person(self) -> Sitter | None:
        row = self.people.currentRow()
        return self._sitters[row] if 0 <= row < len(self._sitters) else None

    def _show_person(self) -> None:
        person = self._person()
        needs = person is not None and person.needs_pin
        self.pad.clear()
        self.told.setText("")
        self.pad.setEnabled(needs)
        self.forgot.setVisible(needs)
        self.recover.setVisible(False)
        self.pad.keys.show()
        self.enter.set_words(f"进入：{person.name}" if person is not None else "进入")
        self.enter.setEnabled(person is not None)

    def _go_on(self) -> None:
        person = self._person()
        if person is None:
            return
        if person.needs_pin and not self.pad.text:
            self._tell(f"请按{person.name}的 PIN。")
            self.pad.start()
            return
        self.proved.emit(person.id, self.pad.text)

    def _tell_forgotten(self) -> None:
        person = self._person()
        lead = person is not None and person.lead
        self._tell(_FORGOT_LEAD if lead else _FORGOT, "muted")
        self.recover.setVisible(lead)
        # In 特大 there is no room for both; the keyboard has the keys too.
        self.pad.keys.setVisible(not theme.current().huge)

    def _tell(self, said: str, look: str = "danger") -> None:
        theme.set_look(self.told, "look", look)
        self.told.setText(said)
        self.told.setAccessibleName(said)

    def _forget_words(self) -> None:
        self.told.setText("")
        self.pad.keys.show()

    def _recover(self) -> None:
        person = self._person()
        if person is not None:
            self.recovery_requested.emit(person.id)

    def _restyle(self) -> None:
        look = theme.current()
        self._card.setMaximumWidth(look.px(_WIDTH_EMS))
        self._card.setMinimumWidth(min(look.px(_WIDTH_EMS), 900))
        for end in (0, 2):
            self._column.setStretch(end, 0 if look.huge else 1)
        side = look.px(0.8)
        self._column.setContentsMargins(side, side, side, side)
