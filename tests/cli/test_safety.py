"""backup, restore, repair and check, as a shell runs them."""

from pathlib import Path

import pytest

from qingyu.paths import DataFolder
from qingyu.services import Store, backup
from tests.cli.conftest import Run


@pytest.fixture
def folder(founded: Store) -> DataFolder:
    backup.make(founded)
    founded.close()
    return founded.folder


def test_check_looks_at_the_newest_backup_too(folder: DataFolder, run: Run) -> None:
    done = run("check", "--data", folder.root)
    assert done.returncode == 0 and "最近的备份也完好" in done.stdout
    (made,) = folder.backups.glob("*.qingyu")
    made.write_bytes(made.read_bytes()[:-9])
    done = run("check", "--data", folder.root)
    assert done.returncode == 1 and made.name in done.stdout and "马上再备份" in done.stderr


def test_a_damaged_book_is_repaired_and_the_numbers_told(
    folder: DataFolder, run: Run
) -> None:
    with folder.database.open("rb+") as file:
        file.write(b"\xa5" * 4096)
    refused = run("issues", "--data", folder.root)
    assert refused.returncode == 1 and "损坏" in refused.stderr
    done = run("repair", "--data", folder.root)
    assert done.returncode == 0 and "救回" in done.stdout and "原件收在" in done.stdout
    assert run("check", "--data", folder.root).returncode == 0


def test_a_folder_without_a_book_is_not_repaired(run: Run, tmp_path: Path) -> None:
    done = run("repair", "--data", tmp_path)
    assert done.returncode == 1 and "没有资料" in done.stderr
