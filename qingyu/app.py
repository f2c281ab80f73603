"""The only place that builds things: paths, log, book, window."""

import logging
import os
import sys
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from qingyu.cli import output
from qingyu.cli.main import Windows, run
from qingyu.paths import DataFolder, practice_dir
from qingyu.screen import why_no_window

if TYPE_CHECKING:
    from qingyu.ui.window import MainWindow

DEMO_OUTPUT = Path("demo-output")


def main(argv: Sequence[str] | None = None) -> int:
    """The exit code of the whole program, window or command."""
    return run(sys.argv[1:] if argv is None else argv, Windows(open_window, open_demo, take_tour))


def build(data: Path, practice: bool = False) -> "MainWindow":
    """A window on this data folder; StoreError when the book cannot be opened."""
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


def open_window(data: Path, practice: bool = False) -> int:
    """The exit code after the window on this folder was closed; 1 when there is no screen."""
    reason = why_no_window()
    if reason:
        return output.refuse(f"{reason}，窗口打不开；可以用「tour 文件夹」拍下每一页。")
    from PySide6.QtWidgets import QApplication

    from qingyu.ui.single import OneInstance

    app = QApplication.instance() or QApplication(sys.argv[:1])
    folder = DataFolder(data)
    one = OneInstance(folder)
    if not one.take():
        return output.refuse(f"这份资料已经开着（{data}），已请那个窗口到前面来。")
    try:
        _log_to(folder)
        _install_crash_dialog()
        window = build(data, practice)
        one.raise_requested.connect(window.come_to_front)
        window.show()
        return app.exec()
    finally:
        one.release()


def open_demo(data: Path | None) -> int:
    """Practice data in a window, or without a screen the tour into demo-output/."""
    reason = why_no_window()
    if reason:
        output.say(f"{reason}，改为把每一页和每种打印件拍到 {DEMO_OUTPUT}/。")
        return take_tour(DEMO_OUTPUT, data)
    folder = data or practice_dir()
    fill_with_practice_data(folder)
    return open_window(folder, practice=True)


def take_tour(out: Path, data: Path | None) -> int:
    """Pictures of every page and every kind of PDF; practice data unless a folder is named."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from qingyu.tour import tour

    return tour(out, data)


def fill_with_practice_data(folder: Path) -> None:
    """Makes a believable neighbourhood in this folder unless something is there already."""
    from qingyu.services import Store, demo, neighbourhood

    store = Store.open(DataFolder(folder))
    try:
        if not neighbourhood.name(store):
            output.say("正在准备练习资料……")
            demo.generate(store)
    finally:
        store.close()


def _install_crash_dialog() -> None:
    from qingyu.ui.dialogs.crash import install

    install()


def _log_to(folder: DataFolder) -> None:
    folder.root.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder.log, maxBytes=1_000_000, backupCount=2, encoding="utf-8", delay=True
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger("qingyu")
    for old in list(root.handlers):
        root.removeHandler(old)
        old.close()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
