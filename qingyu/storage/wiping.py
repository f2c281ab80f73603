"""SQLite's ways to leave nothing of deleted data in the file (SQLite only)."""

from collections.abc import Iterator
from contextlib import contextmanager

from qingyu.storage.database import BookDatabase


@contextmanager
def overwriting(database: BookDatabase) -> Iterator[None]:
    """What is deleted or changed meanwhile is overwritten, and the log folded in after it."""
    database.execute_sql("PRAGMA secure_delete = ON").fetchall()
    try:
        yield
        database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        database.execute_sql("PRAGMA secure_delete = OFF").fetchall()


def wipe(database: BookDatabase) -> bool:
    """Whether nothing is left of what was deleted: index merged, file written anew, log emptied."""
    database.execute_sql("INSERT INTO search_text(search_text) VALUES ('optimize')")
    database.execute_sql("VACUUM")
    busy = database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    return not busy
