"""Reading commands: they look, and never make a book of a mistyped name."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run


@pytest.mark.parametrize(
    "command", [["issues"], ["feedback"], ["today"], ["search", "漏水"], ["check"]]
)
def test_a_mistyped_folder_is_refused_and_not_made(
    run: Run, data: Path, command: list[str]
) -> None:
    done = run(*command, "--data", data)
    assert done.returncode == 1
    assert "没有这个资料文件夹" in done.stderr
    assert not data.exists()
