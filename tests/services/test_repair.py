"""A damaged book: all that can be read is saved, counted, and the damaged one is kept."""

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random

import pytest

from qingyu.domain.errors import DamagedError, QingyuError, StoreError
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.feedback_list import FeedbackFilter
from qingyu.domain.repair import Salvage, SavedTable
from qingyu.paths import DataFolder
from qingyu.services import Store, backup, feedback, feedback_reading, journal, repair, search
from qingyu.services import check as checks

NOON = datetime(2026, 11, 23, 12, 0)
PAGE = 4096
MANY = 300


@pytest.fixture(scope="module")
def filled_book(founded_book: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> DataFolder:
    """A book with some hundred pieces of feedback and one backup."""
    folder = DataFolder(tmp_path_factory.mktemp("filled") / "资料 夹")
    shutil.copytree(founded_book.root, folder.root)
    store = Store.open(folder, clock=lambda: NOON)
    for number in range(MANY):
        feedback.record(store, FeedbackDraft(f"{number} 号楼漏水，" + "等了很久。" * 20), by=None)
    backup.make(store)
    store.close()
    return folder


@pytest.fixture
def filled(filled_book: DataFolder, tmp_path: Path) -> DataFolder:
    folder = DataFolder(tmp_path / "资料 夹")
    shutil.copytree(filled_book.root, folder.root)
    return folder


def count(folder: DataFolder) -> int:
    store = Store.open(folder)
    try:
        assert store.check() == ()
        return feedback_reading.count(store, FeedbackFilter())
    finally:
        store.close()


def overwrite(folder: DataFolder, *pages: int) -> None:
    with folder.database.open("rb+") as file:
        for page in pages:
            file.seek(page * PAGE)
            file.write(b"\xa5" * PAGE)


def test_a_sound_book_loses_nothing_by_a_repair(filled: DataFolder) -> None:
    repaired = repair.repair(filled, NOON)
    assert repaired.salvage.lost == 0 and "没有发现缺少的" in repaired.text
    assert count(filled) == MANY
    store = Store.open(filled)
    assert checks.faults(store) == () and search.find(store, "漏水", per_noun=3)
    store.close()


def test_what_is_readable_is_saved_and_what_is_not_is_counted(filled: DataFolder) -> None:
    pages = filled.database.stat().st_size // PAGE
    overwrite(filled, *Random(5).sample(range(40, pages), 6))
    damaged = filled.database.read_bytes()
    repaired = repair.repair(filled, NOON)
    assert repaired.salvage.saved > 100
    assert any(table.torn or table.lost for table in repaired.salvage.tables)
    told = {table.name: table for table in repaired.salvage.tables}["feedback"]
    assert count(filled) == told.saved <= MANY and told.saved + told.lost >= MANY
    assert repaired.kept is not None
    # Only the header may say that the log was folded in.
    assert (repaired.kept / "qingyu.db").read_bytes()[100:] == damaged[100:]
    assert not (filled.root / "修复中").exists()


def test_after_entries_were_lost_the_journal_begins_anew_and_says_so(filled: DataFolder) -> None:
    pages = filled.database.stat().st_size // PAGE
    overwrite(filled, *Random(5).sample(range(40, pages), 6))
    repair.repair(filled, NOON)
    store = Store.open(filled)
    assert checks.faults(store, thorough=True) == ()
    assert "2026年11月23日修复过一次" in checks.facts(store)[0]
    feedback.record(store, FeedbackDraft("修好以后"), by=None)
    journal.undo(store, by=None)
    backup.make(store)
    assert checks.faults(store, thorough=True) == ()
    # What is edited after the repair still shows.
    store.database.execute_sql(
        "UPDATE operation SET verb = 'x' WHERE id = (SELECT MAX(id) FROM operation)"
    )
    assert checks.faults(store)
    store.close()


def test_a_repair_washes_no_edit_by_hand(filled: DataFolder) -> None:
    store = Store.open(filled)
    store.database.execute_sql("UPDATE operation SET verb = '别的' WHERE id = 3")
    store.close()
    repair.repair(filled, NOON)
    store = Store.open(filled)
    assert any("第 3 条" in fault for fault in checks.faults(store))
    assert checks.facts(store) == ()
    store.close()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda folder: overwrite(folder, 0),
        lambda folder: folder.database.write_bytes(b"x" * 100 + folder.database.read_bytes()[100:]),
    ],
    ids=["first page", "header"],
)
def test_a_lost_first_page_is_taken_from_a_backup(
    filled: DataFolder, spoil: Callable[[DataFolder], object]
) -> None:
    spoil(filled)
    with pytest.raises(DamagedError):
        Store.open(filled)
    repair.repair(filled, NOON)
    assert count(filled) == MANY


@pytest.mark.parametrize("content", [b"spilled coffee" * 5000, b"", b"SQLite format 3\0"])
def test_what_cannot_be_read_at_all_stays_as_it_is(filled: DataFolder, content: bytes) -> None:
    shutil.rmtree(filled.backups)
    filled.database.write_bytes(content)
    with pytest.raises(StoreError, match="一点也读不出来"):
        repair.repair(filled, NOON)
    assert filled.database.read_bytes() == content
    assert [path.name for path in filled.root.iterdir() if path.is_dir()] in ([], ["photos"])


def test_a_book_cut_in_half_gives_what_is_left(filled: DataFolder) -> None:
    content = filled.database.read_bytes()
    filled.database.write_bytes(content[: len(content) // 2 // PAGE * PAGE])
    repaired = repair.repair(filled, NOON)
    assert repaired.salvage.lost > 0 and count(filled) >= 0


def test_random_damage_never_ends_in_anything_but_a_book_or_one_sentence(
    filled: DataFolder,
) -> None:
    sound, chance = filled.database.read_bytes(), Random(7)
    for turn in range(6):
        damaged = bytearray(sound)
        for _ in range(40):
            damaged[chance.randrange(len(damaged))] ^= chance.randrange(1, 256)
        filled.database.write_bytes(damaged)
        try:
            repair.repair(filled, NOON.replace(minute=turn))
        except QingyuError as error:
            assert len(str(error)) < 60
        else:
            assert count(filled) > 0


def test_stopping_changes_nothing(filled: DataFolder) -> None:
    before = filled.database.read_bytes()
    with pytest.raises(StoreError, match="取消"):
        repair.repair(filled, NOON, stop=lambda: True)
    assert filled.database.read_bytes() == before


def test_a_book_that_is_open_is_not_repaired(filled: DataFolder) -> None:
    store = Store.open(filled)
    feedback.record(store, FeedbackDraft("正在用"), by=None)
    with pytest.raises(StoreError, match="占用"):
        repair.repair(filled, NOON)
    (found,) = store.database.execute_sql("SELECT COUNT(*) FROM feedback").fetchone()
    assert found == MANY + 1
    store.close()


def test_the_numbers_are_told() -> None:
    salvage = Salvage((SavedTable("issue", 12, 3, True), SavedTable("cost_line", 2, 0, False)), 1)
    assert salvage.text == (
        "救回 13 条记录（工单 12）；至少 4 条没有救回（工单少 3、连不上的 1）。"
    )
