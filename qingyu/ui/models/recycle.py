"""What is gone and may be brought back, as a table."""

from collections.abc import Mapping
from datetime import datetime

from qingyu.domain.recycle import Deleted
from qingyu.domain.wording import moment
from qingyu.ui.models.cells import CellRow
from qingyu.ui.widgets.table_memory import Column

COLUMNS = (
    Column("what", stretch=True, main=True),
    Column("verb", 13.0),
    Column("at", 7.5),
    Column("by", 5.4),
    Column("left", 6.2, badge=True),
)
HEADS = ("什么", "怎么没有的", "什么时候", "谁", "还能恢复")
NOBODY = "—"
_SOON = 7


def row_of(each: Deleted, names: Mapping[int, str], now: datetime) -> CellRow:
    """The prepared row of one thing; the last week is marked."""
    who = names.get(each.by, NOBODY) if each.by is not None else NOBODY
    days = each.days_left(now)
    left = "不能恢复" if each.why_not else f"{days} 天"
    tone = "muted" if each.why_not else "warn" if days <= _SOON else ""
    return CellRow(
        record=each,
        cells=(each.what, each.verb, moment(each.at, now), who, left),
        keys=(each.what, each.verb, str(each.at), who, days),
        tones=("", "muted", "", "", tone),
    )
