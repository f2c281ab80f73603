"""The one place that writes: all or nothing, signed, undone, searched."""

import shutil
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError, StoreError
from qingyu.paths import DataFolder
from qingyu.services import Store
from qingyu.storage import journal, search, tables


def add_building(store: Store, number: int) -> tuple[int, int]:
    with store.operation(f"添加 {number}幢", by=None) as writer:
        ident = writer.insert(tables.Building, number=number)
    return ident, writer.changes.operation


def undo(store: Store, operation: int) -> None:
    with store.operation("撤销", by=None) as writer:
        writer.undo(operation)


def test_an_operation_is_all_or_nothing(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.operation("出错", by=None) as writer:
        writer.insert(tables.Building, number=1)
        _ = 1 / 0
    assert tables.Building.select().count() == 0
    assert journal.entries() == ()
    assert search.find(store.database, Noun.BUILDING, '"1 幢"') == []


def test_an_operation_without_changes_leaves_no_entry(store: Store) -> None:
    ident, _ = add_building(store, 3)
    with store.operation("不改", by=None) as writer:
        assert not writer.update(tables.Building, ident, number=3)
    assert not writer.changes
    assert [entry.verb for entry in journal.entries()] == ["添加 3幢"]


def test_changes_name_what_was_touched(store: Store) -> None:
    ident, operation = add_building(store, 3)
    with store.operation("添加单元", by=None) as writer:
        writer.insert(tables.Unit, building=ident, number=1)
    assert writer.changes.ids(Noun.BUILDING) == (ident,)
    assert writer.changes.operation == operation + 1


def test_undo_puts_back_inserts_updates_and_deletes_exactly(store: Store) -> None:
    ident, first = add_building(store, 3)
    with store.operation("改号", by=None) as writer:
        writer.update(tables.Building, ident, number=8, note="改过")
    changed = writer.changes.operation
    with store.operation("删除", by=None) as writer:
        writer.delete(tables.Building, ident)
    undo(store, writer.changes.operation)
    assert tables.Building.get_by_id(ident).number == 8
    undo(store, changed)
    restored = tables.Building.get_by_id(ident)
    assert (restored.number, restored.note) == (3, "")
    undo(store, first)
    assert tables.Building.select().count() == 0
    assert journal.last_undoable() is None


def test_undo_follows_in_the_search_index(store: Store) -> None:
    _, operation = add_building(store, 3)
    assert search.find(store.database, Noun.BUILDING, '"3 幢"')
    undo(store, operation)
    assert not search.find(store.database, Noun.BUILDING, '"3 幢"')


def test_undo_refuses_where_later_work_changed_the_same_row(store: Store) -> None:
    ident, first = add_building(store, 3)
    with store.operation("改号", by=None) as writer:
        writer.update(tables.Building, ident, number=8)
    with pytest.raises(RuleError, match="改号"):
        undo(store, first)
    assert tables.Building.get_by_id(ident).number == 8


def test_undo_refuses_where_later_rows_point_at_the_row(store: Store) -> None:
    ident, first = add_building(store, 3)
    with store.operation("添加单元", by=None) as writer:
        writer.insert(tables.Unit, building=ident, number=1)
    with pytest.raises(RuleError):
        undo(store, first)
    assert tables.Unit.select().count() == 1
    assert store.check() == ()


def test_a_number_is_never_given_twice_even_after_undo(store: Store) -> None:
    with store.operation("一", by=None) as writer:
        writer.insert(tables.Building, number=writer.next_number("号"))
    undo(store, writer.changes.operation)
    with store.operation("二", by=None) as writer:
        assert writer.next_number("号") == 2


def test_deleting_what_others_use_is_refused(store: Store) -> None:
    ident, _ = add_building(store, 3)
    with store.operation("添加单元", by=None) as writer:
        writer.insert(tables.Unit, building=ident, number=1)
    with pytest.raises(RuleError, match="不能删除"), store.operation("删", by=None) as writer:
        writer.delete(tables.Building, ident)
    assert store.check() == ()


def test_a_full_disk_is_told_in_a_sentence_and_the_book_stays_sound(store: Store) -> None:
    pages = store.database.execute_sql("PRAGMA page_count").fetchone()[0]
    store.database.execute_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(StoreError, match="磁盘满了"), store.operation("写满", by=None) as writer:
        for number in range(5000):
            writer.insert(tables.Building, number=number, note="字" * 500)
    store.database.execute_sql("PRAGMA max_page_count = 1000000")
    assert tables.Building.select().count() == 0
    assert store.check() == ()


def test_a_thing_taken_back_meanwhile_is_told_in_a_sentence(store: Store) -> None:
    with pytest.raises(RuleError, match="已经不在了"), store.operation("加", by=None) as writer:
        writer.insert(tables.Unit, building=99, number=1)
    assert tables.Unit.select().count() == 0


def test_a_disk_so_full_that_sqlite_rolls_back_by_itself_is_still_named(store: Store) -> None:
    with pytest.raises(StoreError, match="磁盘满了"), store.operation("写满", by=None) as writer:
        writer.insert(tables.Building, number=1)
        store.database.execute_sql("ROLLBACK")
        raise StoreError("磁盘满了")
    assert not store.database.in_transaction()
    add_building(store, 2)
    assert store.check() == ()


def grow(store: Store, ident: int, note: str, *, by: int | None = 1, verb: str = "备注") -> None:
    with store.operation(verb, by=by, growing=True) as writer:
        writer.update(tables.Building, ident, note=note)


def note_of(store: Store, ident: int) -> str:
    return str(tables.Building.get_by_id(ident).note)


def test_what_goes_on_growing_is_one_operation_taken_back_in_one_step(store: Store) -> None:
    ident, _ = add_building(store, 3)
    for note in ("电", "电梯", "电梯已装"):
        grow(store, ident, note)
    assert [entry.verb for entry in journal.entries()] == ["备注", "添加 3幢"]
    last = journal.last_undoable()
    assert last is not None
    undo(store, last.id)
    assert note_of(store, ident) == ""
    grow(store, ident, "电梯")
    assert len(journal.entries()) == 4, "what was taken back does not grow on"


def test_another_person_row_act_or_a_later_hour_begins_anew(store: Store) -> None:
    first, second = (add_building(store, number)[0] for number in (3, 4))
    grow(store, first, "一")
    others = ((second, 1, "备注"), (second, 2, "备注"), (second, 2, "更正"))
    for number, (ident, by, verb) in enumerate(others, start=4):
        grow(store, ident, f"第{number}", by=by, verb=verb)
        assert len(journal.entries()) == number
    later = store.now() + timedelta(hours=1)
    store._clock = lambda: later
    grow(store, second, "九", by=2, verb="更正")
    assert len(journal.entries()) == 7


@settings(max_examples=30)
@given(st.lists(st.tuples(st.booleans(), st.sampled_from("甲乙丙丁")), max_size=12))
def test_growing_or_not_everything_is_put_back(
    empty_book: DataFolder, deeds: list[tuple[bool, str]]
) -> None:
    with TemporaryDirectory() as folder:
        shutil.copytree(empty_book.root, Path(folder) / "资料")
        store = Store.open(DataFolder(Path(folder) / "资料"))
        try:
            ident, first = add_building(store, 3)
            for growing, note in deeds:
                with store.operation("备注", by=1, growing=growing) as writer:
                    writer.update(tables.Building, ident, note=note)
            while (last := journal.last_undoable()) and last.id != first:
                undo(store, last.id)
            assert note_of(store, ident) == ""
        finally:
            store.close()
