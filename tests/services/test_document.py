"""Documents are saved whole, and never over something else."""

import os
from pathlib import Path

import pytest

from qingyu.domain.errors import RuleError, StoreError
from qingyu.services.document import save_file


def test_a_document_replaces_an_older_one_of_its_sort(tmp_path: Path) -> None:
    path = tmp_path / "新 文件夹" / "通知.pdf"
    save_file(path, b"%PDF-1")
    save_file(path, b"%PDF-2")
    assert path.read_bytes() == b"%PDF-2"
    assert os.listdir(path.parent) == ["通知.pdf"]


def test_an_empty_file_in_its_place_is_filled(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.touch()
    save_file(path, b"%PDF-1")
    assert path.read_bytes() == b"%PDF-1"


def test_a_file_of_another_sort_is_left_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "qingyu.db"
    path.write_bytes(b"SQLite format 3\0")
    with pytest.raises(RuleError, match="没有覆盖"):
        save_file(path, b"%PDF-1")
    assert path.read_bytes() == b"SQLite format 3\0"


@pytest.mark.parametrize("name", ["", ".", ".."])
def test_a_folder_is_no_place_for_a_document(tmp_path: Path, name: str) -> None:
    with pytest.raises(RuleError, match="文件夹"):
        save_file(tmp_path / name, b"%PDF-1")


@pytest.mark.skipif(os.name == "nt", reason="needs a named pipe")
def test_a_device_is_never_replaced_by_a_document(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.pdf"
    os.mkfifo(pipe)
    with pytest.raises(RuleError, match="普通"):
        save_file(pipe, b"%PDF-1")
    assert pipe.is_fifo()


def test_a_folder_that_cannot_be_made_is_told_and_nothing_is_left(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("in the way")
    with pytest.raises(StoreError, match="没有存下来"):
        save_file(tmp_path / "文件" / "a.pdf", b"%PDF-1")
    assert os.listdir(tmp_path) == ["文件"]
