"""The journal's chain: an edit past the program is found, the program's own work is not."""

import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingyu.domain.errors import RuleError
from qingyu.paths import DataFolder
from qingyu.services import Store, journal
from qingyu.storage import chain, database, journal_check, tables

ENTRIES = 8
_TEXT = ("at", "verb", "changes", "role", "needs", "hash")
_NUMBERS = ("by", "undoes", "undone")
Edit = Callable[[sqlite3.Connection, int], object]


def fill(store: Store) -> None:
    """Eight entries: rows made, changed, grown, taken back."""
    for number in (1, 2, 3):
        with store.operation(f"添加 {number}幢", by=1) as writer:
            writer.insert(tables.Building, number=number)
    for note in ("电", "电梯", "电梯已装"):
        with store.operation("备注", by=1, growing=True) as writer:
            writer.update(tables.Building, 2, note=note)
    for _ in range(2):
        with store.operation("另写", by=2) as writer:
            writer.update(tables.Building, 3, note=f"{writer.at}{_}")
    journal.undo(store, by=1)
    with store.operation("打印", by=1) as writer:
        writer.tell()


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = DataFolder(tmp_path_factory.mktemp("chain") / "资料")
    store = Store.open(folder)
    fill(store)
    assert tables.Operation.select().count() == ENTRIES
    assert list(chain.faults(store.database)) == []
    assert list(journal_check.faults(store.database)) == []
    store.close()
    return folder.database


def found(edited: Path) -> list[str]:
    store = Store.open(DataFolder(edited.parent))
    told = list(chain.faults(store.database))
    store.close()
    return told


def edit(path: Path, folder: str, change: Callable[[sqlite3.Connection], object]) -> list[str]:
    copy = Path(folder) / "资料" / path.name
    copy.parent.mkdir()
    shutil.copyfile(path, copy)
    with closing(sqlite3.connect(copy)) as book:
        change(book)
        book.commit()
    return found(copy)


@settings(max_examples=60)
@given(st.integers(1, ENTRIES), st.sampled_from(_TEXT), st.text(min_size=1, max_size=12))
def test_any_word_changed_in_an_entry_is_found(
    filled: Path, ident: int, column: str, words: str
) -> None:
    words = words.encode("utf-8", "ignore").decode() or "x"
    with TemporaryDirectory() as folder:
        sql = f"UPDATE operation SET {column} = {column} || ? WHERE id = ?"
        if column in ("role", "needs"):
            sql = f"UPDATE operation SET {column} = ? WHERE id = ?"
        assert edit(filled, folder, lambda book: book.execute(sql, (words, ident)))


@settings(max_examples=20)
@given(st.integers(1, ENTRIES), st.sampled_from(_NUMBERS), st.integers(5, 99))
def test_any_number_changed_in_an_entry_is_found(
    filled: Path, ident: int, column: str, number: int
) -> None:
    sql = f'UPDATE operation SET "{column}" = ? WHERE id = ?'
    with TemporaryDirectory() as folder:
        told = edit(filled, folder, lambda book: book.execute(sql, (number, ident)))
        if column != "undone":
            assert f"第 {ident} 条" in told[0]


@pytest.mark.parametrize("ident", range(1, ENTRIES + 1))
def test_an_entry_taken_out_or_put_in_is_found(filled: Path, tmp_path: Path, ident: int) -> None:
    sql = "DELETE FROM operation WHERE id = ?"
    told = edit(filled, str(tmp_path), lambda book: book.execute(sql, (ident,)))
    assert "不见了" in told[0] or "末尾少了" in told[0]
    (tmp_path / "b").mkdir()
    put = (
        "INSERT INTO operation (id, at, verb, changes, undone, hash) "
        "SELECT MAX(id) + ?, at, verb, changes, 0, hash FROM operation"
    )
    assert edit(filled, str(tmp_path / "b"), lambda book: book.execute(put, (ident,)))


