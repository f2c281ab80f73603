"""A big book of an older version is known before it is opened."""

from pathlib import Path

import pytest

from qingyu.paths import DataFolder
from qingyu.services import Store, check, older
from qingyu.storage.database import migration_names
from tests.survival.old_books import steps_in, stored_books


def test_only_a_big_book_that_lacks_steps_takes_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = {*migration_names()}
    old = next(book for book in stored_books(tmp_path) if steps_in(book) != known)
    folder = DataFolder(tmp_path / "资料 夹")
    assert not older.takes_long(folder)
    folder.root.mkdir()
    folder.database.write_bytes(old.read_bytes())
    assert not older.takes_long(folder)
    monkeypatch.setattr(older, "_BIG", 1000)
    assert older.takes_long(folder)
    older.bring_to_today(folder)
    assert not older.takes_long(folder)
    store = Store.open(folder)
    assert check.faults(store) == ()
    store.close()
