import threading

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qingyu.domain.errors import StoreError
from qingyu.ui.dialogs.preparing import PreparingDialog
from qingyu.ui.tasks import Task


def test_quick_work_shows_nothing(qtbot: QtBot) -> None:
    dialog = PreparingDialog("准备", "一会儿就好")
    qtbot.addWidget(dialog)
    assert dialog.wait_for(lambda _task: None) is True
    assert not dialog.isVisible()


def test_slow_work_is_shown_and_esc_stops_it(qtbot: QtBot, qapp: QApplication) -> None:
    dialog = PreparingDialog("准备", "一会儿就好")
    qtbot.addWidget(dialog)
    stopped = threading.Event()

    def work(task: Task) -> None:
        task.report(1, 2)
        pause = threading.Event()
        while not task.cancelled():
            pause.wait(0.002)
        stopped.set()

    def press() -> None:
        if dialog.isVisible():
            qtbot.keyClick(dialog, Qt.Key.Key_Escape)

    timer = QTimer()
    timer.timeout.connect(press)
    timer.start(20)
    assert dialog.wait_for(work) is False
    timer.stop()
    assert stopped.is_set() and not dialog.isVisible()


def test_what_the_disk_refuses_is_handed_on(qtbot: QtBot) -> None:
    def refuse(_task: Task) -> None:
        raise StoreError("磁盘满了", "清理一下")

    dialog = PreparingDialog("准备", "一会儿就好")
    qtbot.addWidget(dialog)
    with pytest.raises(StoreError):
        dialog.wait_for(refuse)
