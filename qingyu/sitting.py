"""From one window to the next: the real book, practice, and back, with a window always in sight."""

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication

from qingyu.domain.book_keys import BookKeys
from qingyu.domain.errors import DamagedError, LockedError, QingyuError
from qingyu.domain.frozen import frozen
from qingyu.paths import DataFolder
from qingyu.ui import theme
from qingyu.ui.book_change import BookChange, Changed
from qingyu.ui.curtain import Curtain
from qingyu.ui.preferences import Preferences
from qingyu.ui.single import OneInstance
from qingyu.ui.theme import TextSize, Theme

if TYPE_CHECKING:
    from qingyu.ui.window import MainWindow

_TITLE_BAR = 40
_UNTIL_DRAWN_MS = 150
_UNOPENED = ("资料没有打开：要么没有恢复单，要么文件损坏了", "可以找到恢复单再试，或换上备份。")
log = logging.getLogger(__name__)


@frozen
class Books:
    """The folder of the real book and that of the practice book; how each is opened and filled."""

    real: Path
    practice: Path
    open: Callable[[Path, bool, BookKeys | None], "MainWindow"]
    fill: Callable[[Path, Callable[[int, int], None], Callable[[], bool]], None]

    def folder(self, practice: bool) -> Path:
        """The one or the other."""
        return self.practice if practice else self.real


@frozen
class Sitting:
    """One time before the window: the lock on its folder, which book, what to say at first.

    `curtain` stands where the window before stood; `returning` means that the other book failed;
    `keys` are those of the real book once it was unlocked; `change` is done before it is opened.
    """

    one: OneInstance
    practice: bool
    words: str = ""
    look: Theme | None = None
    curtain: Curtain | None = None
    returning: bool = False
    keys: BookKeys | None = None
    change: BookChange | None = None


def sit(app: QCoreApplication, books: Books, first: Sitting) -> int:
    """The exit code after the last window was closed; its errors when no book can be opened."""
    code, now = 0, first
    while True:
        following: Sitting | None = None
        try:
            code, following = _sit(app, books, now)
        except QingyuError as error:
            following = _back(books, now, str(error))
            if following is None:
                if now.curtain is not None:
                    now.curtain.fall()
                raise
        finally:
            if following is None or following.one is not now.one:
                now.one.release()
        if following is None:
            return code
        now = following


def _sit(app: QCoreApplication, books: Books, now: Sitting) -> tuple[int, Sitting | None]:
    """The exit code of one window, and the sitting its user asked for when it was closed."""
    if now.practice and not _prepared(books, now):
        return 0, _back(books, now, "没有打开练习模式")
    changed = _changed(books, now)
    window = _opened(books, now, changed.keys)
    if window is None:
        return 0, None
    book = window.store.folder
    keys = now.keys if now.practice else book.keys
    wanted = _let_leave(app, books, replace(now, keys=keys), window)
    _show(window, now, changed)
    code = app.exec()
    window.deleteLater()
    following = wanted[-1] if wanted else None
    if not now.practice and (following is None or following.change is None):
        _keep_safe(book)
    return code, following


def _let_leave(
    app: QCoreApplication, books: Books, now: Sitting, window: "MainWindow"
) -> list[Sitting]:
    """Where the sitting that the user of this window asks for will stand."""
    wanted: list[Sitting] = []

    def change(practice: bool) -> None:
        one = None if wanted else _hold(books.folder(practice), window)
        if one is not None:
            close_for(Sitting(one, practice, keys=now.keys))

    def change_book(wish: BookChange) -> None:
        if not wanted:
            close_for(Sitting(now.one, now.practice, keys=now.keys, change=wish))

    def close_for(following: Sitting) -> None:
        curtain = Curtain(window)
        curtain.drawn.connect(leave)
        wanted.append(replace(following, look=theme.current(), curtain=curtain))
        curtain.show()

    def leave() -> None:
        QApplication.setQuitOnLastWindowClosed(False)
        window.close()
        app.exit(0)

    window.practice_requested.connect(change)
    window.desk.wishes.book_change_requested.connect(change_book)
    now.one.raise_requested.connect(window.come_to_front)
    return wanted


def _show(window: "MainWindow", now: Sitting, changed: Changed) -> None:
    if now.look is not None:
        window.set_text_size(now.look.size)
        window.set_dark(now.look.dark)
    if is_cramped(window.frameGeometry().size(), window.screen().availableSize()):
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)
    window.show()
    QApplication.setQuitOnLastWindowClosed(True)
    if now.curtain is not None:
        QTimer.singleShot(_UNTIL_DRAWN_MS, now.curtain, now.curtain.fall)
    words = now.words or changed.words
    if words:
        window.toasts.show_message(words)
    if changed.code:
        from qingyu.ui.dialogs.recovery import open_recovery

        open_recovery(window.desk, changed.code, window)


