"""A bug met by a command is one sentence; its story lies in a file."""

from pathlib import Path

from qingyu.cli import crash


def bug() -> Exception:
    try:
        _ = 1 / 0
    except ZeroDivisionError as error:
        return error
    raise AssertionError


def test_the_story_lies_in_the_log_of_the_data_folder(tmp_path: Path) -> None:
    told = crash.words(bug(), tmp_path)
    log = tmp_path / "qingyu.log"
    assert str(log) in told and "\n" not in told
    assert "ZeroDivisionError" in log.read_text(encoding="utf-8")


def test_without_a_folder_it_lies_among_the_temporary_files(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("in the way")
    told = crash.words(bug(), tmp_path / "文件")
    assert "qingyu.log" in told and str(tmp_path) not in told
