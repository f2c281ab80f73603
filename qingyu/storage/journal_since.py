"""What was done since a backup was made."""

import json
from collections import Counter
from datetime import datetime

from qingyu.domain.changes import Noun
from qingyu.storage.tables import JOURNALED, Operation

_TABLES = {table._meta.table_name: table for table in JOURNALED}
_LAST = 5
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

