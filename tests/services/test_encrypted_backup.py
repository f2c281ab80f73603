"""Backups of an encrypted book: as unreadable as the book, and opened by the same sheet."""

import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from qingyu.domain.errors import LockedError, RuleError
from qingyu.paths import DataFolder
from qingyu.services import (
    Store,
    backup,
    check,
    encryption,
    issue_photo,
    issue_reading,
    neighbourhood,
    plain_copies,
    restore,
)
from qingyu.storage import backup_file, book_key, conversion
from tests.conftest import NOON
from tests.services.issue_book import open_issue
from tests.storage.sealing import bytes_in

GOOD, OTHER = "青年路上梧桐树下", "六幢的桂花 2026"


@pytest.fixture(scope="module", autouse=True)
def _quick() -> Iterator[None]:
    """Argon2id with little memory: what it costs is not what is tested here."""
    patch = pytest.MonkeyPatch()
    patch.setattr(book_key, "_MEMORY", 64)
    patch.setattr(book_key, "_TIME", 1)
    yield
    patch.undo()


@pytest.fixture
def plain(founded: Store, tmp_path: Path) -> DataFolder:
    """A closed plain book with an issue that has a photo."""
    picture = tmp_path / "灯.jpg"
    Image.new("RGB", (80, 60), (20, 120, 60)).save(picture)
    issue_photo.add(founded, open_issue(founded), [picture], by=1)
    founded.close()
    return DataFolder(founded.folder.root)


def backed_up(folder: DataFolder) -> Path:
    store = Store.open(folder, clock=lambda: NOON)
    try:
        return backup.make(store).path
    finally:
        store.close()


def state(folder: DataFolder) -> tuple[str, int]:
    """The name of the book and how many photos can be read; it must be sound."""
    store = Store.open(folder, clock=lambda: NOON)
    try:
        assert check.faults(store) == ()
        photos = issue_reading.story(store, 1).photos
        for each in photos:
            assert issue_photo.content(store, each.sha256, each.suffix)
        return neighbourhood.name(store), len(photos)
    finally:
        store.close()


WHOLE = ("青年路社区", 1)
LATER = NOON + timedelta(hours=1)


def test_a_backup_shows_nothing_either(plain: DataFolder) -> None:
    folder = encryption.seal(plain, GOOD, by=1).folder
    path = backed_up(folder)
    store = Store.open(folder, clock=lambda: NOON)
    assert backup.look(path, store).sealed
    store.close()
    for name, content in bytes_in(folder.root).items():
        for word in ("青年路社区", "陆建芬", "SQLite format", "\u62a5\u4fee"):
            assert word.encode() not in content, (name, word)


def test_the_sheet_alone_opens_a_backup_in_an_empty_folder(
    plain: DataFolder, tmp_path: Path
) -> None:
    made = encryption.seal(plain, GOOD, by=1)
    path = backed_up(made.folder)
    stick = tmp_path / "U 盘"
    shutil.copytree(path.parent, stick)
    shutil.rmtree(plain.root)
    path, new = stick / path.name, DataFolder(tmp_path / "新电脑")
    with pytest.raises(LockedError, match="加了密"):
        restore.restore(path, new, LATER)
    keys = encryption.backup_keys(path, code=made.code)
    assert keys == encryption.backup_keys(path, passphrase=GOOD)
    done = restore.restore(path, new, LATER, keys=keys)
    assert done.keys == keys
    assert state(DataFolder(new.root, keys)) == WHOLE
    assert encryption.unlock(new, GOOD).keys == keys


def test_a_backup_from_before_a_new_sheet_needs_the_old_one(plain: DataFolder) -> None:
    made = encryption.seal(plain, GOOD, by=1)
    path = backed_up(made.folder)
    renewed = encryption.renew(made.folder, GOOD, by=1)
    assert not encryption.opens(path, renewed.folder.keys)
    with pytest.raises(LockedError, match="别的口令"):
        restore.restore(path, renewed.folder, LATER)
    with pytest.raises(RuleError, match="打不开这个备份"):
        encryption.backup_keys(path, code=renewed.code)
    keys = encryption.backup_keys(path, code=made.code)
    done = restore.restore(path, renewed.folder, LATER, keys=keys)
    assert state(DataFolder(plain.root, done.keys)) == WHOLE
    assert done.set_aside is not None
    restore.swap_back(done.set_aside, DataFolder(plain.root, done.keys), LATER)
    assert state(encryption.unlock_by_sheet(DataFolder(plain.root), renewed.code)) == WHOLE


