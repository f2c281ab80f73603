"""The one door to a SQLite file outside the model: copies, backups, and what is read of them."""

import sqlite3
from pathlib import Path


def connect(path: Path, *, read_only: bool = False, timeout: float = 5) -> sqlite3.Connection:
    """A plain connection; a read-only one makes no file and runs no code that a schema brings."""
    if not read_only:
        return sqlite3.connect(path, timeout=timeout)
    book = sqlite3.connect(path.resolve().as_uri() + "?mode=ro", uri=True, timeout=timeout)
    # What a stranger planted in a schema (views, triggers, defaults) may not call functions.
    book.execute("PRAGMA trusted_schema=OFF")
    return book
