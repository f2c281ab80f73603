"""Reading a book's bytes must not take the locks from those who have it open."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

from qingyu.paths import DataFolder
from qingyu.services import Store
from qingyu.storage import backup, live_file, sqlite_file
from qingyu.storage.backup_file import CHUNK

# What another program's last connection does when it closes: fold the log in and delete it.
_OTHER = """
import sqlite3, sys
book = sqlite3.connect(sys.argv[1])
book.execute("SELECT COUNT(*) FROM setting").fetchone()
book.close()
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no locks that vanish")
def test_another_program_does_not_take_the_log_away(founded: Store) -> None:
    log = founded.folder.database.with_name("qingyu.db-wal")
    with live_file.reading(founded.folder.database) as file:
        assert live_file.read_at(file, 6, 0) == b"SQLite"
    sqlite_file.mark_of(founded.folder.database)
    founded.database.execute_sql("UPDATE setting SET value = value || '1'")
    subprocess.run([sys.executable, "-c", _OTHER, str(founded.folder.database)], check=True)
    assert log.exists()


def test_nothing_is_written_to_the_file_while_it_stands_still(founded: Store) -> None:
    folder = founded.folder
    with backup._still(folder):
        before = folder.database.read_bytes()
        founded.database.execute_sql("UPDATE setting SET value = value || '1'")
        # Not even a wish to fold the log in changes the file under a reader.
        founded.database.execute_sql("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
        assert folder.database.read_bytes() == before
    founded.database.execute_sql("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    assert folder.database.read_bytes() != before


def test_a_backup_is_the_book_byte_for_byte_however_long(founded: Store) -> None:
    folder = DataFolder(founded.folder.root)
    with closing(sqlite3.connect(folder.database)) as book:
        book.execute("INSERT INTO setting (key, value) VALUES ('long', ?)", ("长" * CHUNK,))
        book.commit()
    target = folder.root / "x.part"
    told = backup.write(folder, target, folder.photos, "0.1", founded.now(), lambda done, of: None)
    assert told.size > CHUNK
    assert target.read_bytes()[: told.size] == folder.database.read_bytes()
