"""Killed at any moment: what was acknowledged is there, nothing is half done, the book is sound."""

import os
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from PIL import Image

from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.place import Place
from qingyu.paths import DataFolder
from qingyu.services import Store, backup, check, feedback, issue_photo
from qingyu.services.backup_reading import backups
from qingyu.storage.database import migration_names
from tests.services.deeds import deeds, opened, rows_of
from tests.survival.nursery import Nursery, Order, nursery
from tests.survival.old_books import pieces_in, steps_in, stored_books
from tests.survival.tasks import OTHERS

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs fork and SIGKILL")

LONGEST_DAY = 40
Many = pytest.mark.parametrize(
    "times", [40, pytest.param(400, marks=pytest.mark.soak)], ids=["some", "many"]
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
        assert rows_of(left) in known
        left.close()


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
        known.append(rows_of(book))
        book.close()
    return known
