"""Real books in temporary folders, and real windows on them."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from qingyu.domain.steward import Role, Steward
from qingyu.paths import DataFolder
from qingyu.services import Store, neighbourhood
from qingyu.services import steward as stewards

if TYPE_CHECKING:
    from qingyu.ui.window import MainWindow

NOON = datetime(2026, 11, 23, 12, 0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty book whose clock stands at noon of Monday 2026-11-23."""
    book = Store.open(DataFolder(tmp_path / "资料 夹"), clock=lambda: NOON)
    yield book
    assert not book.database.in_transaction(), "a transaction was left open"
    book.close()


@pytest.fixture
def founded(store: Store) -> Store:
    """The book of 青年路社区: six buildings of three units, a lead and a steward."""
    units = dict.fromkeys(range(1, 7), 3)
    neighbourhood.found(store, "青年路社区", units, Steward(0, "陆建芬", Role.LEAD))
    stewards.add(store, Steward(0, "赵文斌", Role.STEWARD, "13857100009"), by=1)
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
