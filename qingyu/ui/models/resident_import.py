"""What an import would do, row by row, as a table."""

from qingyu.domain.resident_import import RowVerdict, Verdict
from qingyu.ui.models.cells import CellRow
from qingyu.ui.widgets.table_memory import Column

COLUMNS = (
    Column("number", 5.4),
    Column("verdict", 4.2, badge=True),
    Column("name", 5.6, main=True),
    Column("place", 6.6),
    Column("cell", 4.2),
    Column("reason", stretch=True),
)
HEADS = ("第几行", "结果", "姓名", "地址", "格子", "说明")
_TONES = {Verdict.NEW: "good", Verdict.UPDATE: "info", Verdict.UNCHANGED: "muted",
          Verdict.ERROR: "danger"}
_RANKS = {Verdict.ERROR: 0, Verdict.UPDATE: 1, Verdict.NEW: 2, Verdict.UNCHANGED: 3}
_SAID = {Verdict.NEW: "新的住户", Verdict.UNCHANGED: "已经登记过，一模一样"}


def row_of(row: RowVerdict) -> CellRow:
    """The prepared row of a verdict."""
    name = row.resident.name if row.resident else row.read.name
    where = row.place.code
    cells = "、".join(dict.fromkeys(error.cell for error in row.errors if error.cell))
    if row.errors:
        said = "；".join(f"「{each.column}」{each.reason}" for each in row.errors)
    else:
        said = row.detail or _SAID.get(row.verdict, "")
    tone = _TONES[row.verdict]
    return CellRow(
        record=row,
        cells=(f"第 {row.number} 行", str(row.verdict), name, where, cells, said),
        keys=(row.number, _RANKS[row.verdict], name, where, cells, said),
        tones=("", tone, "", "", tone if row.errors else "", ""),
        name=name,
    )