def test_a_plain_backup_comes_back_encrypted_where_the_book_was(plain: DataFolder) -> None:
    path = backed_up(plain)
    folder = encryption.seal(plain, GOOD, by=1).folder
    assert encryption.opens(path, None)
    done = restore.restore(path, folder, LATER)
    assert done.keys == folder.keys
    assert encryption.is_sealed(folder)
    assert state(encryption.unlock(DataFolder(folder.root), GOOD)) == WHOLE


def test_a_sealed_backup_goes_into_a_plain_book(plain: DataFolder) -> None:
    made = encryption.seal(plain, GOOD, by=1)
    path = backed_up(made.folder)
    encryption.unseal(made.folder, GOOD, by=1)
    with pytest.raises(LockedError):
        restore.restore(path, plain, LATER)
    keys = encryption.backup_keys(path, passphrase=GOOD)
    restore.restore(path, plain, LATER, keys=keys)
    assert state(encryption.unlock(plain, GOOD)) == WHOLE


def test_plain_backups_of_the_time_before_are_told_and_replaced(plain: DataFolder) -> None:
    backed_up(plain)
    old = plain.backups / "before-0013_identity.db"
    shutil.copyfile(plain.database, old)
    folder = encryption.seal(plain, GOOD, by=1).folder
    assert len(plain_copies.found(folder)) == 2
    assert plain_copies.found(DataFolder(folder.root)) == ()
    store = Store.open(folder, clock=lambda: LATER)
    with pytest.raises(RuleError, match="组长"):
        plain_copies.replace(store, by=2)
    assert len(plain_copies.found(folder)) == 2
    plain_copies.replace(store, by=1)
    assert plain_copies.found(folder) == ()
    (left,) = folder.backups.glob("*.qingyu")
    assert backup.look(left, store).sealed
    store.close()
    for name, content in bytes_in(folder.root).items():
        assert "青年路社区".encode() not in content, name
        assert not content.startswith(b"\xff\xd8"), name
    assert state(folder) == WHOLE


def test_the_passphrase_of_today_opens_the_same_book_of_yesterday(plain: DataFolder) -> None:
    sealed = encryption.seal(plain, GOOD, by=1).folder
    path = backed_up(sealed)
    store = Store.open(sealed)
    encryption.change_passphrase(store, GOOD, OTHER, by=1)
    store.close()
    restore.restore(path, sealed, NOON)
    assert encryption.unlock(DataFolder(plain.root), OTHER).keys == sealed.keys
    with pytest.raises(RuleError):
        encryption.unlock(DataFolder(plain.root), GOOD)


def test_a_power_cut_between_the_book_and_its_key_file_leaves_both_of_use(
    plain: DataFolder, tmp_path: Path
) -> None:
    first = encryption.seal(plain, GOOD, by=1)
    path = backed_up(first.folder)
    other = encryption.renew(plain, GOOD, by=1).folder
    told = backup_file.read(path)
    # As restoring does it, up to the moment in question.
    assert first.folder.keys is not None
    conversion.bring_key(other, first.folder.keys.mark, told.key_file)
    assert encryption.unlock(DataFolder(plain.root), GOOD).keys == other.keys
    other.database.write_bytes(path.read_bytes()[: told.size])
    keyed = encryption.unlock(DataFolder(plain.root), GOOD)
    assert keyed.keys == first.folder.keys
    Store.open(keyed).close()
    assert not keyed.waiting_key.exists()
    assert encryption.unlock(DataFolder(plain.root), GOOD).keys == first.folder.keys


def test_going_back_to_a_book_of_other_keys_brings_its_key_file(plain: DataFolder) -> None:
    path = backed_up(plain)
    sealed = encryption.seal(plain, GOOD, by=1).folder
    store = Store.open(sealed)
    store.close()
    unsealed = encryption.unseal(plain, GOOD, by=1)
    restore.restore(path, unsealed, NOON)
    again = encryption.seal(plain, OTHER, by=1).folder
    (aside,) = restore.asides(again)
    restore.swap_back(aside.folder, again, NOON)
    assert not encryption.is_sealed(plain) and not plain.key_file.exists()
    (aside,) = restore.asides(plain)
    restore.swap_back(aside.folder, DataFolder(plain.root), NOON)
    assert encryption.unlock(plain, OTHER).keys == again.keys
