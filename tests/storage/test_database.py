"""Opening a book: new, newer, damaged, locked, unwritable, migrated."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from peewee import OperationalError, SqliteDatabase

from qingyu.domain.errors import RuleError, StoreError
from qingyu.paths import DataFolder
from qingyu.storage import database, tables
from qingyu.storage.store import Store, open_sound


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "资料 夹")


def make_book(folder: DataFolder) -> None:
    Store.open(folder).close()


def test_a_new_book_is_durable_by_its_pragmas(store: Store) -> None:
    read = {
        name: store.database.execute_sql(f"PRAGMA {name}").fetchone()[0]
        for name in ("journal_mode", "synchronous", "foreign_keys")
    }
    assert read == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


def test_the_migrated_schema_is_that_of_todays_tables(store: Store, tmp_path: Path) -> None:
    fresh = SqliteDatabase(str(tmp_path / "fresh.db"))
    with fresh.bind_ctx(tables.ALL):
        fresh.create_tables(tables.ALL)
    try:
        for table in tables.ALL:
            name = table._meta.table_name
            columns = [
                [(c.name, c.data_type, c.null, c.primary_key) for c in db.get_columns(name)]
                for db in (store.database, fresh)
            ]
            indexes = [
                sorted((tuple(i.columns), i.unique) for i in db.get_indexes(name))
                for db in (store.database, fresh)
            ]
            assert columns[0] == columns[1], name
            assert indexes[0] == indexes[1], name
    finally:
        fresh.close()
        store.database.bind(tables.ALL)


def test_a_newer_book_is_refused_and_left_untouched(folder: DataFolder) -> None:
    make_book(folder)
    with closing(sqlite3.connect(folder.database)) as book:
        book.execute("PRAGMA journal_mode=delete")
        book.execute(
            "INSERT INTO schema_migration (name, applied) VALUES ('9999_from_tomorrow', '2030')"
        )
        book.commit()
    before = folder.database.read_bytes()
    listing = sorted(path.name for path in folder.root.iterdir())
    with pytest.raises(StoreError, match="升级"):
        Store.open(folder)
    assert folder.database.read_bytes() == before
    assert sorted(path.name for path in folder.root.iterdir()) == listing


def test_another_programs_database_is_refused_and_left_untouched(folder: DataFolder) -> None:
    folder.root.mkdir()
    with closing(sqlite3.connect(folder.database)) as other:
        other.execute("CREATE TABLE albums (name TEXT)")
        other.commit()
    before = folder.database.read_bytes()
    with pytest.raises(StoreError, match="不是晴雨管家"):
        Store.open(folder)
    assert folder.database.read_bytes() == before


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\0" * 300])
def test_a_file_that_is_no_database_is_told_in_a_sentence(
    folder: DataFolder, content: bytes
) -> None:
    folder.root.mkdir()
    folder.database.write_bytes(content)
    with pytest.raises(StoreError) as refusal:
        Store.open(folder)
    assert refusal.value.hint
    assert folder.database.read_bytes() == content


def test_a_book_damaged_in_the_middle_is_found_by_the_check(folder: DataFolder) -> None:
    make_book(folder)
    raw = bytearray(folder.database.read_bytes())
    raw[8192 : 8192 + 4096] = b"\xff" * 4096
    folder.database.write_bytes(bytes(raw))
    with pytest.raises(StoreError, match="备份"):
        open_sound(folder)


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("in the way")
    with pytest.raises(StoreError):
        Store.open(DataFolder(tmp_path / "文件" / "资料"))


def test_a_locked_book_is_told_in_a_sentence_and_nothing_is_written(store: Store) -> None:
    store.database.timeout = 0
    with closing(sqlite3.connect(store.folder.database)) as other:
        other.execute("BEGIN IMMEDIATE")
        with (
            pytest.raises(StoreError, match="占用"),
            store.operation("登记", by=None) as writer,
        ):
            writer.insert(tables.Building, number=1)
        other.rollback()
    assert tables.Building.select().count() == 0


def test_an_older_book_is_copied_before_it_is_migrated(folder: DataFolder) -> None:
    folder.root.mkdir()
    first = database.migration_names()[0]
    book = database.BookDatabase(folder.database)
    from playhouse.migrations import Runner

    Runner(book, str(database.MIGRATIONS)).up(first)
    book.close()
    Store.open(folder).close()
    copies = [path.name for path in folder.backups.iterdir()]
    assert copies == [f"before-{database.migration_names()[1]}.db"]


def test_a_failing_step_leaves_the_old_book_as_it_was(
    folder: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_book(folder)
    steps = tmp_path / "steps"
    steps.mkdir()
    for path in database.MIGRATIONS.glob("[0-9]*.py"):
        (steps / path.name).write_bytes(path.read_bytes())
    (steps / "0099_breaks.py").write_text(
        "def up(migrator, db):\n"
        "    db.execute_sql('CREATE TABLE half (a)')\n"
        "    raise ValueError('half way')\n"
    )
    monkeypatch.setattr(database, "MIGRATIONS", steps)
    with pytest.raises(ValueError, match="half way"):
        Store.open(folder)
    monkeypatch.undo()
    with closing(sqlite3.connect(folder.database)) as book:
        names = {name for (name,) in book.execute("SELECT name FROM sqlite_master")}
    assert "half" not in names
    reopened = Store.open(folder)
    assert reopened.check() == ()
    reopened.close()


def test_books_opened_for_the_first_time_at_the_same_moment_are_one(folder: DataFolder) -> None:
    def open_and_add(number: int) -> None:
        book = database.BookDatabase(folder.database)
        database.migrate(book, folder.database, folder.backups)
        book.execute_sql("INSERT INTO building (number, note) VALUES (?, '')", (number,))
        book.close()

    folder.root.mkdir()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(open_and_add, range(1, 9)))
    with closing(sqlite3.connect(folder.database)) as book:
        assert book.execute("SELECT COUNT(*) FROM building").fetchone() == (8,)
        assert book.execute("SELECT COUNT(*) FROM schema_migration").fetchone() == (
            len(database.migration_names()),
        )


def test_damage_met_while_rows_are_read_is_told_in_a_sentence(store: Store) -> None:
    connection = store.database.connection()
    connection.execute("INSERT INTO building (number, note) VALUES (1, CAST(x'ff' AS TEXT))")
    with pytest.raises(StoreError, match="损坏"):
        list(tables.Building.select())
    with pytest.raises(StoreError, match="损坏"):
        store.database.execute_sql("SELECT note FROM building").fetchall()


def test_a_missing_table_is_damage_and_a_wrong_statement_a_bug(store: Store) -> None:
    with pytest.raises(StoreError, match="损坏"):
        store.database.execute_sql("SELECT 1 FROM nowhere")
    with pytest.raises(OperationalError):
        store.database.execute_sql("SELEKT 1")


@pytest.mark.parametrize("value", [2**63, -(2**63) - 1, "\udcff"])
def test_what_no_book_can_hold_is_refused_in_a_sentence(store: Store, value: object) -> None:
    with pytest.raises(RuleError):
        store.database.execute_sql("SELECT ?", (value,))


def test_a_file_that_cannot_be_copied_before_migrating_is_told(folder: DataFolder) -> None:
    make_book(folder)
    folder.backups.write_text("in the way")
    with pytest.raises(StoreError):
        database.copy_file(folder.database, folder.backups / "copy.db")


@pytest.mark.parametrize("name", ["a'b", "100%41", "a#b", "a;b", "中文🙂"])
def test_a_folder_may_have_any_name(tmp_path: Path, name: str) -> None:
    for _ in range(2):
        Store.open(DataFolder(tmp_path / name)).close()
    assert (tmp_path / name / "qingyu.db").stat().st_size


def test_the_clock_tells_whole_seconds(folder: DataFolder) -> None:
    book = Store.open(folder, clock=lambda: datetime(2026, 11, 23, 9, 5, 7, 999_999))
    assert book.now() == datetime(2026, 11, 23, 9, 5, 7)
    book.close()


def test_no_room_for_the_files_beside_the_book_is_a_full_disk() -> None:
    said = sqlite3.OperationalError("disk I/O error")
    said.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
    for error in (said, OperationalError(said)):
        with pytest.raises(StoreError, match="磁盘满了"), database.naming_faults():
            raise error
    with pytest.raises(StoreError, match="磁盘读写出错"), database.naming_faults():
        raise sqlite3.OperationalError("disk I/O error")
