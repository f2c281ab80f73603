"""资料加密 in 设置: on, off, the passphrase and the recovery sheet."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from qingyu.domain.changes import Changes
from qingyu.services import plain_copies
from qingyu.ui.pages.page import Desk
from qingyu.ui.pages.settings_cards import button_row
from qingyu.ui.tasks import Task
from qingyu.ui.widgets.banner import Banner
from qingyu.ui.widgets.busy_bar import BusyBar
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
        self._task: Task | None = None
        if desk.operations.store.folder.keys is None:
            self._show_plain()
        else:
            self._show_sealed()

    def _show_plain(self) -> None:
        from qingyu.ui.encrypting import SAID

        self.add_line(words(SAID, wrap=True))
        self.add_line(button_row(self._button("on", "开启加密…", "primary")))

    def _show_sealed(self) -> None:
        self.left = Banner("", "warn")
        self.busy = BusyBar()
        self.busy.cancel_requested.connect(self._stop)
        self._left_row = button_row(self._button("replace", "换成加密的备份…"))
        self.add_line(Banner(_SEALED, "good"))
        self.add_line(words(_PLAIN, "muted", wrap=True))
        for line in (self.left, self.busy, self._left_row):
            self.add_line(line)
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

    def show_left(self) -> None:
        """Looks for backups of the time before, which anybody can read."""
        if "replace" not in self.buttons:
            return
        many = len(plain_copies.found(self._desk.operations.store.folder))
        self.left.set_text(f"还有 {many} 份以前没加密的备份，拿到电脑的人看得到。", "warn")
        self.left.setVisible(bool(many))
        self._left_row.setVisible(bool(many) and self._task is None)

    def _replace(self) -> None:
        operations = self._desk.operations
        by, store = operations.by, operations.store
        task = self._task = self._desk.tasks.start(
            lambda task: plain_copies.replace(
                store, by=by, on_progress=task.report, stop=task.cancelled
            )
        )
        self.busy.start("正在做加密的备份…")
        self._left_row.hide()
        task.progressed.connect(self.busy.set_progress)
        task.succeeded.connect(self._tell)
        task.refused.connect(operations.refused)
        task.ended.connect(self._end)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()

    def _tell(self, changes: Changes) -> None:
        self._desk.operations.changed.emit(changes)
        self.said.emit("换好了，本机的备份都是加密的了。")

    def _end(self) -> None:
        self._task = None
        self.busy.finish()
        self.show_left()

    def open(self, key: str) -> None:
        """Opens the dialog of one of the ways."""
        from qingyu.ui import encrypting

        if key == "on":
            encrypting.turn_on(self._desk, self)
        elif key == "off":
            encrypting.turn_off(self._desk, self)
        elif key == "renew":
            encrypting.renew(self._desk, self)
        elif key == "replace":
            encrypting.replace_plain(self._desk, self, self._replace)
        elif key == "print":
            encrypting.print_sheet(self._desk, self)
        elif key == "check":
            encrypting.check_sheet(self._desk, self, self.said.emit)
        else:
            encrypting.change_passphrase(self._desk, self, self.said.emit)
