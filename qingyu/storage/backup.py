"""Backups made and proved: the bytes of a book that stands still, every one of them vouched for.

While a reader is in a book whose write-ahead log was folded in, nobody may change the file itself:
who writes meanwhile goes on in a new log (sqlite.org/walformat.html, WAL_READ_LOCK(0)). So the file
can be copied as it is, sealed or not, and work goes on. The structure is checked in the book while
the bytes are copied; that the copy has the same bytes, read again from the disk, makes it as sound.
"""

import os
import sqlite3
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from hashlib import file_digest, sha256
from pathlib import Path
from threading import Event

from qingyu.domain.backup import Manifest
from qingyu.domain.book_keys import BookKeys
from qingyu.domain.errors import LockedError, StoreError
from qingyu.paths import DataFolder
from qingyu.storage import backup_file, backup_schema, live_file, photo_cipher, sqlite_file
from qingyu.storage.backup_copy import Progress, write_bytes
from qingyu.storage.database import naming_faults
from qingyu.storage.photo import LARGEST

SAMPLE = 5
_BUSY = ("资料正忙，这一次没有备份", "过一会儿会再备份一次。")
_DAMAGED = ("资料文件损坏了，没有拿它备份", "请用最近的备份恢复；损坏的文件会原样保留。")
_STEPS = 200_000  # of SQLite's, between two looks at whether to stop: a few milliseconds
_TURNS = 50
_MAPPED = 1 << 30

def write(
    folder: DataFolder, target: Path, photos: Path, program: str, at: datetime, progress: Progress
) -> Manifest:
    """Writes the book's present state into `target`, proved; StoreError when the disk is full.

    `progress` hears of bytes and may raise Stopped. `photos` is where those of the backup lie: one
    that is lost both there and in the book is not named, and must not keep the rest from safety.
    """
    with naming_faults():
        target.parent.mkdir(parents=True, exist_ok=True)
        with _still(folder) as book, live_file.reading(folder.database) as source:
            size = os.fstat(source).st_size
            given_up = Event()
            book.set_progress_handler(given_up.is_set, _STEPS)
            # The file stands still, so it may be looked at where it lies in memory.
            book.execute(f"PRAGMA mmap_size={_MAPPED}")
            with ThreadPoolExecutor(1) as copier:
                copied = copier.submit(_copied, source, size, target, progress, given_up)
                told = _sound(book, copied, Manifest(at, program, (), (), size=size))
            told = replace(told, content=copied.result())
        told = _with_files(told, folder, photos)
        backup_file.append(target, told)
        reopen(target, folder.keys, told)
    return told


def reopen(path: Path, keys: BookKeys | None, told: Manifest) -> None:
    """StoreError unless the file tells this, opens, and counts the same rows."""
    if backup_file.read(path) != told:
        raise StoreError(*backup_file.BROKEN)
    with closing(opened(path, keys)) as copy:
        if _counts(copy) != told.counts:
            raise StoreError(*backup_file.BROKEN)


def prove(
    path: Path,
    photos: Path,
    keys: BookKeys | None = None,
    *,
    progress: Progress = lambda done, of: None,
    sample: int | None = SAMPLE,
) -> Manifest:
    """The manifest of a file, after every byte, its schema, rows and photos were looked at.

    Some photos are read, by turns from day to day; all of them with `sample=None`.
    """
    told = backup_file.read(path)
    with naming_faults():
        with path.open("rb") as file:
            if backup_file.digest(file, told.size, progress) != told.content:
                raise StoreError(*backup_file.BROKEN)
        with closing(opened(path, keys)) as copy:
            backup_schema.check(copy)
            if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
                raise StoreError(*backup_file.BROKEN)
            if _counts(copy) != told.counts:
                raise StoreError(*backup_file.BROKEN)
    prove_photos(told, photos, keys if told.sealed else None, sample=sample)
    return told


def prove_photos(
    told: Manifest, photos: Path, keys: BookKeys | None, *, sample: int | None = SAMPLE
) -> None:
    """StoreError unless all photos are there; some are read, others each time."""
    for name in told.photos:
        if not (photos / name).is_file():
            told_name = f"备份里缺一张照片（{name[:8]}…）"
            raise StoreError(told_name, "请再备份一次；原来的资料没有动过。")
    seed = f"{told.made_at:%Y%m%d%H}"
    turn = sorted(told.photos, key=lambda name: sha256((seed + name).encode()).digest())
    for name in turn[:sample]:
        check_photo(photos / name, keys)


def check_photo(path: Path, keys: BookKeys | None = None) -> None:
    """Raises StoreError unless the photo is the one its name promises."""
    with naming_faults():
        if path.is_symlink() or path.stat().st_size > 2 * LARGEST:
            raise StoreError(f"备份里有一张假照片（{path.name[:8]}…）", "请换一个备份。")
        if keys is not None:
            inside, _content = photo_cipher.opened(path.read_bytes(), keys)
            sound = photo_cipher.place_of(path.parent, inside, keys).name == path.name
        else:
            with path.open("rb") as photo:
                sound = file_digest(photo, "sha256").hexdigest() == path.stem
    if not sound:
        raise StoreError(f"备份里有一张照片坏了（{path.name[:8]}…）", "请再备份一次。")


