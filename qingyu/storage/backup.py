"""A backup file is a SQLite database of its own: the whole book and a table that tells of it."""

import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from hashlib import file_digest
from pathlib import Path
from typing import Any

from qingyu.domain.backup import Manifest
from qingyu.domain.errors import StoreError
from qingyu.storage.database import naming_faults, refuse_newer

_MANIFEST = "backup_manifest"
_PAGES = 8192  # copied at once: 32 MB, so that a stop is heard soon
_BROKEN = ("这个备份文件坏了", "请换一个备份；原来的资料没有动过。")

Progress = Callable[[int, int], None]


class Stopped(Exception):
    """Somebody asked to stop; nothing is left behind."""


def write(
    database: Path, target: Path, program: str, at: datetime, progress: Progress
) -> None:
    """Writes the book's present state into `target`; StoreError when the disk is in the way."""

    def heard(_status: int, remaining: int, total: int) -> None:
        progress(total - remaining, total)

    with naming_faults():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        with closing(sqlite3.connect(database)) as origin, closing(sqlite3.connect(target)) as copy:
            # A half-written copy is thrown away whole, so nothing has to survive a crash in it.
            copy.execute("PRAGMA synchronous=OFF")
            origin.backup(copy, pages=_PAGES, progress=heard)
            copy.execute("PRAGMA journal_mode=DELETE")
            _tell(copy, program, at)
        _to_disk(target)


def read(path: Path) -> Manifest:
    """What the backup says of itself; StoreError when it is none, newer than us, or broken."""
    if not path.is_file():
        raise StoreError("没有这个备份文件", "请核对文件名，或重新选一个。")
    refuse_newer(path)
    with naming_faults(), closing(_opened(path)) as copy:
        return _manifest(copy)


def prove(path: Path, photos: Path) -> Manifest:
    """The manifest, after the file was checked page by page, counted, and its photos looked at."""
    told = read(path)
    with naming_faults(), closing(_opened(path)) as copy:
        if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
            raise StoreError(*_BROKEN)
        if _counts(copy) != told.counts:
            raise StoreError(*_BROKEN)
    for name in told.photos:
        if not (photos / name).is_file():
            raise StoreError(f"备份里缺照片 {name}", "请再备份一次；原来的资料没有动过。")
    for name in told.photos[-5:]:
        check_photo(photos / name)
    return told


def check_photo(path: Path) -> None:
    """Raises StoreError unless the photo is the one its name promises."""
    with naming_faults(), path.open("rb") as photo:
        if file_digest(photo, "sha256").hexdigest() != path.stem:
            raise StoreError(f"备份里的照片 {path.name} 坏了", "请再备份一次。")


def unpack(path: Path, target: Path) -> None:
    """Writes the book out of a backup into `target`, without what tells of the backup."""
    with naming_faults():
        target.unlink(missing_ok=True)
        with closing(_opened(path)) as origin, closing(sqlite3.connect(target)) as copy:
            origin.backup(copy)
            copy.execute(f"DROP TABLE {_MANIFEST}")
            copy.commit()
        _to_disk(target)


def close_log(database: Path) -> None:
    """Makes the book one single file; a damaged one stays as it is, log and all.

    StoreError while another program has it open.
    """
    with naming_faults(), closing(sqlite3.connect(database, timeout=1)) as book:
        try:
            book.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            return


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(path.resolve().as_uri() + "?mode=ro&immutable=1", uri=True)


def _tell(copy: sqlite3.Connection, program: str, at: datetime) -> None:
    copy.execute(f"DROP TABLE IF EXISTS {_MANIFEST}")
    photos = copy.execute("SELECT DISTINCT sha256 || suffix FROM photo ORDER BY id").fetchall()
    told = {
        "made_at": at.isoformat(),
        "program": program,
        "counts": dict(_counts(copy)),
        "photos": [name for (name,) in photos],
    }
    copy.execute(f"CREATE TABLE {_MANIFEST} (told TEXT NOT NULL)")
    copy.execute(f"INSERT INTO {_MANIFEST} VALUES (?)", (json.dumps(told),))
    copy.commit()


def _counts(copy: sqlite3.Connection) -> tuple[tuple[str, int], ...]:
    """Rows of every table of the book; the search index's own tables are left to its check."""
    names = copy.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
        f"AND name NOT LIKE 'search%' AND name <> '{_MANIFEST}' ORDER BY name"
    ).fetchall()
    return tuple(
        (name, copy.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0]) for (name,) in names
    )


def _manifest(copy: sqlite3.Connection) -> Manifest:
    try:
        (text,) = copy.execute(f"SELECT told FROM {_MANIFEST}").fetchone()
        told: Any = json.loads(text)
        names = [str(name) for name in told["photos"]]
        # A name with a way in it would be a photo from somewhere else on the disk.
        if any(Path(name).name != name or "/" in name or "\\" in name for name in names):
            raise ValueError(names)
        return Manifest(
            datetime.fromisoformat(told["made_at"]),
            str(told["program"]),
            tuple((str(table), int(count)) for table, count in told["counts"].items()),
            tuple(names),
        )
    except (sqlite3.DatabaseError, TypeError, ValueError, KeyError, AttributeError) as error:
        raise StoreError("这不是晴雨管家的备份文件，或已损坏", "请换一个备份文件。") from error


def _to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
