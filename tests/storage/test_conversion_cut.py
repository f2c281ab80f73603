"""The power goes at every place where a conversion touches the disk; one whole book is left."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from qingyu.domain.book_keys import BookKeys
from qingyu.paths import DataFolder
from qingyu.storage import photo, photo_files, sqlite_file
from qingyu.storage.conversion import convert
from tests.storage.sealing import (
    JPEG,
    KEY_TEXT,
    KEYS,
    OTHER,
    PICTURE,
    THUMB,
    WHOLE,
    read,
    sealed,
)

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that can die")
# What Python tells its audit hooks of the disk (docs.python.org/3/library/audit_events.html).
_TOUCHES = frozenset({"open", "os.rename", "os.remove", "os.mkdir", "sqlite3.connect"})
_CUT = 9
WAYS = {"seal": (None, KEYS), "renew": (OTHER, KEYS), "unseal": (KEYS, None)}


@pytest.fixture(scope="module")
def books(founded_book: DataFolder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed book with a photo, plain and sealed, to be copied and never touched."""
    root = tmp_path_factory.mktemp("books")
    for name, keys in (("None", None), ("KEYS", KEYS), ("OTHER", OTHER)):
        folder = DataFolder(root / name)
        shutil.copytree(founded_book.root, folder.root)
        for each in (JPEG, THUMB):
            photo.put(folder, each, PICTURE)
        if keys is not None:
            sealed(folder, keys)
    return root


def dies(folder: DataFolder, keys: BookKeys | None, at: int) -> bool:
    """Whether a process that converts the book came to its `at`-th touch, where it died."""
    child = os.fork()
    if child == 0:
        touched = 0

        def touch(*_seen: object) -> None:
            nonlocal touched
            touched += 1
            if touched == at:
                os._exit(_CUT)

        sys.addaudithook(lambda event, _args: touch() if event in _TOUCHES else None)
        try:
            convert(folder, keys, KEY_TEXT, on_progress=touch)
            os._exit(0)
        finally:
            os._exit(1)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, _CUT)
    return code == _CUT


def cut(books: Path, place: Path, way: str, at: int) -> bool:
    """Whether it died there; whichever book is left is whole and has nothing of the other."""
    was, will = WAYS[way]
    name = {None: "None", KEYS: "KEYS", OTHER: "OTHER"}[was]
    root = place / f"{way} {at}"
    shutil.copytree(books / name, root)
    died = dies(DataFolder(root, was), will, at)
    mark = sqlite_file.mark_of(root / "qingyu.db")
    now = next(k for k in (was, will) if (k.mark if k is not None else None) == mark)
    assert read(DataFolder(root, now)) == WHOLE
    left = DataFolder(root, now)
    files = [path for path in left.photos.rglob("*") if path.is_file()]
    assert sorted(files) == sorted(photo_files.found(left))
    assert len(files) == 2
    strange = {path.name for path in root.iterdir()} - {"qingyu.db", "qingyu.key", "photos"}
    assert strange == set()
    assert died or now == will
    shutil.rmtree(root)
    return died


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("at", [3, 17, 36])
def test_a_few_cuts_leave_one_whole_book(books: Path, tmp_path: Path, way: str, at: int) -> None:
    cut(books, tmp_path, way, at)


@pytest.mark.soak
@pytest.mark.parametrize("way", WAYS)
def test_every_cut_leaves_one_whole_book(
    books: Path, tmp_path: Path, way: str, capsys: pytest.CaptureFixture[str]
) -> None:
    at = 1
    while cut(books, tmp_path, way, at):
        at += 1
    with capsys.disabled():
        print(f"\n{way}: {at - 1} cuts")
    assert at > 20
