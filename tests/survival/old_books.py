"""The stored book of every released version, packed, as tests/data/books/VERSION.db.gz."""

import gzip
import sqlite3
from contextlib import closing
from pathlib import Path

PACKED = Path(__file__).parent.parent / "data" / "books"


def stored_books(folder: Path) -> list[Path]:
    """The books of all versions, unpacked into this folder."""
    return [_unpacked(path, folder) for path in sorted(PACKED.glob("*.db.gz"))]


def pieces_in(path: Path) -> list[tuple[object, ...]]:
    """What residents said in a book, whatever its version."""
    with closing(sqlite3.connect(path)) as raw:
        return raw.execute("SELECT id, text FROM feedback ORDER BY id").fetchall()


def steps_in(path: Path) -> set[str]:
    """The steps applied to a book."""
    with closing(sqlite3.connect(path)) as raw:
        return {name for (name,) in raw.execute("SELECT name FROM schema_migration")}


def _unpacked(packed: Path, folder: Path) -> Path:
    path = folder / packed.stem
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    return path
