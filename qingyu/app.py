"""The only place that builds things: paths, log, book, window."""

import logging
import sys
from logging.handlers import RotatingFileHandler
from pathlib import Path

from PySide6.QtWidgets import QApplication

from qingyu.paths import DataFolder
from qingyu.services import Store
from qingyu.ui import theme
from qingyu.ui.preferences import Preferences
from qingyu.ui.window import MainWindow


def build(data: Path, practice: bool = False) -> MainWindow:
    """A window on this data folder; StoreError when the book cannot be opened."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    folder = DataFolder(data)
    store = Store.open(folder)
    _log_to(folder)
    preferences = Preferences(folder.settings)
    if isinstance(app, QApplication):
        theme.apply(app, preferences.text_size, preferences.dark)
    return MainWindow(store, preferences, practice=practice)


def _log_to(folder: DataFolder) -> None:
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
