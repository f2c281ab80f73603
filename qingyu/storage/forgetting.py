"""Personal data taken out of rows and of all the journal keeps of them, by the chain's way.

The journal says afterwards which of its entries were blanked; nothing brings the words back.
"""

import json
import re
from collections.abc import Callable, Collection, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from qingyu.storage import chain
from qingyu.storage.database import BookDatabase
from qingyu.storage.journal import Writer, plain
from qingyu.storage.tables import JOURNALED, Row

Values = dict[str, Any]
# Table, id, values → the values it may keep, or None when the row has to go.
Change = Callable[[str, int, Values], Values | None]
Sought = Callable[[str, str], bool]
Verb = Callable[[str, bool], str]
Target = tuple[str, int]

_TABLES: dict[str, type[Row]] = {table._meta.table_name: table for table in JOURNALED}
_NAMED = re.compile(r'\["([a-z_]+)",(\d+),')
_AT_ONCE = 500


def forget(
    writer: Writer,
    database: BookDatabase,
    rows: Collection[Target],
    change: Change,
    *,
    sought: Sought = lambda _verb, _changes: False,
    verb: Verb = lambda told, _hit: told,
) -> None:
    """Changes these rows, and the images of them in the journal and in each entry sought.

    verb: what an entry is called now, given whether it holds one of the rows.
    """
    touched = set()
    wanted = set(rows)
    for table, row in _found(sorted(wanted, key=_children_first)):
        touched.add((table.NOUN, int(_store(database, table, row, change))))
    entries = [
        entry
        for ident, told, changes in _concerned(database, wanted, sought)
        if (entry := _blank(database, ident, told, changes, wanted, change, verb)) is not None
    ]
    writer.tell_blanked(entries, touched)


def stored(name: str) -> Iterator[tuple[int, Values]]:
    """The id and values of every row of a table."""
    for row in _TABLES[name].select():
        yield int(row.id), plain(row)


def _found(targets: list[Target]) -> Iterator[tuple[type[Row], Row]]:
    """Those of the rows that are there, in this order, read many at a time."""
    for name, group in groupby(targets, key=itemgetter(0)):
        table = _TABLES[name]
        idents = [ident for _, ident in group]
        for start in range(0, len(idents), _AT_ONCE):
            some = table.id.in_(idents[start : start + _AT_ONCE])
            for row in table.select().where(some).order_by(table.id):
                yield table, row


def _children_first(target: Target) -> tuple[int, int]:
    return -list(_TABLES).index(target[0]), target[1]


def _store(database: BookDatabase, table: type[Row], row: Row, change: Change) -> Any:
    name, before = table._meta.table_name, plain(row)
    owner = before[table._meta.fields[table.OWNER].column_name]
    after = change(name, int(row.id), before)
    if after is None:
        database.execute_sql(f'DELETE FROM "{name}" WHERE id = ?', (row.id,))
        return owner
    new = {column: value for column, value in after.items() if value != before[column]}
    if new:
        names = ", ".join(f'"{column}" = ?' for column in new)
        sql = f'UPDATE "{name}" SET {names} WHERE id = ?'
        database.execute_sql(sql, (*new.values(), row.id))
    return owner


def _concerned(
    database: BookDatabase, wanted: set[Target], sought: Sought
) -> Iterator[tuple[int, str, str]]:
    last = 0
    while True:
        sql = "SELECT id, verb, changes FROM operation WHERE id > ? ORDER BY id LIMIT ?"
        found = database.execute_sql(sql, (last, _AT_ONCE)).fetchall()
        if not found:
            return
        for ident, verb, changes in found:
            if _holds(changes, wanted) or sought(verb, changes):
                yield ident, verb, changes
        last = found[-1][0]


def _holds(changes: str, wanted: set[Target]) -> bool:
    return any((match[1], int(match[2])) in wanted for match in _NAMED.finditer(changes))


def _blank(
    database: BookDatabase,
    ident: int,
    told: str,
    changes: str,
    wanted: set[Target],
    change: Change,
    verb: Verb,
) -> chain.RowChange | None:
    try:
        rows = json.loads(changes)
        new = [
            [name, row_id, *(_image(name, row_id, image, change) for image in (before, after))]
            for name, row_id, before, after in rows
        ]
    except (TypeError, ValueError):
        return None
    text = json.dumps(new, ensure_ascii=False, separators=(",", ":"))
    words = verb(told, any((row[0], row[1]) in wanted for row in rows))
    if (text, words) == (changes, told):
        return None
    return chain.blank(database, ident, words, text)


def _image(name: str, ident: int, image: Values | None, change: Change) -> Values | None:
    if image is None or name not in _TABLES:
        return image
    kept = change(name, ident, image)
    # An image from before a column was there does not get it.
    return kept and {column: kept[column] for column in image}
