"""A plain book becomes a sealed one, a sealed one plain, or sealed by other keys: wholly or not.

The order, each step on the disk before the next:
1. `qingyu.converting` says that something is going on; the book is locked against everybody;
2. every photo is written once more, beside the old one, under its other name, and read back;
3. the database is written once more, as `qingyu.db.new`, and compared row by row;
4. the new key file is written as `qingyu.key.new`;
5. `qingyu.db.new` takes the place of `qingyu.db`: the moment from which the book is the new one;
6. `settle` throws away what belongs to the other book, old or new, and the marker last.

Which book it is, the database's first bytes say; so after a power cut at any moment `settle`
finishes what was begun after step 5 and undoes what was begun before.
"""

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from itertools import zip_longest
from pathlib import Path
from typing import Any

from qingyu.domain.book_keys import BookKeys
from qingyu.domain.errors import StoreError
from qingyu.domain.frozen import frozen
from qingyu.paths import DataFolder
from qingyu.storage import book_key, live_file, photo_files, sqlite_file
from qingyu.storage.database import naming_faults

Progress = Callable[[int, int], None]
Stop = Callable[[], bool]

_STEPS = 200_000  # of SQLite's, between two looks at whether to stop
_SPARE = 20 * 1024 * 1024
_UNLIKE = ("转换后核对不上，没有换", "资料还是原来的样子；请先检查资料，再试一次。")


class Stopped(Exception):
    """Somebody asked to stop before the moment; the book is as it was."""


@frozen
class Converted:
    """How many photos were written anew, and how many were set aside: those nobody could read."""

    photos: int
    damaged: int


def convert(
    folder: DataFolder,
    keys: BookKeys | None,
    key_text: bytes = b"",
    *,
    on_progress: Progress = lambda done, of: None,
    stop: Stop = lambda: False,
) -> Converted:
    """The book of the folder (with its present keys) sealed by these keys, or plain.

    StoreError with the book as it was: somebody has it open, no room, a copy that is not alike.
    """
    work = Conversion(folder, keys, key_text, on_progress, stop)
    try:
        work.begin()
        work.copy_photos()
        work.copy_database()
        work.write_key()
        work.swap()
    except BaseException:
        work.close()
        # Before the marker stood nothing was written, and somebody else may be converting.
        if work.begun:
            with suppress(StoreError):
                settle(folder, folder.keys)
        raise
    settle(folder, keys)
    return work.done


