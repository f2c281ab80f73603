"""The only place that builds things: paths, log, book, window."""

import gc
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qingyu.cli import output
from qingyu.domain.errors import QingyuError
from qingyu.log_file import LogFile
from qingyu.paths import DataFolder, default_data_dir, practice_dir
from qingyu.screen import why_no_window

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

    from qingyu.ui.single import OneInstance
    from qingyu.ui.theme import Theme
    from qingyu.ui.window import MainWindow

DEMO_OUTPUT = Path("demo-output")


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code of the whole program, window or command."""
    from qingyu.cli.main import Windows, run

    return run(sys.argv[1:] if argv is None else argv, Windows(open_window, open_demo, take_tour))


def build(data: Path, practice: bool = False) -> "MainWindow":
    """A window on this data folder; StoreError when the book cannot be opened."""
    with _no_collecting():
        return _built(data, practice)


def _built(data: Path, practice: bool) -> "MainWindow":
    _import_what_needs_no_qt()
    from PySide6.QtWidgets import QApplication

    from qingyu.services import Store
    from qingyu.ui import theme
    from qingyu.ui.preferences import Preferences
    from qingyu.ui.window import MainWindow

    app = QApplication.instance() or QApplication(sys.argv[:1])
    folder = DataFolder(data)
    store = Store.open(folder)
    _log_to(folder)
    preferences = Preferences(folder.settings)
    if isinstance(app, QApplication):
        theme.apply(app, preferences.text_size, preferences.dark)
    return MainWindow(store, preferences, practice=practice)


@contextmanager
def _no_collecting() -> Iterator[None]:
    # Nothing made at the start is garbage; looking for some takes a tenth of the time.
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _import_what_needs_no_qt() -> None:
    # PySide6 reads the source of every module that is imported after it.
    import qingyu.services.duty
    import qingyu.services.journal
    import qingyu.services.steward
    import qingyu.services.today  # noqa: F401


def open_window(data: Path, practice: bool = False) -> int:
    """The exit code after the last window was closed; 1 when there is no screen."""
    reason = why_no_window()
    if reason:
        return output.refuse(f"{reason}，窗口打不开；可以用「tour 文件夹」拍下每一页。")
    _import_what_needs_no_qt()
    from PySide6.QtWidgets import QApplication

    from qingyu.ui.single import OneInstance

    app = QApplication.instance() or QApplication(sys.argv[:1])
    one = OneInstance(DataFolder(data))
    if not one.take():
        return output.refuse(f"这份资料已经开着（{data}），已请那个窗口到前面来。")
    _install_crash_dialog()
    books = Books(default_data_dir(), data) if practice else Books(data, practice_dir())
    sitting: Sitting | None = Sitting(one, practice)
    code = output.DONE
    while sitting is not None:
        try:
            code, sitting = _sit(app, books, sitting)
        finally:
            one.release()
        one = sitting.one if sitting is not None else one
    return code


@dataclass(frozen=True)
class Books:
    """The folder of the real book and that of the practice book."""

    real: Path
    practice: Path

    def folder(self, practice: bool) -> Path:
        """The one or the other."""
        return self.practice if practice else self.real


@dataclass(frozen=True)
class Sitting:
    """One time before the window: the lock on its folder, which book, what to say at first."""

    one: "OneInstance"
    practice: bool
    words: str = ""
    look: "Theme | None" = None


def _sit(app: "QCoreApplication", books: Books, now: Sitting) -> tuple[int, Sitting | None]:
    """The exit code of one window, and the sitting its user asked for when it was closed."""
    from qingyu.ui import theme

    folder = books.folder(now.practice)
    if now.practice and not _prepared(folder, now.look):
        return output.DONE, _back(books, now)
    window = build(folder, now.practice)
    if now.look is not None:
        window.set_text_size(now.look.size)
        window.set_dark(now.look.dark)
    wanted: list[Sitting] = []

    def change(practice: bool) -> None:
        one = _hold(books.folder(practice), window)
        if one is not None:
            wanted.append(Sitting(one, practice, look=theme.current()))
            window.close()

    window.practice_requested.connect(change)
    now.one.raise_requested.connect(window.come_to_front)
    window.show()
    if now.words:
        window.toasts.show_message(now.words)
    code = app.exec()
    window.deleteLater()
    return code, wanted[-1] if wanted else None


def _hold(folder: Path, window: "MainWindow") -> "OneInstance | None":
    """The lock on a folder; None, and the window says why, when it cannot be had."""
    from qingyu.ui.single import OneInstance

    try:
        one = OneInstance(DataFolder(folder))
        if one.take():
            return one
        window.toasts.show_message("那一边已经开着一个窗口，已请它到前面来。")
    except QingyuError as error:
        window.operations.refused.emit(error)
    return None


def _prepared(folder: Path, look: "Theme | None") -> bool:
    """Whether the practice book is ready; False when the user did not want to wait for it."""
    from PySide6.QtWidgets import QApplication

    from qingyu.ui import theme
    from qingyu.ui.dialogs.preparing import PreparingDialog
    from qingyu.ui.theme import TextSize

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if look is None:
        theme.apply(app, TextSize.STANDARD)
    # Between two windows this dialog is the last one; closing it must not end the program.
    app.setQuitOnLastWindowClosed(False)
    dialog = PreparingDialog(
        "正在准备练习资料", "头一回要等一小会儿；练习资料另外放，动不到真资料。"
    )
    try:
        return dialog.wait_for(
            lambda task: fill_with_practice_data(folder, task.report, task.cancelled)
        )
    finally:
        dialog.deleteLater()
        app.setQuitOnLastWindowClosed(True)


def _back(books: Books, now: Sitting) -> Sitting | None:
    """The real book again when practice was cancelled, unless the program began with practice."""
    from qingyu.ui.single import OneInstance

    if now.look is None:
        return None
    one = OneInstance(DataFolder(books.real))
    return Sitting(one, False, "没有打开练习模式", now.look) if one.take() else None


def open_demo(data: Path | None) -> int:
    """Practice data in a window, or without a screen the tour into demo-output/."""
    reason = why_no_window()
    if reason:
        output.say(f"{reason}，改为把每一页和每种打印件拍到 {DEMO_OUTPUT}/。")
        return take_tour(DEMO_OUTPUT, data)
    return open_window(data or practice_dir(), practice=True)


def take_tour(out: Path, data: Path | None) -> int:
    """Pictures of every page and every kind of PDF; practice data unless a folder is named."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from qingyu.tour import tour

    return tour(out, data)


def fill_with_practice_data(
    folder: Path,
    on_progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Makes a believable neighbourhood in this folder unless something is there already."""
    from qingyu.services import Store, demo, neighbourhood

    store = Store.open(DataFolder(folder))
    try:
        if not neighbourhood.name(store):
            demo.generate(store, on_progress=on_progress, cancelled=cancelled)
    finally:
        store.close()


def _install_crash_dialog() -> None:
    from qingyu.ui.dialogs.crash import install

    install()


def _log_to(folder: DataFolder) -> None:
    folder.root.mkdir(parents=True, exist_ok=True)
    handler = LogFile(folder.log)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger("qingyu")
    for old in list(root.handlers):
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
