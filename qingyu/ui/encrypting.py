"""The ways of encryption in a window: each asks what it must, and says or does the rest itself."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from qingyu.domain.passphrase import require_good
from qingyu.paths import DataFolder
from qingyu.services import encryption, recovery_sheet
from qingyu.ui.book_change import BookChange, Changed
from qingyu.ui.dialogs.recovery import open_recovery
from qingyu.ui.dialogs.secret import Answers, Asked, Question, SecretDialog
from qingyu.ui.pages.page import Desk
from qingyu.ui.tasks import Task

# What encryption does, in two sentences.
SAID = (
    "开启以后，电脑或 U 盘丢了、被人拿走，也看不到里面居民的姓名、电话和照片。"
    "每次打开要输口令；口令和恢复单都没有了，谁也打不开，请务必收好。"
)
_ON = Question(
    "开启资料加密",
    "请想一句自己记得住、别人想不到的话做口令。做完会给您一张恢复单，忘了口令就靠它。",
    "开启加密",
    (Asked.NEW,),
)
_OFF = Question(
    "关闭资料加密",
    "关闭以后，拿到这台电脑的人都能看到居民的资料。以前的备份还是加密的，恢复单请留着。",
    "关闭加密",
    (Asked.PASSPHRASE,),
    danger=True,
)
_RENEW = Question(
    "换新的恢复单",
    "资料会用新的钥匙重新加密，口令不变，旧恢复单作废。以前的备份仍要用旧恢复单打开。",
    "换新的恢复单",
    (Asked.PASSPHRASE,),
)
_PRINT = Question(
    "打印恢复单", "谁拿到恢复单，谁就能打开资料，所以先问一下口令。", "看恢复单",
    (Asked.PASSPHRASE,),
)
_CHECK = Question(
    "核对恢复单", "照着手里的恢复单填一遍，看看还能不能打开这份资料。", "核对", (Asked.CODE,)
)
_CHANGE = Question(
    "更换口令", "恢复单不变。以前备份旁边的钥匙文件仍用旧口令。", "更换",
    (Asked.PASSPHRASE, Asked.NEW),
)
_REPLACE = Question(
    "换成加密的备份",
    "先做一份加密的新备份，再把本机没加密的旧备份都删掉，删了找不回来。"
    "U 盘和别处的旧备份，请自己删。",
    "做新的，删旧的",
    (Asked.PASSPHRASE,),
    danger=True,
)
_WAIT = "做完会自动重新打开。请不要关电脑；万一断电，下次打开会接着做完或退回原样。"


def turn_on(desk: Desk, parent: QWidget) -> SecretDialog:
    """Asks for a passphrase; then the book is encrypted between two windows."""
    by = desk.operations.by

    def work(answers: Answers, folder: DataFolder, task: Task) -> Changed:
        made = encryption.seal(
            folder, answers.new, by=by, on_progress=task.report, stop=task.cancelled
        )
        return Changed(made.folder.keys, _told("资料已加密", made.damaged), made.code)

    return _change_book(_ON, lambda new: require_good(new.new), "正在加密资料", work, desk, parent)


def renew(desk: Desk, parent: QWidget) -> SecretDialog:
    """Asks for the passphrase; then the book gets another secret between two windows."""
    by = desk.operations.by

    def work(answers: Answers, folder: DataFolder, task: Task) -> Changed:
        made = encryption.renew(
            folder, answers.passphrase, by=by, on_progress=task.report, stop=task.cancelled
        )
        words = _told("恢复单换好了，旧的请撕掉", made.damaged)
        return Changed(made.folder.keys, words, made.code)

    return _change_book(_RENEW, _opener(desk), "正在换新的恢复单", work, desk, parent)


def turn_off(desk: Desk, parent: QWidget) -> SecretDialog:
    """Asks for the passphrase; then the book becomes plain between two windows."""
    by = desk.operations.by

    def work(answers: Answers, folder: DataFolder, task: Task) -> Changed:
        encryption.unseal(
            folder, answers.passphrase, by=by, on_progress=task.report, stop=task.cancelled
        )
        return Changed(None, "资料加密已关闭")

    return _change_book(_OFF, _opener(desk), "正在关闭资料加密", work, desk, parent)


def print_sheet(desk: Desk, parent: QWidget) -> SecretDialog:
    """Asks for the passphrase, then shows the code of the recovery sheet, to be printed."""
    store, by = desk.operations.store, desk.operations.by
    found: list[str] = []

    def act(answers: Answers) -> None:
        code = encryption.recovery_code(store.folder, answers.passphrase)
        recovery_sheet.note(store, "查看", by=by)
        found.append(code)

    return _open(_PRINT, act, lambda: open_recovery(desk, found[0], parent), parent)


def check_sheet(desk: Desk, parent: QWidget, said: Callable[[str], object]) -> SecretDialog:
    """Asks for the code on a sheet and says whether it opens this book."""
    folder = desk.operations.store.folder
    return _open(
        _CHECK,
        lambda answers: encryption.check_code(folder, answers.code),
        lambda: said("核对过了，这张恢复单能打开这份资料。"),
        parent,
    )


def change_passphrase(desk: Desk, parent: QWidget, said: Callable[[str], object]) -> SecretDialog:
    """Asks for the old and the new passphrase."""
    operations = desk.operations
    return _open(
        _CHANGE,
        lambda answers: encryption.change_passphrase(
            operations.store, answers.passphrase, answers.new, by=operations.by
        ),
        lambda: said("口令换好了，下次打开用新口令。"),
        parent,
    )


def replace_plain(desk: Desk, parent: QWidget, go: Callable[[], object]) -> SecretDialog:
    """Asks for the passphrase before old backups go for good."""
    return _open(_REPLACE, _opener(desk), go, parent)


def _opener(desk: Desk) -> Callable[[Answers], object]:
    """What refuses a wrong passphrase while the window still stands."""
    folder = desk.operations.store.folder
    return lambda answers: encryption.unlock(folder, answers.passphrase)


def _change_book(
    question: Question,
    check: Callable[[Answers], object],
    title: str,
    work: Callable[[Answers, DataFolder, Task], Changed],
    desk: Desk,
    parent: QWidget,
) -> SecretDialog:
    given: list[Answers] = []

    def act(answers: Answers) -> None:
        check(answers)
        given.append(answers)

    def wish() -> None:
        change = BookChange(title, _WAIT, lambda folder, task: work(given[-1], folder, task))
        desk.wishes.book_change_requested.emit(change)

    return _open(question, act, wish, parent)


def _open(
    question: Question,
    act: Callable[[Answers], object],
    then: Callable[[], object],
    parent: QWidget,
) -> SecretDialog:
    dialog = SecretDialog(question, act, parent.window())
    dialog.accepted.connect(then)
    dialog.finished.connect(lambda _how: dialog.deleteLater())
    dialog.open()
    return dialog


def _told(words: str, damaged: int) -> str:
    if not damaged:
        return words
    return f"{words}；有 {damaged} 张照片以前就坏了，收在照片文件夹的「坏照片」里"
