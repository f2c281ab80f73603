"""Filling an empty book with very many rows at once (SQLite's executemany and FTS5 only).

Everything is one transaction: SQLite spills what does not fit its cache to the write-ahead log,
so memory stays flat, and whatever goes wrong leaves the empty book as it was.
"""

import gc
import os
from collections import deque, namedtuple
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from functools import partial
from multiprocessing import get_context
from typing import Any

from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError
from qingyu.storage import chain, search, tables
from qingyu.storage.database import BookDatabase, naming_faults
from qingyu.storage.store import Store

_AT_ONCE = 4_000
_WORTH_PROCESSES = 50_000
# Parents before children, so that no row points at one that is still waiting.
_ORDER: tuple[type[tables.Row], ...] = (
    tables.Setting, tables.Building, tables.Unit, tables.Household, tables.Resident,
    tables.PublicPlace, tables.Steward, tables.Contact, tables.Issue, tables.IssueEvent,
    tables.Promise, tables.CostLine, tables.FollowUp, tables.Feedback, tables.Reply,
    tables.DutyShift, tables.DutyAssignment, tables.DutyPerson, tables.DutyPair, tables.DutyWish,
    tables.DutyMonth, tables.DutyVersion, tables.DutyChange, tables.DutyHandover, tables.Notice,
    tables.Round, tables.RoundLine, tables.BlankForm, tables.PostingPlace, tables.Posting,
    tables.PostingEvent, tables.Objection, tables.SlipAnswer, tables.Photo, tables.Topic,
    tables.Meeting, tables.AgendaItem, tables.Action, tables.Vote,
)  # fmt: skip
_FEW: tuple[tuple[Noun, type[tables.Row]], ...] = (
    (Noun.BUILDING, tables.Building),
    (Noun.RESIDENT, tables.Resident),
    (Noun.STEWARD, tables.Steward),
    (Noun.CONTACT, tables.Contact),
    (Noun.PUBLIC_PLACE, tables.PublicPlace),
    (Noun.NOTICE, tables.Notice),
)
_PLACE = ("building", "unit", "room", "spot")
# What their texts are made of: a model row for each would cost ten times as much.
_MANY: tuple[tuple[Noun, str, Callable[[Any], str], tuple[str, ...]], ...] = (
    (Noun.ISSUE, "issue", search.issue_text, ("title", "matter", "detail", *_PLACE)),
    (Noun.FEEDBACK, "feedback", search.feedback_text, ("name", "phone", "text", *_PLACE)),
)

Tick = Callable[[], None]


class BulkWriter:
    """Takes rows by column value, ids included, and writes them in stretches."""

    def __init__(self, database: BookDatabase, tick: Tick) -> None:
        self._database = database
        self._tick = tick
        self._waiting: dict[type[tables.Row], list[tuple[object, ...]]] = {t: [] for t in _ORDER}
        self._columns = {table: _defaults(table) for table in _ORDER}
        self._count = 0

    def add(self, table: type[tables.Row], row: dict[str, object]) -> None:
        """Takes one row: column → value; what is left out gets the table's default."""
        self._waiting[table].append(tuple((self._columns[table] | row).values()))
        self._count += 1
        if self._count >= _AT_ONCE:
            self.flush()

    def add_whole(
        self, table: type[tables.Row], columns: tuple[str, ...], rows: list[tuple[object, ...]]
    ) -> None:
        """Takes rows that tell every column, in the table's order: half the cost of `add`."""
        assert columns == tuple(self._columns[table]), f"the columns of {table.__name__} differ"
        self._waiting[table] += rows
        self._count += len(rows)
        if self._count >= _AT_ONCE:
            self.flush()

    def count_from(self, noun: str, last: int) -> None:
        """Makes the next number of this noun follow the last one given here."""
        sql = "INSERT INTO counter (name, value) VALUES (?, ?)"
        self._database.execute_sql(sql, (noun, last))

    def flush(self) -> None:
        """Writes what is waiting."""
        with naming_faults():
            connection = self._database.connection()  # type: ignore[no-untyped-call]
            for table in _ORDER:
                if rows := self._waiting[table]:
                    connection.executemany(_insert(table, self._columns[table]), rows)
                    rows.clear()
        self._count = 0
        self._tick()


