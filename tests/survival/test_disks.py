"""A disk without room, or one that fails: told in a sentence, and nothing acknowledged is lost."""

import errno
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from qingyu.domain.errors import StoreError
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.place import Place
from qingyu.paths import DataFolder
from qingyu.services import backup, check, feedback
from tests.services.deeds import opened, rows_of
from tests.survival.nursery import Nursery, Order, nursery
from tests.survival.old_books import pieces_in, steps_in, stored_books
from tests.survival.tasks import REFUSED

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a preloaded library or mount")

FAILING_DISK = Path(__file__).with_name("failing_disk.c")
FULL, FAILS = "磁盘满了，没有存进去", "磁盘读写出错"
# Between two moments of one operation lie a dozen writes; the later ones cut into others.
FIRST_WRITES = range(1, 41, 3)


@pytest.fixture(scope="module")
def lives(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nursery]:
    """A nursery whose children's disk can be made to fail."""
    compiler = shutil.which("cc")
    if compiler is None:
        pytest.skip("needs a C compiler")
    library = tmp_path_factory.mktemp("disk") / "failing_disk.so"
    build = [compiler, "-shared", "-fPIC", "-O1", str(FAILING_DISK), "-o", str(library), "-ldl"]
    subprocess.run(build, check=True)
    with nursery(library) as made:
        yield made


@pytest.mark.parametrize(
    ("error", "times", "title"),
    [
        (errno.ENOSPC, 1, FULL),
        (errno.ENOSPC, 9, FULL),
        (errno.EIO, 1, FAILS),
        (errno.EIO, 9, FAILS),
    ],
)
def test_a_failing_write_is_told_and_the_book_goes_on(
    lives: Nursery, founded_book: DataFolder, tmp_path: Path, error: int, times: int, title: str
) -> None:
    refusals = 0
    for first in FIRST_WRITES[:: 1 if times == 1 else 4]:
        folder = tmp_path / f"坏盘 {first}"
        shutil.copytree(founded_book.root, folder)
        said = lives.live(Order("record", str(folder), 12, 0, first, error, times)).said
        refused = [line for line in said if line.startswith(REFUSED)]
        assert {line.removeprefix(REFUSED) for line in refused} <= {title, FULL, FAILS}
        refusals += len(refused)
        # The disk recovers after its failures, and so does the program, without a restart.
        assert not said[-1].startswith(REFUSED)
        left = opened(folder)
        assert check.faults(left) == ()
        rows = rows_of(left)
        left.close()
        stored = {row[0] for row in rows["feedback"]}
        assert {int(line) for line in said if line not in refused} <= stored
        assert len(rows["issue"]) == len(stored)
    assert refusals


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_a_step_of_migration_that_fails_leaves_the_old_book_working(
    lives: Nursery, tmp_path: Path, error: int
) -> None:
    refusals: set[str] = set()
    for old in stored_books(tmp_path):
        for first in range(1, 60, 4):
            folder = DataFolder(tmp_path / f"{old.stem} {first}")
            folder.root.mkdir()
            shutil.copyfile(old, folder.database)
            # The disk stays broken, so the book must still be the old one, whole.
            life = lives.live(Order("migrate", str(folder.root), 1, 0, first, error, 10_000))
            if "open" in life.said:
                continue
            refusals |= {*life.said}
            assert steps_in(folder.database) == steps_in(old)
            assert pieces_in(folder.database) == pieces_in(old)
            store = opened(folder.root)
            assert check.faults(store) == ()
            store.close()
            assert pieces_in(folder.database) == pieces_in(old)
    assert refusals
    assert refusals <= {f"{REFUSED}{FULL}", f"{REFUSED}{FAILS}"}


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 6 MB, where this computer lets us mount one."""
    place = tmp_path / "小盘"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=6m", "qingyu", str(place)]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("may not mount a small disk")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_a_full_disk_is_told_loses_nothing_and_goes_on_once_there_is_room(
    founded_book: DataFolder, small_disk: Path
) -> None:
    folder = small_disk / "资料"
    shutil.copytree(founded_book.root, folder)
    ballast = small_disk / "别人的大文件"
    book = opened(folder)
    free = shutil.disk_usage(small_disk).free
    ballast.write_bytes(bytes(free - 200_000))
    done = 0
    with pytest.raises(StoreError) as told:
        while True:
            feedback.record(book, FeedbackDraft("满" * 3_000, Place(3)), by=1)
            done += 1
    assert told.value.title == FULL
    with pytest.raises(StoreError):
        backup.make(book)
    assert len(rows_of(book)["feedback"]) == done
    assert check.faults(book) == ()
    assert not [*folder.rglob("*.part")]
    ballast.unlink()
    feedback.record(book, FeedbackDraft("又有地方了", Place(3)), by=1)
    assert len(rows_of(book)["feedback"]) == done + 1
    assert backup.look(backup.make(book).path).counts
    book.close()
