"""Buildings as a table: units, homes, people, a remark."""

from qingyu.domain.neighbourhood import BuildingCount
from qingyu.domain.place import Place
from qingyu.ui.models.cells import CellRow
from qingyu.ui.widgets.table_memory import Column

COLUMNS = (
    Column("building", 6.0, main=True),
    Column("units", 6.0),
    Column("homes", 4.5),
    Column("people", 4.5),
    Column("note", stretch=True),
)
HEADS = ("楼栋", "单元", "户数", "人数", "备注")


def row_of(count: BuildingCount) -> CellRow:
    """The prepared row of a building."""
    building = count.building
    units = f"{len(building.units)} 个单元" if building.units else "不分单元"
    homes = f"{count.households} 户" if count.households else "—"
    people = f"{count.residents} 人" if count.residents else "—"
    note = " ".join(building.note.split())
    return CellRow(
        record=count,
        cells=(building.title, units, homes, people, note),
        keys=(building.number, len(building.units), count.households, count.residents, note),
        place=Place(building.number),
    )
