"""Who stood in a shift by a change after publishing that was taken back, read from the journal."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from qingyu.storage.tables import DutyAssignment, DutyChange, Operation

_SEAT, _CHANGE = (table._meta.table_name for table in (DutyAssignment, DutyChange))


def seats(first: date, last: date) -> Iterator[tuple[date, int, int]]:
    """Day, shift and steward of every seat of these days in such a change."""
    query: Any = Operation.select(Operation.changes).where(
        Operation.undone, Operation.changes.contains(f'"{_CHANGE}"')
    )
    for (changes,) in query.tuples():
        for table, _, *versions in json.loads(changes):
            for row in versions:
                if table == _SEAT and row is not None:
                    on = date.fromisoformat(row["on"])
                    if first <= on <= last:
                        yield on, row["shift_id"], row["steward_id"]
