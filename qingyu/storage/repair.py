"""Every row of a damaged book that can still be read, brought into a new one."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from qingyu.domain.book_keys import BookKeys
from qingyu.domain.errors import StoreError
from qingyu.domain.repair import Salvage, SavedTable
from qingyu.storage import backup_schema, chain, search, sqlite_file
from qingyu.storage.database import migration_names, naming_faults
from qingyu.storage.journal_since import REPAIRED
from qingyu.storage.store import Store

_AT_ONCE = 500
_LONGEST_JUMP = 4096
_FAR = 10_000_000
_TRIES = 20_000  # at unreadable places of one table
_OWN = frozenset({"schema_migration", "sqlite_sequence"})

Tick = Callable[[int, int], None]


def has_schema(damaged: Path, keys: BookKeys | None) -> bool:
    """Whether the list of tables can still be read."""
    try:
        with closing(_opened(damaged, keys)) as book:
            return int(book.execute("SELECT COUNT(*) FROM sqlite_master").fetchone()[0]) > 0
    except (sqlite3.Error, StoreError):
        return False


def transplant(damaged: Path, donor: Path) -> None:
    """Gives the file the first page of a backup of the same book, which names where all tables are.

    Tables stay where they were made, so this page hardly ever changes; the donor is untouched.
    """
    with naming_faults(), donor.open("rb") as source, damaged.open("rb+") as file:
        page = bytearray(source.read(4096))
        file.seek(0, 2)
        page[28:32] = (file.tell() // 4096).to_bytes(4, "big")
        file.seek(0)
        file.write(page)


def note(fresh: Store, told: Salvage) -> None:
    """Tells the journal of the repair; where rows are gone its chain openly begins anew there."""
    with fresh.operation(REPAIRED, by=None, needs=None) as writer:
        if told.is_whole:
            writer.tell()
        else:
            said = (str(writer.at), None, None, None, f"{REPAIRED}，前面的记录缺了一些", None)
            chain.begin_anew(fresh.database, said)


def salvage(
    damaged: Path, keys: BookKeys | None, fresh: Store, known: Mapping[str, int], tick: Tick
) -> Salvage:
    """Fills the fresh book; `known` are rows that were there once, by table, to count the lost."""
    names = backup_schema.tables(backup_schema.expected(migration_names()))
    wanted = [name for name in names if name not in _OWN]
    target = fresh.database.connection()  # type: ignore[no-untyped-call]
    with closing(_opened(damaged, keys)) as book, naming_faults():
        target.execute("PRAGMA foreign_keys=OFF")
        target.execute("BEGIN IMMEDIATE")
        saved = []
        for done, name in enumerate(wanted):
            saved.append(_table(book, target, name, known.get(name, 0)))
            tick(done, len(wanted) + 1)
        orphans = _drop_orphans(target)
        target.execute("COMMIT")
        target.execute("PRAGMA foreign_keys=ON")
    with fresh.database.atomic():
        search.rebuild(fresh.database)
    tick(1, 1)
    return Salvage(tuple(saved), orphans)


def _table(book: Any, target: Any, name: str, known: int) -> SavedTable:
    columns = _columns(target, name)
    there = set(_columns(book, name))
    shared = [column for column in columns if column in there]
    if not shared:
        return SavedTable(name, 0, known, torn=bool(known))
    listed = ", ".join(f'"{column}"' for column in shared)
    holes = ", ".join("?" * (len(shared) + 1))
    insert = f'INSERT OR IGNORE INTO "{name}" (rowid, {listed}) VALUES ({holes})'
    torn = [False]
    before = _count(target, name)
    for some in _rows(book, name, listed, torn):
        if before:
            # What our own steps put into a new book gives way to what the old one had.
            target.execute(f'DELETE FROM "{name}"')
            before = 0
        target.executemany(insert, some)
    saved = _count(target, name)
    return SavedTable(name, saved, max(0, max(known, _count(book, name)) - saved), torn[0])


def _rows(book: Any, name: str, columns: str, torn: list[bool]) -> Iterator[list[Any]]:
    """All rows that can be read, in order; unreadable places are stepped over in growing jumps."""
    sql = f'SELECT rowid, {columns} FROM "{name}" WHERE rowid > ? ORDER BY rowid LIMIT ?'
    place, jump, many, tries = -1, 1, _AT_ONCE, 0
    end = _last(book, name)
    while place < end and tries < _TRIES:
        try:
            found = book.execute(sql, (place, many)).fetchall()
        except sqlite3.DatabaseError:
            torn[0] = True
            tries += 1
            if many > 1:
                many = max(1, many // 8)
            else:
                place += jump
                jump = min(jump * 2, _LONGEST_JUMP)
            continue
        if not found:
            return
        yield found
        place, jump, many = found[-1][0], 1, min(many * 2, _AT_ONCE)


def _last(book: Any, name: str) -> int:
    with suppress(sqlite3.DatabaseError):
        return int(book.execute(f'SELECT COALESCE(MAX(rowid), 0) FROM "{name}"').fetchone()[0])
    return _FAR


def _count(book: Any, name: str) -> int:
    with suppress(sqlite3.DatabaseError):
        return int(book.execute(f'SELECT COUNT(*) FROM "{name}"').fetchone()[0])
    return 0


def _columns(book: Any, name: str) -> list[str]:
    with suppress(sqlite3.DatabaseError):
        return [str(row[1]) for row in book.execute(f'PRAGMA table_info("{name}")').fetchall()]
    return []


def _drop_orphans(target: Any) -> int:
    """How many rows were left out because what they point at could not be saved."""
    dropped = 0
    while True:
        found = {(row[0], row[1]) for row in target.execute("PRAGMA foreign_key_check").fetchall()}
        if not found:
            return dropped
        for table, row in found:
            target.execute(f'DELETE FROM "{table}" WHERE rowid = ?', (row,))
        dropped += len(found)


def _opened(path: Path, keys: BookKeys | None) -> Any:
    book = sqlite_file.connect(path, keys=keys)
    book.text_factory = lambda raw: raw.decode("utf-8", "replace")
    book.execute("PRAGMA trusted_schema=OFF")
    with suppress(sqlite3.DatabaseError):
        book.execute("PRAGMA writable_schema=ON")
    return book
