"""Is the schema of a file ours: a stranger's may bring views, triggers or tables that bite."""

import re
import sqlite3
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from qingyu.domain.errors import StoreError
from qingyu.storage.database import MIGRATIONS, BookDatabase, migration_names

_NOISE = re.compile(r"[\s\"'`\[\]]")
_OWN = "sqlite_"
_STRANGE = ("这个备份里有不是晴雨管家存的东西", "请换一个备份；现在的资料没有动过。")
_NO_BOOK = ("这个文件里没有晴雨管家的资料", "请换一个备份；现在的资料没有动过。")
_NEWER = ("这份资料是更新版的晴雨管家存的，现在这版打不开", "请先升级程序，资料没有动过。")

Schema = frozenset[tuple[str, str, str]]


def check(book: sqlite3.Connection) -> None:
    """StoreError unless the file has exactly what our own steps make, no view and no trigger."""
    found = _schema(book)
    if not any(name == "schema_migration" for _, name, _ in found):
        raise StoreError(*_NO_BOOK)
    applied = tuple(str(name) for (name,) in book.execute(
        "SELECT name FROM schema_migration ORDER BY name"
    ))
    known = migration_names()
    if set(applied) - set(known):
        raise StoreError(*_NEWER)
    if not applied or applied != known[: len(applied)] or found != expected(applied):
        raise StoreError(*_STRANGE)


@cache
def expected(applied: tuple[str, ...]) -> Schema:
    """What a book has after these steps: kind, name and statement without spaces and quotes."""
    from playhouse.migrations import Runner

    fresh = BookDatabase(Path(":memory:"))
    fresh.connect()
    try:
        with fresh.atomic():
            Runner(fresh, str(MIGRATIONS)).up(applied[-1])
        return _schema(fresh.connection())  # type: ignore[no-untyped-call]
    finally:
        fresh.close()


def tables(schema: Iterable[tuple[str, str, str]]) -> tuple[str, ...]:
    """The tables that hold rows of the book; those of the search index can be made again."""
    return tuple(sorted(
        name for kind, name, _ in schema if kind == "table" and not name.startswith("search")
    ))


def _schema(book: sqlite3.Connection) -> Schema:
    rows = book.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
    return frozenset(
        (str(kind), str(name), _NOISE.sub("", sql or "").lower())
        for kind, name, sql in rows
        if not (sql is None and str(name).startswith(_OWN))
    )
