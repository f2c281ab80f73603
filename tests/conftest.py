"""Real books in temporary folders, and real windows on them."""

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qingyu.domain.steward import Role, Steward
from qingyu.paths import DataFolder
from qingyu.services import Store, neighbourhood
from qingyu.services import steward as stewards

if TYPE_CHECKING:
    from qingyu.ui.window import MainWindow

# The same examples on every machine, so that a red run tells of the change and not of luck;
# `pytest --hypothesis-profile explore` looks for new ones.
settings.register_profile("same", derandomize=True, deadline=None)
settings.register_profile("explore", derandomize=False, deadline=None, max_examples=1000)
settings.load_profile("same")

NOON = datetime(2026, 11, 23, 12, 0)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says how often the program was killed, wherever in the run that was."""
    # Counted while a test is put away, which has no word of its own in pytest.
    told = [told for each in terminalreporter.getreports("") for told in each.user_properties]
    kills = sum(int(str(value)) for name, value in told if name == "kills")
    if kills:
        terminalreporter.write_line(f"killed {kills} times: every acknowledged write was there")


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """What pytest-qt starts its application with: the style of the program's own."""
    return ["qingyu", "-style", "fusion"]


@pytest.fixture(scope="session")
def empty_book(tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """A book with every migration applied and nothing in it, to be copied and never touched."""
    folder = DataFolder(tmp_path_factory.mktemp("empty") / "资料 夹")
    Store.open(folder, clock=lambda: NOON).close()
    return folder


@pytest.fixture(scope="session")
def founded_book(empty_book: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """The book of 青年路社区: six buildings of three units, a lead and a steward."""
    folder = DataFolder(tmp_path_factory.mktemp("founded") / "资料 夹")
    shutil.copytree(empty_book.root, folder.root)
    book = Store.open(folder, clock=lambda: NOON)
    units = dict.fromkeys(range(1, 7), 3)
    neighbourhood.found(book, "青年路社区", units, Steward(0, "陆建芬", Role.LEAD))
    stewards.add(book, Steward(0, "赵文斌", Role.STEWARD, "13857100009"), by=1)
    book.close()
    return folder


@pytest.fixture
def store(empty_book: DataFolder, tmp_path: Path) -> Iterator[Store]:
    """An empty book whose clock stands at noon of Monday 2026-11-23."""
    folder = DataFolder(tmp_path / "资料 夹")
    shutil.copytree(empty_book.root, folder.root)
    book = Store.open(folder, clock=lambda: NOON)
    yield book
    assert not book.database.in_transaction(), "a transaction was left open"
    book.close()


@pytest.fixture
def founded(founded_book: DataFolder, store: Store) -> Store:
    """The same book as `store`, in which 青年路社区 was founded."""
    with closing(sqlite3.connect(founded_book.database)) as made:
        made.backup(store.database.connection())
    return store


@pytest.fixture
def window(founded: Store, qtbot: object) -> Iterator["MainWindow"]:
    """The main window on that book, off-screen, 1366×768, used by 陆建芬."""
    from PySide6.QtCore import QEvent
    from PySide6.QtWidgets import QApplication

    from qingyu.ui import theme
    from qingyu.ui.preferences import Preferences
    from qingyu.ui.window import MainWindow

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.TextSize.STANDARD)
    preferences = Preferences(founded.folder.settings)
    preferences.steward = "陆建芬"
    shown = MainWindow(founded, preferences, practice=False)
    shown.resize(1366, 768)
    shown.show()
    yield shown
    shown.close()
    shown.deleteLater()
    # Windows left over would be styled again by every test to come.
    QApplication.sendPostedEvents(shown, QEvent.Type.DeferredDelete)
