"""Photos are files named by the SHA-256 of their bytes, with thumbnails in thumbs/ beside them.

In a sealed book they are sealed too, and their files' names tell nothing.
"""

import errno
import os
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from qingyu.domain.errors import RuleError, StoreError
from qingyu.domain.frozen import frozen
from qingyu.paths import DataFolder
from qingyu.storage.database import naming_faults
from qingyu.storage.photo_cipher import THUMBS, opened, place_of, sealed
from qingyu.storage.photo_cleaning import clean

LARGEST = 40 * 1024 * 1024
_READ_ONLY = (errno.EACCES, errno.EPERM, errno.EROFS)


@frozen
class KeptPhoto:
    """A photo on disk: its name, suffix (.jpg), size as seen upright, and when it was taken."""

    sha256: str
    suffix: str
    width: int
    height: int
    taken_at: datetime | None


def keep(folder: DataFolder, source: Path | bytes) -> KeptPhoto:
    """The photo, cleaned and stored once; RuleError for no photo, StoreError for the disk."""
    photo = clean(_content(source))
    name = sha256(photo.content).hexdigest()
    # The thumbnail first: where the photo is, its thumbnail is too.
    put(folder, thumbnail_name(name), photo.thumbnail)
    put(folder, f"{name}{photo.suffix}", photo.content)
    return KeptPhoto(name, photo.suffix, photo.width, photo.height, photo.taken_at)


def thumbnail_name(sha256: str) -> str:
    """The name in the photos folder of the thumbnail of that photo (JPEG, at most 320 px)."""
    return f"{THUMBS}/{sha256}.jpg"


def path_of(folder: DataFolder, name: str) -> Path:
    """Where the file of this name of the photos folder lies, plain or sealed."""
    return place_of(folder.photos, name, folder.keys)


def put(folder: DataFolder, name: str, content: bytes) -> None:
    """Stores a file of the photos folder under its name, sealed where the book is."""
    path = path_of(folder, name)
    if folder.keys is None:
        _write(path, content)
    elif not _is_there(folder, name, content):
        _write(path, sealed(name, content, folder.keys))


def content_of(folder: DataFolder, name: str) -> bytes:
    """The photo or thumbnail of this name; StoreError when it is gone, damaged or exchanged."""
    path = path_of(folder, name)
    with naming_faults():
        file = path.read_bytes()
    if folder.keys is None:
        return file
    inside, content = opened(file, folder.keys)
    if inside != name:
        raise StoreError("这张照片被换过，打不开", "请用最近的备份找回。")
    return content


def _is_there(folder: DataFolder, name: str, content: bytes) -> bool:
    try:
        return content_of(folder, name) == content
    except StoreError:
        return False


def _content(source: Path | bytes) -> bytes:
    content = _read(source) if isinstance(source, Path) else source
    if len(content) > LARGEST:
        raise RuleError("这张照片超过 40 MB", "请用手机普通模式重拍，或截一张图。")
    if not content:
        raise RuleError("这个照片文件是空的", "请从手机里再传一次。")
    return content


def _read(path: Path) -> bytes:
    if not path.is_file():
        raise RuleError(f"找不到照片 {path.name}", "请看看它是不是已经挪走了。")
    try:
        with path.open("rb") as stream:
            # One byte more than allowed tells the rest is too much, without reading it.
            return stream.read(LARGEST + 1)
    except OSError as error:
        raise StoreError(f"照片 {path.name} 读不出来", "请换一个地方存，再试一次。") from error


def _write(path: Path, content: bytes) -> None:
    """Puts the file there whole or not at all; one that is there already stays."""
    part: Path | None = None
    try:
        if path.is_file() and path.read_bytes() == content:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=path.parent, suffix=".part", delete=False) as stream:
            part = Path(stream.name)
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        os.replace(part, path)
    except OSError as error:
        if part is not None:
            with suppress(OSError):
                part.unlink(missing_ok=True)
        raise _trouble(error) from error


def _trouble(error: OSError) -> StoreError:
    if error.errno == errno.ENOSPC:
        return StoreError("磁盘满了，照片没有存", "请腾出一些地方，再添加一次。")
    if error.errno in _READ_ONLY:
        return StoreError("照片文件夹不能写，照片没有存", "请检查资料所在的盘是不是只读。")
    return StoreError("照片没有存成", "请检查资料所在的盘，再添加一次。")
