"""An Excel file of a whole book, read row by row and typed; nothing in it is trusted."""

import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from qingyu.domain import exchange_words
from qingyu.domain.errors import RuleError, StoreError
from qingyu.domain.exchange import (
    ABOUT_SHEET,
    FORMAT,
    FORMAT_VERSION,
    LONG_SHEET,
    ExchangeCount,
    ExchangeReport,
    Kind,
    Table,
    Value,
    newer,
    torn,
    value_of,
)
from qingyu.domain.exchange_rules import is_allowed
from qingyu.domain.frozen import frozen
from qingyu.services import exchange_photos
from qingyu.services.exchange import HEAD_ROWS, StoppedError
from qingyu.services.workbook_safety import broken, refuse_traps
from qingyu.storage import exchange as rows

_AT_ONCE = 2_000
_MOST_ABOUT = 400
_MOST_LONG = 200_000
_LARGEST_LIST = 4_000_000

Progress = Callable[[int, int], None]
Stop = Callable[[], bool]
Take = Callable[[Table, list[tuple[Value, ...]]], None]
_Long = dict[tuple[str, int, str], str]


@frozen
class _About:
    """What a file says of itself: where from, and the rows of each sheet."""

    neighbourhood: str
    made_at: str
    counts: tuple[tuple[Table, int], ...]


def is_exchange(path: Path) -> bool:
    """Whether the file is one of a whole book; False for any other and for none."""
    try:
        with zipfile.ZipFile(path) as archive:
            listed = archive.getinfo("xl/workbook.xml")
            if listed.file_size > _LARGEST_LIST:
                return False
            return ABOUT_SHEET in archive.read(listed).decode("utf-8", "replace")
    except (OSError, zipfile.BadZipFile, KeyError, ValueError, NotImplementedError, EOFError):
        return False


def read(
    path: Path, take: Take, on_progress: Progress, stop: Stop
) -> tuple[ExchangeReport, list[str]]:
    """What the file holds and the names of its photos; every row is handed over, typed."""
    with _opened(path) as book:
        about = _about(book)
        long_texts = _long_texts(book)
        total = sum(count for _, count in about.counts) or 1
        photos: set[str] = set()
        done = 0
        for table, count in about.counts:
            for some in _typed(book, table, count, long_texts):
                if table.name == "photo":
                    photos.update(_photo_names(table, some))
                take(table, some)
                done += len(some)
                on_progress(done, total)
                if stop():
                    raise StoppedError
    found = exchange_photos.found_beside(path, photos)
    counts = (ExchangeCount(exchange_words.table_word(t.name), n) for t, n in about.counts if n)
    missing = len(photos) - len(found)
    return (
        ExchangeReport(about.made_at, about.neighbourhood, tuple(counts), len(found), missing),
        sorted(photos),
    )


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    if not path.is_file():
        raise RuleError(f"找不到文件「{path.name[:60]}」", "请检查文件名和所在的文件夹。")
    refuse_traps(path)
    with ExitStack() as open_ones:
        with _naming_faults(), warnings.catch_warnings():
            from openpyxl import load_workbook

            warnings.simplefilter("ignore")
            # Ours to close: a sheet that was left half read would keep the file open.
            file = open_ones.enter_context(path.open("rb"))
            book: Any = load_workbook(file, read_only=True, keep_links=False)
        open_ones.callback(book.close)
        yield book


@contextmanager
def _naming_faults() -> Iterator[None]:
    try:
        yield
    except (RuleError, StoreError, StoppedError, MemoryError):
        raise
    except Exception as error:  # openpyxl fails in many ways on a damaged file
        raise broken() from error


def _about(book: Any) -> _About:
    lines = [row for _, row in zip(range(_MOST_ABOUT), _rows(book, ABOUT_SHEET, 3), strict=False)]
    if not lines or lines[0][0] != FORMAT:
        raise torn()
    if lines[0][1] != FORMAT_VERSION:
        raise newer()
    said = {str(line[0]): str(line[1] or "") for line in lines if line[2] is None}
    if said.get("资料版本") not in rows.steps():
        raise newer()
    known = {table.name: table for table in rows.every_table()}
    counts = []
    for _, name, count in lines:
        if count is None:
            continue
        if name not in known:
            raise newer()
        if not isinstance(count, int) or isinstance(count, bool) or count < 0:
            raise torn()
        counts.append((known.pop(str(name)), count))
    if not counts:
        raise torn()
    return _About(said.get("小区", "")[:60], said.get("导出时间", "")[:20], tuple(counts))


