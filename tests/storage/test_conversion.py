"""A book changes its keys wholly or not at all, whatever happens on the way."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from qingyu.domain.book_keys import BookKeys
from qingyu.domain.errors import LockedError, StoreError
from qingyu.paths import DataFolder
from qingyu.services import Store, neighbourhood
from qingyu.storage import conversion, photo, photo_files
from qingyu.storage.conversion import Conversion, Stopped, convert
from tests.conftest import NOON
from tests.storage.sealing import (
    JPEG,
    KEY_TEXT,
    KEYS,
    NAME,
    OTHER,
    PICTURE,
    THUMB,
    WHOLE,
    bytes_in,
    read,
    sealed,
)


@pytest.fixture
def book(founded_book: DataFolder, tmp_path: Path) -> DataFolder:
    """A closed plain book with one photo and its thumbnail, and a file of somebody else."""
    folder = DataFolder(tmp_path / "资料 夹")
    shutil.copytree(founded_book.root, folder.root)
    for name in (JPEG, THUMB):
        photo.put(folder, name, PICTURE)
    (folder.photos / "别人的.txt").write_bytes(b"not ours")
    return folder


def test_a_sealed_book_shows_nothing_to_who_looks_at_its_bytes(book: DataFolder) -> None:
    folder = sealed(book)
    assert read(folder) == WHOLE
    store = Store.open(folder)
    neighbourhood.rename(store, "梧桐里", "0571-88886666", by=1)
    files = bytes_in(folder.root, but=("别人的.txt",))
    assert any(name.endswith("-wal") for name in files)
    store.close()
    for name, content in files.items():
        assert b"SQLite" not in content, name
        for word in (NAME, "梧桐里", "陆建芬", "88886666", "ab" * 8):
            assert word.encode() not in content, (name, word)
            assert word not in name
    with closing(sqlite3.connect(folder.database)) as plain, pytest.raises(sqlite3.DatabaseError):
        plain.execute("SELECT * FROM sqlite_master").fetchall()


def test_it_opens_with_its_own_keys_only(book: DataFolder) -> None:
    folder = sealed(book)
    for keys in (None, OTHER):
        with pytest.raises(LockedError):
            Store.open(DataFolder(folder.root, keys))


def test_keys_for_a_plain_book_do_no_harm(book: DataFolder) -> None:
    assert read(DataFolder(book.root, KEYS)) == WHOLE


def test_there_and_back_the_book_is_the_same(book: DataFolder) -> None:
    before = sorted(_rows(book))
    convert(sealed(book), OTHER, KEY_TEXT)
    convert(DataFolder(book.root, OTHER), None)
    assert sorted(_rows(book)) == before
    assert read(book) == WHOLE
    assert (book.photos / "别人的.txt").exists()
    assert sorted(path.name for path in book.root.iterdir()) == ["photos", "qingyu.db"]


def _rows(folder: DataFolder) -> Iterator[str]:
    with closing(sqlite3.connect(folder.database)) as book:
        yield from book.iterdump()


STEPS = ("begin", "copy_photos", "copy_database", "write_key", "swap")
WAYS = {
    "seal": (None, KEYS), "renew": (OTHER, KEYS), "unseal": (KEYS, None),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("done", range(1, len(STEPS) + 1))
def test_a_power_cut_after_any_step_leaves_one_whole_book(
    book: DataFolder, way: str, done: int
) -> None:
    was, will = WAYS[way]
    folder = sealed(book, was) if was is not None else book
    work = Conversion(folder, will, KEY_TEXT, lambda done, of: None, lambda: False)
    for step in STEPS[:done]:
        getattr(work, step)()
    work.close()
    swapped = done == len(STEPS)
    now = DataFolder(book.root, will if swapped else was)
    assert read(now) == WHOLE
    assert not book.converting.exists()
    left = list(photo_files._all(book))
    assert set(left) == set(photo_files.found(now))
    assert len(left) == 2
    assert not list(book.root.glob("*.new"))
    if way == "seal":
        assert book.key_file.exists() is swapped


@pytest.mark.parametrize("cut", ["photos", "settle"])
def test_a_power_cut_within_a_step_too(book: DataFolder, cut: str) -> None:
    work = Conversion(book, KEYS, KEY_TEXT, lambda done, of: None, lambda: False)
    work.begin()
    if cut == "photos":
        photo_files.write_anew(book, photo_files.found(book)[0], DataFolder(book.root, KEYS))
        work.close()
        assert read(book) == WHOLE
        return
    work.copy_photos()
    work.copy_database()
    work.write_key()
    work.swap()
    (book.photos / JPEG).unlink()
    assert read(DataFolder(book.root, KEYS)) == WHOLE


def test_it_can_be_stopped_until_the_moment(book: DataFolder) -> None:
    before = bytes_in(book.root)
    for after in range(3):
        _stopped(book, after)
        assert read(book) == WHOLE
    assert set(bytes_in(book.root)) == set(before)


def _stopped(book: DataFolder, after: int) -> None:
    """Stops once it was heard of more than so many times."""
    heard: list[int] = []
    with pytest.raises(Stopped):
        convert(
            book, KEYS, KEY_TEXT,
            on_progress=lambda done, of: heard.append(done),
            stop=lambda: len(heard) > after,
        )  # fmt: skip


def test_nobody_else_may_have_it_open(book: DataFolder) -> None:
    store = Store.open(book)
    try:
        with pytest.raises(StoreError, match="占用"):
            convert(book, KEYS, KEY_TEXT)
    finally:
        store.close()
    assert read(book) == WHOLE


_LOOK = """import sqlite3, sys
book = sqlite3.connect(sys.argv[1], timeout=0)
print(book.execute("SELECT * FROM steward").fetchall())
"""


def test_while_it_runs_nobody_gets_in(book: DataFolder) -> None:
    work = Conversion(book, KEYS, KEY_TEXT, lambda done, of: None, lambda: False)
    work.begin()
    try:
        # From another process: within one, SQLite and SQLCipher do not see each other's locks.
        told = subprocess.run(
            [sys.executable, "-c", _LOOK, str(book.database)], capture_output=True, text=True
        )
        assert "database is locked" in told.stderr
    finally:
        work.close()


def test_who_wrote_in_the_last_blink_keeps_what_was_written(
    book: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = Conversion(book, KEYS, KEY_TEXT, lambda done, of: None, lambda: False)
    work.begin()
    work.copy_photos()
    work.copy_database()
    close = work.close

    def closed_and_written() -> None:
        close()
        other = Store.open(book, clock=lambda: NOON)
        neighbourhood.rename(other, "梧桐里", "", by=1)
        other.close()

    monkeypatch.setattr(work, "close", closed_and_written)
    with pytest.raises(StoreError, match="改过"):
        work.swap()
    assert read(book) == ("梧桐里", PICTURE, PICTURE)


def test_a_photo_that_cannot_be_read_is_set_aside_and_told(book: DataFolder) -> None:
    folder = sealed(book)
    path = photo.path_of(folder, JPEG)
    content = bytearray(path.read_bytes())
    content[-5] ^= 1
    path.write_bytes(content)
    with pytest.raises(StoreError, match="解不开"):
        photo.content_of(folder, JPEG)
    assert convert(folder, None).damaged == 1
    assert (book.photos / photo_files.SET_ASIDE / path.name).read_bytes() == content
    assert photo.content_of(book, THUMB) == PICTURE


def test_a_full_disk_is_told_before_anything_is_written(
    book: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversion, "_SPARE", 1 << 60)
    before = bytes_in(book.root)
    with pytest.raises(StoreError, match="要空出"):
        convert(book, KEYS, KEY_TEXT)
    assert set(bytes_in(book.root)) == set(before)


@pytest.mark.parametrize("keys", [None, KEYS, OTHER])
def test_settling_what_is_settled_changes_nothing(book: DataFolder, keys: BookKeys | None) -> None:
    folder = sealed(book, keys) if keys is not None else book
    before = bytes_in(book.root)
    conversion.settle(folder, keys)
    assert bytes_in(book.root) == before
