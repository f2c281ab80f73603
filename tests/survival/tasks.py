"""What a process is doing when its end comes; each tells every operation once it is done."""

from collections.abc import Callable, Generator, Iterator
from itertools import count
from pathlib import Path

from qingyu.domain.changes import Noun
from qingyu.domain.errors import StoreError
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.place import Place
from qingyu.paths import DataFolder
from qingyu.services import Store, backup, feedback, restore
from tests.conftest import NOON
from tests.services.deeds import deeds, opened

Task = Callable[[Path], Iterator[str]]
OTHERS = "别处的备份"
REFUSED = "!"


def work(folder: Path) -> Iterator[str]:
    """Recording, moving, following up and undoing, always the same deeds in the same order."""
    yield from deeds(opened(folder))


def record(folder: Path) -> Generator[str, None, None]:
    """Recording piece after piece; tells the id of each, or the title of a refusal."""
    book = None
    for number in count():
        draft = FeedbackDraft(f"楼道灯不亮 {number}", Place(3), "张桂芳")
        try:
            book = book or opened(folder)
            changes = feedback.record_and_open(book, draft, by=1)
        except StoreError as error:
            yield f"{REFUSED}{error.title}"
        else:
            yield str(changes.ids(Noun.FEEDBACK)[0])


def make_backups(folder: Path) -> Generator[str, None, None]:
    """Recording and backing up in turn; tells the name of each backup that was called good."""
    book = opened(folder)
    for number in count():
        feedback.record(book, FeedbackDraft(f"第 {number} 件", Place(3)), by=1)
        yield backup.make(book).path.name


def restore_in_turn(folder: Path) -> Iterator[str]:
    """Putting back the backups that lie beside the book, one after the other."""
    there = sorted((folder.parent / OTHERS).glob("*/*.qingyu"))
    for number in count():
        wanted = there[number % len(there)]
        restore.restore(wanted, DataFolder(folder), NOON)
        yield wanted.name


def migrate(folder: Path) -> Iterator[str]:
    """Opening a book of an older version, as often as it is refused."""
    while True:
        try:
            Store.open(DataFolder(folder)).close()
        except StoreError as error:
            yield f"{REFUSED}{error.title}"
        else:
            yield "open"
            return


TASKS: dict[str, Task] = {
    each.__name__: each for each in (work, record, make_backups, restore_in_turn, migrate)
}