def unpack(path: Path, target: Path, progress: Progress = lambda done, of: None) -> None:
    """Writes the book out of a backup into `target`, without what tells of the backup."""
    told = backup_file.read(path)
    with naming_faults(), path.open("rb") as file:
        write_bytes(file.fileno(), told.size, target, progress, Event(), told.content)


def again(path: Path, target: Path, progress: Progress = lambda done, of: None) -> None:
    """Copies a proved backup to another place, and reads it there once more."""
    with naming_faults():
        target.parent.mkdir(parents=True, exist_ok=True)
        size = path.stat().st_size
        with path.open("rb") as file:
            write_bytes(file.fileno(), size, target, progress, Event(), elsewhere=True)
        backup_file.read(target)


def close_log(database: Path, keys: BookKeys | None = None) -> bool:
    """Makes the book one single file; False for a damaged one, whose log SQLite may throw away.

    StoreError while another program has it open.
    """
    with naming_faults():
        try:
            with closing(sqlite_file.connect(database, keys=keys, timeout=1)) as book:
                book.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError:
            raise
        except (sqlite3.DatabaseError, StoreError):
            return False
    return True


def mark_of(path: Path) -> bytes:
    """Which keys sealed this backup: the 16 bytes it begins with."""
    with naming_faults(), path.open("rb") as file:
        return file.read(16)


def opened(path: Path, keys: BookKeys | None) -> sqlite3.Connection:
    """A backup opened to be read only: no log beside it, and no code of its schema is run."""
    if backup_file.read(path).sealed:
        if keys is None:
            raise LockedError("这个备份加了密", "要先输入当时的口令，或用恢复单打开。")
        if mark_of(path) != keys.mark:
            raise LockedError("这个备份是用别的口令加密的", "请用当时的口令或恢复单打开。")
    else:
        keys = None
    uri = path.resolve().as_uri() + "?mode=ro&immutable=1"
    copy = sqlite_file.opened(uri, keys, uri=True)
    copy.execute("PRAGMA trusted_schema=OFF")
    copy.execute("PRAGMA cell_size_check=ON")
    copy.execute("PRAGMA mmap_size=0")
    return copy


def window_settings(told: Manifest, keys: BookKeys | None) -> bytes:
    """The window's settings as they were; empty when there were none."""
    if not told.sealed or not told.settings:
        return told.settings
    return photo_cipher.opened(told.settings, keys)[1] if keys is not None else b""


def _with_files(told: Manifest, folder: DataFolder, there: Path) -> Manifest:
    """With the names of the photos' files, the window's settings, and what the keys lie in."""
    settings, key_file = (
        file.read_bytes() if file.is_file() else b"" for file in (folder.settings, folder.key_file)
    )
    keys = folder.keys
    if keys is not None:
        settings = settings and photo_cipher.sealed(folder.settings.name, settings, keys)
        told = replace(told, sealed=True, neighbourhood="")
    names = [photo_cipher.place_of(Path(), name, keys).name for name in told.photos]
    photos = tuple(
        name for name in names if (folder.photos / name).is_file() or (there / name).is_file()
    )
    return replace(told, photos=photos, settings=settings, key_file=key_file)


@contextmanager
def _still(folder: DataFolder) -> Iterator[sqlite3.Connection]:
    """A reader in a book whose file does not change while it is in there."""
    log = folder.database.with_name(folder.database.name + "-wal")
    with closing(sqlite_file.connect(folder.database, keys=folder.keys)) as book:
        for _ in range(_TURNS):
            book.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
            book.execute("BEGIN")
            book.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
            # Whoever wrote between the two left something in the log: once more.
            if not log.exists() or log.stat().st_size == 0:
                break
            book.execute("ROLLBACK")
        else:
            raise StoreError(*_BUSY)
        yield book
        book.execute("ROLLBACK")


def _sound(book: sqlite3.Connection, copied: "Future[str]", told: Manifest) -> Manifest:
    """What the book holds, after its structure was checked; gives up when the copier has to."""
    try:
        # Not integrity_check: it also looks every row up in every index, four times as long, and an
        # index that lacks a row is no row lost; `check` does that.
        if book.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise StoreError(*_DAMAGED)
        photos = book.execute("SELECT DISTINCT sha256 || suffix FROM photo ORDER BY id").fetchall()
        newest = "SELECT id, hash FROM operation ORDER BY id DESC LIMIT 1"
        last = book.execute(newest).fetchone() or (0, "")
        name = "SELECT value FROM setting WHERE key = 'neighbourhood.name'"
        return replace(
            told,
            counts=_counts(book),
            photos=tuple(str(photo) for (photo,) in photos),
            neighbourhood=str((book.execute(name).fetchone() or ("",))[0]),
            last_operation=int(last[0]),
            last_hash=str(last[1] or ""),
        )
    except sqlite3.OperationalError:
        # Interrupted, because the copier was: its reason is the one to tell.
        copied.result()
        raise


def _copied(source: int, size: int, target: Path, progress: Progress, given_up: Event) -> str:
    try:
        return write_bytes(source, size, target, progress, given_up)
    except BaseException:
        given_up.set()
        raise


def _counts(copy: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    """Rows of every table of the book; the search index's own tables are left to its check."""
    names = copy.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        "AND name NOT LIKE 'search%' ORDER BY name"
    ).fetchall()
    return tuple(
        (name, copy.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0]) for (name,) in names
    )
