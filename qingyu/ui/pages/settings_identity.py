"""谁在用: PINs, the way back for who forgets, and how soon the window asks again."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from qingyu.domain.errors import QingyuError, RuleError
from qingyu.domain.recovery_sheet import Opens
from qingyu.domain.steward import Role, Steward
from qingyu.services import identity, steward
from qingyu.ui.pages.page import Desk
from qingyu.ui.pages.settings_cards import button_row
from qingyu.ui.widgets.banner import Banner
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.field_grid import FieldGrid
from qingyu.ui.widgets.labels import words
from qingyu.ui.widgets.page_scroll import PageScroll
from qingyu.ui.widgets.pin_pad import pin_line

_OFF = "现在点名字就能用，不问 PIN。组长给自己设了 PIN，就开始问：每个人只能做自己身份能做的事。"
_ON = "现在要凭 PIN 用。有 PIN 的人要按对才进得来；没设 PIN 的人，点名字就进来。"
_NOBODY = "要设 PIN，请先按右上角「现在是谁」选自己的名字。"
_ROLES = "组长什么都能做；管家除了设置、身份和 PIN 都能做；值班志愿者登记、打印；观察只看。"


class IdentityPart(PageScroll):
    """PINs of everybody for the lead, one's own for the others.

    Signals: said(str) for a toast that needs no undo.
    """

    said = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent, margin=False)
        self._desk = desk
        self._operations = desk.operations
        self._people: tuple[Steward, ...] = ()
        self.state = Banner("", "info")
        self.person = QComboBox()
        self.old, self.new = pin_line("现在的 PIN"), pin_line("新 PIN")
        self.again = pin_line("再输一次")
        self.set_button = ActionButton("设这个 PIN", "primary", icon="check")
        # A viewer has a PIN, too.
        self.set_button.setProperty("anybody", True)
        self.drop_button = ActionButton("不要 PIN 了", icon="x")
        self.code_button = ActionButton("打印新的 PIN 恢复单", icon="printer")
        self.idle = QSpinBox()
        self.idle.setRange(0, 480)
        self.idle.setSpecialValueText("从不")
        self.idle.setSuffix(" 分钟")
        self.idle_button = ActionButton("保存", icon="check")
        self.add(self.state)
        self.add(self._pin_card())
        self.add(self._idle_card())
        self.column.addStretch(1)
        self._connect()

    def _pin_card(self) -> Card:
        card = Card("users", "PIN")
        card.add_line(words(_ROLES, "muted", wrap=True))
        self.grid = FieldGrid(inline=False)
        self.grid.add_row("person", "给谁", self.person)
        self.grid.add_row("old", "现在的 PIN", self.old)
        self.grid.add_row("new", "新 PIN", self.new, "四到八位数字")
        self.grid.add_row("again", "再输一次", self.again)
        card.add_line(self.grid)
        card.add_line(button_row(self.set_button, self.drop_button, self.code_button))
        return card

    def _idle_card(self) -> Card:
        self.idle_card = Card("clock", "多久没人动，就先挡住")
        grid = FieldGrid(inline=False)
        grid.add_row("idle", "分钟", self.idle)
        self.idle_card.add_line(grid)
        told = "挡住以后要再点名字、按 PIN；写了一半的都还在。按 Ctrl+L 马上挡住。"
        self.idle_card.add_line(words(told, "muted", wrap=True))
        self.idle_card.add_line(button_row(self.idle_button))
        return self.idle_card

    def _connect(self) -> None:
        self.person.currentIndexChanged.connect(lambda _row: self._show_person())
        for line in (self.old, self.new, self.again):
            line.returnPressed.connect(self._set)
        self.set_button.clicked.connect(self._set)
        self.drop_button.clicked.connect(self._drop)
        self.code_button.clicked.connect(self._make_code)
        self.idle_button.clicked.connect(self._save_idle)
        self._operations.steward_changed.connect(lambda _who: self.reload())

    def reload(self) -> None:
        """Reads who may be given a PIN by whoever sits here; what is being typed stays."""
        now = self._operations.steward
        serving = self._operations.read(steward.stewards) or ()
        lead = now is not None and now.role is Role.LEAD
        people = serving if lead else tuple(each for each in serving if each == now)
        if people != self._people:
            self._people = people
            self.person.clear()
            self.person.addItems([each.name for each in people])
            own = next((n for n, each in enumerate(people) if each == now), 0)
            self.person.setCurrentIndex(own)
        guarded = bool(self._operations.read(identity.is_guarded))
        said = (_ON if guarded else _OFF) if people else f"{_ON if guarded else _OFF}{_NOBODY}"
        self.state.set_text(said, "good" if guarded else "info")
        self.idle_card.setVisible(lead and guarded)
        self.code_button.setVisible(lead and guarded)
        if not self.idle.hasFocus():
            self.idle.setValue(self._operations.read(identity.idle_minutes) or 0)
        self._show_person()

    def start(self) -> None:
        """Puts the keyboard where work begins."""
        self.person.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self) -> Steward | None:
        row = self.person.currentIndex()
        return self._people[row] if 0 <= row < len(self._people) else None

    def _show_person(self) -> None:
        person = self._chosen()
        with_pin = self._operations.read(identity.with_pin) or frozenset()
        has = person is not None and person.id in with_pin
        self.grid.set_row_visible("old", has and person is not None and self._is_own(person))
        self.set_button.set_words("换成这个 PIN" if has else "设这个 PIN")
        self.set_button.setEnabled(person is not None)
        self.drop_button.setVisible(has)

    def _is_own(self, person: Steward) -> bool:
        return person.id == self._operations.by

    def _set(self) -> None:
        person = self._chosen()
        if person is None:
            return
        typed, old = self.new.text(), self.old.text()
        if typed != self.again.text():
            self._operations.refused.emit(RuleError("两次输的 PIN 不一样", "请再输一次。"))
            self.again.setFocus()
            return
        first = not self._operations.read(identity.is_guarded)
        done = self._operations.run(
            identity.set_pin, person.id, typed, old=old, by=self._operations.by
        )
        if done is None:
            return
        self._put_away(f"{person.name}的 PIN 设好了")
        if first:
            self._offer_code(typed)

    def _drop(self) -> None:
        person = self._chosen()
        if person is None:
            return
        done = self._operations.run(
            identity.remove_pin, person.id, old=self.old.text(), by=self._operations.by
        )
        if done is not None:
            self._put_away(f"{person.name}不用 PIN 了")

    def _make_code(self) -> None:
        if not self.old.text():
            self._choose_own()
            told = RuleError("还没有写现在的 PIN", "请先写您自己现在的 PIN，再打印恢复单。")
            self._operations.refused.emit(told)
            self.old.setFocus()
            return
        self._offer_code(self.old.text())

    def _choose_own(self) -> None:
        own = next((n for n, each in enumerate(self._people) if self._is_own(each)), 0)
        self.person.setCurrentIndex(own)

    def _offer_code(self, pin: str) -> None:
        from qingyu.ui.dialogs.recovery import open_recovery

        try:
            code = identity.make_recovery(self._operations.store, pin, by=self._operations.by)
        except QingyuError as error:
            self._operations.refused.emit(error)
            return
        self._put_away("")
        open_recovery(self._desk, code, self, opens=Opens.DESK)

    def _save_idle(self) -> None:
        self._operations.run(
            identity.set_idle_minutes, self.idle.value(), by=self._operations.by
        )
        self.reload()

    def _put_away(self, said: str) -> None:
        for line in (self.old, self.new, self.again):
            line.clear()
        self.reload()
        if said:
            self.said.emit(said)

