"""Every test of the windows leaves an empty screen behind."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from qingyu.ui import theme
from qingyu.ui.theme import TextSize


@pytest.fixture(autouse=True)
def empty_screen(qapp: QApplication) -> Iterator[None]:
    """What a test left over is gone before the next, which would style it again; so is its look."""
    yield
    for left in QApplication.topLevelWidgets():
        left.close()
        left.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme.apply(qapp, TextSize.STANDARD)
