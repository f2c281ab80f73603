"""Backup files as somebody with bad intentions, or a bad disk, would make them."""

import gzip
import zipfile
from contextlib import closing
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from qingyu.storage import backup_file, sqlite_file

PLANTED = {
    "trigger": "CREATE TRIGGER spy AFTER INSERT ON feedback BEGIN DELETE FROM issue; END",
    "view": "CREATE VIEW people AS SELECT * FROM resident",
    "table": "CREATE TABLE loot (x)",
    "index": "CREATE INDEX sly ON feedback (hex(randomblob(9)))",
    "changed table": "ALTER TABLE cost_line ADD COLUMN more TEXT",
    "missing table": "DROP TABLE cost_line",
    "newer": "INSERT INTO schema_migration (name, applied) VALUES ('9999_later', '')",
    "a step left out": "DELETE FROM schema_migration WHERE name = '0004_review'",
}
DAMAGES = (
    "cut", "cut at a page", "overwritten", "empty", "text", "zip", "gzip", "link", "folder",
    "wrong hash", "counts", "bomb", "photo path", "photo link", "told twice",
)  # fmt: skip


def plant(path: Path, statement: str) -> None:
    """Changes the book inside a backup and makes everything it tells fit again."""
    told = backup_file.read(path)
    book = path.with_suffix(".book")
    book.write_bytes(path.read_bytes()[: told.size])
    with closing(sqlite_file.connect(book)) as inside:
        inside.execute("PRAGMA journal_mode=DELETE")
        try:
            inside.execute(statement)
        except Exception:
            inside.execute("PRAGMA writable_schema=ON")
            inside.execute(
                "INSERT INTO sqlite_master VALUES ('index', 'sly', 'feedback', 0, ?)", (statement,)
            )
        inside.commit()
        names = [name for name, _ in told.counts] + ["loot"] * ("loot" in statement)
        counts = tuple(sorted(
            (name, inside.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0])
            for name in names
            if "DROP" not in statement or name != "cost_line"
        ))
    content = book.read_bytes()
    book.rename(path)
    backup_file.append(path, replace(
        told, counts=counts, size=len(content), content=sha256(content).hexdigest()
    ))


def spoil(path: Path, damage: str) -> None:
    """Damages a backup, or puts something else in its place."""
    content = path.read_bytes()
    told = backup_file.read(path)
    book = content[: told.size]
    other = {
        "cut": content[: len(content) // 2],
        "cut at a page": content[:8192],
        "overwritten": content[:8192] + b"\xff" * 40960 + content[49152:],
        "empty": b"",
        "text": "不是备份".encode() * 500,
        "gzip": gzip.compress(content),
        "told twice": content + content[told.size :],
    }
    if damage in other:
        path.write_bytes(other[damage])
    elif damage == "zip":
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr("../../../qingyu.db", content)
    elif damage == "link":
        path.rename(path.with_suffix(".real"))
        path.symlink_to(path.with_suffix(".real"))
    elif damage == "folder":
        path.unlink()
        path.mkdir()
    else:
        path.write_bytes(book[:28] + b"\x7f\xff\xff\xff" + book[32:] if damage == "bomb" else book)
        lies = {
            "wrong hash": replace(told, content="0" * 64),
            "counts": replace(told, counts=(*told.counts[:-1], ("unit", 99))),
            "bomb": replace(told, content=sha256(path.read_bytes()).hexdigest()),
            "photo path": replace(told, photos=("../../secret.jpg",)),
            "photo link": replace(told, photos=(_linked_photo(path),)),
        }
        backup_file.append(path, lies[damage])


def _linked_photo(path: Path) -> str:
    secret = path.parent / "secret"
    secret.write_bytes(b"somebody else's")
    name = f"{sha256(secret.read_bytes()).hexdigest()}.jpg"
    (path.parent / "photos").mkdir(exist_ok=True)
    link = path.parent / "photos" / name
    if not link.is_symlink():
        link.symlink_to(secret)
    return name
