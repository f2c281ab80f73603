"""SQLCipher in the clothes of sqlite3: the same calls and the same errors; only for a sealed book.

Importing this module loads sqlcipher3, which a plain book never needs.
"""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from sqlcipher3 import dbapi2

from qingyu.domain.book_keys import BookKeys

T = TypeVar("T")


class SealedCursor(dbapi2.Cursor):  # type: ignore[misc]
    """A cursor of SQLCipher whose errors are sqlite3's."""

    def execute(self, *args: Any) -> Any:
        return _translating(super().execute, *args)

    def executemany(self, *args: Any) -> Any:
        return _translating(super().executemany, *args)

    def executescript(self, *args: Any) -> Any:
        return _translating(super().executescript, *args)

    def fetchone(self) -> Any:
        # Asked for every row, so without a call more.
        try:
            return super().fetchone()
        except dbapi2.Error as error:
            _raise_translated(error)

    def fetchmany(self, *args: Any) -> Any:
        return _translating(super().fetchmany, *args)

    def fetchall(self) -> Any:
        return _translating(super().fetchall)

    def __next__(self) -> Any:
        try:
            return super().__next__()
        except dbapi2.Error as error:
            _raise_translated(error)


class SealedConnection(dbapi2.Connection):  # type: ignore[misc]
    """A connection of SQLCipher whose errors are sqlite3's."""

    def cursor(self, factory: Any = SealedCursor) -> Any:
        return _translating(super().cursor, factory)

    def execute(self, *args: Any) -> Any:
        return self.cursor().execute(*args)

    def executemany(self, *args: Any) -> Any:
        return self.cursor().executemany(*args)

    def executescript(self, *args: Any) -> Any:
        return self.cursor().executescript(*args)

    def commit(self) -> None:
        _translating(super().commit)

    def rollback(self) -> None:
        _translating(super().rollback)

    def close(self) -> None:
        _translating(super().close)

    def backup(self, *args: Any, **kwargs: Any) -> None:
        _translating(super().backup, *args, **kwargs)


def connect(
    target: Path | str,
    keys: BookKeys | None,
    factory: type[SealedConnection] = SealedConnection,
    **options: Any,
) -> Any:
    """A connection to a sealed file; whether the keys fit shows at the first reading.

    Without keys it is one to a plain file, which can attach a sealed one.
    """
    made = _translating(dbapi2.connect, str(target), factory=factory, **options)
    try:
        _unlock(made, keys)
    except BaseException:
        made.close()
        raise
    return made


def raw(keys: BookKeys | None) -> str:
    """The key as SQLCipher takes it without deriving anything; empty for a plain file."""
    return f"x'{keys.database.hex()}{keys.mark.hex()}'" if keys is not None else ""


def _unlock(connection: Any, keys: BookKeys | None) -> None:
    # A damaged page is told in our own words, not on the console.
    connection.execute("PRAGMA cipher_log_level = NONE")
    if keys is not None:
        connection.execute(f'PRAGMA key = "{raw(keys)}"')


def _translating(work: Callable[..., T], *args: Any, **kwargs: Any) -> T:
    try:
        return work(*args, **kwargs)
    except dbapi2.Error as error:
        _raise_translated(error)


def _raise_translated(error: Exception) -> NoReturn:
    kind = getattr(sqlite3, type(error).__name__, sqlite3.DatabaseError)
    told = kind(*error.args)
    for name in ("sqlite_errorcode", "sqlite_errorname"):
        if hasattr(error, name):
            setattr(told, name, getattr(error, name))
    raise told from error
