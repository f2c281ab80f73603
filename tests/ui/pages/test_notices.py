"""The notices page: fill in, see, publish with a number."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from qingyu.services import notice
from qingyu.ui.pages.notices import NoticesPage
from qingyu.ui.theme import TextSize
from qingyu.ui.window import MainWindow


def opened(window: MainWindow) -> NoticesPage:
    page = window.show_page("notices")
    assert isinstance(page, NoticesPage)
    return page


def choose(page: NoticesPage, kind: str) -> None:
    names = [each.kind for each in notice.kinds()]
    page._kind.setFocus()
    page._kind.setCurrentIndex(names.index(kind))
    page._kind.activated.emit(names.index(kind))


def title(page: NoticesPage) -> QLineEdit:
    line = page._form._editors["title"]
    assert isinstance(line, QLineEdit)
    return line


def test_a_filled_in_notice_is_numbered_and_saved(window: MainWindow, qtbot: QtBot) -> None:
    page = opened(window)
    choose(page, "free")
    qtbot.keyClicks(title(page), "<b>NOTICE</b> %s {title}")
    body = page._form._editors["body"]
    assert isinstance(body, QPlainTextEdit)
    body.setPlainText("请 11 月 30 日前清走楼道里的东西。")
    qtbot.keyClick(window, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (kept,) = notice.newest(window.store)
    assert (kept.title, kept.serial) == ("<b>NOTICE</b> %s {title}", 1)
    path: Path = notice.printed(window.store, kept)
    assert path.read_bytes().startswith(b"%PDF")


def test_what_is_missing_is_said_and_nothing_is_saved(window: MainWindow, qtbot: QtBot) -> None:
    page = opened(window)
    choose(page, "water_off")
    page.print_page()
    assert notice.newest(window.store) == ()
    told = [label.text() for label in window.toasts.toasts[-1].findChildren(QLabel)]
    assert any("停水原因" in text for text in told)


def test_what_was_typed_in_a_kind_is_there_when_one_comes_back(window: MainWindow) -> None:
    page = opened(window)
    choose(page, "free")
    title(page).setText("记着我")
    choose(page, "water_off")
    choose(page, "free")
    assert title(page).text() == "记着我"


def test_the_example_is_shown_as_it_will_be_printed(window: MainWindow, qtbot: QtBot) -> None:
    page = opened(window)
    choose(page, "water_off")
    page._example.click()
    qtbot.waitUntil(lambda: page._preview._pages == 1, timeout=10_000)


def test_publishing_can_be_undone(window: MainWindow) -> None:
    page = opened(window)
    choose(page, "water_off")
    page._example.click()
    page.print_page()
    assert len(notice.newest(window.store)) == 1
    window.operations.undo()
    assert notice.newest(window.store) == ()


def test_nothing_scrolls_sideways_in_the_largest_text(window: MainWindow) -> None:
    page = opened(window)
    window.set_text_size(TextSize.HUGE)
    assert page.minimumSizeHint().width() <= window.stack.width()
