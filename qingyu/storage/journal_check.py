"""Do the rows still say what the journal last said of them: an edit past the program shows."""

import json
from collections.abc import Iterator
from typing import Any

from qingyu.domain.repair import TABLE_NAMES
from qingyu.storage.database import BookDatabase, naming_faults
from qingyu.storage.tables import JOURNALED

NEWEST = 2_000
_AT_ONCE = 400
_TABLES = {table._meta.table_name for table in JOURNALED}
_NEWEST = (
    "SELECT id, changes FROM operation WHERE id > "
    "(SELECT COALESCE(MAX(told_from), 0) FROM journal_head) ORDER BY id DESC LIMIT ?"
)

Told = dict[tuple[str, int], tuple[int, dict[str, Any] | None]]
Born = dict[str, int]  # by table: the newest row whose making was told


def faults(database: BookDatabase, newest: int = NEWEST) -> Iterator[str]:
    """Rows that differ from what the newest so many entries say of them; -1 looks at all."""
    with naming_faults():
        cursor = database.connection().cursor()  # type: ignore[no-untyped-call]
        born: Born | None = {} if newest < 0 and _is_told_from_the_first(cursor) else None
        told = _last_told(cursor.execute(_NEWEST, (newest,)), born)
        for name in sorted({name for name, _ in told}):
            some = {ident: said for (table, ident), said in told.items() if table == name}
            yield from _differing(cursor, name, some)
        for name, last in sorted((born or {}).items()):
            cursor.execute(f'SELECT id FROM "{name}" WHERE id > ? ORDER BY id', (last,))
            for (ident,) in cursor.fetchall():
                yield f"{_word(name)}第 {ident} 行不是程序存的，有人直接加进了文件"


def _is_told_from_the_first(cursor: Any) -> bool:
    found = cursor.execute("SELECT MAX(told_from) FROM journal_head").fetchone()[0]
    return bool(found == 0)


def _last_told(entries: Any, born: Born | None = None) -> Told:
    """What was said last of each row, and in which entry."""
    told: Told = {}
    made: dict[tuple[str, int], bool] = {}
    for entry, changes in entries:
        try:
            rows = json.loads(changes)
            for name, ident, before, after in reversed(rows):
                if name in _TABLES:
                    told.setdefault((name, ident), (entry, after))
                    # The oldest word on a row counts: what is put back was made before.
                    made[name, ident] = before is None
        except (TypeError, ValueError):
            # The chain tells of an entry that cannot be read.
            continue
    if born is not None:
        for name, ident in (row for row, is_made in made.items() if is_made):
            born[name] = max(born.get(name, 0), ident)
    return told


def _differing(
    cursor: Any, name: str, told: dict[int, tuple[int, dict[str, Any] | None]]
) -> Iterator[str]:
    idents = sorted(told)
    for start in range(0, len(idents), _AT_ONCE):
        some = idents[start : start + _AT_ONCE]
        marks = ", ".join("?" * len(some))
        cursor.execute(f'SELECT * FROM "{name}" WHERE id IN ({marks})', some)
        columns = [each[0] for each in cursor.description]
        there = {row[columns.index("id")]: dict(zip(columns, row, strict=True))
                 for row in cursor.fetchall()}  # fmt: skip
        for ident in some:
            entry, after = told[ident]
            if not _agree(there.get(ident), after):
                yield (
                    f"{_word(name)}第 {ident} 行和操作记录第 {entry} 条说的不一样，有人直接改过文件"
                )


def _word(name: str) -> str:
    return TABLE_NAMES.get(name, f"「{name}」表")


def _agree(row: dict[str, Any] | None, told: dict[str, Any] | None) -> bool:
    if row is None or told is None:
        return row is None and told is None
    # A column that came with a later version was not told of then.
    return all(_same(row[name], value) for name, value in told.items() if name in row)


def _same(stored: object, told: object) -> bool:
    return stored == told or (told is not None and str(stored) == str(told))
