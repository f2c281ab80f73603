"""Writing a notice in 特大, where form and preview take turns."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from qingyu.services import notice
from qingyu.ui.pages.notices import NoticesPage
from qingyu.ui.theme import TextSize
from qingyu.ui.window import MainWindow

ALT = Qt.KeyboardModifier.AltModifier


def test_the_keys_go_on_working_after_a_look_at_the_preview(
    window: MainWindow, qtbot: QtBot
) -> None:
    qtbot.waitUntil(window.isActiveWindow)
    window.set_text_size(TextSize.HUGE)
    page = window.show_page("notices")
    assert isinstance(page, NoticesPage)
    page.compose.choose(notice.kinds()[0])
    QApplication.sendPostedEvents()
    field = page.compose.form.findChildren(QLineEdit)[2]
    field.setFocus()
    for _ in range(2):
        qtbot.keyClick(window, Qt.Key.Key_V, ALT)
        qtbot.waitUntil(lambda: page.compose.panes.in_detail)
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: not page.compose.panes.in_detail)
        assert QApplication.focusWidget() is field
    qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_K, ALT)
    qtbot.waitUntil(lambda: page.compose.kind is None)


def test_the_preview_is_read_from_its_top(window: MainWindow, qtbot: QtBot) -> None:
    window.set_text_size(TextSize.HUGE)
    page = window.show_page("notices")
    assert isinstance(page, NoticesPage)
    page.compose.choose(notice.kinds()[0])
    page.compose.fill_example()
    page.compose.panes.show_detail()
    view = page.compose.preview.view
    sheet = view._sheet
    qtbot.waitUntil(lambda: view.pages > 0 and view._waiting is None, timeout=20_000)
    assert sheet.verticalScrollBar().maximum() > 0 and sheet.at_top
