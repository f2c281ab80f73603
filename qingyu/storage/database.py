"""SQLite as the embedded default: how a book's file is opened, guarded and named when it fails."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from peewee import DatabaseError, InterfaceError, OperationalError, SqliteDatabase

from qingyu.domain.errors import StoreError

MIGRATIONS = Path(__file__).parent / "migrations"
_PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    "cache_size": -16_000,
}
_REASONS = (
    ("full", "磁盘满了，没有存进去", "请删掉一些不用的文件，或换一个磁盘，再试一次。"),
    ("readonly", "这个文件夹不能写入", "请检查文件夹的权限，或换一个能写的文件夹。"),
    ("locked", "资料正被另一个程序占用", "请关掉其他打开它的程序，再试一次。"),
    ("unable to open", "资料文件打不开", "请检查文件夹是否还在、能不能写。"),
    ("malformed", "资料文件损坏了", "请不要继续登记，先用最近的备份恢复。"),
    ("not a database", "这不是晴雨管家的资料文件，或已损坏", "请用最近的备份恢复。"),
    ("i/o", "磁盘读写出错", "请检查磁盘或 U 盘是否松动，再试一次。"),
)


class BookDatabase(SqliteDatabase):
    """A SQLite database whose environment errors are StoreErrors in plain Chinese."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path), pragmas=_PRAGMAS, lock_type="IMMEDIATE", timeout=5)

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        with naming_faults():
            return super().execute_sql(sql, params)  # type: ignore[no-untyped-call]

    def begin(self, lock_type: str | None = None) -> Any:
        with naming_faults():
            return super().begin(lock_type)

    def commit(self) -> Any:
        with naming_faults():
            return super().commit()


@contextmanager
def naming_faults() -> Iterator[None]:
    """Turns database errors of the environment into StoreErrors; bugs pass through."""
    try:
        yield
    except (OperationalError, DatabaseError, InterfaceError, sqlite3.DatabaseError) as error:
        words = str(error).lower()
        for mark, title, hint in _REASONS:
            if mark in words:
                raise StoreError(title, hint) from error
        raise
    except OSError as error:
        raise StoreError(
            f"文件读写失败（{error.strerror or error}）", "请检查磁盘后再试。"
        ) from error


def refuse_newer(path: Path) -> None:
    """Raises StoreError, touching nothing, when a newer program wrote this file."""
    if not path.exists() or path.stat().st_size == 0:
        return
    known = set(migration_names())
    # A plain read-only open would still make -shm beside a quiet file; immutable does not.
    quiet = not path.with_name(path.name + "-wal").exists()
    uri = path.resolve().as_uri() + ("?immutable=1" if quiet else "?mode=ro")
    with naming_faults(), closing(sqlite3.connect(uri, uri=True)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if "schema_migration" not in tables:
            if tables:
                raise StoreError("这个文件不是晴雨管家的资料", "请换一个文件夹打开。")
            return
        applied = {name for (name,) in connection.execute("SELECT name FROM schema_migration")}
    if applied - known:
        raise StoreError(
            "这份资料是更新版的晴雨管家存的，现在这版打不开", "请先升级程序，资料没有动过。"
        )


def migration_names() -> tuple[str, ...]:
    """The names of all steps this program knows, in order."""
    return tuple(sorted(path.stem for path in MIGRATIONS.glob("[0-9]*.py")))


def migrate(database: BookDatabase, path: Path, copies: Path) -> tuple[str, ...]:
    """Applies the missing steps, each in one transaction, after copying an existing file."""
    applied = _applied(database)
    pending = [name for name in migration_names() if name not in applied]
    if not pending:
        return ()
    if applied:
        copy_file(path, copies / f"before-{pending[0]}.db")
    from playhouse.migrations import Runner

    with naming_faults():
        return tuple(Runner(database, str(MIGRATIONS)).up())


def copy_file(source: Path, target: Path) -> None:
    """Copies a live database by SQLite's online backup; the target appears only when whole."""
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    with (
        naming_faults(),
        closing(sqlite3.connect(source)) as origin,
        closing(sqlite3.connect(part)) as copy,
    ):
        origin.backup(copy)
    os.replace(part, target)


def _applied(database: BookDatabase) -> set[str]:
    if not database.table_exists("schema_migration"):
        return set()
    return {name for (name,) in database.execute_sql("SELECT name FROM schema_migration")}
