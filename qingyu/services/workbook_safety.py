"""Looks at a workbook's parts before they are unpacked: bombs, entities, too much of anything."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from xml.parsers import expat

from qingyu.domain.errors import RuleError
from qingyu.domain.resident_header import HEAD_ROWS
from qingyu.domain.resident_sheet import MOST_ROWS

MOST_BYTES = 60_000_000
MOST_COLUMNS = 256
LAST_ROW = 1_048_576
_MOST_PARTS = 2_000
_MOST_PART_BYTES = 120_000_000
_MOST_UNPACKED = 240_000_000
_MOST_RATIO = 300
_HARMLESS_BYTES = 4_000_000
_MOST_CELLS = 600_000
_WIDEST = 1_000
_XML = (".xml", ".rels", ".vml")


@dataclass
class SheetShape:
    """What one sheet's part holds; rows and columns that are only formatted do not count."""

    rows: int = 0
    columns: int = 0
    last_row: int = 0
    merged: list[str] = field(default_factory=list)
    too_long: bool = False


class _EnoughError(Exception):
    """Stops the parser early; no fault."""


def broken() -> RuleError:
    """The error of a file that cannot be read."""
    hint = "请在 Excel 里打开它，另存为「Excel 工作簿 (*.xlsx)」再试。"
    return RuleError("这个文件打不开，可能已经损坏", hint)


def bomb() -> RuleError:
    """The error of a file that would unpack to far too much."""
    hint = "请只把住户名单粘贴到新表里再导入。"
    return RuleError("这个文件解开后大得不正常，为了安全没有打开", hint)


def too_long() -> RuleError:
    """The error of a sheet with more rows than one import takes."""
    return RuleError(f"这张表超过 {MOST_ROWS:,} 行，没有导入", "请分成几个文件，分几次导入。")


def refuse_traps(path: Path) -> None:
    """RuleError when a workbook of any size is no zip archive, a bomb, or hides entities."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if len(members) > _MOST_PARTS or any(_is_swollen(member) for member in members):
                raise bomb()
            for member in members:
                if member.filename.lower().endswith(_XML):
                    _read_root(archive, member)
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
        raise broken() from error


def _is_swollen(member: zipfile.ZipInfo) -> bool:
    swollen = member.file_size > _MOST_RATIO * max(member.compress_size, 1)
    return swollen and member.file_size > _HARMLESS_BYTES


def _read_root(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    scan = _Scan()
    scan.parser.StartElementHandler = _enough
    try:
        with archive.open(member) as part:
            scan.parser.ParseFile(part)
    except _EnoughError:
        pass
    except RuleError:
        raise
    except Exception as error:  # a damaged part fails in many ways, none of them ours
        raise broken() from error


def _enough(*_: object) -> None:
    raise _EnoughError


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The zip archive, its sizes looked at first; RuleError when it is none or a bomb."""
    try:
        archive = zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise broken() from error
    members = archive.infolist()
    if any(member.flag_bits & 0x1 for member in members):
        raise RuleError("这个文件有密码", "请在 Excel 里去掉密码，另存一份再导入。")
    if len(members) > _MOST_PARTS or sum(each.file_size for each in members) > _MOST_UNPACKED:
        raise bomb()
    for member in members:
        if member.file_size > _MOST_PART_BYTES or _is_swollen(member):
            raise bomb()
    return archive


def sheet_shapes(archive: zipfile.ZipFile) -> Mapping[str, SheetShape]:
    """The shape of every worksheet by its part name; RuleError for entities or broken parts."""
    shapes = {}
    for member in archive.infolist():
        if not member.filename.lower().endswith(_XML):
            continue
        shape = _read_part(archive, member)
        if shape is not None:
            shapes[member.filename] = shape
    return shapes


def _read_part(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> SheetShape | None:
    """The shape of a worksheet's part; None for any other, of which only the root is read."""
    scan = _Scan()
    try:
        with archive.open(member) as part:
            scan.parser.ParseFile(part)
    except _EnoughError:
        pass
    except RuleError:
        raise
    except Exception as error:  # a damaged part fails in many ways, none of them ours
        raise broken() from error
    return scan.shape


class _Scan:
    """Walks one part with expat, which sees entities in any encoding."""

    def __init__(self) -> None:
        self.shape: SheetShape | None = None
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self._root
        self.parser.StartDoctypeDeclHandler = self._doctype
        self._row = 0
        self._column = 0
        self._cells = 0

    def _doctype(self, *_: object) -> None:
        raise RuleError(
            "这个文件里藏着不该有的内容，为了安全没有打开", "请只把住户名单粘贴到新表里再导入。"
        )

    def _root(self, tag: str, attributes: dict[str, str]) -> None:
        if _local(tag) != "worksheet":
            raise _EnoughError
        if any("purl.oclc.org" in value for value in attributes.values()):
            hint = "请在 Excel 里另存为「Excel 工作簿 (*.xlsx)」，不要选 Strict，再导入。"
            raise RuleError("这是 Strict 格式的表格，读不了", hint)
        self.shape = SheetShape()
        self.parser.StartElementHandler = self._element

    def _element(self, tag: str, attributes: dict[str, str]) -> None:
        assert self.shape is not None
        name = _local(tag)
        if name == "c":
            self._cell(attributes.get("r", ""))
        elif name in ("v", "is", "f"):
            self._content(self.shape)
        elif name == "row":
            self._next_row(attributes.get("r", ""))
        elif name == "mergeCell":
            self.shape.merged.append(attributes.get("ref", "")[:30])

    def _next_row(self, number: str) -> None:
        if len(number) > 7 or (number and not number.isdigit()):
            raise broken()
        self._row = int(number) if number else self._row + 1
        self._column = 0
        if not 1 <= self._row <= LAST_ROW:
            raise broken()

    def _cell(self, reference: str) -> None:
        self._cells += 1
        letters = reference.rstrip("0123456789")
        if len(letters) > 3:
            raise broken()
        self._column = _column_number(letters) if letters else self._column + 1

    def _content(self, shape: SheetShape) -> None:
        shape.columns = max(shape.columns, self._column)
        if self._cells > _MOST_CELLS or shape.columns > _WIDEST:
            raise RuleError("这张表的格子太多，没有导入", "请只把需要的几列粘贴到新表里再导入。")
        if shape.last_row == self._row:
            return
        shape.last_row = self._row
        shape.rows += 1
        if shape.rows > MOST_ROWS + HEAD_ROWS:
            shape.too_long = True
            raise _EnoughError


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _column_number(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number
