"""Going back to a backup, and back again; what is not to be trusted changes nothing."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from qingyu.domain.changes import Noun
from qingyu.domain.errors import QingyuError, StoreError
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.feedback_list import FeedbackFilter
from qingyu.paths import DataFolder
from qingyu.services import (
    Store,
    backup,
    feedback,
    feedback_reading,
    journal,
    neighbourhood,
    restore,
)
from qingyu.services import check as checks
from qingyu.storage import chain
from tests.services.forged_backup import DAMAGES, PLANTED, plant, spoil

NOON = datetime(2026, 11, 23, 12, 0)


def record(store: Store, text: str) -> None:
    feedback.record(store, FeedbackDraft(text), by=None)


def texts(folder: DataFolder) -> list[str]:
    store = Store.open(folder)
    try:
        assert checks.faults(store) == ()
        return [line.piece.text for line in feedback_reading.lines(store, FeedbackFilter())]
    finally:
        store.close()


def everything(root: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_what_is_restored_is_what_was_backed_up_and_the_rest_is_set_aside(
    founded: Store, tmp_path: Path
) -> None:
    record(founded, "备份之前")
    made = backup.make(founded, tmp_path / "U盘")
    record(founded, "备份之后")
    folder = founded.folder
    founded.close()
    restored = restore.restore(made.path, folder, NOON)
    assert texts(folder) == ["备份之前"]
    assert restored.set_aside is not None
    assert len(texts(DataFolder(restored.set_aside))) == 2


def test_the_journal_tells_of_it_and_check_then_takes_no_offence(
    founded: Store, tmp_path: Path
) -> None:
    record(founded, "备份之前")
    made = backup.make(founded, tmp_path / "U盘")
    for number in range(3):
        record(founded, f"之后 {number}")
    folder = founded.folder
    backup.make(founded)
    founded.close()
    restore.restore(made.path, folder, NOON)
    store = Store.open(folder)
    assert journal.entries(store)[0].verb == "从2026年11月23日 12:00 的备份恢复"
    # The newest backup of the data folder holds what the book no longer has.
    assert checks.faults(store) == ()
    store.close()
    restore.swap_back(restore.asides(folder)[0].folder, folder, NOON)
    store = Store.open(folder)
    assert journal.entries(store)[0].verb == "换回收好的资料"
    assert checks.faults(store) == ()
    store.close()


def test_a_journal_forged_as_a_whole_does_not_fit_the_newest_backup(founded: Store) -> None:
    for number in range(4):
        record(founded, f"第 {number} 件")
    backup.make(founded)
    record(founded, "后来的")
    assert checks.faults(founded) == ()
    run = founded.database.execute_sql
    run("UPDATE operation SET verb = '另一句话' WHERE id = 2")
    before = chain.GENESIS
    rows = run('SELECT id, at, "by", role, needs, verb, undoes, changes FROM operation ORDER BY id')
    for *entry, changes in rows.fetchall():
        hashed = chain.link(before, tuple(entry), changes)
        run("UPDATE operation SET hash = ? WHERE id = ?", (hashed, entry[0]))
        run("UPDATE journal_head SET before = ?, hash = ?", (before, hashed))
        before = hashed
    assert list(chain.faults(founded.database)) == []
    (told,) = checks.faults(founded)
    assert "和最近的备份" in told


def test_one_can_go_back_and_back_again(founded: Store, tmp_path: Path) -> None:
    record(founded, "备份之前")
    made = backup.make(founded, tmp_path / "U盘")
    record(founded, "备份之后")
    folder = founded.folder
    founded.close()
    restore.restore(made.path, folder, NOON)
    (aside,) = restore.asides(folder)
    assert aside.at == NOON
    restore.swap_back(aside.folder, folder, NOON)
    assert len(texts(folder)) == 2
    (aside,) = restore.asides(folder)
    restore.swap_back(aside.folder, folder, NOON + timedelta(minutes=1))
    assert texts(folder) == ["备份之前"]
    with pytest.raises(StoreError, match="不在了"):
        restore.swap_back(folder.backups, folder, NOON)


def test_the_settings_of_the_window_come_back(founded: Store) -> None:
    folder = founded.folder
    folder.settings.write_text("old", encoding="utf-8")
    made = backup.make(founded)
    folder.settings.write_text("new", encoding="utf-8")
    founded.close()
    restored = restore.restore(made.path, folder, NOON)
    assert folder.settings.read_text(encoding="utf-8") == "old"
    assert restored.set_aside is not None
    assert (restored.set_aside / "window.ini").read_text(encoding="utf-8") == "new"


def test_a_book_that_is_open_is_not_replaced(founded: Store, tmp_path: Path) -> None:
    made = backup.make(founded, tmp_path / "U盘")
    record(founded, "正在用")
    with pytest.raises(StoreError, match="占用"):
        restore.restore(made.path, founded.folder, NOON)
    assert feedback_reading.count(founded, FeedbackFilter()) == 1
    assert not list(founded.folder.root.glob("*.part"))
    assert not list(founded.folder.root.glob("替换前*"))


def test_a_damaged_book_can_be_replaced_and_is_kept(founded: Store, tmp_path: Path) -> None:
    record(founded, "3幢屋面漏水")
    made = backup.make(founded, tmp_path / "U盘")
    folder = founded.folder
    founded.close()
    folder.database.write_bytes(b"spilled coffee" * 1000)
    folder.database.with_name("qingyu.db-wal").write_bytes(b"of the damaged one")
    restored = restore.restore(made.path, folder, NOON)
    assert texts(folder) == ["3幢屋面漏水"]
    assert restored.set_aside is not None
    assert (restored.set_aside / "qingyu.db").read_bytes().startswith(b"spilled coffee")
    assert (restored.set_aside / "qingyu.db-wal").read_bytes() == b"of the damaged one"


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_backup_that_cannot_be_trusted_is_refused_and_nothing_changes(
    founded: Store, tmp_path: Path, damage: str
) -> None:
    made = backup.make(founded, tmp_path / "U盘")
    folder = founded.folder
    founded.close()
    spoil(made.path, damage)
    before = everything(folder.root)
    with pytest.raises(QingyuError) as refused:
        restore.restore(made.path, folder, NOON)
    assert len(str(refused.value)) < 60
    assert everything(folder.root) == before


@pytest.mark.parametrize("what", PLANTED)
def test_what_was_planted_in_a_backup_is_refused_although_all_hashes_fit(
    founded: Store, tmp_path: Path, what: str
) -> None:
    made = backup.make(founded, tmp_path / "U盘")
    folder = founded.folder
    founded.close()
    plant(made.path, PLANTED[what])
    before = everything(folder.root)
    words = "更新版" if what == "newer" else "不是晴雨管家存|坏了|损坏"
    with pytest.raises(StoreError, match=words):
        restore.restore(made.path, folder, NOON)
    assert everything(folder.root) == before


def test_a_harmless_change_that_fits_is_accepted(founded: Store, tmp_path: Path) -> None:
    made = backup.make(founded, tmp_path / "U盘")
    plant(made.path, "UPDATE setting SET value = '另一个小区' WHERE key = 'neighbourhood.name'")
    backup.look(made.path)


def test_a_disk_without_room_is_told_first(
    founded: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = backup.make(founded)
    monkeypatch.setattr("shutil.disk_usage", lambda _path: type("Usage", (), {"free": 1000})())
    with pytest.raises(StoreError, match="放不下"):
        restore.restore(made.path, founded.folder, NOON)


def test_stopping_changes_nothing(founded: Store, tmp_path: Path) -> None:
    made = backup.make(founded, tmp_path / "U盘")
    folder = founded.folder
    founded.close()
    before = everything(folder.root)
    with pytest.raises(StoreError, match="取消"):
        restore.restore(made.path, folder, NOON, stop=lambda: True)
    assert everything(folder.root) == before


def test_what_would_be_lost_is_counted(founded: Store) -> None:
    made = backup.make(founded)
    for number in range(7):
        record(founded, f"第 {number} 件事")
    loss = restore.lost(founded, backup.look(made.path))
    assert loss.operations == 7 and loss.by_noun == ((Noun.FEEDBACK, 7),)
    assert len(loss.last) == 5 and not loss.other_book


def test_a_backup_of_another_neighbourhood_is_named(founded: Store, tmp_path: Path) -> None:
    made = backup.make(founded, tmp_path / "U盘")
    neighbourhood.rename(founded, "采荷社区", "", by=1)
    told = backup.look(made.path)
    assert restore.lost(founded, told).other_book == "青年路社区"


def test_what_there_is_to_choose_is_listed_with_what_it_holds(founded: Store) -> None:
    record(founded, "3幢屋面漏水")
    backup.make(founded)
    founded.folder.backups.joinpath("晴雨备份-20260101-120000.qingyu").write_bytes(b"broken")
    good, broken = restore.choices(founded.folder)
    assert good.where == "本机" and good.manifest is not None
    assert good.manifest.count("feedback") == 1
    assert broken.manifest is None and broken.fault
    assert restore.choice_of(founded, good.backup.path).backup.made_at == NOON
    with pytest.raises(StoreError, match="没有这个备份"):
        restore.choice_of(founded, founded.folder.root / "不在.qingyu")
