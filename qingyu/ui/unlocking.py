"""Opening an encrypted book before there is a window: by passphrase, or by the recovery sheet."""

from PySide6.QtWidgets import QDialog, QWidget

from qingyu.paths import DataFolder
from qingyu.services import encryption
from qingyu.ui.dialogs.secret import OTHER, Answers, Asked, Question, SecretDialog

_BY_PASSPHRASE = Question(
    "请输入口令",
    "这份资料加了密。忘了口令，可以用打印的恢复单打开。",
    "打开",
    (Asked.PASSPHRASE,),
    other="用恢复单打开",
)
_BY_SHEET = Question(
    "用恢复单打开",
    "照着恢复单从第 1 组起填。大小写都行，0 和 O、1 和 I、L 不用分。",
    "打开",
    (Asked.CODE,),
    other="改用口令打开",
)
_ONLY_SHEET = Question(_BY_SHEET.title, _BY_SHEET.note, "打开", (Asked.CODE,))
_NEW = Question(
    "打开了，请设一个新口令",
    "以后就用新口令打开。恢复单不变，请放回原来的地方。",
    "设好并打开",
    (Asked.NEW,),
    cancel="这次先不设",
)


def unlock(folder: DataFolder, parent: QWidget | None = None) -> DataFolder | None:
    """The folder with its keys, None when the user gave up."""
    can_say = encryption.has_passphrase(folder)
    way = _Way(folder)
    by_sheet = not can_say
    ended = OTHER
    while ended == OTHER:
        sheet = _BY_SHEET if can_say else _ONLY_SHEET
        ended = _ask(SecretDialog(sheet if by_sheet else _BY_PASSPHRASE, way.go, parent))
        by_sheet = not by_sheet
    if ended == QDialog.DialogCode.Accepted and way.code:
        _ask(SecretDialog(_NEW, way.set_passphrase, parent))
    return way.found


class _Way:
    """What was typed so far and the keys it led to."""

    def __init__(self, folder: DataFolder) -> None:
        self._folder = folder
        self.code = ""
        self.found: DataFolder | None = None

    def go(self, answers: Answers) -> None:
        """Tries the passphrase or the code; RuleError when it does not open the book."""
        if answers.code:
            self.found = encryption.unlock_by_sheet(self._folder, answers.code)
            self.code = answers.code
        else:
            self.found = encryption.unlock(self._folder, answers.passphrase)

    def set_passphrase(self, answers: Answers) -> None:
        """Keeps the book under a new passphrase too."""
        self.found = encryption.set_passphrase(self._folder, self.code, answers.new)


def _ask(dialog: SecretDialog) -> int:
    try:
        return int(dialog.exec())
    finally:
        dialog.deleteLater()
