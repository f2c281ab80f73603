"""One window per folder: the second start raises the first."""

from pathlib import Path

import pytest
from PySide6.QtCore import QLockFile
from pytestqt.qtbot import QtBot

from qingyu.domain.errors import StoreError
from qingyu.paths import DataFolder
from qingyu.ui.single import OneInstance, refuse_where_nobody_is


def test_the_second_start_is_refused_and_raises_the_first(tmp_path: Path, qtbot: QtBot) -> None:
    folder = DataFolder(tmp_path / "资料")
    first, second = OneInstance(folder), OneInstance(folder)
    assert first.take()
    with qtbot.waitSignal(first.raise_requested, timeout=5000):
        assert not second.take()
    first.release()
    assert second.take()
    second.release()


def test_two_folders_are_two_books(tmp_path: Path, qtbot: QtBot) -> None:
    one, other = OneInstance(DataFolder(tmp_path / "a")), OneInstance(DataFolder(tmp_path / "b"))
    assert one.take() and other.take()
    one.release()
    other.release()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "文件").write_text("in the way")
    with pytest.raises(StoreError):
        OneInstance(DataFolder(tmp_path / "文件" / "资料"))


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (QLockFile.LockError.PermissionError, "不能写入"),
        (QLockFile.LockError.UnknownError, "磁盘可能满了"),
    ],
)
def test_a_lock_that_cannot_be_written_is_no_other_window(
    error: QLockFile.LockError, words: str
) -> None:
    with pytest.raises(StoreError, match=words):
        refuse_where_nobody_is(error)
    refuse_where_nobody_is(QLockFile.LockError.LockFailedError)
