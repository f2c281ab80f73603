import logging
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QPlainTextEdit
from pytestqt.qtbot import QtBot

import qingyu
from qingyu.ui.dialogs import crash
from qingyu.ui.dialogs.crash import CrashDialog, CrashReporter
from qingyu.ui.tasks import Tasks


@pytest.fixture
def reporter(qapp: QApplication) -> Iterator[CrashReporter]:
    made = crash.install()
    yield made
    made.stop()


def fail(words: str = "没想到") -> None:
    raise ValueError(words)


def shown(qtbot: QtBot, reporter: CrashReporter) -> CrashDialog:
    qtbot.waitUntil(lambda: reporter.dialog is not None and reporter.dialog.isActiveWindow())
    assert reporter.dialog is not None
    return reporter.dialog


def told(dialog: CrashDialog) -> str:
    return dialog.findChildren(QPlainTextEdit)[0].toPlainText()


def test_a_bug_in_a_slot_is_logged_and_shown_once(
    qtbot: QtBot, reporter: CrashReporter, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.CRITICAL):
        QTimer.singleShot(0, fail)
        dialog = shown(qtbot, reporter)
    assert "没想到" in caplog.text
    assert len([w for w in QApplication.topLevelWidgets() if isinstance(w, CrashDialog)]) == 1
    QTimer.singleShot(0, lambda: fail("又一个"))
    qtbot.waitUntil(lambda: "又一个" in caplog.text)
    assert reporter.dialog is dialog
    assert len([w for w in QApplication.topLevelWidgets() if isinstance(w, CrashDialog)]) == 1


def test_after_it_was_closed_the_next_bug_is_shown_again(
    qtbot: QtBot, reporter: CrashReporter
) -> None:
    QTimer.singleShot(0, fail)
    first = shown(qtbot, reporter)
    qtbot.keyClick(first.go_on, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: reporter.dialog is None)
    QTimer.singleShot(0, fail)
    qtbot.keyClick(shown(qtbot, reporter), Qt.Key.Key_Escape)
    assert reporter.dialog is None


def test_a_bug_in_another_thread_and_on_the_worker_is_shown_too(
    qtbot: QtBot, reporter: CrashReporter
) -> None:
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    elsewhere = shown(qtbot, reporter)
    assert "ValueError" in told(elsewhere)
    elsewhere.accept()
    tasks = Tasks()
    tasks.start(lambda task: fail("在后台"))
    behind = shown(qtbot, reporter)
    assert behind is not elsewhere and "在后台" in told(behind)
    behind.accept()
    tasks.finish()


def test_the_details_can_be_copied_and_tell_version_and_traceback_but_no_home(
    qtbot: QtBot, reporter: CrashReporter
) -> None:
    QTimer.singleShot(0, lambda: fail(f"{Path.home()}/资料"))
    dialog = shown(qtbot, reporter)
    QApplication.clipboard().clear()
    qtbot.keyClick(dialog, Qt.Key.Key_C, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: bool(QApplication.clipboard().text()))
    copied = QApplication.clipboard().text()
    assert qingyu.__version__ in copied
    assert "ValueError" in copied and "in fail" in copied
    assert str(Path.home()) not in copied and "~/资料" in copied
    assert dialog.copy_button.accessibleName() == "已复制"
    dialog.accept()


def test_installing_twice_keeps_one_reporter_and_stopping_gives_the_hook_back(
    qapp: QApplication,
) -> None:
    before = sys.excepthook
    first = crash.install()
    assert crash.install() is first
    assert sys.excepthook != before
    first.stop()
    assert sys.excepthook == before
