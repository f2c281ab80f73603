"""An encrypted book on the command line: where the passphrase may come from."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from qingyu.cli.passphrase import VARIABLE
from qingyu.paths import DataFolder
from qingyu.services import encryption
from qingyu.storage import book_key
from tests.cli.conftest import Run

GOOD = "青年路上梧桐树下"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Argon2id with little memory; nothing in the environment."""
    monkeypatch.setattr(book_key, "_MEMORY", 64)
    monkeypatch.setattr(book_key, "_TIME", 1)
    monkeypatch.delenv(VARIABLE, raising=False)
    yield


@pytest.fixture
def made(book: Path) -> encryption.Sealed:
    """The book with one issue, encrypted."""
    return encryption.seal(DataFolder(book), GOOD, by=None)


def test_a_file_or_the_environment_opens_it(
    run: Run, book: Path, made: encryption.Sealed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "口令 文件.txt"
    file.write_bytes(f"\ufeff{GOOD}\r\n第二行".encode())
    assert "漏水" in run("issues", "--data", book, "--passphrase-file", file).stdout
    monkeypatch.setenv(VARIABLE, GOOD)
    assert run("check", "--data", book).stdout.startswith("资料完好。\n")
    assert "0001" in run("search", "漏水", "--data", book).stdout


def test_with_no_way_to_ask_it_is_refused_in_one_sentence(
    run: Run, book: Path, made: encryption.Sealed, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("sys.stdin", None)
    tries = [
        (run("issues", "--data", book), "加了密"),
        (run("issues", "--data", book, "--passphrase-file", tmp_path / "没有"), "读不出来"),
        (run("tour", tmp_path / "out", "--data", book), "加了密"),
    ]
    monkeypatch.setenv(VARIABLE, "不是这个口令")
    tries.append((run("issues", "--data", book), "口令不对"))
    for done, told in tries:
        assert (done.returncode, done.stdout) == (1, "")
        assert told in done.stderr
        assert done.stderr.count("\n") == 1


def test_without_the_key_file_the_code_of_the_sheet_opens_it(
    run: Run, book: Path, made: encryption.Sealed, monkeypatch: pytest.MonkeyPatch
) -> None:
    (book / "qingyu.key").unlink()
    monkeypatch.setenv(VARIABLE, made.code)
    assert run("check", "--data", book).returncode == 0


def test_a_ruined_encrypted_book_is_replaced_by_its_backup(
    run: Run, book: Path, made: encryption.Sealed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(VARIABLE, GOOD)
    backup = run("backup", "--data", book).stdout.splitlines()[0]
    (book / "qingyu.db").write_bytes(os.urandom(40 * 4096))
    assert run("issues", "--data", book).returncode == 1
    assert "换好了" in run("restore", backup, "--data", book).stdout
    assert "漏水" in run("issues", "--data", book).stdout
