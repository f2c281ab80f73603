"""Backups: whole, proved, thinned out, put back, and nothing lost when something goes wrong."""

import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from qingyu.domain.backup import KeepRule
from qingyu.domain.errors import QingyuError, StoreError
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.feedback_list import FeedbackFilter
from qingyu.paths import DataFolder
from qingyu.services import Store, backup, backup_reading, feedback, feedback_reading
from qingyu.services import check as checks

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


def test_a_backup_is_one_file_that_holds_the_book(founded: Store, tmp_path: Path) -> None:
    record(founded, "3幢屋面漏水")
    made = backup.make(founded, tmp_path / "U盘")
    assert [path.name for path in made.path.parent.iterdir()] == [made.path.name]
    assert backup.look(made.path).count("feedback") == 1
    assert "来件 1 条" in backup.look(made.path).text
    assert backup_reading.backups(made.path.parent) == (made,)


def test_what_is_restored_is_what_was_backed_up_and_the_rest_is_set_aside(
    founded: Store, tmp_path: Path
) -> None:
    record(founded, "备份之前")
    made = backup.make(founded, tmp_path / "U盘")
    record(founded, "备份之后")
    folder = founded.folder
    founded.close()
    restored = backup.restore(made.path, folder, NOON)
    assert texts(folder) == ["备份之前"]
    assert restored.set_aside is not None
    assert len(texts(DataFolder(restored.set_aside))) == 2


def test_a_book_that_is_open_is_not_replaced(founded: Store, tmp_path: Path) -> None:
    made = backup.make(founded, tmp_path / "U盘")
    record(founded, "正在用")
    with pytest.raises(StoreError, match="占用"):
        backup.restore(made.path, founded.folder, NOON)
    assert feedback_reading.count(founded, FeedbackFilter()) == 1
    assert not list(founded.folder.root.glob("*.part"))


def test_a_damaged_book_can_be_replaced_and_is_kept(founded: Store, tmp_path: Path) -> None:
    record(founded, "3幢屋面漏水")
    made = backup.make(founded, tmp_path / "U盘")
    folder = founded.folder
    founded.close()
    folder.database.write_bytes(b"spilled coffee" * 1000)
    restored = backup.restore(made.path, folder, NOON)
    assert texts(folder) == ["3幢屋面漏水"]
    assert restored.set_aside is not None
    assert (restored.set_aside / "qingyu.db").read_bytes().startswith(b"spilled coffee")


@pytest.mark.parametrize("damage", ["cut", "overwritten", "empty", "text", "newer", "other"])
def test_a_backup_that_cannot_be_trusted_is_refused_and_nothing_changes(
    founded: Store, tmp_path: Path, damage: str
) -> None:
    record(founded, "3幢屋面漏水")
    made = backup.make(founded, tmp_path / "U盘")
    content = made.path.read_bytes()
    broken = {
        "cut": content[: len(content) // 2],
        "overwritten": content[:8192] + b"\xff" * 40960 + content[49152:],
        "empty": b"",
        "text": "不是备份".encode() * 500,
    }.get(damage, content)
    made.path.write_bytes(broken)
    if damage in ("newer", "other"):
        with closing(sqlite3.connect(made.path)) as copy:
            copy.execute(
                "INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '')"
                if damage == "newer"
                else "DROP TABLE backup_manifest"
            )
            copy.commit()
    folder = founded.folder
    founded.close()
    before = folder.database.read_bytes()
    with pytest.raises(QingyuError):
        backup.restore(made.path, folder, NOON)
    assert folder.database.read_bytes() == before
    assert not list(folder.root.glob("替换前*")) and not list(folder.root.glob("*.part"))


def test_a_photo_name_that_leads_elsewhere_is_refused(founded: Store, tmp_path: Path) -> None:
    made = backup.make(founded, tmp_path / "U盘")
    with closing(sqlite3.connect(made.path)) as copy:
        sql = "UPDATE backup_manifest SET told = json_set(told, '$.photos[0]', '../../secret.jpg')"
        copy.execute(sql)
        copy.commit()
    with pytest.raises(StoreError, match="不是晴雨管家的备份文件"):
        backup.look(made.path)


def test_stopping_leaves_nothing_behind(founded: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="取消"):
        backup.make(founded, tmp_path / "U盘", stop=lambda: True)
    assert list((tmp_path / "U盘").iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(founded: Store, tmp_path: Path) -> None:
    (tmp_path / "U盘").write_text("在这里挡着")
    with pytest.raises(StoreError):
        backup.make(founded, tmp_path / "U盘")


def test_old_backups_are_thinned_out(founded_book: DataFolder, founded: Store) -> None:
    clock = NOON
    store = Store.open(founded.folder, clock=lambda: clock)
    for day in range(5):
        clock = NOON + timedelta(days=day)
        backup.make(store, keep=KeepRule(2, 0, 0))
    assert [each.made_at.day for each in backup_reading.backups(store.folder.backups)] == [27, 26]
    assert backup_reading.last_proved(store) == clock
    store.close()


def test_a_backup_is_due_once_something_was_done(founded: Store) -> None:
    assert backup.is_due(founded)
    backup.make(founded)
    assert not backup.is_due(founded)
