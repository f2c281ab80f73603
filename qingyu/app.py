"""The only place that builds things: paths, log, book, window."""

import gc
import logging
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from qingyu.cli import output
from qingyu.domain.book_keys import BookKeys
from qingyu.domain.errors import DamagedError, QingyuError, disk_words
from qingyu.log_file import LogFile
from qingyu.paths import DataFolder, default_data_dir, practice_dir
from qingyu.screen import why_no_window

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

    from qingyu.ui.window import MainWindow

DEMO_OUTPUT = Path("demo-output")
# Platforms of Qt on which nobody would ever press the button of a dialog.
_UNSEEN = ("offscreen", "minimal")


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code of the whole program, window or command."""
    from qingyu.cli.main import Windows, run

    windows = Windows(lambda data, keys: open_window(data, keys=keys), open_demo, take_tour)
    return run(sys.argv[1:] if argv is None else argv, windows)


def build(data: Path, practice: bool = False, keys: BookKeys | None = None) -> "MainWindow":
    """A window on this data folder; StoreError when the book cannot be opened.

    LockedError when it is encrypted and these are not its keys.
    """
    with _no_collecting():
        return _built(DataFolder(data, keys), practice)


def _built(folder: DataFolder, practice: bool) -> "MainWindow":
    _import_what_needs_no_qt()
    from PySide6.QtWidgets import QApplication

    from qingyu.services import Store
    from qingyu.ui import theme
    from qingyu.ui.preferences import Preferences
    from qingyu.ui.window import MainWindow

    app = theme.application()
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
        if not gc.get_freeze_count():
            # Nor is it looked through as soon as the window is shown.
            gc.freeze()
        gc.enable()


def _import_what_needs_no_qt() -> None:
    # PySide6 reads the source of every module that is imported after it.
    import qingyu.services.duty
    import qingyu.services.journal
    import qingyu.services.steward
    import qingyu.services.today  # noqa: F401


def open_window(data: Path, practice: bool = False, keys: BookKeys | None = None) -> int:
    """The exit code after the last window was closed; 1 when there is no screen."""
    reason = why_no_window()
    if reason:
        return output.refuse(f"{reason}，窗口打不开；可以用「tour 文件夹」拍下每一页。")
    with _no_collecting():
        _import_what_needs_no_qt()
    from PySide6.QtWidgets import QApplication

    from qingyu.ui import theme

    app = theme.application()
    # With a window of its own and no console, this is all the user will see.
    seen = QApplication.platformName() not in _UNSEEN
    try:
        while True:
            try:
                return _sit_before(app, data, practice, keys)
            except DamagedError as error:
                if not seen or not _rescued(data, error):
                    raise
    except Exception as error:
        told = _words(error, data)
        code = output.refuse(told)
        if seen and not isinstance(error, DamagedError):
            show_trouble(told, data)
        return code


def _sit_before(
    app: "QCoreApplication", data: Path, practice: bool, keys: BookKeys | None
) -> int:
    from qingyu.sitting import Books, Sitting, sit
    from qingyu.ui.single import OneInstance

    one = OneInstance(DataFolder(data))
    if not one.take():
        return output.refuse(f"这份资料已经开着（{data}），已请那个窗口到前面来。")
    _install_crash_dialog()
    real, practised = (default_data_dir(), data) if practice else (data, practice_dir())
    books = Books(real, practised, build, fill_with_practice_data)
    return sit(app, books, Sitting(one, practice, keys=keys))


def _rescued(data: Path, error: DamagedError) -> bool:
    """Whether there is a book again; one instance at a time may try."""
    from qingyu.ui.rescue import rescue
    from qingyu.ui.single import OneInstance

    one = OneInstance(DataFolder(data))
    if not one.take():
        return False
    try:
        return rescue(DataFolder(data), error)
    finally:
        one.release()


def show_trouble(told: str, data: Path) -> None:
    """Says on the screen why there is no window; returns when it was read."""
    from PySide6.QtWidgets import QApplication

    from qingyu.ui import theme
    from qingyu.ui.dialogs.trouble import TroubleDialog
    from qingyu.ui.preferences import Preferences

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    wishes = Preferences(DataFolder(data).settings)
    theme.apply(app, wishes.text_size, wishes.dark)
    TroubleDialog(told, data).exec()


def _words(error: Exception, data: Path) -> str:
    from qingyu.cli import crash

    if isinstance(error, DamagedError):
        return (
            f"{error.title}，请用最近的备份恢复（restore 备份文件 --data \"{data}\"），"
            f"或救出还读得出来的（repair --data \"{data}\"）；原件没有动过。"
        )
    if isinstance(error, QingyuError):
        return str(error)
    if isinstance(error, OSError):
        return f"读写不了（{disk_words(error)}），请检查磁盘和资料文件夹，再打开一次。"
    return crash.words(error, data)


def open_demo(data: Path | None) -> int:
    """Practice data in a window, or without a screen the tour into demo-output/."""
    reason = why_no_window()
    if reason:
        output.say(f"{reason}，改为把每一页和每种打印件拍到 {DEMO_OUTPUT}/。")
        return take_tour(DEMO_OUTPUT, data)
    return open_window(data or practice_dir(), practice=True)


def take_tour(out: Path, data: Path | None, keys: BookKeys | None = None) -> int:
    """Pictures of every page and every kind of PDF; practice data unless a folder is named."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from qingyu.tour import tour

    def open_book(folder: Path, practice: bool) -> "MainWindow":
        return build(folder, practice, keys if folder == data else None)

    return tour(out, data, open_book, fill_with_practice_data)


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
