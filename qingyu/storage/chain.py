"""The journal's chain: each entry's hash covers the hash before it, so an edit by hand shows.

The content is hashed by itself first and the entry by that: words that must be forgotten one day
can go without breaking what was said about who did what and when.
"""

import json
import json.encoder
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple, cast

from qingyu.storage.database import BookDatabase, naming_faults

GENESIS = sha256("晴雨管家 操作记录".encode()).hexdigest()
# Where a repair could not save every entry the chain begins anew, openly: with its own beginning.
_ANEW = sha256("晴雨管家 操作记录 修复以后".encode()).hexdigest()
_QUOTED = json.encoder.encode_basestring
_INSERT = (
    'INSERT INTO operation (id, at, "by", role, needs, verb, undoes, changes, undone, hash) '
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_END = "SELECT last, hash, (SELECT MAX(id) FROM operation) FROM journal_head"
_REWRITE = "UPDATE operation SET changes = ?, hash = ? WHERE id = ?"
_MOVE = "UPDATE journal_head SET last = ?, before = ?, hash = ?"
_BEGINNINGS = (
    'SELECT id, at, "by", role, needs, verb, undoes, changes, hash FROM operation '
    "WHERE changes = '[]' AND undoes IS NULL ORDER BY id DESC"
)
# What changed is hashed as it lies there: reading it as text first would double the time.
_COLUMNS = 'id, at, "by", role, needs, verb, undoes, CAST(changes AS BLOB), undone, hash'

# What was lawfully blanked, in the entry that tells of it: the hash, and that of what it says now.
BLANKED = "operation"
# table, id, before, after
RowChange = tuple[str, int, dict[str, Any] | None, dict[str, Any] | None]
# at, by, role, needs, verb, undoes
Said = tuple[object, object, object, object, object, object]
Entry = tuple[object, object, object, object, object, object, object]  # with its number before


class Head(NamedTuple):
    """Where the chain ends: the last entry's number, the hash before it, its own."""

    last: int
    before: str
    hash: str


def head(database: BookDatabase) -> Head:
    """The end of the chain as the book remembers it."""
    found = database.execute_sql("SELECT last, before, hash FROM journal_head").fetchone()
    return Head(*found) if found is not None else Head(0, GENESIS, GENESIS)


def link(before: str, entry: Entry, changes: str | bytes) -> str:
    """The hash of an entry (id, at, by, role, needs, verb, undoes) after the one before it."""
    ident, at, by, role, needs, verb, undoes = entry
    words = f"{_word(at)}{_word(role)}{_word(needs)}{_word(verb)}"
    return _hash(f"{before}{_hash(changes)}{ident}|{by}|{undoes}|{words}")


def append(database: BookDatabase, said: Said, changes: str) -> int:
    """The number of a new entry (at, by, role, needs, verb, undoes) at the end of the chain."""
    with naming_faults():
        # Straight to SQLite: each way round by peewee costs as much as the hash.
        book = database.connection().cursor()  # type: ignore[no-untyped-call]
        # Without its head the chain is broken, as `faults` will say; work goes on.
        last, before, highest = book.execute(_END).fetchone() or (0, GENESIS, None)
        # An entry cut off by hand leaves a gap for ever: numbers are not given twice.
        ident: int = max(last, highest or 0) + 1
        hashed = link(before, (ident, *said), changes)
        book.execute(_INSERT, (ident, *said, changes, False, hashed))
        book.execute(_MOVE, (ident, before, hashed))
    return ident


def rewrite(database: BookDatabase, ident: int, said: Said, old: str, new: str) -> bool:
    """Whether the newest entry was still as it was sealed, and now says this instead."""
    end = head(database)
    # What somebody changed by hand must not be sealed again with the rest.
    if (end.last, end.hash) != (ident, link(end.before, (ident, *said), old)):
        return False
    hashed = link(end.before, (ident, *said), new)
    database.execute_sql(_REWRITE, (new, hashed, ident))
    database.execute_sql(_MOVE, (ident, end.before, hashed))
    return True


def blank(database: BookDatabase, ident: int, verb: str, changes: str) -> RowChange | None:
    """Makes an old entry say this instead; what the entry that tells of it must hold.

    The chain stays as it was: the row tells which hash of an entry now goes with which words.
    None for an entry that was edited by hand, which stays found out.
    """
    row = database.execute_sql(f"SELECT {_COLUMNS} FROM operation WHERE id = ?", (ident,))
    old = row.fetchone()
    sealed = link(_before(database, ident), cast(Entry, old[:7]), old[7] or b"")
    database.execute_sql(
        "UPDATE operation SET verb = ?, changes = ? WHERE id = ?", (verb, changes, ident)
    )
    if sealed != old[9] and sealed != _vouched(database).get((ident, old[9])):
        return None
    said = (*old[:5], verb, old[6])
    return BLANKED, ident, {"hash": old[9]}, {"hash": link(_before(database, ident), said, changes)}


def _before(database: BookDatabase, ident: int) -> str:
    sql = "SELECT hash FROM operation WHERE id < ? ORDER BY id DESC LIMIT 1"
    found = database.execute_sql(sql, (ident,)).fetchone()
    return str(found[0]) if found is not None else GENESIS


def _vouched(database: BookDatabase) -> dict[tuple[int, str], str]:
    """What lawfully blanked entries say now, by number and hash; the last word of each counts."""
    sql = "SELECT changes FROM operation WHERE changes LIKE ? ORDER BY id"
    told: dict[tuple[int, str], str] = {}
    for (changes,) in database.execute_sql(sql, (f'[["{BLANKED}",%',)):
        with suppress(TypeError, ValueError, KeyError):
            for name, ident, before, after in json.loads(changes):
                if name == BLANKED:
                    told[ident, before["hash"]] = after["hash"]
    return told


def begin_anew(database: BookDatabase, said: Said) -> None:
    """Adds an entry with which the chain begins again, after a repair that lost earlier ones."""
    changes = "[]"
    with naming_faults():
        book = database.connection().cursor()  # type: ignore[no-untyped-call]
        told = book.execute(_END).fetchone() or (0, "", None)
        ident = max(told[0], told[2] or 0) + 1
        hashed = link(_ANEW, (ident, *said), changes)
        book.execute(_INSERT, (ident, *said, changes, False, hashed))
        book.execute("DELETE FROM journal_head")
        book.execute(
            "INSERT INTO journal_head (last, before, hash, told_from) VALUES (?, ?, ?, ?)",
            (ident, _ANEW, hashed, ident),
        )


def beginning(database: BookDatabase) -> tuple[int, datetime | None]:
    """The entry from which the chain is whole, and when a repair made it; 1 where none had to."""
    with naming_faults():
        connection = database.connection()  # type: ignore[no-untyped-call]
        for row in connection.execute(_BEGINNINGS):
            if row[8] == link(_ANEW, cast(Entry, row[:7]), row[7]):
                with suppress(ValueError):
                    return int(row[0]), datetime.fromisoformat(str(row[1]))
    return 1, None


def faults(database: BookDatabase) -> Iterator[str]:
    """What in the journal was edited by hand, the first entry first; nothing when it is whole."""
    first, repaired = beginning(database)
    before, last = (_ANEW if repaired else GENESIS), first - 1
    undone, undoing = set(), set()
    vouched: dict[tuple[int, str], str] | None = None
    with naming_faults():
        connection = database.connection()  # type: ignore[no-untyped-call]
        entries = f"SELECT {_COLUMNS} FROM operation WHERE id >= ? ORDER BY id"
        for row in connection.execute(entries, (first,)):
            ident, changes, flag, stored = row[0], row[7], row[8], row[9]
            if ident != last + 1:
                yield f"操作记录第 {last + 1} 条不见了"
            sealed = link(before, cast(Entry, row[:7]), changes or b"")
            if stored != sealed and vouched is None:
                vouched = _vouched(database)
            if stored != sealed and (vouched or {}).get((ident, stored)) != sealed:
                yield f"操作记录第 {ident} 条（{_named(row)}）对不上，它或前一条被直接改过"
            before, last = str(stored), ident
            if flag:
                undone.add(ident)
            if row[6] and row[6] >= first:
                undoing.add(row[6])
    end = head(database)
    if end.last > last:
        yield f"操作记录末尾少了 {end.last - last} 条，应到第 {end.last} 条"
    elif (end.last, end.hash) != (last, before):
        yield "操作记录末尾的印记对不上，有人直接改过"
    if undone != undoing:
        wrong = min(undone ^ undoing)
        yield f"操作记录第 {wrong} 条的「已撤销」被直接改过"


def _named(row: tuple[Any, ...]) -> str:
    return f"{str(row[1])[:16]} {str(row[5])[:20]}"


def _word(text: object) -> str:
    """A column so that it cannot run into the next one."""
    return _QUOTED(text) if isinstance(text, str) else repr(text)


def _hash(text: str | bytes) -> str:
    told = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
    return sha256(told).hexdigest()