@contextmanager
def filling(
    store: Store, verb: str, *, at: datetime, tick: Tick = lambda: None
) -> Iterator[BulkWriter]:
    """All rows written inside, their search texts and one journal entry, or nothing at all.

    RuleError when the book is not empty. `tick` is called after every stretch and may raise to
    give up.
    """
    database = store.database
    if any(table.select(table.id).exists() for table in tables.JOURNALED):
        raise RuleError("这个文件夹里已经有资料", "请换一个空的文件夹。")
    with database.atomic(), _old_objects_left_alone():
        with _indexes_made_last(database):
            writer = BulkWriter(database, tick)
            yield writer
            writer.flush()
        _index(database, tick)
        # An entry that undoes something is never offered to be undone; this one undoes nothing.
        chain.append(database, (str(at), None, None, None, verb, 0), "[]")
    # The log has grown as large as the book; left so, the next start would read it again.
    database.execute_sql("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def _old_objects_left_alone() -> Iterator[None]:
    """Spares the garbage collector the whole program again and again: a tenth of the time."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


@contextmanager
def _indexes_made_last(database: BookDatabase) -> Iterator[None]:
    """Sorting every row once is quicker than finding the place of each in a dozen indexes."""
    found = database.execute_sql(
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
    ).fetchall()
    for name, _ in found:
        database.execute_sql(f'DROP INDEX "{name}"')
    yield
    for _, sql in found:
        database.execute_sql(sql)


def _index(database: BookDatabase, tick: Tick) -> None:
    for noun, table in _FEW:
        found: Any = table.select(table.id).tuples()
        idents = [ident for (ident,) in found]
        for start in range(0, len(idents), _AT_ONCE):
            some = idents[start : start + _AT_ONCE]
            search.reindex(database, [(noun, each) for each in some], {})
            tick()
    with _spellers(database) as spelt:
        for which, (_, name, _, columns) in enumerate(_MANY):
            for texts in spelt(which, _stretches(database, name, columns)):
                with naming_faults():
                    database.connection().executemany(  # type: ignore[no-untyped-call]
                        "INSERT INTO search_text (rowid, body) VALUES (?, ?)", texts
                    )
                tick()


@contextmanager
def _spellers(
    database: BookDatabase,
) -> Iterator[Callable[[int, Iterable[list[Any]]], Iterator[list[tuple[int, str]]]]]:
    """Spells index texts here, or beside the writing in processes of their own for a large book."""
    if sum(database.execute_sql(f"SELECT COUNT(*) FROM {name}").fetchone()[0]
           for _, name, _, _ in _MANY) < _WORTH_PROCESSES:  # fmt: skip
        yield lambda which, stretches: (_texts(which, rows) for rows in stretches)
        return
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        yield partial(_spelt_beside, pool)


def _spelt_beside(
    pool: Executor, which: int, stretches: Iterable[list[Any]]
) -> Iterator[list[tuple[int, str]]]:
    waiting: deque[Future[list[tuple[int, str]]]] = deque()
    for rows in stretches:
        waiting.append(pool.submit(_texts, which, rows))
        # A few at a time, so that memory stays flat.
        if len(waiting) > 4:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _texts(which: int, rows: list[Any]) -> list[tuple[int, str]]:
    noun, _, text, columns = _MANY[which]
    shape = namedtuple("shape", ("id", *columns))  # type: ignore[misc]
    return [(search.rowid(noun, row[0]), text(shape._make(row))) for row in rows]


def _stretches(
    database: BookDatabase, table: str, columns: tuple[str, ...]
) -> Iterator[list[Any]]:
    """These columns of a table in the order of its ids."""
    sql = f"SELECT id, {', '.join(columns)} FROM {table} WHERE id > ? ORDER BY id LIMIT ?"
    last = 0
    while rows := database.execute_sql(sql, (last, _AT_ONCE)).fetchall():
        yield rows
        last = rows[-1][0]


def _defaults(table: type[tables.Row]) -> dict[str, object]:
    """Column → what it holds when nothing is said, the id first."""
    meta: Any = table._meta
    return {field.column_name: field.default for field in meta.sorted_fields}


def _insert(table: type[tables.Row], columns: Mapping[str, object]) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO {_name(table)} ({names}) VALUES ({marks})"


def _name(table: type[tables.Row]) -> str:
    meta: Any = table._meta
    return str(meta.table_name)
