"""Every test of the windows leaves an empty screen behind."""

import subprocess
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from qingyu.ui import theme
from qingyu.ui.theme import TextSize
from tests.ui import cups
from tests.ui.cups import PrintServer


@pytest.fixture(autouse=True)
def empty_screen(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    """What a test left over is gone before the next, which would style it again; so is its look.

    A widget that is tested without a window has its look from the application.
    """
    if "window" not in request.fixturenames:
        theme.apply(qapp, TextSize.STANDARD)
        theme.dress(qapp)
    yield
    for left in QApplication.topLevelWidgets():
        left.close()
        left.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setProperty(theme._DRESSED, False)
    qapp.setStyleSheet("")
    theme.apply(qapp, TextSize.STANDARD)


@pytest.fixture(scope="session")
def _print_server() -> Iterator[PrintServer]:
    why_not = cups.missing()
    if why_not:
        pytest.skip(why_not)
    with ExitStack() as stack:
        try:
            server = stack.enter_context(cups.running())
        except (OSError, RuntimeError, subprocess.SubprocessError) as error:
            pytest.skip(f"no print server: {error}")
        yield server


@pytest.fixture
def print_server(
    _print_server: PrintServer, monkeypatch: pytest.MonkeyPatch
) -> PrintServer:
    """A real CUPS with the queues Laser and Box; skipped where CUPS is not installed."""
    for name, value in _print_server.environment.items():
        monkeypatch.setenv(name, value)
    return _print_server
