"""All files of the photos folder at once, when the book changes its keys."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from qingyu.domain.book_keys import BookKeys
from qingyu.domain.errors import StoreError
from qingyu.paths import DataFolder
from qingyu.storage import photo
from qingyu.storage.database import naming_faults
from qingyu.storage.photo_cipher import SUFFIX, THUMBS, mark_of, opened, read_head

SET_ASIDE = "坏照片"
_PLAIN = re.compile(r"[0-9a-f]{64}\.(?:jpg|png|webp)")


def found(folder: DataFolder) -> tuple[Path, ...]:
    """The files of the book with the folder's keys, thumbnails too; nothing that is not ours."""
    keys = folder.keys
    return tuple(path for path in _all(folder) if _owner(path) == _mark(keys))


def write_anew(folder: DataFolder, path: Path, target: DataFolder) -> bool:
    """Whether the photo is there under the target's keys too, read back; else it is set aside."""
    with naming_faults():
        file = path.read_bytes()
        if folder.keys is None:
            name, content = path.relative_to(folder.photos).as_posix(), file
        else:
            try:
                name, content = opened(file, folder.keys)
            except StoreError:
                _set_aside(folder, path)
                return False
        photo.put(target, name, content)
    if photo.content_of(target, name) != content:
        raise StoreError("照片写下去和读出来不一样，没有换", "请检查磁盘，再试一次。")
    return True


def discard_others(folder: DataFolder, keys: BookKeys | None) -> None:
    """Removes each photo that is not of the book with these keys, and what is half written."""
    for path in tuple(_all(folder)):
        if _owner(path) != _mark(keys):
            path.unlink(missing_ok=True)
    for place in (folder.photos, folder.photos / THUMBS):
        for part in place.glob("*.part"):
            part.unlink(missing_ok=True)


def discard_plain(photos: Path) -> None:
    """Removes every plain photo from a photos folder, a backup's for one."""
    if photos.is_dir():
        for path in photos.iterdir():
            if _PLAIN.fullmatch(path.name):
                path.unlink(missing_ok=True)


def _all(folder: DataFolder) -> Iterator[Path]:
    for place in (folder.photos, folder.photos / THUMBS):
        if place.is_dir():
            for path in sorted(place.iterdir()):
                if path.is_file() and (path.suffix == SUFFIX or _PLAIN.fullmatch(path.name)):
                    yield path


def _owner(path: Path) -> bytes | None:
    """The mark of the keys that sealed a file of ours; None for a plain one."""
    return mark_of(read_head(path)) or b"" if path.suffix == SUFFIX else None


def _mark(keys: BookKeys | None) -> bytes | None:
    return keys.mark if keys is not None else None


def _set_aside(folder: DataFolder, path: Path) -> None:
    aside = folder.photos / SET_ASIDE
    aside.mkdir(exist_ok=True)
    os.replace(path, aside / path.name)
