"""Bytes copied to a file and read again from there, with their SHA-256 on the way."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from io import FileIO
from pathlib import Path
from threading import Event

from qingyu.domain.errors import StoreError
from qingyu.storage import backup_file, live_file

_TOLD = 16 * backup_file.CHUNK  # copied between two reports, which cost a signal each

Progress = Callable[[int, int], None]


class Stopped(Exception):
    """Somebody asked to stop; nothing is left behind."""


def write_bytes(
    source: int, size: int, target: Path, progress: Progress, given_up: Event,
    wanted: str = "", elsewhere: bool = False,
) -> str:  # fmt: skip
    """The SHA-256 of what was written, safely on the disk and read again from there."""
    made, before = sha256(), None
    with ThreadPoolExecutor(1) as hasher, target.open("wb", buffering=0) as file:
        for at, chunk in _chunks(source, size, given_up):
            if before is not None:
                before.result()
            before = hasher.submit(made.update, chunk)
            _write_all(file, chunk)
            done = at + len(chunk)
            if done == size or done % _TOLD == 0:
                progress(done, size)
        os.fsync(file.fileno())
        if elsewhere:
            _forget(file.fileno())
    if wanted not in ("", made.hexdigest()):
        raise StoreError(*backup_file.BROKEN)
    with target.open("rb", buffering=0) as file:
        for at, chunk in _chunks(source, size, given_up):
            if live_file.read_at(file.fileno(), len(chunk), at) != chunk:
                raise StoreError("写上去的和读回来的不一样，这个盘靠不住", "请换一个盘再备份。")
    return made.hexdigest()


def _chunks(source: int, size: int, given_up: Event) -> Iterator[tuple[int, bytes]]:
    done = 0
    while done < size:
        if given_up.is_set():
            raise Stopped
        chunk = live_file.read_at(source, min(backup_file.CHUNK, size - done), done)
        if not chunk:
            raise StoreError("文件读到一半就没有了", "请再试一次。")
        yield done, chunk
        done += len(chunk)


def _write_all(file: FileIO, chunk: bytes) -> None:
    written = 0
    while written < len(chunk):
        # A disk that is nearly full takes a part first, and only then says so.
        written += file.write(chunk[written:])


def _forget(descriptor: int) -> None:
    """What is read next shall come from the disk where the system can be asked for it."""
    if hasattr(os, "posix_fadvise"):
        os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)
