"""The header of a sheet of residents: which column means what, in any order and wording."""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.pattern import pattern
from qingyu.domain.place_reading import read_place
from qingyu.domain.plain_text import fold
from qingyu.domain.sheet import SheetCell, SheetRow, column_letter, tidy

HEAD_ROWS = 10


class Column(StrEnum):
    """What a column of the sheet may mean, by the name we write over it."""

    BUILDING = "幢"
    UNIT = "单元"
    ROOM = "室"
    ADDRESS = "地址"
    NAME = "姓名"
    PHONE = "电话"
    STANDING = "身份"
    TAGS = "标签"
    NOTE = "备注"
    MAY_CONTACT = "回访"


WRITTEN = tuple(column for column in Column if column is not Column.ADDRESS)

# The earlier word wins where two columns of one sheet mean the same.
_SYNONYMS: Mapping[Column, str] = {
    Column.BUILDING: "幢 幢号 楼栋 楼幢 楼号 楼栋号 楼幢号 栋 栋号 号楼 幢数 楼 座",
    Column.UNIT: "单元 单元号 单元门 门洞",
    Column.ROOM: "室 室号 房号 房间号 房间 房 户室 门牌号 门牌 户号",
    Column.ADDRESS: "地址 住址 房屋地址 家庭住址 家庭地址 居住地址 详细地址 房屋 房产地址",
    Column.NAME: "姓名 住户姓名 居民姓名 业主姓名 住户 户主姓名 户主 名字 业主",
    Column.PHONE: "电话 手机 联系电话 手机号 手机号码 电话号码 联系方式 联系手机 住户电话 业主电话",
    Column.STANDING: "身份 住户类型 住户身份 类型 人员类型 居住类型",
    Column.TAGS: "标签 住户标签",
    Column.NOTE: "备注 说明 备注说明 其他",
    Column.MAY_CONTACT: "回访 可回访 可以回访 愿意回访 是否回访",
}
_MEANING = {
    word: (column, rank)
    for column, words in _SYNONYMS.items()
    for rank, word in enumerate(words.split())
}
_ID_NUMBER = pattern(r"身份证|证件号|公民身份|^证号$")
_DECORATION = pattern(r"\(.*?\)|\[.*?\]|【.*?】|[\s*:＊★\"'.、]")


@frozen
class HeaderColumn:
    """One column: where it is (from 0) and the header as written in the file."""

    index: int
    header: str

    @property
    def letter(self) -> str:
        """The letters over it."""
        return column_letter(self.index)


@frozen
class IgnoredColumn:
    """A column that is not read, and why."""

    letter: str
    header: str
    reason: str


@frozen
class SheetHeader:
    """The header's row number, the columns understood, and those ignored."""

    row: int
    columns: Mapping[Column, HeaderColumn]
    ignored: tuple[IgnoredColumn, ...] = ()


def read_header(rows: Iterable[SheetRow]) -> SheetHeader | None:
    """The first row that names the columns needed, among the rows given; or None."""
    for row in rows:
        header = _header_of(row)
        if Column.NAME in header.columns and _tells_place(header.columns):
            return header
    return None


def read_header_with_rooms(rows: Sequence[SheetRow]) -> SheetHeader | None:
    """The header of a sheet whose 房号 column holds whole addresses (3-2-501), or None."""
    for at, row in enumerate(rows):
        header = _header_of(row)
        columns = dict(header.columns)
        room = columns.pop(Column.ROOM, None)
        if Column.NAME not in columns or Column.BUILDING in columns or room is None:
            continue
        below = (read_place(tidy(each.at(room.index).text)) for each in rows[at + 1 :])
        if any(place is not None and place.building and place.room for place in below):
            return SheetHeader(row.number, {**columns, Column.ADDRESS: room}, header.ignored)
    return None


def header_trouble(rows: Iterable[SheetRow]) -> RuleError:
    """The error that tells which headers were found and which are needed."""
    found: dict[Column, str] = {}
    for row in rows:
        for column, where in _header_of(row).columns.items():
            found.setdefault(column, where.header)
    missing = [] if Column.NAME in found else ["姓名"]
    if not _tells_place(found):
        lacking = [str(each) for each in (Column.BUILDING, Column.ROOM) if each not in found]
        missing.append("、".join(lacking) + "（或者一列「地址」）")
    told = f"找到的有：{'、'.join(found.values())}" if found else "一个认识的列名也没找到"
    if not missing:
        return RuleError("列名不在同一行", f"{told}；请把列名写在同一行，放在前 {HEAD_ROWS} 行内。")
    return RuleError(
        f"表头不对，{told}；还缺：{'、'.join(missing)}",
        "请在第一行写上列名：幢、单元、室、姓名、电话、身份、标签、备注；也可以先下载模板照着填。",
    )


def _header_of(row: SheetRow) -> SheetHeader:
    best: dict[Column, tuple[int, HeaderColumn]] = {}
    for index, cell in enumerate(row.cells):
        meaning = _MEANING.get(_bare(cell)) if cell.text else None
        if meaning is None:
            continue
        column, rank = meaning
        if column not in best or rank < best[column][0]:
            best[column] = (rank, HeaderColumn(index, tidy(cell.text)))
    columns = {column: where for column, (_, where) in best.items()}
    return SheetHeader(row.number, columns, tuple(_ignored(row, columns)))


def _ignored(row: SheetRow, columns: Mapping[Column, HeaderColumn]) -> Iterable[IgnoredColumn]:
    taken = {where.index for where in columns.values()}
    for index, cell in enumerate(row.cells):
        text = tidy(cell.text)
        if not text or index in taken:
            continue
        meaning = _MEANING.get(_bare(cell))
        if _ID_NUMBER.search(_bare(cell)):
            reason = "按规定不保存身份证号，这一列没有读"
        elif meaning is not None:
            kept = columns[meaning[0]]
            reason = f"和 {kept.letter} 列「{kept.header}」意思一样，只读 {kept.letter} 列"
        else:
            reason = "不认识这个列名，这一列没有读"
        yield IgnoredColumn(column_letter(index), text[:40], reason)


def _bare(cell: SheetCell) -> str:
    return _DECORATION.sub("", fold(tidy(cell.text)[:40]))


def _tells_place(columns: Mapping[Column, object]) -> bool:
    return Column.ADDRESS in columns or (Column.BUILDING in columns and Column.ROOM in columns)