def _opened(books: Books, now: Sitting, keys: BookKeys | None) -> "MainWindow | None":
    """The window; None when the book is encrypted and its user gave up opening it."""
    folder = books.folder(now.practice)
    try:
        _bring_to_today(DataFolder(folder, None if now.practice else keys), now)
        return books.open(folder, now.practice, None if now.practice else keys)
    except LockedError:
        from qingyu.services import encryption
        from qingyu.ui.unlocking import unlock

        _get_ready_to_ask(folder, now)
        unlocked = unlock(DataFolder(folder), now.curtain)
        if unlocked is None:
            if not encryption.has_passphrase(DataFolder(folder)):
                # Without the key file beside it nobody can tell a sealed book from a ruined one.
                raise DamagedError(*_UNOPENED) from None
            if now.curtain is not None:
                now.curtain.fall()
            return None
        _bring_to_today(unlocked, now)
        return books.open(folder, now.practice, unlocked.keys)


def _bring_to_today(folder: DataFolder, now: Sitting) -> None:
    """A big book of an older version is brought to today with a word on the screen."""
    from qingyu.services import older

    if not older.takes_long(folder):
        return
    from qingyu.ui.dialogs.preparing import PreparingDialog

    _get_ready_to_ask(folder.root, now)
    dialog = PreparingDialog(
        "正在更新资料", "新版程序头一次打开，要把资料整理一遍；原来的留了一份。", now.curtain,
        can_cancel=False,
    )  # fmt: skip
    try:
        dialog.wait_for(lambda _task: older.bring_to_today(folder))
    finally:
        dialog.deleteLater()


def _changed(books: Books, now: Sitting) -> Changed:
    """What became of the wish to change how the book is kept; when refused it is as it was."""
    wish = now.change
    if wish is None:
        return Changed(now.keys)
    from qingyu.ui.dialogs.preparing import PreparingDialog

    folder = DataFolder(books.folder(now.practice), now.keys)
    made: list[Changed] = []
    _get_ready_to_ask(folder.root, now)
    dialog = PreparingDialog(wish.title, wish.note, now.curtain)
    try:
        dialog.wait_for(lambda task: made.append(wish.work(folder, task)))
    except QingyuError as error:
        return Changed(now.keys, str(error))
    finally:
        dialog.deleteLater()
    return made[0] if made else Changed(now.keys, "没有做完，资料还是原来的样子")


def _get_ready_to_ask(folder: Path, now: Sitting) -> None:
    """Makes dialogs before the window look like it, and closing them not end the program."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if now.look is None:
        wishes = Preferences(DataFolder(folder).settings)
        theme.apply(app, wishes.text_size, wishes.dark)
    app.setQuitOnLastWindowClosed(False)


def _keep_safe(folder: DataFolder) -> None:
    """A backup of what was done in this sitting, once the window is gone."""
    from qingyu.services import Store, personal, recycle, retention, safekeeping

    try:
        store = Store.open(folder)
        try:
            kept = safekeeping.keep_safe(store)
            # After the backup: what goes for good now is in one more of them.
            if recycle.is_due(store):
                recycle.tidy(store)
            if retention.is_due(store):
                retention.run(store)
            personal.wipe_left(store)
        finally:
            store.close()
    except QingyuError:
        log.exception("no backup at closing")
    else:
        # Nobody is there to be told; 今日 will show how old the last one is.
        if kept.trouble:
            log.warning("backup at closing: %s", kept.trouble)


def _hold(folder: Path, window: "MainWindow") -> OneInstance | None:
    """The lock on a folder; None, and the window says why, when it cannot be had."""
    try:
        one = OneInstance(DataFolder(folder))
        if one.take():
            return one
        window.toasts.show_message("那一边已经开着一个窗口，已请它到前面来。")
    except QingyuError as error:
        window.operations.refused.emit(error)
    return None


def _prepared(books: Books, now: Sitting) -> bool:
    """Whether the practice book is ready; False when the user did not want to wait for it."""
    from qingyu.ui.dialogs.preparing import PreparingDialog

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if now.look is None:
        theme.apply(app, TextSize.STANDARD)
    # Between two windows this dialog is the last one; closing it must not end the program.
    app.setQuitOnLastWindowClosed(False)
    dialog = PreparingDialog(
        "正在准备练习资料", "头一回要等一小会儿；练习资料另外放，动不到真资料。", now.curtain
    )
    try:
        return dialog.wait_for(
            lambda task: books.fill(books.practice, task.report, task.cancelled)
        )
    finally:
        dialog.deleteLater()


def _back(books: Books, now: Sitting, words: str) -> Sitting | None:
    """The book before, with words why; None when the program began with this one."""
    if now.look is None or now.returning:
        return None
    one = OneInstance(DataFolder(books.folder(not now.practice)))
    if not one.take():
        return None
    return Sitting(
        one, not now.practice, words, now.look, now.curtain, returning=True, keys=now.keys
    )


def is_cramped(window: QSize, screen: QSize) -> bool:
    """Whether a window leaves the screen no room for its title bar, or none at all."""
    return window.width() >= screen.width() or window.height() + _TITLE_BAR > screen.height()
