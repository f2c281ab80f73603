"""Backups: whole, proved, thinned out, put back, and nothing lost when something goes wrong."""

from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random

import pytest

from qingyu.domain.backup import KeepRule
from qingyu.domain.errors import RuleError, StoreError
from qingyu.domain.feedback import FeedbackDraft
from qingyu.paths import DataFolder
from qingyu.services import Store, backup, backup_reading, feedback
from qingyu.storage import setting
from qingyu.storage.tables import Photo
from tests.services.issue_book import open_issue

NOON = datetime(2026, 11, 23, 12, 0)


def record(store: Store, text: str) -> None:
    feedback.record(store, FeedbackDraft(text), by=None)


def test_a_backup_is_one_file_that_holds_the_book(founded: Store, tmp_path: Path) -> None:
    record(founded, "3幢屋面漏水")
    made = backup.make(founded, tmp_path / "U盘")
    assert [path.name for path in made.path.parent.iterdir()] == [made.path.name]
    assert backup.look(made.path).count("feedback") == 1
    assert "来件 1 条" in backup.look(made.path).text
    assert backup_reading.backups(made.path.parent) == (made,)


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
        backup.make(store, keep=KeepRule(2, 0, 0, latest=1))
    assert [each.made_at.day for each in backup_reading.backups(store.folder.backups)] == [27, 26]
    assert backup_reading.last_proved(store) == clock
    store.close()


def test_a_backup_is_due_once_something_was_done(founded: Store) -> None:
    assert backup.is_due(founded)
    backup.make(founded)
    assert not backup.is_due(founded)
    record(founded, "3幢屋面漏水")
    assert backup.is_due(founded)


def test_what_is_typed_on_in_one_operation_makes_a_backup_due(founded: Store) -> None:
    with founded.operation("改了小区名", by=None, growing=True) as writer:
        setting.put(writer, "duty.phone", "0571")
    backup.make(founded)
    with founded.operation("改了小区名", by=None, growing=True) as writer:
        setting.put(writer, "duty.phone", "0571-8706 5521")
    assert backup.is_due(founded)


def test_an_old_backup_is_made_anew_although_nothing_changed(founded: Store) -> None:
    backup.make(founded)
    later = Store.open(founded.folder, clock=lambda: NOON + timedelta(days=6))
    assert backup.is_due(later)
    later.close()


def test_work_goes_on_while_a_backup_is_made(founded: Store) -> None:
    record(founded, "备份之前")

    def meanwhile(done: int, of: int) -> None:
        if done == of:
            record(founded, "备份的时候")

    made = backup.make(founded, on_progress=meanwhile)
    assert backup.look(made.path).count("feedback") == 1
    assert backup.is_due(founded)
    assert founded.check() == ()


def test_a_byte_changed_anywhere_is_found(founded: Store) -> None:
    record(founded, "3幢屋面漏水")
    made = backup.make(founded)
    content = made.path.read_bytes()
    chance = Random(6)
    for _ in range(120):
        at = chance.randrange(len(content))
        flipped = bytes([content[at] ^ chance.randrange(1, 256)])
        made.path.write_bytes(content[:at] + flipped + content[at + 1 :])
        with pytest.raises(StoreError):
            backup.look(made.path)
    made.path.write_bytes(content)
    backup.look(made.path)


def test_the_settings_of_the_window_are_in_it(founded: Store) -> None:
    founded.folder.settings.write_text("[General]\ndark=true\n", encoding="utf-8")
    assert b"dark=true" in backup.look(backup.make(founded).path).settings


def test_the_rule_is_kept_in_the_book_and_obeyed(founded: Store) -> None:
    assert backup_reading.kept(founded) == KeepRule()
    backup.keep(founded, 3, 2, 1, by=1)
    assert backup_reading.kept(founded) == KeepRule(3, 2, 1)
    with pytest.raises(RuleError):
        backup.keep(founded, 0, 2, 1, by=1)


def test_photos_are_copied_once_and_go_with_the_last_backup_that_names_them(
    founded: Store, tmp_path: Path
) -> None:
    place = tmp_path / "U盘"
    first = add_photo(founded, b"one")
    backup.make(founded, place)
    stood = (place / "photos" / first).stat().st_mtime_ns
    with founded.operation("删照片", by=None) as writer:
        writer.delete(Photo, 1)
    second = add_photo(founded, b"two")
    founded._clock = lambda: NOON + timedelta(days=1)
    backup.make(founded, place)
    assert (place / "photos" / first).stat().st_mtime_ns == stood
    stray = place / "photos" / "全家福.jpg"
    stray.write_bytes(b"not ours")
    backup.thin_out(place, KeepRule(1, 0, 0, latest=1))
    assert {path.name for path in (place / "photos").iterdir()} == {second, stray.name}


def test_a_lost_photo_does_not_keep_the_rest_from_safety(founded: Store) -> None:
    (founded.folder.photos / add_photo(founded, b"one")).unlink()
    assert backup.look(backup.make(founded).path).photos == ()


def test_the_newest_backup_is_checked(founded: Store) -> None:
    assert backup.newest_fault(founded) == ""
    made = backup.make(founded)
    assert backup.newest_fault(founded) == ""
    made.path.write_bytes(made.path.read_bytes()[:-1])
    assert made.path.name in backup.newest_fault(founded)


def add_photo(store: Store, content: bytes) -> str:
    name = sha256(content).hexdigest()
    store.folder.photos.mkdir(exist_ok=True)
    (store.folder.photos / f"{name}.jpg").write_bytes(content)
    issue = open_issue(store)
    with store.operation("加照片", by=None) as writer:
        writer.insert(Photo, issue=issue, sha256=name, suffix=".jpg", added_at=NOON)
    return f"{name}.jpg"
