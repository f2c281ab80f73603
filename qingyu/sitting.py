"""From one window to the next: the real book, practice, and back, with a window always in sight."""

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QSize, Qt, QTimer
from PySide6.QtWidgets import QApplication

from qingyu.domain.errors import QingyuError
from qingyu.domain.frozen import frozen
from qingyu.paths import DataFolder
from qingyu.ui import theme
from qingyu.ui.curtain import Curtain
from qingyu.ui.single import OneInstance
from qingyu.ui.theme import TextSize, Theme

if TYPE_CHECKING:
    from qingyu.ui.window import MainWindow

_TITLE_BAR = 40
_UNTIL_DRAWN_MS = 150
log = logging.getLogger(__name__)


@frozen
class Books:
    """The folder of the real book and that of the practice book; how each is opened and filled."""

    real: Path
    practice: Path
    open: Callable[[Path, bool], "MainWindow"]
    fill: Callable[[Path, Callable[[int, int], None], Callable[[], bool]], None]

    def folder(self, practice: bool) -> Path:
        """The one or the other."""
        return self.practice if practice else self.real


@frozen
class Sitting:
    """One time before the window: the lock on its folder, which book, what to say at first.

    `curtain` stands where the window before stood; `returning` means that the other book failed.
    """

    one: OneInstance
    practice: bool
    words: str = ""
    look: Theme | None = None
    curtain: Curtain | None = None
    returning: bool = False


def sit(app: QCoreApplication, books: Books, first: Sitting) -> int:
    """The exit code after the last window was closed; its errors when no book can be opened."""
    code, now = 0, first
    while True:
        try:
            code, following = _sit(app, books, now)
        except QingyuError as error:
            following = _back(books, now, str(error))
            if following is None:
                if now.curtain is not None:
                    now.curtain.fall()
                raise
        finally:
            now.one.release()
        if following is None:
            return code
        now = following


def _sit(app: QCoreApplication, books: Books, now: Sitting) -> tuple[int, Sitting | None]:
    """The exit code of one window, and the sitting its user asked for when it was closed."""
    folder = books.folder(now.practice)
    if now.practice and not _prepared(books, now):
        return 0, _back(books, now, "没有打开练习模式")
    window = books.open(folder, now.practice)
    if now.look is not None:
        window.set_text_size(now.look.size)
        window.set_dark(now.look.dark)
    wanted: list[Sitting] = []

    def change(practice: bool) -> None:
        one = None if wanted else _hold(books.folder(practice), window)
        if one is not None:
            curtain = Curtain(window)
            curtain.drawn.connect(leave)
            wanted.append(Sitting(one, practice, look=theme.current(), curtain=curtain))
            curtain.show()

    def leave() -> None:
        QApplication.setQuitOnLastWindowClosed(False)
        window.close()
        app.exit(0)

    window.practice_requested.connect(change)
    now.one.raise_requested.connect(window.come_to_front)
    if is_cramped(window.frameGeometry().size(), window.screen().availableSize()):
        window.setWindowState(window.windowState() | Qt.WindowState.WindowMaximized)
    window.show()
    QApplication.setQuitOnLastWindowClosed(True)
    if now.curtain is not None:
        QTimer.singleShot(_UNTIL_DRAWN_MS, now.curtain, now.curtain.fall)
    if now.words:
        window.toasts.show_message(now.words)
    code = app.exec()
    window.deleteLater()
    if not now.practice:
        _keep_safe(folder)
    return code, wanted[-1] if wanted else None


def _keep_safe(folder: Path) -> None:
    """A backup of what was done in this sitting, once the window is gone."""
    from qingyu.services import Store, backup

    try:
        store = Store.open(DataFolder(folder))
        try:
            if backup.is_due(store):
                backup.make(store)
        finally:
            store.close()
    except QingyuError:
        # Nobody is there to be told; 今日 will show how old the last one is.
        log.exception("no backup at closing")


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
    return Sitting(one, not now.practice, words, now.look, now.curtain, returning=True)


def is_cramped(window: QSize, screen: QSize) -> bool:
    """Whether a window leaves the screen no room for its title bar, or none at all."""
    return window.width() >= screen.width() or window.height() + _TITLE_BAR > screen.height()
