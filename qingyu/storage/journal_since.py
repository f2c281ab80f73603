"""What was done since a backup was made."""

import json
from collections import Counter
from contextlib import closing, suppress
from datetime import datetime
from pathlib import Path

from qingyu.domain.book_keys import BookKeys
from qingyu.domain.changes import Noun
from qingyu.storage import backup
from qingyu.storage.database import BookDatabase, naming_faults
from qingyu.storage.tables import JOURNALED, Operation

_TABLES = {table._meta.table_name: table for table in JOURNALED}
# Verbs after which older backups tell another past, lawfully.
RESTORED, SWAPPED, REPAIRED = "的备份恢复", "换回收好的资料", "修复资料"
_BEFORE_LAST = "SELECT id, hash FROM operation ORDER BY id DESC LIMIT 1 OFFSET 1"
_LAST = 5
_JOINTS = (
    "SELECT MAX(at) FROM operation WHERE changes = '[]' AND undoes IS NULL "
    f"AND (verb LIKE '从%{RESTORED}' OR verb = '{SWAPPED}' OR verb LIKE '{REPAIRED}%')"
)
_MOST = 5_000  # operations looked into; the rest are only counted


def newest() -> tuple[int, str]:
    """The number and the seal of the newest operation; what is typed on changes only the seal."""
    row = Operation.select(Operation.id, Operation.hash).order_by(Operation.id.desc()).first()
    return (0, "") if row is None else (int(row.id), row.hash or "")


def since(
    operation: int,
) -> tuple[int, tuple[tuple[Noun, int], ...], tuple[tuple[datetime, str], ...]]:
    """How many operations came after this one, how many things they touched, the last in words."""
    later = Operation.select().where(Operation.id > operation)
    touched: set[tuple[Noun, int]] = set()
    for row in later.order_by(Operation.id.desc()).limit(_MOST):
        for name, ident, before, after in json.loads(row.changes):
            table = _TABLES.get(name)
            if table is not None:
                column = table._meta.fields[table.OWNER].column_name
                owner = (after or before or {}).get(column, ident)
                touched.add((table.NOUN, int(owner or ident)))
    counts = Counter(noun for noun, _ in touched)
    last = later.order_by(Operation.id.desc()).limit(_LAST)
    return (
        later.count(),
        tuple(counts.most_common()),
        tuple((row.at, row.verb) for row in last),
    )



def joined_at(database: BookDatabase) -> datetime | None:
    """When the book last got another past than its backups of that time, None for never."""
    found = database.execute_sql(_JOINTS).fetchone()[0]
    with suppress(ValueError):
        # Words put there by hand are no time; the chain tells of them.
        return datetime.fromisoformat(found) if found else None
    return None


def agrees(database: BookDatabase, path: Path, keys: BookKeys | None) -> bool:
    """Whether the journal of a backup is the beginning of the book's own.

    The entry before its newest is compared: the newest may have grown since.
    """
    with naming_faults(), closing(backup.opened(path, keys)) as copy:
        columns = {row[1] for row in copy.execute("PRAGMA table_info(operation)").fetchall()}
        told = copy.execute(_BEFORE_LAST).fetchone() if "hash" in columns else None
    if told is None or not told[1]:
        return True
    found = database.execute_sql("SELECT hash FROM operation WHERE id = ?", told[:1]).fetchone()
    return found is not None and found[0] == told[1]
