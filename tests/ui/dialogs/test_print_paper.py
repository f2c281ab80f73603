"""The print dialog, worked by keyboard on a real print queue, or on a computer without one."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from qingyu.services import journal
from qingyu.ui.dialogs.print_paper import PrintDialog
from qingyu.ui.paper import Paper
from qingyu.ui.printing import print_paper
from qingyu.ui.theme import TextSize
from qingyu.ui.window import MainWindow
from tests.ui.cups import PrintServer
from tests.ui.sizes import SIZES
from tests.ui.test_printer import A3, a_pdf, squares


def opened(window: MainWindow, path: Path, pdf: bytes, page: int = 1) -> PrintDialog:
    path.write_bytes(pdf)
    dialog = print_paper(Paper("停水通知", path, page), window.desk, window)
    assert dialog is not None
    return dialog


def ready(qtbot: QtBot, dialog: PrintDialog) -> None:
    qtbot.waitUntil(dialog.choices.print_button.isEnabled, timeout=10_000)


def choose(dialog: PrintDialog, device: str) -> None:
    box = dialog.choices._printers
    box.setCurrentIndex(box.findData(device))


def told(dialog: PrintDialog) -> str:
    trouble = dialog.choices.trouble
    return trouble.accessibleName() if trouble.isVisible() else ""


@pytest.mark.soak
def test_enter_prints_all_of_it_and_the_journal_says_so(
    window: MainWindow, qtbot: QtBot, print_server: PrintServer, tmp_path: Path
) -> None:
    dialog = opened(window, tmp_path / "a.pdf", a_pdf(2))
    ready(qtbot, dialog)
    choose(dialog, "Box")
    ready(qtbot, dialog)
    print_server.box.write_bytes(b"")
    with qtbot.waitSignal(dialog.printed, timeout=30_000) as sent:
        QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert sent.args == [2]
    qtbot.waitUntil(lambda: print_server.is_idle() and print_server.box.stat().st_size > 0)
    assert squares(print_server.box.read_bytes()) == [1, 2]
    assert journal.entries(window.store)[0].verb == "打印 停水通知"


def test_the_page_that_is_seen_can_be_printed_again_alone(
    window: MainWindow, qtbot: QtBot, print_server: PrintServer, tmp_path: Path
) -> None:
    dialog = opened(window, tmp_path / "a.pdf", a_pdf(3), page=2)
    qtbot.waitUntil(lambda: dialog.view.page == 2, timeout=10_000)
    choose(dialog, "Box") if dialog.choices.device else None
    ready(qtbot, dialog)
    choose(dialog, "Box")
    ready(qtbot, dialog)
    this = next(b for b in dialog.findChildren(QPushButton) if "本页" in b.text())
    qtbot.keyClick(this, Qt.Key.Key_Space)
    print_server.box.write_bytes(b"")
    with qtbot.waitSignal(dialog.printed, timeout=30_000):
        QTest.keyClick(dialog, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: print_server.is_idle() and print_server.box.stat().st_size > 0)
    assert squares(print_server.box.read_bytes()) == [2]


def test_pages_that_are_not_there_are_named(
    window: MainWindow, qtbot: QtBot, print_server: PrintServer, tmp_path: Path
) -> None:
    dialog = opened(window, tmp_path / "a.pdf", a_pdf(3))
    ready(qtbot, dialog)
    some = next(b for b in dialog.findChildren(QPushButton) if "选页" in b.text())
    qtbot.keyClick(some, Qt.Key.Key_Space)
    QTest.keyClicks(dialog.choices._typed, "2-7")
    QTest.keyClick(dialog.choices._typed, Qt.Key.Key_Return)
    assert "没有第 7 页" in told(dialog)


def test_a_printer_without_a3_is_refused_before_it_is_tried(
    window: MainWindow, qtbot: QtBot, print_server: PrintServer, tmp_path: Path
) -> None:
    dialog = opened(window, tmp_path / "a.pdf", a_pdf(1, A3))
    qtbot.waitUntil(lambda: bool(dialog.choices.device), timeout=10_000)
    choose(dialog, "Box")
    qtbot.waitUntil(lambda: "不能印 A3" in told(dialog), timeout=10_000)
    assert not dialog.choices.print_button.isEnabled()
    choose(dialog, "Laser")
    ready(qtbot, dialog)


def test_without_a_printer_it_says_where_the_file_lies(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", str(tmp_path / "nobody"))
    dialog = opened(window, tmp_path / "通知.pdf", a_pdf(1))
    qtbot.waitUntil(lambda: "没有打印机" in told(dialog), timeout=10_000)
    assert str(tmp_path / "通知.pdf") in told(dialog)
    assert not dialog.choices.print_button.isEnabled()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("size", SIZES)
def test_it_fits_into_the_window_in_every_size(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, size: TextSize
) -> None:
    window.set_text_size(size)
    dialog = opened(window, tmp_path / "a.pdf", a_pdf(2))
    qtbot.waitUntil(lambda: dialog.view.pages == 2, timeout=10_000)
    assert dialog.width() <= 1366 and dialog.height() <= 768
    assert dialog.minimumSizeHint().width() <= dialog.width()
    assert all(label.accessibleName() or label.text() or label.pixmap() is not None
               for label in dialog.findChildren(QLabel))
