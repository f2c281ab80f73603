"""Every row of a book read out as it stands at one moment, and an empty book filled with them.

The journal stays behind: it is chained to the book it was written in, and holds what was deleted
since. So do PINs, recovery codes and drafts, which belong to nobody else.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from typing import Any

from peewee import (
    BooleanField,
    DateField,
    DateTimeField,
    IntegrityError,
    TextField,
    TimeField,
)

from qingyu.domain.errors import RuleError
from qingyu.domain.exchange import Column, Kind, Table, Value
from qingyu.storage import bulk, sqlite_file, tables
from qingyu.storage.database import BookDatabase, migration_names, naming_faults
from qingyu.storage.store import Store

LEFT_OUT = frozenset({
    "operation", "journal_head", "steward_pin", "recovery_code", "draft",
    "schema_migration", "sqlite_sequence",
})  # fmt: skip
COUNTER = Table(
    "counter", (Column("name", Kind.TEXT, False), Column("value", Kind.NUMBER, False))
)
_AT_ONCE = 2_000
# Subclasses before what they come from.
_KINDS: tuple[tuple[type[Any], Kind], ...] = (
    (BooleanField, Kind.YES_NO),
    (DateTimeField, Kind.MOMENT),
    (DateField, Kind.DAY),
    (TimeField, Kind.CLOCK),
    (TextField, Kind.TEXT),
)


@cache
def every_table() -> tuple[Table, ...]:
    """The tables that go into an exchange, the numbers given out last."""
    return (*(_shape(table) for table in tables.JOURNALED), COUNTER)


def steps() -> tuple[str, ...]:
    """The steps this program knows; a file that names others is of a later one."""
    return migration_names()


class Snapshot:
    """The rows as they stood when it was taken; others go on writing meanwhile."""

    def __init__(self, book: Any) -> None:
        self._book = book

    def count(self, table: Table) -> int:
        """How many rows."""
        with naming_faults():
            found = self._book.execute(f'SELECT COUNT(*) FROM "{table.name}"').fetchone()
        return int(found[0])

    def rows(self, table: Table) -> Iterator[tuple[Value, ...]]:
        """The rows in the order of their ids, a stretch at a time."""
        names = ", ".join(f'"{column.name}"' for column in table.columns)
        key = table.columns[0].name
        with naming_faults():
            cursor = self._book.execute(f'SELECT {names} FROM "{table.name}" ORDER BY "{key}"')
            while some := cursor.fetchmany(_AT_ONCE):
                yield from some


@contextmanager
def snapshot(store: Store) -> Iterator[Snapshot]:
    """The book as it stands now, read beside those who write."""
    folder = store.folder
    with (
        naming_faults(),
        closing(sqlite_file.opened(
            folder.database, sqlite_file.fitting_keys(folder.database, folder.keys)
        )) as book,
    ):  # fmt: skip
        book.execute("BEGIN")
        book.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()
        yield Snapshot(book)


def is_empty(store: Store) -> bool:
    """Whether nothing at all was recorded here yet."""
    return not any(table.select(table.id).exists() for table in tables.JOURNALED)


@contextmanager
def filling(
    store: Store, verb: str, tick: Callable[[], None]
) -> Iterator[Callable[[Table, list[tuple[Value, ...]]], None]]:
    """Takes rows of every table in any order; all of them are stored at the end, or none.

    RuleError where the book is not empty, or a row points at one that is not there.
    """
    shapes = {table._meta.table_name: table for table in tables.JOURNALED}
    try:
        with bulk.filling(store, verb, at=store.now(), tick=tick) as writer:
            store.database.execute_sql("PRAGMA defer_foreign_keys=ON")

            def take(table: Table, rows: list[tuple[Value, ...]]) -> None:
                if table == COUNTER:
                    for name, value in rows:
                        writer.count_from(str(name), int(value or 0))
                    return
                names = tuple(column.name for column in table.columns)
                writer.add_whole(shapes[table.name], names, [*rows])

            yield take
            writer.flush()
            _refuse_orphans(store.database)
    except (IntegrityError, sqlite3.IntegrityError) as error:
        raise _contradicting(str(error)) from error


def _refuse_orphans(database: BookDatabase) -> None:
    found = database.execute_sql("PRAGMA foreign_key_check").fetchone()
    if found is not None:
        raise _contradicting(f"{found[0]} {found[1]} → {found[2]}")


def _contradicting(told: str) -> RuleError:
    return RuleError(
        f"这份文件里有互相对不上的行（{told[:60]}）",
        "请用原来导出的文件，不要删改其中的编号；什么都没有导入。",
    )


def _shape(table: type[tables.Row]) -> Table:
    meta: Any = table._meta
    return Table(str(meta.table_name), tuple(_column(field) for field in meta.sorted_fields))


def _column(field: Any) -> Column:
    kind = next((kind for kinds, kind in _KINDS if isinstance(field, kinds)), Kind.NUMBER)
    default = field.default if isinstance(field.default, (int, str)) else None
    return Column(str(field.column_name), kind, bool(field.null), default)
