"""The sheet 「楼栋」 of an export: buildings, units, homes and public places, lived in or not."""

from collections.abc import Iterable

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.neighbourhood import (
    HIGHEST_BUILDING,
    Building,
    Household,
    PublicPlace,
)
from qingyu.domain.sheet import SheetRow, tidy

LAYOUT_SHEET = "楼栋"
LAYOUT_HEADS = ("幢", "单元", "室", "公共部位", "备注")
_HIGHEST_UNIT = 99


@frozen
class LayoutRow:
    """A building, or one of its units (0 for none), homes or public places; 0 is no building."""

    building: int
    unit: int = 0
    room: str = ""
    spot: str = ""
    note: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        """The texts under LAYOUT_HEADS."""
        return (str(self.building or ""), str(self.unit or ""), self.room, self.spot, self.note)


def layout_of(
    buildings: Iterable[Building], homes: Iterable[Household], places: Iterable[PublicPlace]
) -> tuple[LayoutRow, ...]:
    """The rows that tell of all of these; read back they tell the same."""
    rows: list[LayoutRow] = []
    for building in buildings:
        rows.append(LayoutRow(building.number, note=tidy(building.note)))
        rows += [LayoutRow(building.number, unit) for unit in building.units]
    rows += [LayoutRow(home.building, home.unit, home.room, "", tidy(home.note)) for home in homes]
    rows += [LayoutRow(each.building or 0, each.unit or 0, "", each.name) for each in places]
    return tuple(rows)


def read_layout(rows: Iterable[SheetRow]) -> tuple[LayoutRow, ...]:
    """What a sheet of our heads says, nothing for any other; RuleError names the row it is in."""
    ahead = iter(rows)
    if _texts(next(ahead, None)) != LAYOUT_HEADS:
        return ()
    return tuple(_read(row) for row in ahead if any(_texts(row)))


def _read(row: SheetRow) -> LayoutRow:
    building, unit, room, spot, note = _texts(row)
    told = LayoutRow(
        _number(row, building, HIGHEST_BUILDING), _number(row, unit, _HIGHEST_UNIT),
        room, spot, note,
    )  # fmt: skip
    if not (told.building or told.spot) or (room and spot):
        raise _unclear(row)
    return told


def _texts(row: SheetRow | None) -> tuple[str, ...]:
    if row is None:
        return ()
    return tuple(tidy(row.at(column).text) for column in range(len(LAYOUT_HEADS)))


def _number(row: SheetRow, text: str, most: int) -> int:
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and len(text) <= 4 and 1 <= int(text) <= most):
        raise _unclear(row)
    return int(text)


def _unclear(row: SheetRow) -> RuleError:
    return RuleError(
        f"工作表「{LAYOUT_SHEET}」第 {row.number} 行看不懂，什么都没有导入",
        "幢和单元写数字，室和公共部位只写一样；不需要这张表就把它删掉。",
    )
