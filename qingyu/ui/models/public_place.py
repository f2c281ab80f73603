"""Public places as a table."""

from qingyu.domain.neighbourhood import PublicPlace
from qingyu.domain.place import Place
from qingyu.ui.models.cells import CellRow
from qingyu.ui.widgets.table_memory import Column

COLUMNS = (Column("name", stretch=True, main=True), Column("where", 10.0))
HEADS = ("名称", "在哪里")
EVERYWHERE = "全小区"


def row_of(place: PublicPlace) -> CellRow:
    """The prepared row of a public place."""
    where = Place(place.building, place.unit)
    return CellRow(
        record=place,
        cells=(place.name, where.text or EVERYWHERE),
        keys=(place.name, (place.building or 0, place.unit or 0)),
        place=where,
        name=place.name,
    )
