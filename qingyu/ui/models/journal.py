"""What was done, newest first, as a table."""

from collections.abc import Mapping
from datetime import datetime

from qingyu.domain.journal import Entry
from qingyu.domain.wording import moment
from qingyu.ui.models.cells import CellRow
from qingyu.ui.widgets.table_memory import Column

COLUMNS = (
    Column("at", 8.6),
    Column("by", 5.4),
    Column("verb", stretch=True, main=True),
    Column("undone", 5.0, badge=True),
)
HEADS = ("时间", "谁", "做了什么", "")
NOBODY = "—"


def row_of(entry: Entry, names: Mapping[int, str], now: datetime) -> CellRow:
    """The prepared row of an operation; what was undone is grey and says so."""
    who = names.get(entry.by, NOBODY) if entry.by is not None else NOBODY
    when = f"{moment(entry.at, now)}"
    clock = "" if ":" in when else f" {entry.at:%H:%M}"
    state = "已撤销" if entry.undone else ""
    return CellRow(
        record=entry,
        cells=(when + clock, who, entry.verb, state),
        keys=(str(entry.at), who, entry.verb, state),
        tones=("muted" if entry.undone else "",) * len(HEADS),
    )
