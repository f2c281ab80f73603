"""The shell: navigation, search, undo, toasts, who is here, text sizes."""

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError
from qingyu.services import Store, feedback, intake, issue_reading, neighbourhood
from qingyu.ui import catalogue
from qingyu.ui.preferences import Preferences
from qingyu.ui.theme import TextSize
from qingyu.ui.window import MainWindow
from tests.ui.sizes import SIZES

KEYS = [entry.destination.key for entry in catalogue.ENTRIES]


def said(window: MainWindow) -> str:
    newest = window.toasts.toasts[-1]
    return "".join(label.text() for label in newest.findChildren(QLabel))


def record(window: MainWindow, text: str = "3幢2单元501张阿姨说厨房顶上漏水") -> None:
    window.operations.run(feedback.record_and_open, intake.understood(text), by=1)


@pytest.mark.parametrize("number", range(10))
def test_every_page_opens_by_its_shortcut(window: MainWindow, qtbot: QtBot, number: int) -> None:
    key = Qt.Key(Qt.Key.Key_0 + (number + 1) % 10)
    qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    assert window.page is window.pages[KEYS[number]]
    assert window.page.isVisible()


class _Windows(QObject):
    """The classes of what was shown as a window of its own."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget):
            self.shown += [type(watched).__name__] if watched.isWindow() else []
        return False


def test_no_page_flashes_a_window_that_takes_the_keyboard_away(window: MainWindow) -> None:
    record(window)
    windows = _Windows()
    app = QCoreApplication.instance()
    assert app is not None
    app.installEventFilter(windows)
    for key in [*KEYS, "welcome"]:
        window.show_page(key)
        assert windows.shown == [], key
    for noun in (Noun.ISSUE, Noun.FEEDBACK):
        window.open_thing(noun, 1)
    app.removeEventFilter(windows)
    assert windows.shown == []


@pytest.mark.parametrize("size", SIZES)
def test_every_page_fits_the_small_screen(window: MainWindow, size: TextSize) -> None:
    record(window)
    window.set_text_size(size)
    for key in KEYS:
        page = window.show_page(key)
        assert page.minimumSizeHint().width() <= window.stack.width(), key
        assert window.minimumSizeHint().width() <= 1366, key
        assert window.minimumSizeHint().height() <= 768, key


def test_every_action_offers_to_be_taken_back(window: MainWindow) -> None:
    record(window)
    assert "转工单" in said(window)
    window.operations.undo()
    assert issue_reading.by_number(window.store, 1) is None
    assert "撤销" in said(window)


def test_undo_by_the_keyboard_takes_back_the_last_step(window: MainWindow, qtbot: QtBot) -> None:
    record(window)
    window.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert issue_reading.by_number(window.store, 1) is None


def test_a_refusal_is_one_sentence_and_changes_nothing(window: MainWindow) -> None:
    def refuse(store: object) -> None:
        raise RuleError("不可以这样", "请那样做。")

    assert window.operations.read(refuse) is None
    assert "不可以这样，请那样做。" in said(window)


def test_search_opens_the_thing_by_keyboard_alone(window: MainWindow, qtbot: QtBot) -> None:
    record(window)
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.bar.search, "3-2-501")
    qtbot.keyClick(window.bar.search, Qt.Key.Key_Return)
    assert window.page is window.pages["issues"]
    assert window.bar.search.text() == ""


def test_search_that_finds_nothing_says_so(window: MainWindow, qtbot: QtBot) -> None:
    window.bar.search.setFocus()
    qtbot.keyClicks(window.bar.search, "qqqqq")
    assert window.search_panel.isVisible()
    qtbot.keyClick(window.bar.search, Qt.Key.Key_Return)
    assert window.page is window.pages["today"]
    qtbot.keyClick(window.bar.search, Qt.Key.Key_Escape)
    assert not window.search_panel.isVisible()


def test_the_text_size_is_remembered(window: MainWindow) -> None:
    window.set_text_size(TextSize.HUGE)
    assert window.preferences.text_size is TextSize.HUGE
    assert window.font().pointSize() == 18


def test_who_is_here_signs_what_is_done(window: MainWindow) -> None:
    window.steward_menu.fill()
    other = next(a for a in window.steward_menu.actions() if "赵文斌" in a.text())
    other.trigger()
    assert window.operations.steward is not None
    assert window.operations.steward.name == "赵文斌"
    assert window.preferences.steward == "赵文斌"


def test_a_renamed_neighbourhood_shows_at_once(window: MainWindow) -> None:
    window.operations.run(neighbourhood.rename, "湖滨小区", "0571-87065521", by=1)
    notes = [label.text() for label in window.rail.findChildren(QLabel)]
    assert "湖滨小区" in notes


def test_a_broken_file_of_ones_own_is_told_once(founded: Store, qtbot: QtBot) -> None:
    (founded.folder.root / "moods.toml").write_text('["急"]\nwords = 快', encoding="utf-8")
    window = MainWindow(founded, Preferences(founded.folder.settings), practice=False)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitUntil(lambda: bool(window.toasts.toasts))
    assert "moods.toml 第 2 行" in said(window)
    told = len(window.toasts.toasts)
    window.hide()
    window.show()
    assert len(window.toasts.toasts) == told
    window.close()