def test_a_tail_cut_off_stays_found_whatever_is_done_afterwards(
    filled: Path, tmp_path: Path
) -> None:
    def cut(book: sqlite3.Connection) -> None:
        book.execute("DELETE FROM operation WHERE id > 6")

    assert edit(filled, str(tmp_path), cut)[0] == "操作记录末尾少了 2 条，应到第 8 条"
    store = Store.open(DataFolder(tmp_path / "资料"))
    fill_more = store.operation("再加", by=None)
    with fill_more as writer:
        writer.insert(tables.Building, number=9)
    assert writer.changes.operation == 9, "a number is never given twice"
    assert "第 7 条不见了" in next(chain.faults(store.database))
    store.close()


def test_what_was_changed_by_hand_is_not_sealed_again_by_growing(store: Store) -> None:
    with store.operation("添加", by=1) as writer:
        ident = writer.insert(tables.Building, number=1)
    for note in ("电", "电梯"):
        with store.operation("备注", by=1, growing=True) as writer:
            writer.update(tables.Building, ident, note=note)
    grown = writer.changes.operation
    tables.Operation.update(at="2026-11-23 11:59:00").where(tables.Operation.id == grown).execute()
    with store.operation("备注", by=1, growing=True) as writer:
        writer.update(tables.Building, ident, note="电梯已装")
    assert writer.changes.operation == grown + 1
    assert list(chain.faults(store.database))


def test_a_refused_or_broken_operation_leaves_the_chain_as_it_was(founded: Store) -> None:
    before = chain.head(founded.database)
    with pytest.raises(ZeroDivisionError), founded.operation("出错", by=1) as writer:
        writer.insert(tables.Building, number=90)
        _ = 1 // 0
    with pytest.raises(RuleError), founded.operation("没有这幢", by=1) as writer:
        writer.insert(tables.Unit, building=99, number=1)
    assert chain.head(founded.database) == before
    assert list(chain.faults(founded.database)) == []


def test_a_row_changed_or_removed_past_the_program_is_found(store: Store) -> None:
    fill(store)
    store.database.execute_sql("UPDATE building SET note = '改' WHERE id = 2")
    store.database.execute_sql("DELETE FROM building WHERE id = 1")
    told = list(journal_check.faults(store.database))
    assert [each[:8] for each in told] == ["楼栋第 1 行和", "楼栋第 2 行和"]
    assert len(list(journal_check.faults(store.database, 1))) == 0, "only the newest entry"


def test_a_row_added_past_the_program_is_found(filled: Path) -> None:
    with TemporaryDirectory() as folder:
        copy = DataFolder(Path(folder))
        shutil.copyfile(filled, copy.database)
        with closing(sqlite3.connect(copy.database)) as book:
            book.execute("INSERT INTO building (number, note) VALUES (99, '')")
            book.commit()
        store = Store.open(copy)
        (told,) = journal_check.faults(store.database, -1)
        store.close()
    assert told.startswith("楼栋第") and "加进了文件" in told


def test_an_old_book_is_chained_when_it_is_brought_to_today(tmp_path: Path) -> None:
    from playhouse.migrations import Runner

    folder = DataFolder(tmp_path / "资料 夹")
    folder.root.mkdir()
    book = database.BookDatabase(folder.database)
    old = [name for name in database.migration_names() if name < "0011"]
    Runner(book, str(database.MIGRATIONS)).up(old[-1])
    book.close()
    told = [(n, "2026-11-23 12:00:00", 1, f"第{n}步 \"'\\", "[]", 0) for n in range(1, 12)]
    with closing(sqlite3.connect(folder.database)) as written:
        written.executemany(
            'INSERT INTO operation (id, at, "by", verb, changes, undone) VALUES (?,?,?,?,?,?)', told
        )
        written.commit()
    store = Store.open(folder)
    assert list(chain.faults(store.database)) == []
    assert chain.head(store.database).last == 11
    with store.operation("第十二步", by=None) as writer:
        writer.insert(tables.Building, number=1)
    assert list(chain.faults(store.database)) == []
    store.close()
