"""Reads .xlsx files that anybody may have made, and writes them whole or not at all."""

import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, time
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

from qingyu.domain.errors import RuleError, StoreError, disk_words
from qingyu.domain.frozen import frozen
from qingyu.domain.pattern import pattern
from qingyu.domain.sheet import EMPTY, CellKind, SheetCell, SheetRow
from qingyu.services.document import save_file
from qingyu.services.workbook_safety import (
    MOST_BYTES,
    MOST_COLUMNS,
    SheetShape,
    bomb,
    broken,
    open_archive,
    sheet_shapes,
    too_long,
)

_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_AT_ONCE = 200
_RISKY = ("=", "+", "-", "@", "\t", "\r", "'")
_LOADED = (*_RISKY, "#")
_UNWRITABLE = pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
TEXT_FORMAT = "@"
_SAVE_AS = "请在 Excel 或 WPS 里打开它，另存为「Excel 工作簿 (*.xlsx)」再导入。"


@frozen
class Sheet:
    """One visible sheet: its name, its shape, and its rows from the top, read as they are asked."""

    title: str
    shape: SheetShape
    rows: Callable[[], Iterator[SheetRow]]


@contextmanager
def opened(path: Path) -> Iterator[tuple[Sheet, ...]]:
    """The visible sheets of an .xlsx file; RuleError says why it cannot be read."""
    data = _bytes_of(path)
    with open_archive(data) as archive:
        shapes = sheet_shapes(archive)
        if not shapes:
            raise RuleError("这不是 Excel 表格", _SAVE_AS)
        if all(shape.too_long for shape in shapes.values()):
            raise too_long()
    with _naming_faults():
        from openpyxl import load_workbook

        with warnings.catch_warnings():
            # It warns of what it leaves out: validations, styles; nothing of that is read here.
            warnings.simplefilter("ignore")
            book: Any = load_workbook(BytesIO(data), read_only=True, keep_links=False)
    try:
        if not book.worksheets:
            raise broken()
        visible = [each for each in book.worksheets if each.sheet_state == "visible"]
        yield tuple(_sheet(each, shapes) for each in visible or book.worksheets)
    finally:
        book.close()


def save(path: Path, book: Any) -> None:
    """Writes an openpyxl workbook; the file appears whole or stays as it was (StoreError)."""
    path = Path(path)
    if path.suffix.lower() != ".xlsx":
        raise RuleError("文件名要以 .xlsx 结尾", "例如 住户.xlsx。")
    memory = BytesIO()
    book.save(memory)
    try:
        if not path.parent.is_dir():
            raise StoreError("要存的文件夹不在", "请换一个文件夹再存。")
    except OSError as error:
        raise StoreError(f"文件夹打不开（{disk_words(error)}）", "请换一个再存。") from error
    save_file(path, memory.getvalue())


def write_text(cell: Any, text: str) -> None:
    """Writes text that no spreadsheet takes for a formula or a number."""
    cell.value = _UNWRITABLE.sub("", text)
    cell.data_type = "s"
    cell.number_format = TEXT_FORMAT
    if text.startswith(_RISKY):
        cell.quotePrefix = True


def text_cells(sheet: Any) -> Callable[[str], Any]:
    """What makes a cell of a write-only sheet that no spreadsheet takes for anything but text."""
    from openpyxl.cell import WriteOnlyCell

    quoted: Any = WriteOnlyCell(sheet)
    write_text(quoted, "=")

    def cell(text: str) -> Any:
        shown = _UNWRITABLE.sub("", text)
        # A plain string stays one; making a cell of each would take a third longer.
        if not shown.startswith(_LOADED):
            return shown
        made: Any = WriteOnlyCell(sheet)
        made._value = shown
        made.data_type = "s"
        made._style = quoted._style
        return made

    return cell


def _bytes_of(path: Path) -> bytes:
    path = Path(path)
    name = path.name[:60]
    try:
        if path.is_dir():
            raise RuleError(f"「{name}」是文件夹，不是表格", "请选一个 .xlsx 文件。")
        if not path.exists():
            raise RuleError(f"找不到文件「{name}」", "请检查文件名和所在的文件夹。")
        if path.stat().st_size > MOST_BYTES:
            raise bomb()
        data = path.read_bytes()
    except OSError as error:
        raise RuleError(
            f"读不了文件「{name}」", "如果它正在 Excel 里打开，请先关掉它再试。"
        ) from error
    _refuse_other_kinds(data)
    return data


def _refuse_other_kinds(data: bytes) -> None:
    if not data.strip(b"\0 \r\n\t"):
        raise RuleError("这个文件是空的", "请选一个有内容的 .xlsx 文件。")
    if data.startswith(_OLD_OFFICE):
        if _ENCRYPTED in data:
            raise RuleError("这个文件有密码", "请在 Excel 里去掉密码，另存一份再导入。")
        raise RuleError("这是旧格式的表格（.xls），读不了", _SAVE_AS)
    if not data.startswith(b"PK"):
        raise RuleError("这不是 .xlsx 表格，或者已经损坏", _SAVE_AS)


@contextmanager
def _naming_faults() -> Iterator[None]:
    try:
        yield
    except (RuleError, MemoryError):
        raise
    except Exception as error:  # openpyxl fails in many ways on a damaged file
        raise broken() from error


def _sheet(sheet: Any, shapes: Any) -> Sheet:
    # openpyxl tells nobody which part a sheet is, and read-only sheets know no merged cells.
    part = str(sheet._worksheet_path).lstrip("/")
    shape = shapes.get(part, SheetShape())
    return Sheet(str(sheet.title), shape, lambda: _rows(sheet, shape))


def _rows(sheet: Any, shape: SheetShape) -> Iterator[SheetRow]:
    if not shape.rows:
        return
    with _naming_faults():
        # The size a file claims may be a million rows too large.
        sheet.reset_dimensions()
        columns = min(shape.columns, MOST_COLUMNS)
        rows = sheet.iter_rows(max_row=shape.last_row, max_col=columns)
    done = 0
    while True:
        with _naming_faults(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            some = list(islice(rows, _AT_ONCE))
        if not some:
            return
        for number, cells in enumerate(some, start=done + 1):
            yield SheetRow(number, _read_cells(cells))
        done += len(some)


def _read_cells(cells: Any) -> tuple[SheetCell, ...]:
    read = [EMPTY if cell.value is None else _read_cell(cell) for cell in cells]
    while read and read[-1] is EMPTY:
        read.pop()
    return tuple(read)


def _read_cell(cell: Any) -> SheetCell:
    value, kind = cell.value, cell.data_type
    if kind == "f":
        return SheetCell(str(value)[:40], CellKind.FORMULA)
    if kind == "e":
        return SheetCell(str(value), CellKind.FAULT)
    if isinstance(value, bool):
        return SheetCell("是" if value else "否")
    if isinstance(value, (int, float)):
        return SheetCell(_number_text(value), CellKind.NUMBER)
    if isinstance(value, datetime):
        day = value.date() if value.time() == time() else value
        return SheetCell(str(day), CellKind.DATE)
    if isinstance(value, (date, time)):
        return SheetCell(str(value), CellKind.DATE)
    return SheetCell(str(value))


def _number_text(value: int | float) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
