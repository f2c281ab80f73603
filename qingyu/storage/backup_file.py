"""The form of a backup file: the book's own bytes, then what tells of them, then a foot.

The foot is a mark, the length of what is told (8 bytes) and its SHA-256; what is told holds the
SHA-256 of the book's bytes. So every byte of the file is vouched for. SQLite reads the file as it
is: it goes by the number of pages in the header and never looks behind the last one.
"""

import base64
import json
import os
import re
import stat
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from qingyu.domain.backup import Manifest
from qingyu.domain.errors import StoreError

CHUNK = 256 << 10  # what stays in the processor's cache
_MARK = b"QINGYU-BACKUP-1\n"
_FOOT = len(_MARK) + 8 + 32
_MOST_TOLD = 64 << 20
_PHOTO = re.compile(r"[0-9a-f]{16,64}(\.[a-z0-9]{1,8})?")
_NONE = ("这不是晴雨管家的备份文件，或已损坏", "请换一个备份文件；现在的资料没有动过。")
BROKEN = ("这个备份文件坏了", "请换一个备份；现在的资料没有动过。")

Heard = Callable[[int, int], None]


def append(target: Path, told: Manifest) -> None:
    """Writes what tells of it behind a book's bytes, and the foot, safely to the disk."""
    text = json.dumps(_plain(told), ensure_ascii=False).encode()
    foot = _MARK + len(text).to_bytes(8, "big") + sha256(text).digest()
    with target.open("ab") as file:
        file.write(text + foot)
        file.flush()
        os.fsync(file.fileno())


def read(path: Path) -> Manifest:
    """What the backup says of itself; StoreError for a link, or when it is no whole backup."""
    try:
        known = path.lstat()
    except OSError as error:
        raise StoreError("没有这个备份文件", "请核对文件名，或重新选一个。") from error
    if stat.S_ISLNK(known.st_mode):
        raise StoreError("这是一个快捷方式，不是备份文件", "请选备份文件本身。")
    if not stat.S_ISREG(known.st_mode):
        raise StoreError(*_NONE)
    with path.open("rb") as file:
        text = _told(file, known.st_size)
        told = _manifest(text)
        if told.size <= 0 or told.size + len(text) + _FOOT != known.st_size:
            raise StoreError(*BROKEN)
        file.seek(0)
        _check_head(file.read(100), told)
    return told


def digest(file: BinaryIO, size: int, heard: Heard = lambda done, of: None) -> str:
    """The SHA-256 of the first `size` bytes."""
    made, done = sha256(), 0
    while done < size:
        chunk = file.read(min(CHUNK, size - done))
        if not chunk:
            break
        made.update(chunk)
        done += len(chunk)
        heard(done, size)
    return made.hexdigest()


def _told(file: BinaryIO, size: int) -> bytes:
    if size <= _FOOT:
        raise StoreError(*_NONE)
    file.seek(size - _FOOT)
    foot = file.read(_FOOT)
    if not foot.startswith(_MARK):
        raise StoreError(*_NONE)
    length = int.from_bytes(foot[len(_MARK) : len(_MARK) + 8], "big")
    if not 0 < length <= min(_MOST_TOLD, size - _FOOT):
        raise StoreError(*BROKEN)
    file.seek(size - _FOOT - length)
    text = file.read(length)
    if sha256(text).digest() != foot[len(_MARK) + 8 :]:
        raise StoreError(*BROKEN)
    return text


def _check_head(head: bytes, told: Manifest) -> None:
    """A header that promises more pages than there are bytes is a trap or a torso."""
    if told.sealed:
        sound = told.size % 4096 == 0
    else:
        page = int.from_bytes(head[16:18], "big")
        page = 65536 if page == 1 else page
        pages = int.from_bytes(head[28:32], "big")
        sound = head.startswith(b"SQLite format 3\0") and page * pages == told.size
    if not sound:
        raise StoreError(*BROKEN)


def _plain(told: Manifest) -> dict[str, object]:
    return {
        "made_at": told.made_at.isoformat(),
        "program": told.program,
        "counts": dict(told.counts),
        "photos": list(told.photos),
        "content": told.content,
        "size": told.size,
        "settings": base64.b64encode(told.settings).decode(),
        "neighbourhood": told.neighbourhood,
        "last_operation": told.last_operation,
        "last_hash": told.last_hash,
        "sealed": told.sealed,
        "key_file": base64.b64encode(told.key_file).decode(),
    }


def _manifest(text: bytes) -> Manifest:
    try:
        told: Any = json.loads(text)
        photos = tuple(str(name) for name in told["photos"])
        # A name with a way in it would be a photo from somewhere else on the disk.
        if not all(_PHOTO.fullmatch(name) for name in photos):
            raise ValueError("photos")
        return Manifest(
            datetime.fromisoformat(told["made_at"]),
            str(told["program"])[:40],
            tuple((str(table), int(count)) for table, count in told["counts"].items()),
            photos,
            str(told["content"]),
            int(told["size"]),
            base64.b64decode(told["settings"], validate=True),
            str(told["neighbourhood"])[:80],
            int(told["last_operation"]),
            str(told["last_hash"]),
            bool(told["sealed"]),
            base64.b64decode(told["key_file"], validate=True),
        )
    except (TypeError, ValueError, KeyError, AttributeError, RecursionError) as error:
        raise StoreError(*_NONE) from error
