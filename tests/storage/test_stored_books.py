"""The stored book of every released version: brought to today, not a row of it is lost."""

import sqlite3
from contextlib import closing
from pathlib import Path

from qingyu.paths import DataFolder
from qingyu.services import Store, check
from qingyu.storage.database import migration_names
from tests.survival.old_books import steps_in, stored_books

Rows = dict[str, dict[object, dict[str, object]]]
# What a step may add to or fill in: its own list, the search texts, entries sealed by the chain.
OURS = ("schema_migration", "search", "sqlite_")
ADDED = {"operation": {"hash", "role", "needs"}}


def rows_in(path: Path) -> Rows:
    """Every row of every table by its rowid, each with its columns."""
    with closing(sqlite3.connect(path)) as book:
        book.row_factory = sqlite3.Row
        names = [name for (name,) in book.execute("SELECT name FROM sqlite_master "
                                                  "WHERE type = 'table'")]
        return {
            name: {
                row["the_row"]: {key: row[key] for key in row.keys() if key != "the_row"}  # noqa: SIM118
                for row in book.execute(f'SELECT rowid AS the_row, * FROM "{name}"')
            }
            for name in names
            if not name.startswith(OURS)
        }


def test_every_row_of_a_stored_book_is_there_after_the_steps(tmp_path: Path) -> None:
    books = stored_books(tmp_path)
    assert books
    for old in books:
        folder = DataFolder(tmp_path / f"资料 {old.stem}")
        folder.root.mkdir()
        folder.database.write_bytes(old.read_bytes())
        before = rows_in(old)
        store = Store.open(folder)
        assert check.faults(store, thorough=True) == ()
        store.close()
        after = rows_in(folder.database)
        assert sum(len(rows) for rows in before.values()) > 50
        for table, rows in before.items():
            for ident, row in rows.items():
                now = after[table][ident]
                kept = {key: now[key] for key in row if key not in ADDED.get(table, ())}
                assert kept == {key: row[key] for key in kept}, (table, ident)
        # The copy that is kept is the old book itself; the newest version's needs none.
        copies = [*folder.backups.glob("before-*.db")]
        assert len(copies) == (steps_in(old) != {*migration_names()})
        for copy in copies:
            assert rows_in(copy) == before and steps_in(copy) == steps_in(old)
