"""Killed at any moment: what was acknowledged is there, nothing is half done, the book is sound."""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from PIL import Image

from qingyu.domain.errors import RuleError
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.place import Place
from qingyu.paths import DataFolder
from qingyu.services import (
    Store,
    backup,
    check,
    draft,
    encryption,
    feedback,
    identity,
    issue_photo,
    repair,
)
from qingyu.services.backup_reading import backups
from qingyu.storage import issue_parts, photo, photo_files
from qingyu.storage.database import migration_names
from tests.conftest import NOON
from tests.services.deeds import deeds, opened, rows_of
from tests.survival.nursery import Nursery, Order, nursery
from tests.survival.old_books import pieces_in, steps_in, stored_books
from tests.survival.tasks import OTHERS, sealing

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs fork and SIGKILL")

LONGEST_DAY = 40
Many = pytest.mark.parametrize(
    "times", [40, pytest.param(400, marks=pytest.mark.soak)], ids=["some", "many"]
)
Some = pytest.mark.parametrize(
    "times", [10, pytest.param(200, marks=pytest.mark.soak)], ids=["some", "many"]
)
Rows = dict[str, list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def lives() -> Iterator[Nursery]:
    with nursery() as made:
        yield made


@pytest.fixture(autouse=True)
def told(lives: Nursery, record_property: Callable[[str, object], None]) -> Iterator[None]:
    """The kills of each test are summed up at the end of the run."""
    before = lives.kills
    yield
    record_property("kills", lives.kills - before)


@pytest.fixture(scope="module")
def whole_day(tmp_path_factory: pytest.TempPathFactory) -> list[Rows]:
    """Every row of the book after each deed of a day that nobody interrupted, by operations."""
    book = opened(tmp_path_factory.mktemp("day") / "全 天")
    states = [rows_of(book)]
    for _ in deeds(book):
        rows = rows_of(book)
        if len(rows["operation"]) >= len(states):
            states.append(rows)
        if len(states) > LONGEST_DAY:
            break
    book.close()
    return states


@Many
def test_recording_moving_and_undoing(
    lives: Nursery, empty_book: DataFolder, tmp_path: Path, whole_day: list[Rows], times: int
) -> None:
    chance = random.Random(11)
    for number in range(times):
        folder = tmp_path / f"杀 {number}"
        shutil.copytree(empty_book.root, folder)
        lines = chance.randrange(LONGEST_DAY - 10)
        life = lives.live(Order("work", str(folder), lines, chance.uniform(0, 0.01)))
        left = opened(folder)
        assert check.faults(left) == ()
        rows = rows_of(left)
        left.close()
        assert len(life.said) <= len(rows["operation"]) <= len(life.said) + 1
        assert rows == whole_day[len(rows["operation"])]
        shutil.rmtree(folder)


@Many
def test_recording_on_and_on(
    lives: Nursery, founded_book: DataFolder, tmp_path: Path, times: int
) -> None:
    folder = tmp_path / "一直 记"
    shutil.copytree(founded_book.root, folder)
    chance = random.Random(12)
    acknowledged: set[int] = set()
    for number in range(times):
        order = Order("record", str(folder), chance.randrange(6), chance.uniform(0, 0.02))
        acknowledged |= {int(line) for line in lives.live(order).said}
        left = opened(folder)
        stored = {row[0] for row in rows_of(left)["feedback"]}
        assert acknowledged <= stored
        assert len(stored) <= len(acknowledged) + number + 1
        # A piece and its issue are one operation: never one without the other.
        assert len(rows_of(left)["issue"]) == len(stored)
        assert check.faults(left) == ()
        left.close()


@Many
def test_backing_up(lives: Nursery, full_book: DataFolder, times: int) -> None:
    chance = random.Random(13)
    good: set[str] = set()
    for _ in range(times):
        order = Order("make_backups", str(full_book.root), 0, chance.uniform(0.01, 0.12))
        good |= set(lives.live(order).said)
        there = {each.path.name for each in backups(full_book.backups)}
        assert good <= there
        for each in backups(full_book.backups):
            assert backup.look(each.path).counts
    left = opened(full_book.root)
    assert check.faults(left) == ()
    backup.make(left)
    left.close()
    assert not [*full_book.backups.rglob("*.part")]


@Many
def test_putting_a_backup_back(lives: Nursery, full_book: DataFolder, times: int) -> None:
    chance = random.Random(14)
    known = two_backups(full_book)
    for _ in range(times):
        order = Order("restore_in_turn", str(full_book.root), 0, chance.uniform(0.005, 0.1))
        lives.live(order)
        left = opened(full_book.root)
        assert check.faults(left) == ()
        assert told_in(left) in known
        left.close()


@Some
def test_encrypting_and_making_plain_again(
    lives: Nursery, full_book: DataFolder, times: int
) -> None:
    chance = random.Random(16)
    book = opened(full_book.root)
    known, (photo_name,) = told_in(book), issue_parts.photo_files()
    book.close()
    for _ in range(times):
        order = Order("turn_encryption", str(full_book.root), 0, chance.uniform(0.002, 0.16))
        lives.live(order)
        is_sealed = encryption.is_sealed(full_book)
        assert not is_sealed or encryption.has_passphrase(full_book)
        folder = DataFolder(full_book.root, sealing()[0] if is_sealed else None)
        left = Store.open(folder)
        assert check.faults(left) == ()
        assert told_in(left) == known
        assert photo.content_of(folder, "".join(photo_name))
        left.close()
        names = {path.name for path in folder.root.rglob("*")}
        assert not [name for name in names if "converting" in name or ".new" in name]
        assert ("qingyu.key" in names) is is_sealed
        marks = {path.read_bytes()[:4] == b"QYP1" for path in photo_files.found(folder)}
        assert marks == {is_sealed}


@Some
def test_giving_pins(lives: Nursery, founded_book: DataFolder, tmp_path: Path, times: int) -> None:
    folder = tmp_path / "设 PIN"
    shutil.copytree(founded_book.root, folder)
    book = opened(folder)
    identity.set_pin(book, 1, "2580", by=1)
    identity.set_pin(book, 2, "2580", by=1)
    book.close()
    chance, last = random.Random(17), "2580"
    # Long enough apart that no wrong try has anybody wait.
    hours = (NOON + timedelta(hours=hour) for hour in count())
    for number in range(times):
        life = lives.live(Order("set_pins", str(folder), number % 2, chance.uniform(0, 0.15)))
        last = life.said[-1] if life.said else last
        left = Store.open(DataFolder(folder), clock=lambda: next(hours))
        assert check.faults(left) == ()
        for typed in (last, str(int(last) + 1) if life.said else "2581"):
            with suppress(RuleError):
                last = typed if identity.prove(left, 2, typed) else last
                break
        else:
            pytest.fail("no PIN opens")
        left.close()


@Some
def test_keeping_drafts(
    lives: Nursery, founded_book: DataFolder, tmp_path: Path, times: int
) -> None:
    folder = tmp_path / "草 稿"
    shutil.copytree(founded_book.root, folder)
    chance = random.Random(18)
    for number in range(times):
        order = Order("keep_drafts", str(folder), 1 + number % 9, chance.uniform(0, 0.01))
        safe = int(lives.live(order).said[-1])
        left = opened(folder)
        (kept,) = draft.left(left)
        assert len(str(kept.fields["text"])) in (safe, safe + 1)
        assert check.faults(left) == ()
        left.close()


@Some
def test_repairing(lives: Nursery, full_book: DataFolder, tmp_path: Path, times: int) -> None:
    chance = random.Random(19)
    with full_book.database.open("rb+") as file:
        file.seek(-3 * 4096, os.SEEK_END)
        file.write(b"\xa5" * 4096)
    damaged = full_book.database.read_bytes()
    for number in range(times):
        folder = DataFolder(tmp_path / f"修 {number}")
        shutil.copytree(full_book.root, folder.root)
        lives.live(Order("mend", str(folder.root), 0, chance.uniform(0.01, 0.25)))
        if folder.database.read_bytes()[100:] == damaged[100:]:
            repair.repair(folder, NOON)
        left = opened(folder.root)
        assert check.faults(left) == ()
        assert rows_of(left)["steward"]
        left.close()
        originals = folder.root.glob("损坏原件-*/qingyu.db")
        assert any(kept.read_bytes()[100:] == damaged[100:] for kept in originals)
        shutil.rmtree(folder.root)


@Many
def test_opening_a_book_of_an_older_version(lives: Nursery, tmp_path: Path, times: int) -> None:
    chance = random.Random(15)
    old = stored_books(tmp_path)
    expected = {path: pieces_in(path) for path in old}
    for number in range(times):
        came_from = old[number % len(old)]
        folder = DataFolder(tmp_path / f"旧 {number}")
        folder.root.mkdir()
        shutil.copyfile(came_from, folder.database)
        lives.live(Order("migrate", str(folder.root), 0, chance.uniform(0.002, 0.12)))
        with closing(sqlite3.connect(folder.database)) as raw:
            assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            steps = {name for (name,) in raw.execute("SELECT name FROM schema_migration")}
        assert steps in ({*migration_names()}, steps_in(came_from))
        store = Store.open(folder)
        assert check.faults(store) == ()
        store.close()
        assert pieces_in(folder.database) == expected[came_from]
        for copy in folder.backups.glob("before-*.db"):
            assert pieces_in(copy) == expected[came_from]
        shutil.rmtree(folder.root)


@pytest.fixture
def full_book(founded_book: DataFolder, tmp_path: Path) -> DataFolder:
    """A book with some pieces of feedback and a photo in it."""
    folder = DataFolder(tmp_path / "有内容 的")
    shutil.copytree(founded_book.root, folder.root)
    book = opened(folder.root)
    for number in range(5):
        feedback.record_and_open(book, FeedbackDraft(f"漏水 {number}", Place(3)), by=1)
    picture = tmp_path / "屋面.png"
    Image.new("RGB", (8, 6)).save(picture)
    issue_photo.add(book, 1, [picture], stage="前", by=1)
    book.close()
    return folder


def two_backups(folder: DataFolder) -> list[Rows]:
    """What a book holds in each of the two backups that are made of it, as it is opened again."""
    known = []
    for number in range(2):
        book = opened(folder.root)
        feedback.record(book, FeedbackDraft(f"备份 {number} 之前", Place(1)), by=1)
        backup.make(book, folder.root.parent / OTHERS / str(number))
        known.append(told_in(book))
        book.close()
    return known


def told_in(book: Store) -> Rows:
    """All rows but the journal's, to which putting back a backup adds a word of its own."""
    rows = rows_of(book)
    return {name: rows[name] for name in rows if name not in ("operation", "journal_head")}
