"""A sealed book for tests, whose secret is known: no passphrase has to be stretched."""

import json
from pathlib import Path

from qingyu.domain.book_keys import BookKeys
from qingyu.paths import DataFolder
from qingyu.services import Store, check, neighbourhood
from qingyu.storage import book_key, conversion, photo
from tests.conftest import NOON

SECRET = 0x1234_5678_9ABC_DEF0_1234_5678_9ABC
KEYS = book_key.keys_of(SECRET)
OTHER = book_key.keys_of(SECRET + 1)
NAME = "青年路社区"
JPEG = "ab" * 32 + ".jpg"
THUMB = f"thumbs/{'ab' * 32}.jpg"
PICTURE = b"\xff\xd8 a picture of room 501 " * 40
# What `read` tells of a book that is whole.
WHOLE = (NAME, PICTURE, PICTURE)
# A key file as `settle` sees it: it only asks for the mark.
KEY_TEXT = json.dumps({"version": 1, "mark": KEYS.mark.hex()}).encode()


def sealed(folder: DataFolder, keys: BookKeys = KEYS) -> DataFolder:
    """The closed book of this folder, sealed."""
    conversion.convert(folder, keys, KEY_TEXT)
    return DataFolder(folder.root, keys)


def bytes_in(root: Path, *, but: tuple[str, ...] = ()) -> dict[str, bytes]:
    """Every file below a folder, by name."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name not in but
    }


def read(folder: DataFolder) -> tuple[str, bytes, bytes]:
    """What matters of a book: its name and its photos; it must be sound."""
    store = Store.open(folder, clock=lambda: NOON)
    try:
        assert check.faults(store) == ()
        return (
            neighbourhood.name(store),
            photo.content_of(store.folder, JPEG),
            photo.content_of(store.folder, THUMB),
        )
    finally:
        store.close()
