"""The 说到做到表: one row a promise."""

from datetime import datetime

from qingyu.domain.promise import PromiseLine, Standing, late_words
from qingyu.domain.wording import day_name
from qingyu.ui.models.cells import CellRow
from qingyu.ui.widgets.table_memory import Column

HEADS = ("谁", "答应了什么", "哪件工单", "哪天前", "做到的日子", "晚了几天", "怎样")
COLUMNS = (
    Column("who", 5.2),
    Column("what", 12.0, stretch=True, main=True),
    Column("issue", 14.0),
    Column("by", 7.6),
    Column("kept", 6.6, in_second_line=False),
    Column("late", 5.6),
    Column("standing", 8.2, badge=True),
)
TONES = {
    Standing.BROKEN: "danger",
    Standing.OPEN: "info",
    Standing.LATE: "warn",
    Standing.KEPT: "good",
}
_RANK = {standing: rank for rank, standing in enumerate(Standing)}


def row_of(line: PromiseLine, now: datetime) -> CellRow:
    """The prepared row of a promise; days and lateness are sorted as such."""
    today = now.date()
    standing = line.standing(today)
    kept = line.kept_at.date() if line.kept_at else None
    cells = (
        line.who,
        line.what,
        f"{line.number} {line.matter}".strip(),
        f"{day_name(line.by, now)}前",
        day_name(kept, now) if kept else "",
        late_words(line, today),
        str(standing),
    )
    keys = (
        line.who,
        line.what,
        line.number,
        line.by.toordinal(),
        kept.toordinal() if kept else 0,
        line.days_late(today),
        _RANK[standing],
    )
    late = "warn" if cells[5] else ""
    return CellRow(line, cells, keys, ("", "", "", "", "", late, TONES[standing]))
