"""Pages are made ready while nobody works, and only then."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from qingyu.services import feedback, intake
from qingyu.ui import catalogue
from qingyu.ui.ahead import Ahead
from qingyu.ui.widgets.record_table import RecordTable
from qingyu.ui.window import MainWindow

WORDS = "3幢2单元501张阿姨说厨房顶上漏水"
KEYS = {entry.destination.key for entry in catalogue.ENTRIES}


def test_a_rest_is_used_to_make_every_page_ready(window: MainWindow, qtbot: QtBot) -> None:
    ahead = Ahead(window.stack, window.tasks, window, rest_ms=1)
    ahead.wait()
    qtbot.waitUntil(lambda: not ahead.waiting, timeout=20_000)
    assert window.pages.keys() == KEYS
    assert window.stack.key == "today"
    assert not window.stack.make_ready()


def test_a_key_puts_the_next_step_off(window: MainWindow, qtbot: QtBot) -> None:
    ahead = Ahead(window.stack, window.tasks, window, rest_ms=250)
    ahead.watch(window)
    ahead.wait()
    for _ in range(20):
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift, delay=20)
    assert window.pages.keys() == {"today"}
    qtbot.waitUntil(lambda: window.pages.keys() != {"today"} or not ahead.waiting)


def test_nothing_is_loaded_for_a_window_that_was_closed_at_once(
    window: MainWindow, qtbot: QtBot
) -> None:
    ahead = Ahead(window.stack, window.tasks, window)
    ahead.watch(window)
    ahead.stop()
    with qtbot.assertNotEmitted(ahead.loaded, wait=600):
        pass
    ahead.watch(window)
    with qtbot.waitSignal(ahead.loaded):
        pass


def test_a_page_made_ready_is_read_again_after_a_change(window: MainWindow) -> None:
    while window.stack.make_ready():
        pass
    window.operations.run(feedback.record_and_open, intake.understood(WORDS), by=1)
    assert window.stack.make_ready()
    assert window.show_page("issues").findChildren(RecordTable)[0].model().rowCount() == 1
