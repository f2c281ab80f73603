"""A row of a sheet of residents: what it says and what is wrong with it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from qingyu.domain.frozen import frozen
from qingyu.domain.neighbourhood import Standing
from qingyu.domain.place import NOWHERE, Place
from qingyu.domain.resident_cells import (
    holds_id_number,
    read_address,
    read_building,
    read_may_contact,
    read_name,
    read_phone_cell,
    read_room,
    read_standing,
    read_tags,
    read_unit,
)
from qingyu.domain.resident_header import WRITTEN, Column, SheetHeader
from qingyu.domain.sheet import EMPTY, CellKind, SheetCell, SheetRow, tidy

MOST_ROWS = 20_000
HELP_SHEET = "填写说明"
EXAMPLE_NOTE = "（示例行，导入时会跳过，可以删掉）"
EXAMPLE = ("3", "2", "501", "张三", "13800000000", "业主", "独居老人、党员", EXAMPLE_NOTE, "")


@frozen
class RowError:
    """What is wrong in a row: its number and column header in the file, the cell (D5), why."""

    row: int
    column: str
    reason: str
    cell: str = ""
    meaning: Column | None = None

    @property
    def text(self) -> str:
        """第 5 行「电话」D5：电话只有 10 位."""
        return f"第 {self.row} 行「{self.column}」{self.cell}：{self.reason}"


@frozen
class ResidentRow:
    """What a row says; `doubts` are errors only if what they are about would be stored anew."""

    number: int
    place: Place = NOWHERE
    name: str = ""
    phone: str = ""
    standing: Standing | None = None
    tags: tuple[str, ...] = ()
    note: str = ""
    may_contact: bool | None = None
    errors: tuple[RowError, ...] = ()
    doubts: tuple[RowError, ...] = ()


def read_row(header: SheetHeader, row: SheetRow) -> ResidentRow | None:
    """What the row says, with its errors; None when it is empty or the template's example."""
    cells = {column: row.at(where.index) for column, where in header.columns.items()}
    if not any(tidy(cell.text) for cell in cells.values()):
        return None
    reader = _RowReader(header, row.number, cells)
    if reader.is_example():
        return None
    return ResidentRow(
        number=row.number,
        place=reader.place(),
        name=reader.name(),
        phone=reader.phone(),
        standing=reader.standing(),
        tags=reader.tags(),
        note=reader.note(),
        may_contact=reader.may_contact(),
        errors=tuple(reader.errors),
        doubts=tuple(reader.doubts),
    )


def row_error(
    header: SheetHeader, number: int, column: Column, reason: str, *instead: Column
) -> RowError:
    """The error about a column of a row, or about the first of `instead` that the sheet has."""
    for each in (column, *instead):
        where = header.columns.get(each)
        if where is not None:
            return RowError(number, where.header, reason, f"{where.letter}{number}", each)
    return RowError(number, str(column), reason, meaning=column)