class Conversion:
    """One conversion step by step; `close` gives the lock on the book back."""

    def __init__(
        self,
        folder: DataFolder,
        keys: BookKeys | None,
        key_text: bytes,
        on_progress: Progress,
        stop: Stop,
    ) -> None:
        self.folder, self.keys, self.key_text = folder, keys, key_text
        self.done = Converted(0, 0)
        self._new = DataFolder(folder.root, keys)
        self._part = _part(folder)
        self._on_progress, self._stop = on_progress, stop
        self._bytes, self._total = 0, 1
        self._book: Any = None
        self.begun = False
        self._is_written = False

    def begin(self) -> None:
        """Step 1; StoreError when others have the book open or there is no room for two."""
        from qingyu.storage import sealed

        database, keys = self.folder.database, self.folder.keys
        with naming_faults():
            # SQLite and SQLCipher do not see each other's locks within one process, so the driver
            # that has a plain book open in a window is asked first whether it is free.
            with closing(sqlite_file.opened(database, keys, timeout=1)) as book:
                book.execute("PRAGMA journal_mode=DELETE")
            self._book = sealed.connect(database, keys, timeout=1, isolation_level=None)
            # One single file that nobody else can open until this connection is closed.
            self._book.execute("PRAGMA journal_mode=DELETE")
            self._book.execute("PRAGMA main.locking_mode=EXCLUSIVE")
            self._book.execute("BEGIN EXCLUSIVE")
            self._book.execute("COMMIT")
            self._count()
            self.begun = True
            _write_through(self.folder.converting, b"")

    def _count(self) -> None:
        size = self.folder.database.stat().st_size
        photos = sum(path.stat().st_size for path in photo_files.found(self.folder))
        if shutil.disk_usage(self.folder.root).free < size + photos + _SPARE:
            need = (size + photos + _SPARE) // (1024 * 1024) + 1
            raise StoreError(
                f"磁盘剩下的地方不够，要空出 {need} MB", "请删掉一些不用的文件，再试一次。"
            )
        self._total = max(1, photos + 2 * size)

    def copy_photos(self) -> None:
        """Step 2; a photo that cannot be read is set aside and counted."""
        photos = damaged = 0
        for path in photo_files.found(self.folder):
            size = path.stat().st_size
            if photo_files.write_anew(self.folder, path, self._new):
                photos += 1
            else:
                damaged += 1
            self._advance(size)
        self.done = Converted(photos, damaged)

    def copy_database(self) -> None:
        """Step 3; StoreError when the copy is not alike."""
        from qingyu.storage import sealed

        book = self._book
        with naming_faults():
            self._part.unlink(missing_ok=True)
            book.set_progress_handler(self._look_up, _STEPS)
            try:
                there = (str(self._part), sealed.raw(self.keys))
                book.execute("ATTACH DATABASE ? AS new KEY ?", there)
                # A half-written copy is thrown away whole; a whole one is synced below.
                book.execute("PRAGMA new.synchronous=OFF")
                book.execute("PRAGMA new.journal_mode=OFF")
                book.execute("SELECT sqlcipher_export('new')").fetchall()
                self._is_written = True
                self._advance(self.folder.database.stat().st_size)
                self._compare()
                book.execute("DETACH DATABASE new")
            except sqlite3.OperationalError as error:
                if "interrupted" in str(error):
                    raise Stopped from None
                raise
            finally:
                book.set_progress_handler(None, _STEPS)
            with self._part.open("rb+") as file:
                os.fsync(file.fileno())

    def _compare(self) -> None:
        book = self._book
        tables = _tables(book, "main")
        if tables != _tables(book, "new"):
            raise StoreError(*_UNLIKE)
        share = self.folder.database.stat().st_size // (len(tables) + 1)
        for name, sql in tables:
            self._advance(share)
            if sql.upper().startswith("CREATE VIRTUAL"):
                continue
            with closing(book.cursor()) as old, closing(book.cursor()) as new:
                rows = (c.execute(f'SELECT * FROM {schema}."{name}"')
                        for c, schema in ((old, "main"), (new, "new")))
                if any(one != other for one, other in zip_longest(*rows)):
                    raise StoreError(*_UNLIKE)
        if book.execute("PRAGMA new.integrity_check").fetchone() != ("ok",):
            raise StoreError(*_UNLIKE)

    def write_key(self) -> None:
        """Step 4; without a text only the recovery sheet will open the book."""
        if self.keys is not None and self.key_text:
            book_key.write(self.folder.waiting_key, self.key_text)

    def swap(self) -> None:
        """Step 5; StoreError when somebody wrote in the blink between the lock and the swap."""
        if self._stop():
            raise Stopped
        database = self.folder.database
        with naming_faults():
            before = _first_page(database)
            self.close()
            if _first_page(database) != before or _beside(database, "-wal").exists():
                raise StoreError("资料刚才被另一个程序改过，没有换", "请关掉它，再试一次。")
            os.replace(self._part, database)
            _sync_folder(self.folder.root)

    def close(self) -> None:
        """Lets others at the book again."""
        if self._book is not None:
            self._book.close()
            self._book = None

    def _advance(self, size: int) -> None:
        self._bytes = min(self._total, self._bytes + size)
        self._tell(self._bytes)
        if self._stop():
            raise Stopped

    def _tell(self, done: int) -> None:
        # In KiB: Qt's signals carry 32 bits, and photos may be more than two gigabytes.
        self._on_progress(min(done, self._total) >> 10, max(1, self._total >> 10))

    def _look_up(self) -> int:
        if not self._is_written:
            with suppress(OSError):
                self._tell(self._bytes + self._part.stat().st_size)
        return int(self._stop())


def settle(folder: DataFolder, keys: BookKeys | None) -> None:
    """Step 6: only what belongs to the book with these keys, which was just opened, is left."""
    with naming_faults():
        for end in ("", "-journal", "-wal", "-shm"):
            _beside(_part(folder), end).unlink(missing_ok=True)
        settle_key(folder, keys)
        photo_files.discard_others(folder, keys)
        _sync_folder(folder.root)
        folder.converting.unlink(missing_ok=True)


def settle_key(folder: DataFolder, keys: BookKeys | None) -> None:
    """Leaves the one key file that belongs to the book with these keys, in its place."""
    new = folder.waiting_key
    if keys is None:
        folder.key_file.unlink(missing_ok=True)
    elif book_key.find(keys.mark, new) is not None:
        os.replace(new, folder.key_file)
    for left in (new, _beside(new, ".part")):
        left.unlink(missing_ok=True)


def key_files(folder: DataFolder) -> tuple[Path, Path]:
    """Where the key file of the book may lie: in its place, or still waiting for it."""
    return folder.key_file, folder.waiting_key


def bring_key(folder: DataFolder, mark: bytes, text: bytes) -> None:
    """Lays the key file of another book ready; one that is there and fits already is the newer."""
    if text and book_key.find(mark, folder.key_file) is None:
        book_key.write(folder.waiting_key, text)


def _part(folder: DataFolder) -> Path:
    return _beside(folder.database, ".new")


def _beside(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)


def _tables(book: Any, schema: str) -> list[tuple[str, str]]:
    """Name and definition of every table, by name."""
    found = book.execute(
        f"SELECT name, sql FROM {schema}.sqlite_master WHERE sql IS NOT NULL AND type = 'table' "
        "ORDER BY name"
    )
    return [(str(name), str(sql)) for name, sql in found.fetchall()]


def _first_page(path: Path) -> bytes:
    """The page that holds SQLite's counter of changes, sealed or not."""
    with live_file.reading(path) as file:
        return live_file.read_at(file, 4096, 0)


def _write_through(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(path: Path) -> None:
    """Puts names on the disk too, where the system has a call for it."""
    if hasattr(os, "O_DIRECTORY"):
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
