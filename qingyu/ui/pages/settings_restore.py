"""The way back: a backup in the place of the present data, or what was set aside by one."""

from PySide6.QtWidgets import QWidget

from qingyu.domain.wording import moment
from qingyu.paths import DataFolder
from qingyu.services import aside, restore
from qingyu.ui.pages.page import Desk
from qingyu.ui.pages.settings_cards import button_row
from qingyu.ui.widgets.ask_bar import AskBar
from qingyu.ui.widgets.buttons import ActionButton
from qingyu.ui.widgets.card import Card
from qingyu.ui.widgets.labels import words

_SAID = (
    "资料坏了或改乱了，可以换上以前的一份备份。换之前会告诉您备份里有什么、会少掉什么；"
    "现在的资料另外收好，随时能换回来。"
)
_ANSWERS = (("keep", "先留着"), ("discard", "删掉"))


class RestoreCard(Card):
    """「用备份恢复…」, and 「换回刚才的资料」 when there is something to go back to."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("rotate-ccw", "恢复", parent=parent)
        self._desk = desk
        self.add_line(words(_SAID, wrap=True))
        self.aside = words("", "muted", wrap=True)
        self.add_line(self.aside)
        self.restore_button = ActionButton("用备份恢复…", icon="rotate-ccw")
        self.back_button = ActionButton("换回收好的资料", icon="undo-2")
        self.discard_button = ActionButton("删掉收好的…", "danger", icon="trash-2")
        self.add_line(button_row(self.restore_button, self.back_button, self.discard_button))
        self.ask = AskBar()
        self.add_line(self.ask)
        self.ask.answered.connect(self._answer)
        self.discard_button.clicked.connect(self._ask_discard)
        self.restore_button.clicked.connect(self._open)
        self.back_button.clicked.connect(self._swap_back)

    def show_state(self) -> None:
        """Reads what was set aside last."""
        store = self._desk.operations.store
        asides = restore.asides(store.folder)
        self.back_button.setVisible(bool(asides))
        kept = aside.kept(store.folder)
        self.discard_button.setVisible(bool(kept))
        self.aside.setVisible(bool(kept))
        many = f"收好的旧资料有 {len(kept)} 份，占 {_megabytes(store.folder)}。"
        if asides:
            when = moment(asides[0].at, store.now())
            self.aside.setText(f"{when} 恢复时换下来的资料还收着，可以换回来。{many}")
        else:
            self.aside.setText(many)

    def _open(self) -> None:
        from qingyu.ui.dialogs.restore import RestoreDialog

        RestoreDialog(self._desk, self.window()).exec()

    def _swap_back(self) -> None:
        from qingyu.ui.restoring import swap_wish

        operations = self._desk.operations
        found = restore.asides(operations.store.folder)
        if not found:
            return
        if operations.read(restore.allow, operations.by):
            self._desk.wishes.book_change_requested.emit(swap_wish(found[0].folder))

    def _ask_discard(self) -> None:
        operations = self._desk.operations
        if not operations.read(restore.allow, operations.by):
            return
        self.ask.ask("删了找不回来，真的删吗？", _ANSWERS)
        self.ask.buttons["keep"].setFocus()

    def _answer(self, key: str) -> None:
        self.ask.hide()
        operations = self._desk.operations
        if key == "discard":
            operations.run(aside.discard, by=operations.by)
        self.show_state()
        self.restore_button.setFocus()


def _megabytes(folder: DataFolder) -> str:
    return f"{max(1, aside.size(folder) >> 20)} MB"
