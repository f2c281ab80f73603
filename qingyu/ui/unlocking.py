"""Opening an encrypted book before there is a window: by passphrase, or by the recovery sheet."""

from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from PySide6.QtWidgets import QWidget

from qingyu.domain.book_keys import BookKeys
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


_BACKUP = Question(
    "这个备份加了密",
    "请输入做这个备份那时候的口令。",
    "打开",
    (Asked.PASSPHRASE,),
    other="用恢复单打开",
)
_BACKUP_SHEET = Question(
    "用恢复单打开备份",
    "请照着做这个备份那时候的恢复单，从第 1 组起填。",
    "打开",
    (Asked.CODE,),
    other="改用口令打开",
)


def unlock(folder: DataFolder, parent: QWidget | None = None) -> DataFolder | None:
    """The folder with its keys, None when the user gave up."""
    found: list[DataFolder] = []
    code: list[str] = []

    def go(answers: Answers) -> None:
        if answers.code:
            found.append(encryption.unlock_by_sheet(folder, answers.code))
            code.append(answers.code)
        else:
            found.append(encryption.unlock(folder, answers.passphrase))

    def set_passphrase(answers: Answers) -> None:
        found.append(encryption.set_passphrase(folder, code[-1], answers.new))

    if encryption.has_passphrase(folder):
        _ask_by_turns((_BY_PASSPHRASE, _BY_SHEET), go, parent)
    else:
        _ask(SecretDialog(_ONLY_SHEET, go, parent))
    if code:
        _ask(SecretDialog(_NEW, set_passphrase, parent))
    return found[-1] if found else None


def unlock_backup(path: Path, parent: QWidget | None = None) -> BookKeys | None:
    """The keys of an encrypted backup, None when the user gave up."""
    found: list[BookKeys] = []

    def go(answers: Answers) -> None:
        keys = encryption.backup_keys(path, passphrase=answers.passphrase, code=answers.code)
        found.append(keys)

    _ask_by_turns((_BACKUP, _BACKUP_SHEET), go, parent)
    return found[-1] if found else None


def _ask_by_turns(
    questions: tuple[Question, Question], act: Callable[[Answers], object], parent: QWidget | None
) -> None:
    """Asks the one or the other, as the user changes between them, until one is answered."""
    for question in cycle(questions):
        if _ask(SecretDialog(question, act, parent)) != OTHER:
            return


def _ask(dialog: SecretDialog) -> int:
    try:
        return int(dialog.exec())
    finally:
        dialog.deleteLater()
