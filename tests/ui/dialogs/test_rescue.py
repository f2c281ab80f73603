"""A damaged book at the start: repaired, or a backup in its place, or left alone."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from qingyu.domain.errors import DamagedError
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.feedback_list import FeedbackFilter
from qingyu.paths import DataFolder
from qingyu.services import Store, backup, feedback, feedback_reading
from qingyu.ui import theme
from qingyu.ui.dialogs.rescue import RescueDialog
from qingyu.ui.theme import TextSize
from tests.conftest import NOON
from tests.ui.sizes import SIZES
from tests.ui.widgets.clipping import cut_off


@pytest.fixture
def damaged(founded: Store) -> DataFolder:
    """The folder of a book whose first page is gone, with a backup one record old."""
    feedback.record(founded, FeedbackDraft("备份之前"), by=None)
    backup.make(founded)
    feedback.record(founded, FeedbackDraft("备份之后"), by=None)
    founded.close()
    with founded.folder.database.open("rb+") as file:
        file.write(b"\xa5" * 4096)
    with pytest.raises(DamagedError):
        Store.open(founded.folder)
    return founded.folder


@pytest.fixture
def dialog(damaged: DataFolder, qtbot: QtBot) -> RescueDialog:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, TextSize.STANDARD)
    shown = RescueDialog("资料文件损坏了。", damaged)
    qtbot.addWidget(shown)
    shown.show()
    return shown


def texts(folder: DataFolder) -> list[str]:
    store = Store.open(folder, clock=lambda: NOON)
    try:
        lines = feedback_reading.lines(store, FeedbackFilter())
        return sorted(line.piece.text for line in lines)
    finally:
        store.close()


def kept(folder: DataFolder) -> Path:
    (aside,) = [*folder.root.glob("替换前-*"), *folder.root.glob("损坏原件-*")]
    return aside / "qingyu.db"


def test_a_backup_takes_its_place(
    dialog: RescueDialog, damaged: DataFolder, qtbot: QtBot
) -> None:
    assert "来件 1 条" in dialog.backups.currentText() and not dialog.open_button.isVisible()
    qtbot.keyClick(dialog.restore_button, Qt.Key.Key_Space)
    assert texts(damaged) == ["备份之前"]
    assert "换好了" in dialog.result_words.text()
    assert kept(damaged).read_bytes().startswith(b"\xa5")
    qtbot.keyClick(dialog.open_button, Qt.Key.Key_Space)
    assert dialog.result()


def test_it_is_repaired_and_the_numbers_told(
    dialog: RescueDialog, damaged: DataFolder, qtbot: QtBot
) -> None:
    qtbot.keyClick(dialog.repair_button, Qt.Key.Key_Space)
    assert texts(damaged) == ["备份之前", "备份之后"]
    assert "救回" in dialog.result_words.text() and "来件 2" in dialog.result_words.text()
    assert kept(damaged).read_bytes().startswith(b"\xa5")


def test_what_cannot_be_done_is_told_and_another_way_is_open(
    damaged: DataFolder, qtbot: QtBot
) -> None:
    shutil.rmtree(damaged.backups)
    before = damaged.database.read_bytes()
    dialog = RescueDialog("资料文件损坏了。", damaged)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.restore_button.isEnabled() and "没有找到备份" in dialog.backups.currentText()
    qtbot.keyClick(dialog.repair_button, Qt.Key.Key_Space)
    assert "一点也读不出来" in dialog.state.accessibleName()
    dialog.restore_from(damaged.root / "不在.qingyu")
    assert "没有这个备份" in dialog.state.accessibleName()
    assert damaged.database.read_bytes() == before and dialog.repair_button.isEnabled()
    qtbot.keyClick(dialog.leave_button, Qt.Key.Key_Space)
    assert not dialog.result()


@pytest.mark.parametrize("size", SIZES)
def test_nothing_is_cut_off(dialog: RescueDialog, qtbot: QtBot, size: TextSize) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, size)
    dialog.resize(theme.current().px(40), theme.current().px(24))
    qtbot.waitUntil(lambda: not cut_off(dialog), timeout=2000)
    theme.apply(app, TextSize.STANDARD)
