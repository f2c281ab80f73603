"""The one door to a SQLite file outside the model: copies, backups, and what is read of them."""

import sqlite3
import zlib
from pathlib import Path
from typing import Any

from qingyu.domain.book_keys import BookKeys
from qingyu.domain.errors import LockedError
from qingyu.storage import live_file

_PLAIN = b"SQLite format 3\x00"
_PAGE = 4096
_MARK = 16


def connect(
    path: Path, *, keys: BookKeys | None = None, read_only: bool = False, timeout: float = 5
) -> sqlite3.Connection:
    """A connection; a read-only one makes no file and runs no code that a schema brings.

    The keys are used where the file is sealed by them or new; LockedError when they do not fit.
    """
    fitting = fitting_keys(path, keys)
    if not read_only:
        return opened(path, fitting, timeout=timeout)
    book = opened(path.resolve().as_uri() + "?mode=ro", fitting, uri=True, timeout=timeout)
    # What a stranger planted in a schema (views, triggers, defaults) may not call functions.
    book.execute("PRAGMA trusted_schema=OFF")
    return book


def opened(target: Path | str, keys: BookKeys | None, **options: Any) -> sqlite3.Connection:
    """A connection with exactly these keys, or to a plain file without any."""
    if keys is None:
        plain: sqlite3.Connection = sqlite3.connect(target, **options)
        return plain
    # sqlcipher3 is loaded for a sealed book only.
    from qingyu.storage import sealed

    book: sqlite3.Connection = sealed.connect(target, keys, **options)
    return book


def fitting_keys(path: Path, keys: BookKeys | None) -> BookKeys | None:
    """The keys where the file is sealed by them or new, None where it is plain; LockedError."""
    if not path.exists() or path.stat().st_size == 0:
        return keys
    mark = mark_of(path)
    if mark is None:
        return None
    if keys is None:
        raise LockedError("这份资料加了密", "要先输入口令，或用恢复单打开。")
    if mark != keys.mark:
        raise LockedError("这份资料不是用这个口令加密的", "请用当时的口令或恢复单。")
    return keys


def mark_of(path: Path) -> bytes | None:
    """The 16 bytes a sealed file begins with; None when it is plain, short, absent or damaged."""
    try:
        with live_file.reading(path) as file:
            page = live_file.read_at(file, _PAGE, 0)
    except FileNotFoundError:
        return None
    if page.startswith(_PLAIN) or len(page) < _PAGE:
        return None
    # A sealed page reads as noise, which cannot be made shorter; a damaged plain one can.
    return page[:_MARK] if len(zlib.compress(page, 1)) > _PAGE else None
