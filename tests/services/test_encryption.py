"""Opening a sealed book by passphrase or sheet, and changing either."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from qingyu.domain.errors import LockedError, RuleError, StoreError
from qingyu.domain.recovery_code import code_of
from qingyu.paths import DataFolder
from qingyu.services import Store, check, encryption, journal, neighbourhood
from qingyu.storage import book_key
from tests.storage.sealing import SECRET

GOOD, OTHER = "青年路上梧桐树下", "六幢的桂花 2026"


@pytest.fixture(scope="module", autouse=True)
def _quick() -> Iterator[None]:
    """Argon2id with little memory: what it costs is not what is tested here."""
    patch = pytest.MonkeyPatch()
    patch.setattr(book_key, "_MEMORY", 64)
    patch.setattr(book_key, "_TIME", 1)
    yield
    patch.undo()


@pytest.fixture(scope="module")
def made(
    founded_book: DataFolder, tmp_path_factory: pytest.TempPathFactory
) -> encryption.Sealed:
    """A sealed book, to be copied and never touched."""
    root = tmp_path_factory.mktemp("sealed") / "资料 夹"
    shutil.copytree(founded_book.root, root)
    return encryption.seal(DataFolder(root), GOOD, by=1)


@pytest.fixture
def folder(made: encryption.Sealed, tmp_path: Path) -> DataFolder:
    """The sealed book, locked."""
    shutil.copytree(made.folder.root, tmp_path / "资料 夹")
    return DataFolder(tmp_path / "资料 夹")


def name_of(folder: DataFolder) -> str:
    store = Store.open(folder)
    try:
        assert check.faults(store) == ()
        return neighbourhood.name(store)
    finally:
        store.close()


def test_it_opens_by_passphrase_and_by_sheet(
    made: encryption.Sealed, folder: DataFolder
) -> None:
    assert encryption.is_sealed(folder) and encryption.is_locked(folder)
    assert encryption.has_passphrase(folder)
    by_words = encryption.unlock(folder, f" {GOOD} ")
    assert not encryption.is_locked(by_words)
    assert by_words == encryption.unlock_by_sheet(folder, made.code.lower().replace(" ", "-"))
    assert name_of(by_words) == "青年路社区"
    assert encryption.recovery_code(folder, GOOD) == made.code


def test_the_sheet_alone_opens_it_when_the_key_file_is_lost(
    made: encryption.Sealed, folder: DataFolder
) -> None:
    folder.key_file.unlink()
    assert not encryption.has_passphrase(folder)
    with pytest.raises(LockedError, match="恢复单"):
        encryption.unlock(folder, GOOD)
    keyed = encryption.set_passphrase(folder, made.code, OTHER)
    assert name_of(keyed) == "青年路社区"
    assert encryption.unlock(folder, OTHER) == keyed


def test_a_wrong_passphrase_is_one_sentence(folder: DataFolder) -> None:
    with pytest.raises(RuleError) as refused:
        encryption.unlock(folder, "青年路上梧桐树上")
    assert refused.value.title == "口令不对"


def test_another_sheet_is_told_from_a_mistyped_one(folder: DataFolder) -> None:
    with pytest.raises(RuleError, match="不是这份资料的"):
        encryption.check_code(folder, code_of(SECRET))


def test_a_new_passphrase_takes_the_place_of_the_old(
    made: encryption.Sealed, folder: DataFolder
) -> None:
    store = Store.open(encryption.unlock(folder, GOOD))
    with pytest.raises(RuleError, match="口令不对"):
        encryption.change_passphrase(store, OTHER, GOOD, by=1)
    with pytest.raises(RuleError, match="至少"):
        encryption.change_passphrase(store, GOOD, "短", by=1)
    with pytest.raises(RuleError, match="组长"):
        encryption.change_passphrase(store, GOOD, OTHER, by=2)
    encryption.change_passphrase(store, GOOD, OTHER, by=1)
    assert [each.verb for each in journal.entries(store)][:2] == ["更换口令", "开启资料加密"]
    store.close()
    with pytest.raises(RuleError, match="口令不对"):
        encryption.unlock(folder, GOOD)
    assert encryption.recovery_code(folder, OTHER) == made.code


def test_a_new_secret_makes_the_old_sheet_worthless(
    made: encryption.Sealed, folder: DataFolder
) -> None:
    renewed = encryption.renew(folder, GOOD, by=1)
    assert renewed.code != made.code
    with pytest.raises(RuleError, match="不是这份资料的"):
        encryption.unlock_by_sheet(folder, made.code)
    assert encryption.unlock(folder, GOOD) == renewed.folder
    assert name_of(renewed.folder) == "青年路社区"


def test_unsealed_it_opens_without_anything(folder: DataFolder) -> None:
    with pytest.raises(RuleError, match="口令不对"):
        encryption.unseal(folder, OTHER, by=1)
    with pytest.raises(RuleError, match="组长"):
        encryption.unseal(folder, GOOD, by=2)
    plain = encryption.unseal(folder, GOOD, by=1)
    assert not encryption.is_sealed(plain)
    assert name_of(plain) == "青年路社区"
    assert not folder.key_file.exists()
    with pytest.raises(RuleError, match="没有加密"):
        encryption.unlock(plain, GOOD)


def test_stopping_leaves_it_as_it_was(folder: DataFolder) -> None:
    with pytest.raises(StoreError, match="已取消"):
        encryption.unseal(folder, GOOD, by=1, stop=lambda: True)
    assert name_of(encryption.unlock(folder, GOOD)) == "青年路社区"
    with pytest.raises(RuleError, match="已经加密"):
        encryption.seal(folder, GOOD, by=1)


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"argon2id": {"time": 1, "memory": 1 << 40, "lanes": 1}},
        {"argon2id": None},
        {"salt": "nothing"},
        {"secret": ""},
        {"nonce": "00"},
    ],
)
def test_a_hostile_key_file_is_one_sentence(
    folder: DataFolder, change: dict[str, object]
) -> None:
    told = json.loads(folder.key_file.read_text())
    folder.key_file.write_text(json.dumps({**told, **change}))
    with pytest.raises((RuleError, StoreError)):
        encryption.unlock(folder, GOOD)


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b"\xff\xfe", b"null" * 9000])
def test_a_broken_key_file_leads_to_the_sheet(
    made: encryption.Sealed, folder: DataFolder, text: bytes
) -> None:
    folder.key_file.write_bytes(text)
    with pytest.raises(LockedError, match="恢复单"):
        encryption.unlock(folder, GOOD)
    assert encryption.unlock_by_sheet(folder, made.code).keys == made.folder.keys


_START = """import sys
from pathlib import Path
from qingyu.paths import DataFolder
from qingyu.services import Store, today
Store.open(DataFolder(Path(sys.argv[1]))).close()
print([name for name in ("cryptography", "sqlcipher3", "argon2") if name in sys.modules])
"""


def test_a_plain_book_pays_nothing_for_it_at_the_start(store: Store) -> None:
    store.close()
    command = [sys.executable, "-c", _START, str(store.folder.root)]
    assert subprocess.run(command, capture_output=True, text=True).stdout == "[]\n"