def _long_texts(book: Any) -> _Long:
    """The rest of each text that did not fit into its cell."""
    found: dict[tuple[str, int, str], list[str]] = {}
    if LONG_SHEET not in book.sheetnames:
        return {}
    lines = _rows(book, LONG_SHEET, 5)
    next(lines, None)
    for number, (table, ident, column, piece, text) in enumerate(lines):
        if number > _MOST_LONG or not isinstance(ident, int):
            raise torn()
        pieces = found.setdefault((str(table), ident, str(column)), [])
        if piece != len(pieces) + 2:
            raise torn()
        pieces.append(str(text or ""))
    return {key: "".join(pieces) for key, pieces in found.items()}


def _typed(
    book: Any, table: Table, count: int, long_texts: _Long
) -> Iterator[list[tuple[Value, ...]]]:
    """The rows of a table in stretches; RuleError names the cell that cannot be."""
    if not count:
        return
    lines = _rows(book, exchange_words.sheet_title(table), len(table.columns))
    next(lines, None)
    places = _places(table, next(lines, ()))
    some: list[tuple[Value, ...]] = []
    number = 0
    for number, line in enumerate(lines, 1):
        if number > count:
            raise torn()
        some.append(_row(table, line, places, number, long_texts))
        if len(some) >= _AT_ONCE:
            yield some
            some = []
    if number != count:
        raise torn()
    yield some


def _places(table: Table, names: tuple[object, ...]) -> list[int | None]:
    """Where each column stands in the sheet; None for one the file does not have."""
    told = [str(name) for name in names if name is not None]
    known = {column.name for column in table.columns}
    if not told or told[0] != table.columns[0].name:
        raise torn()
    if set(told) - known:
        raise newer()
    return [told.index(each.name) if each.name in told else None for each in table.columns]


def _row(
    table: Table, line: tuple[object, ...], places: list[int | None], number: int, texts: _Long
) -> tuple[Value, ...]:
    values: list[Value] = []
    for column, place in zip(table.columns, places, strict=True):
        if place is None:
            values.append(column.default)
            continue
        cell = line[place]
        if texts and column.kind is Kind.TEXT and isinstance(line[0], int):
            more = texts.get((table.name, line[0], column.name))
            cell = cell if more is None else f"{cell}{more}"
        try:
            value = value_of(cell, column)
        except (ValueError, TypeError, OverflowError) as error:
            raise _wrong_cell(table, column.name, number) from error
        if not is_allowed(table.name, column.name, value):
            raise _wrong_cell(table, column.name, number)
        values.append(value)
    return tuple(values)


def _wrong_cell(table: Table, column: str, number: int) -> RuleError:
    names = [each.name for each in table.columns]
    head = exchange_words.heads(table)[names.index(column)]
    where = f"「{exchange_words.sheet_title(table)}」第 {number + HEAD_ROWS} 行"
    return RuleError(
        f"{where}的「{head}」看不懂", "请用原来导出的文件；什么都没有导入。"
    )


def _rows(book: Any, title: str, columns: int) -> Iterator[tuple[object, ...]]:
    if title not in book.sheetnames:
        raise torn()
    sheet = book[title]
    with _naming_faults(), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        # The size a file claims may be a million rows too large.
        with suppress(AttributeError):
            sheet.reset_dimensions()
        lines = sheet.iter_rows(max_col=columns, values_only=True)
    while True:
        with _naming_faults(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            line = next(lines, None)
        if line is None:
            return
        yield (*line, *(None,) * (columns - len(line)))


def _photo_names(table: Table, some: list[tuple[Value, ...]]) -> Iterator[str]:
    at = [column.name for column in table.columns]
    sha, suffix = at.index("sha256"), at.index("suffix")
    return (f"{row[sha]}{row[suffix]}" for row in some)
