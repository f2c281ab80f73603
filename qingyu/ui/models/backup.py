"""Backups to choose from, as a table."""

from datetime import datetime

from qingyu.domain.wording import age, moment
from qingyu.services.restore import Choice
from qingyu.ui.models.cells import CellRow
from qingyu.ui.widgets.table_memory import Column

COLUMNS = (
    Column("at", 9.0, main=True),
    Column("age", 6.0),
    Column("where", 5.0, badge=True),
    Column("size", 6.0),
    Column("holds", stretch=True),
)
HEADS = ("什么时候", "多久以前", "在哪里", "大小", "里面有")
_KILO = 1024


def row_of(choice: Choice, now: datetime) -> CellRow:
    """The prepared row of a backup; one that is not to be used says why."""
    made = choice.backup.made_at
    told = choice.manifest
    holds = told.holds if told is not None else f"不能用：{choice.fault}"
    return CellRow(
        record=choice,
        cells=(moment(made, now), age(made, now), choice.where, size(choice.backup.size), holds),
        keys=(str(made), str(made), choice.where, f"{choice.backup.size:015d}", holds),
        tones=("" if told is not None else "muted",) * len(HEADS),
    )


def size(count: int) -> str:
    """Bytes as people say them: 「820 KB」「12.5 MB」."""
    if count < _KILO * _KILO:
        return f"{max(1, count // _KILO)} KB"
    return f"{count / _KILO / _KILO:.1f} MB"
