"""CSV files that every spreadsheet opens with the right characters and takes for text only."""

import csv
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

from qingyu.domain.errors import RuleError
from qingyu.domain.resident_sheet import MOST_ROWS
from qingyu.domain.sheet import EMPTY, SheetCell, SheetRow
from qingyu.services.document import save_file
from qingyu.services.workbook import Sheet
from qingyu.services.workbook_safety import MOST_BYTES, MOST_COLUMNS, SheetShape, bomb, too_long

BOM = "\ufeff"
_RISKY = ("=", "+", "-", "@", "\t", "\r", "'")


def guarded(text: str) -> str:
    """The text with an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{text}" if text.startswith(_RISKY) else text


def unguarded(cell: str) -> str:
    """The text that `guarded` made this of."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_RISKY) else cell


def save(path: Path, lines: Iterable[Iterable[str | float]]) -> None:
    """Writes the lines, UTF-8 with a mark that Excel needs; whole or not at all (StoreError)."""
    memory = StringIO(newline="")
    writer = csv.writer(memory)
    for line in lines:
        writer.writerow([guarded(cell) if isinstance(cell, str) else cell for cell in line])
    save_file(Path(path), (BOM + memory.getvalue()).encode("utf-8", "replace"))


@contextmanager
def opened(path: Path) -> Iterator[tuple[Sheet, ...]]:
    """The file as one sheet, from UTF-8 or what Excel writes in China (GB 18030); RuleError."""
    lines = _lines(_text(Path(path)))
    columns = min(max(map(len, lines), default=0), MOST_COLUMNS)
    filled = [number for number, line in enumerate(lines, 1) if any(line)]
    if len(filled) > MOST_ROWS:
        raise too_long()
    shape = SheetShape(len(filled), columns, filled[-1] if filled else 0)
    yield (Sheet(path.stem, shape, lambda: _rows(lines)),)


def _text(path: Path) -> str:
    name = path.name[:60]
    try:
        if path.stat().st_size > MOST_BYTES:
            raise bomb()
        content = path.read_bytes()
    except OSError as error:
        raise RuleError(f"读不了文件「{name}」", "请检查文件名；正打开着就先关掉它。") from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise RuleError(f"「{name}」里的字认不出来", "请在 Excel 里另存为「CSV UTF-8」再导入。")


def _lines(text: str) -> list[list[str]]:
    try:
        return list(csv.reader(StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise RuleError(
            "这个 CSV 文件读不通", "请在 Excel 里打开它，另存为 .xlsx 再导入。"
        ) from error


def _rows(lines: list[list[str]]) -> Iterator[SheetRow]:
    for number, line in enumerate(lines, 1):
        texts = (unguarded(cell) for cell in line[:MOST_COLUMNS])
        yield SheetRow(number, tuple(SheetCell(text) if text else EMPTY for text in texts))
