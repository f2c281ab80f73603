"""Reading the bytes of a book that SQLite has open, without harm to its locks."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0)


@contextmanager
def reading(path: Path) -> Iterator[int]:
    """A descriptor of a file that may be open in SQLite; OSError when it cannot be read.

    POSIX drops all of a process's locks on a file when it closes any descriptor of it
    (sqlite.org/howtocorrupt.html, 2.2), so there the descriptor is kept, one for each book.
    """
    if os.name == "nt":
        descriptor = os.open(path, _FLAGS)
        try:
            yield descriptor
        finally:
            os.close(descriptor)
    else:
        known = path.stat()
        yield _kept(path, known.st_dev, known.st_ino)


def read_at(descriptor: int, count: int, offset: int) -> bytes:
    """Up to `count` bytes from `offset` on."""
    if hasattr(os, "pread"):
        return os.pread(descriptor, count, offset)
    os.lseek(descriptor, offset, os.SEEK_SET)
    return os.read(descriptor, count)


@cache
def _kept(path: Path, _device: int, _inode: int) -> int:
    return os.open(path, _FLAGS)
