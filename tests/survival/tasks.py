"""What a process is doing when its end comes; each tells every operation once it is done."""

from collections.abc import Callable, Generator, Iterator
from functools import cache
from itertools import count
from pathlib import Path

from qingyu.domain.book_keys import BookKeys
from qingyu.domain.changes import Noun
from qingyu.domain.draft import Draft
from qingyu.domain.errors import StoreError
from qingyu.domain.feedback import FeedbackDraft
from qingyu.domain.place import Place
from qingyu.paths import DataFolder
from qingyu.services import (
    Store,
    backup,
    draft,
    encryption,
    feedback,
    identity,
    repair,
    restore,
)
from qingyu.storage import book_key, conversion
from tests.conftest import NOON
from tests.services.deeds import deeds, opened

Task = Callable[[Path], Iterator[str]]
OTHERS = "别处的备份"
SEALED, PLAIN = "sealed", "plain"
SECRET, PASSPHRASE = 20_261_123, "青年路上梧桐树下"
REFUSED = "!"


def work(folder: Path) -> Iterator[str]:
    """Recording, moving, following up and undoing, always the same deeds in the same order."""
    yield from deeds(opened(folder))


def record(folder: Path) -> Generator[str, None, None]:
    """Recording piece after piece; tells the id of each, or the title of a refusal."""
    book = None
    for number in count():
        piece = FeedbackDraft(f"楼道灯不亮 {number}", Place(3), "张桂芳")
        try:
            book = book or opened(folder)
            changes = feedback.record_and_open(book, piece, by=1)
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


def turn_encryption(folder: Path) -> Generator[str, None, None]:
    """Encrypting the closed book and making it plain again in turn; tells which it is now."""
    while True:
        plain = not encryption.is_sealed(DataFolder(folder))
        keys, text = sealing()
        before = DataFolder(folder, None if plain else keys)
        conversion.convert(before, keys if plain else None, text if plain else b"")
        yield SEALED if plain else PLAIN


def set_pins(folder: Path) -> Generator[str, None, None]:
    """The lead giving a steward one PIN after the other; tells each that is in force."""
    book = opened(folder)
    for number in count(2581):
        identity.set_pin(book, 2, str(number), by=1)
        yield str(number)


def keep_drafts(folder: Path) -> Generator[str, None, None]:
    """What stands in a form, kept again and again; tells how many letters are safe."""
    book = opened(folder)
    for number in count(1):
        kept = Draft("d" * 32, ("reception",), "接待", {"text": "字" * number}, 1, NOON)
        draft.keep(book, [kept])
        yield str(number)


def mend(folder: Path) -> Generator[str, None, None]:
    """Repairing the book; tells how much was saved."""
    while True:
        yield str(repair.repair(DataFolder(folder), NOON).salvage.saved)


@cache
def sealing() -> tuple[BookKeys, bytes]:
    """The keys of the sealed book and their key file: made once, for all children."""
    return book_key.keys_of(SECRET), book_key.wrapped(SECRET, PASSPHRASE)


_FURTHER: tuple[Task, ...] = (turn_encryption, set_pins, keep_drafts, mend)
TASKS: dict[str, Task] = {
    each.__name__: each
    for each in (work, record, make_backups, restore_in_turn, migrate, *_FURTHER)
}
