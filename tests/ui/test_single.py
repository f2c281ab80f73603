"""One window per folder: the second start raises the first."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from qingyu.domain.errors import StoreError
from qingyu.paths import DataFolder
from qingyu.ui.single import OneInstance


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
