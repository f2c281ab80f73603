"""资料加密 in 设置: on, off, the passphrase and the recovery sheet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qingyu.ui.pages.page import Desk
from qingyu.ui.pages.settings_cards import button_row
from qingyu.ui.widgets.banner import Banner
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.labels import words

_SEALED = "已加密。存的记录、照片和以后的备份，没有口令或恢复单都看不到。"
_PLAIN = "打印和导出的文件不加密，用完请收好。"


class EncryptionCard(Card):
    """What can be done with the encryption of this book; a window is built on one way only.

    Signals: said(str) with what to tell.
    """

    said = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("lock", "资料加密", parent=parent)
        self._desk = desk
        self.buttons: dict[str, ActionButton] = {}
        if desk.operations.store.folder.keys is None:
            self._show_plain()
        else:
            self._show_sealed()

    def _show_plain(self) -> None:
        from qingyu.ui.encrypting import SAID

        self.add_line(words(SAID, wrap=True))
        self.add_line(button_row(self._button("on", "开启加密…", "primary")))

    def _show_sealed(self) -> None:
        self.add_line(Banner(_SEALED, "good"))
        self.add_line(words(_PLAIN, "muted", wrap=True))
        self.add_line(button_row(
            self._button("print", "打印恢复单…", "primary"),
            self._button("check", "核对恢复单…"),
            self._button("change", "更换口令…"),
            self._button("renew", "换新的恢复单…"),
            self._button("off", "关闭加密…", "danger"),
        ))

    def _button(self, key: str, text: str, kind: str = "plain") -> ActionButton:
        made = ActionButton(text, kind)
        made.clicked.connect(lambda: self.open(key))
        self.buttons[key] = made
        return made

    def open(self, key: str) -> None:
        """Opens the dialog of one of the ways."""
        from qingyu.ui import encrypting

        if key == "on":
            encrypting.turn_on(self._desk, self)
        elif key == "off":
            encrypting.turn_off(self._desk, self)
        elif key == "renew":
            encrypting.renew(self._desk, self)
        elif key == "print":
            encrypting.print_sheet(self._desk, self)
        elif key == "check":
            encrypting.check_sheet(self._desk, self, self.said.emit)
        else:
            encrypting.change_passphrase(self._desk, self, self.said.emit)
