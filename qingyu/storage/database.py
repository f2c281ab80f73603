"""SQLite as the embedded default: how a book's file is opened, guarded and named when it fails."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NoReturn

from peewee import DatabaseError, InterfaceError, PeeweeException, SqliteDatabase

from qingyu.domain.book_keys import BookKeys
from qingyu.domain.errors import DamagedError, RuleError, StoreError, disk_words
from qingyu.storage import sqlite_file

MIGRATIONS = Path(__file__).parent / "migrations"
_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "cache_size": -16_000,
}
_FAULTS = (PeeweeException, sqlite3.Error, OSError, OverflowError, UnicodeError)
_FULL = ("磁盘满了，没有存进去", "请删掉一些不用的文件，或换一个磁盘，再试一次。")
_DAMAGED = ("资料文件损坏了", "请不要继续登记，先用最近的备份恢复。")
_NO_BOOK = ("这不是晴雨管家的资料文件，或已损坏", "请用最近的备份恢复。")
_REASONS = (
    ("full", *_FULL),
    ("readonly", "这个文件夹不能写入", "请检查文件夹的权限，或换一个能写的文件夹。"),
    ("locked", "资料正被另一个程序占用", "请关掉其他打开它的程序，再试一次。"),
    ("unable to open", "资料文件打不开", "请检查文件夹是否还在、能不能写。"),
    ("malformed", *_DAMAGED),
    ("could not decode", *_DAMAGED),
    ("no such table", *_DAMAGED),
    ("vtable constructor failed", *_DAMAGED),
    ("not a database", *_NO_BOOK),
    ("i/o", "磁盘读写出错", "请检查磁盘或 U 盘是否松动，再试一次。"),
)


class _NamingFetches:
    """Names what is met while rows are fetched: damage shows only there."""

    def fetchone(self) -> Any:
        # Asked for every row, so without a context manager.
        try:
            return super().fetchone()  # type: ignore[misc]
        except sqlite3.Error as error:
            _raise_named(error)

    def fetchall(self) -> Any:
        with naming_faults():
            return super().fetchall()  # type: ignore[misc]


class _Cursor(_NamingFetches, sqlite3.Cursor):
    pass


class _Connection(sqlite3.Connection):
    def cursor(self, factory: Any = _Cursor) -> Any:
        return super().cursor(factory)


def _sealed_connection() -> Any:
    """The same for a sealed book, whose driver a plain one never loads."""
    from qingyu.storage import sealed

    class Cursor(_NamingFetches, sealed.SealedCursor):
        pass

    class Connection(sealed.SealedConnection):
        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

    return Connection


class BookDatabase(SqliteDatabase):
    """A SQLite database whose environment errors are StoreErrors in plain Chinese.

    With keys it is one of SQLCipher, sealed by them; its errors are the same.
    """

    def __init__(self, path: Path, keys: BookKeys | None = None) -> None:
        factory = _Connection if keys is None else _sealed_connection()
        super().__init__(
            str(path), pragmas=_PRAGMAS, lock_type="IMMEDIATE", timeout=5, factory=factory
        )
        self.keys = keys

    def _connect(self) -> Any:
        if self.keys is None:
            return super()._connect()  # type: ignore[misc]
        options = {"timeout": self.timeout, "isolation_level": None, **self.connect_params}
        made = sqlite_file.opened(self.database, self.keys, **options)
        try:
            self._add_conn_hooks(made)  # type: ignore[attr-defined]
        except BaseException:
            made.close()
            raise
        return made

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        # Asked for every statement, so without a context manager.
        try:
            return super().execute_sql(sql, params)  # type: ignore[no-untyped-call]
        except _FAULTS as error:
            _raise_named(error)

    def begin(self, lock_type: str | None = None) -> Any:
        with naming_faults():
            return super().begin(lock_type)

    def commit(self) -> Any:
        with naming_faults():
            return super().commit()

    def rollback(self) -> Any:
        # A full disk makes SQLite roll back by itself; a second time would hide the reason.
        if self.connection().in_transaction:  # type: ignore[no-untyped-call]
            with naming_faults():
                super().rollback()


@contextmanager
def naming_faults() -> Iterator[None]:
    """Turns errors of the environment into StoreErrors in plain Chinese; bugs pass through."""
    try:
        yield
    except _FAULTS as error:
        _raise_named(error)


def _raise_named(error: Exception) -> NoReturn:
    named = _named(error)
    if named is error:
        raise error
    raise named from error


def _named(error: Exception) -> Exception:
    """The error as a steward is told it, or itself when it is a bug."""
    if isinstance(error, OSError):
        return StoreError(f"文件读写失败（{disk_words(error)}）", "请检查路径和磁盘，再试一次。")
    if isinstance(error, OverflowError):
        return RuleError("这个数字太大了", "请核对后再试。")
    if isinstance(error, UnicodeEncodeError):
        return RuleError("这段话里有残缺的字符", "请删掉乱码的地方再试。")
    if isinstance(error, UnicodeDecodeError):
        return DamagedError(*_DAMAGED)
    if _is_full(error):
        return StoreError(*_FULL)
    words = str(error).lower()
    for mark, title, hint in _REASONS:
        if mark in words and isinstance(error, (DatabaseError, InterfaceError, sqlite3.Error)):
            damaged = title in (_DAMAGED[0], _NO_BOOK[0])
            return DamagedError(title, hint) if damaged else StoreError(title, hint)
    return error


def _is_full(error: Exception) -> bool:
    # Without room for its -shm file SQLite only says "disk I/O error"; peewee wraps the reason.
    inner = getattr(error, "orig", error)
    return getattr(inner, "sqlite_errorcode", None) == sqlite3.SQLITE_IOERR_SHMSIZE


def refuse_newer(path: Path, keys: BookKeys | None = None) -> None:
    """Raises StoreError, touching nothing, when a newer program wrote this file."""
    with naming_faults():
        if not path.exists() or path.stat().st_size == 0:
            return
        try:
            tables, applied = _peek(path, keys)
        except sqlite3.OperationalError:
            # Its last user may have closed it, log and all, just as we looked.
            tables, applied = _peek(path, keys)
    if tables and "schema_migration" not in tables:
        raise StoreError("这个文件不是晴雨管家的资料", "请换一个文件夹打开。")
    if applied - set(migration_names()):
        raise StoreError(
            "这份资料是更新版的晴雨管家存的，现在这版打不开", "请先升级程序，资料没有动过。"
        )


def _peek(path: Path, keys: BookKeys | None) -> tuple[set[str], set[str]]:
    """The names of the tables in a file and of the steps applied to it."""
    # A plain read-only open would still make -shm beside a quiet file; immutable does not.
    quiet = not path.with_name(path.name + "-wal").exists()
    uri = path.resolve().as_uri() + ("?immutable=1" if quiet else "?mode=ro")
    fitting = sqlite_file.fitting_keys(path, keys)
    with closing(sqlite_file.opened(uri, fitting, uri=True)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if "schema_migration" not in tables:
            return tables, set()
        return tables, {name for (name,) in connection.execute("SELECT name FROM schema_migration")}


def is_behind(path: Path, keys: BookKeys | None = None) -> bool:
    """Whether an existing book lacks some of the steps; False where it cannot be looked at."""
    with naming_faults():
        if not path.exists() or path.stat().st_size == 0:
            return False
        return bool(set(migration_names()) - _peek(path, keys)[1])


def migration_names() -> tuple[str, ...]:
    """The names of all steps this program knows, in order."""
    return tuple(sorted(path.stem for path in MIGRATIONS.glob("[0-9]*.py")))


def migrate(database: BookDatabase, path: Path, copies: Path) -> tuple[str, ...]:
    """Applies the missing steps, all or none of them, after copying an existing file."""
    if not _pending(database):
        return ()
    from playhouse.migrations import Runner

    with naming_faults(), database.atomic():
        # Another process may have done it while this one waited for its turn to write.
        pending = _pending(database)
        if pending and pending[0] != migration_names()[0]:
            copy_file(path, copies / f"before-{pending[0]}.db", database.keys)
        return tuple(Runner(database, str(MIGRATIONS)).up())


def copy_file(source: Path, target: Path, keys: BookKeys | None = None) -> None:
    """Copies a live database by SQLite's online backup; the target appears only when whole.

    What is sealed by the keys stays sealed by them.
    """
    part = target.with_name(target.name + ".part")
    with naming_faults():
        target.parent.mkdir(parents=True, exist_ok=True)
        fitting = sqlite_file.fitting_keys(source, keys)
        with (
            closing(sqlite_file.opened(source, fitting)) as origin,
            closing(sqlite_file.opened(part, fitting)) as copy,
        ):
            origin.backup(copy)
        os.replace(part, target)


def _pending(database: BookDatabase) -> list[str]:
    """The steps this file still lacks, in order."""
    applied: set[str] = set()
    if database.table_exists("schema_migration"):
        rows = database.execute_sql("SELECT name FROM schema_migration").fetchall()
        applied = {name for (name,) in rows}
    return [name for name in migration_names() if name not in applied]