@dataclass
class _RowReader:
    """Reads one row column by column and gathers what is wrong."""

    header: SheetHeader
    number: int
    cells: Mapping[Column, SheetCell]
    errors: list[RowError] = field(default_factory=list)
    doubts: list[RowError] = field(default_factory=list)

    def is_example(self) -> bool:
        told = [self.cells.get(column, EMPTY).text for column in WRITTEN]
        return tuple(tidy(text) for text in told) == EXAMPLE

    def words(self, column: Column) -> str:
        """The tidy text; a formula, an error value or an unwanted date is an error."""
        cell = self.cells.get(column)
        if cell is None:
            return ""
        where = f"{self.header.columns[column].letter}{self.number}"
        if cell.kind is CellKind.FORMULA:
            self.complain(column, f"{where} 是公式，请先粘贴为数值")
            return ""
        if cell.kind is CellKind.FAULT:
            self.complain(column, f"{where} 是错误值 {cell.text}，请改正或清空")
            return ""
        if cell.kind is CellKind.DATE and column is not Column.NOTE:
            self.complain(column, f"{where} 变成了日期，请把格子设成「文本」再重写")
            return ""
        text = tidy(cell.text)
        if text and holds_id_number(text):
            self.doubt(column, "像是有身份证号，按规定不保存，请删掉")
        return text

    def place(self) -> Place:
        before = len(self.errors)
        place = NOWHERE
        for column, read in _PLACE_READERS:
            place = self._with_part(place, column, read(self.words(column)))
        if not (place.building and place.room) or Column.ADDRESS in self.header.columns:
            place = self._with_address(place)
        if len(self.errors) == before:
            self._refuse_gaps(place)
        return place

    def _with_part(self, place: Place, column: Column, part: Place | None) -> Place:
        if part is None:
            self.complain(column, f"没看懂「{self._shown(column)}」，{_HINTS[column]}")
            return place
        for mine, theirs in (
            (place.building, part.building),
            (place.unit, part.unit),
            (place.room, part.room),
        ):
            if mine is not None and theirs is not None and mine != theirs:
                self.complain(column, f"「{self._shown(column)}」和 {place.text} 对不上")
                return place
        return Place(
            place.building or part.building, place.unit or part.unit, place.room or part.room
        )

    def _with_address(self, place: Place) -> Place:
        whole = bool(place.building and place.room)
        part = read_address(self.words(Column.ADDRESS))
        # A street address beside full columns says nothing against them.
        return place if whole and part is None else self._with_part(place, Column.ADDRESS, part)

    def _refuse_gaps(self, place: Place) -> None:
        if place.building is None:
            self.complain(Column.BUILDING, "没有写几幢", Column.ADDRESS)
        elif place.room is None:
            self.complain(Column.ROOM, "没有写几室", Column.ADDRESS)

    def name(self) -> str:
        before = len(self.errors)
        name, doubt = read_name(self.words(Column.NAME))
        if not name and len(self.errors) == before:
            self.complain(Column.NAME, "没有写姓名")
        if doubt:
            self.doubt(Column.NAME, doubt)
        return name

    def phone(self) -> str:
        cell = self.cells.get(Column.PHONE, EMPTY)
        text = self.words(Column.PHONE)
        digits, doubt = read_phone_cell(text, typed_as_number=cell.kind is CellKind.NUMBER)
        if doubt:
            self.doubt(Column.PHONE, doubt)
        return digits

    def standing(self) -> Standing | None:
        text = self.words(Column.STANDING)
        standing = read_standing(text)
        if text and standing is None:
            self.complain(Column.STANDING, f"没看懂「{text[:20]}」，请写业主、租客或家属")
        return standing

    def tags(self) -> tuple[str, ...]:
        return read_tags(self.words(Column.TAGS))

    def note(self) -> str:
        text = self.words(Column.NOTE)
        if text == EXAMPLE_NOTE:
            self.complain(Column.NOTE, "备注还是示例的那句话，请清空")
        return text

    def may_contact(self) -> bool | None:
        text = self.words(Column.MAY_CONTACT)
        answer = read_may_contact(text)
        if text and answer is None:
            self.complain(Column.MAY_CONTACT, f"没看懂「{text[:20]}」，请写可以或不要")
        return answer

    def complain(self, column: Column, reason: str, *instead: Column) -> None:
        self.errors.append(row_error(self.header, self.number, column, reason, *instead))

    def doubt(self, column: Column, reason: str) -> None:
        self.doubts.append(row_error(self.header, self.number, column, reason))

    def _shown(self, column: Column) -> str:
        return tidy(self.cells[column].text)[:20]


_PLACE_READERS = (
    (Column.BUILDING, read_building),
    (Column.UNIT, read_unit),
    (Column.ROOM, read_room),
)
_HINTS = {
    Column.BUILDING: "幢号请写 1 到 9999 的数字",
    Column.UNIT: "单元请写 1 到 99 的数字，没有单元就空着",
    Column.ROOM: "室号请写数字，例如 501",
    Column.ADDRESS: "请写成 3幢2单元501 的样子",
}
