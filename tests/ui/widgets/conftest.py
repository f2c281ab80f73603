"""Every widget test starts in the light standard theme."""

import pytest
from PySide6.QtWidgets import QApplication

from qingyu.ui import theme
from qingyu.ui.theme import TextSize


@pytest.fixture(autouse=True)
def standard_theme(qapp: QApplication) -> theme.Theme:
    """The theme in force when the test begins."""
    return theme.apply(qapp, TextSize.STANDARD)
