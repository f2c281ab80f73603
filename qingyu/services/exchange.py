"""The whole book as one Excel file that re-imports, photos in a folder beside it."""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import mkstemp
from typing import Any

import qingyu
from qingyu.domain import exchange_words
from qingyu.domain.errors import RuleError, StoreError, disk_words
from qingyu.domain.exchange import (
    ABOUT_SHEET,
    FORMAT,
    FORMAT_VERSION,
    LONG_SHEET,
    PIECE,
    ExchangeCount,
    ExchangeReport,
    Table,
    Value,
    cell_of,
    pieces,
)
from qingyu.domain.layout_sheet import LAYOUT_HEADS, LAYOUT_SHEET, layout_of
from qingyu.domain.resident_header import WRITTEN
from qingyu.domain.right import Right
from qingyu.services import exchange_photos, resident_export, workbook
from qingyu.services.workbook_safety import LAST_ROW
from qingyu.storage import exchange as rows
from qingyu.storage import identity, neighbourhood, setting
from qingyu.storage.store import Store

HEAD_ROWS = 2
LONG_HEADS = ("表", "序号", "栏", "第几段", "文字")
_RESIDENTS = "住户"
_STEP = 500
_NOTES = (
    "这份文件是整本资料，有全部个人信息，只交给接班的组长。",
    "「住户」和「楼栋」两张表可以导入一本已经在用的资料；整本要导入一个空的资料文件夹。",
    "「表·」开头的各张一行一条，第二行和「序号」是程序认的，请不要改。",
    "操作记录、PIN、没写完的草稿不在里面；操作记录留在备份里。照片在旁边的文件夹里。",
)

Progress = Callable[[int, int], None]
Stop = Callable[[], bool]


class StoppedError(Exception):
    """Somebody asked to stop; nothing is left behind."""


def is_empty(store: Store) -> bool:
    """Whether nothing was recorded in this book yet, so that a whole one may come in."""
    return rows.is_empty(store)


def export_book(
    store: Store,
    path: Path,
    *,
    by: int | None,
    with_photos: bool = True,
    on_progress: Progress = lambda done, of: None,
    stop: Stop = lambda: False,
) -> ExchangeReport:
    """What was written, as it stood at one moment; the file appears whole or not at all.

    The journal names it, since all personal data leaves the book with it. RuleError when somebody
    may not, it was stopped, or a table is longer than a sheet; StoreError for the disk.
    """
    path = _good_target(Path(path))
    identity.admit(store.database, by, Right.MANAGE)
    part = _part_of(path)
    photos = exchange_photos.Brought(store, path) if with_photos else None
    try:
        with rows.snapshot(store) as book:
            report = _write(store, book, part, _hearing(on_progress, stop))
            names = _photo_names(book)
        if photos is not None:
            lost = photos.bring(names, stop)
            report = _with_photos(report, len(names) - lost, lost)
        with store.operation(f"导出整本资料到 {path.name[:60]}", by=by, needs=Right.MANAGE) as told:
            told.tell()
        _replace(part, path)
    except BaseException as error:
        if photos is not None:
            photos.take_back()
        if isinstance(error, StoppedError):
            raise RuleError("导出已取消", "没有留下文件。") from None
        raise
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    return report


def _write(store: Store, book: rows.Snapshot, part: Path, done: Progress) -> ExchangeReport:
    counts = {table: book.count(table) for table in rows.every_table()}
    _refuse_too_long(counts)
    report = ExchangeReport(
        f"{store.now():%Y-%m-%d %H:%M}",
        setting.value("neighbourhood.name"),
        tuple(ExchangeCount(exchange_words.table_word(t.name), n) for t, n in counts.items() if n),
        0,
        0,
    )
    with _new_workbook(part) as made:
        _write_about(made.create_sheet(ABOUT_SHEET), report, counts)
        _write_residents(made)
        long_texts = _LongTexts(made)
        total, at = sum(counts.values()) or 1, 0
        for table in counts:
            if counts[table]:
                at = _write_table(made, table, book, long_texts, at, lambda n: done(n, total))
    return report


def _write_table(
    made: Any, table: Table, book: rows.Snapshot, long_texts: "_LongTexts", at: int,
    tell: Callable[[int], None],
) -> int:  # fmt: skip
    sheet = made.create_sheet(exchange_words.sheet_title(table))
    sheet.freeze_panes = "A3"
    text = workbook.text_cells(sheet)
    sheet.append([text(head) for head in exchange_words.heads(table)])
    sheet.append([text(column.name) for column in table.columns])
    kinds = [column.kind for column in table.columns]
    for row in book.rows(table):
        cells: list[Any] = []
        for place, (value, kind) in enumerate(zip(row, kinds, strict=True)):
            cell = cell_of(value, kind)
            if isinstance(cell, str):
                if len(cell) > PIECE:
                    cell = long_texts.begin(table, row[0], place, cell)
                cells.append(text(cell))
            else:
                cells.append(cell)
        sheet.append(cells)
        at += 1
        if not at % _STEP:
            tell(at)
    sheet.close()
    tell(at)
    return at


class _LongTexts:
    """The sheet of what does not fit into one cell, made when there is any."""

    def __init__(self, made: Any) -> None:
        self._made = made
        self._sheet: Any = None

    def begin(self, table: Table, ident: Value, place: int, text: str) -> str:
        """The first piece; the others go into the sheet."""
        if self._sheet is None:
            self._sheet = self._made.create_sheet(LONG_SHEET)
            self._text = workbook.text_cells(self._sheet)
            self._sheet.append([self._text(head) for head in LONG_HEADS])
        first, *others = pieces(text)
        name = table.columns[place].name
        for number, piece in enumerate(others, 2):
            told = [self._text(table.name), ident, self._text(name), number, self._text(piece)]
            self._sheet.append(told)
        return first


def _write_about(sheet: Any, report: ExchangeReport, counts: dict[Table, int]) -> None:
    sheet.column_dimensions["A"].width = 26
    sheet.column_dimensions["B"].width = 26
    text = workbook.text_cells(sheet)
    sheet.append([text(FORMAT), FORMAT_VERSION])
    for label, value in (
        ("小区", report.neighbourhood),
        ("导出时间", report.made_at),
        ("程序版本", qingyu.__version__),
        ("资料版本", rows.steps()[-1]),
    ):
        sheet.append([text(label), text(value)])
    for note in _NOTES:
        sheet.append([text("说明"), text(note)])
    for table, count in counts.items():
        sheet.append([text(exchange_words.sheet_title(table)), text(table.name), count])


def _write_residents(made: Any) -> None:
    sheet = made.create_sheet(_RESIDENTS)
    sheet.freeze_panes = "A2"
    _fill(sheet, [str(column) for column in WRITTEN], resident_export.lines())
    sheet = made.create_sheet(LAYOUT_SHEET)
    sheet.freeze_panes = "A2"
    layout = layout_of(
        neighbourhood.buildings(), neighbourhood.households(), neighbourhood.public_places()
    )
    _fill(sheet, LAYOUT_HEADS, (row.cells for row in layout))


def _fill(sheet: Any, heads: Iterable[str], lines: Iterable[Iterable[str]]) -> None:
    text = workbook.text_cells(sheet)
    sheet.append([text(head) for head in heads])
    for line in lines:
        sheet.append([text(each) if each else None for each in line])


@contextmanager
def _new_workbook(part: Path) -> Iterator[Any]:
    """A write-only workbook, saved into `part` at the end; its parts never stay on the disk."""
    from openpyxl import Workbook

    made: Any = Workbook(write_only=True)
    try:
        yield made
        made.save(part)
        _make_durable(part)
    except OSError as error:
        raise StoreError(f"导出没有写成（{disk_words(error)}）", "请检查磁盘再试一次。") from error
    finally:
        for sheet in made.worksheets:
            with suppress(Exception):  # what openpyxl already took away
                sheet.close()
            with suppress(Exception):
                sheet._writer.cleanup()


def _refuse_too_long(counts: dict[Table, int]) -> None:
    for table, count in counts.items():
        if count > LAST_ROW - HEAD_ROWS:
            name, most = exchange_words.table_word(table.name), LAST_ROW - HEAD_ROWS
            raise RuleError(
                f"「{name}」有 {count:,} 行，一张 Excel 表放不下（最多 {most:,} 行）",
                "请改用「备份」把整本资料交给别人。",
            )


def _photo_names(book: rows.Snapshot) -> list[str]:
    table = next(each for each in rows.every_table() if each.name == "photo")
    at = [column.name for column in table.columns]
    sha, suffix = at.index("sha256"), at.index("suffix")
    return sorted({f"{row[sha]}{row[suffix]}" for row in book.rows(table)})


def _with_photos(report: ExchangeReport, photos: int, lost: int) -> ExchangeReport:
    return replace(report, photos=photos, missing_photos=lost)


def _hearing(on_progress: Progress, stop: Stop) -> Progress:
    def heard(done: int, of: int) -> None:
        on_progress(done, of)
        if stop():
            raise StoppedError

    return heard


def _good_target(path: Path) -> Path:
    if path.suffix.lower() != ".xlsx":
        raise RuleError("文件名要以 .xlsx 结尾", "例如 整本资料.xlsx。")
    if path.is_dir():
        raise RuleError(f"「{path.name[:60]}」是文件夹", "请写一个文件名。")
    if not path.parent.is_dir():
        raise StoreError("要存的文件夹不在", "请换一个文件夹再存。")
    if path.exists() and path.stat().st_size:
        with path.open("rb") as there:
            if there.read(2) != b"PK":
                raise RuleError(f"「{path.name[:60]}」是另一种文件，没有覆盖它", "请换一个文件名。")
    return path


def _part_of(path: Path) -> Path:
    try:
        handle, part = mkstemp(dir=path.parent, suffix=".part")
    except OSError as error:
        raise StoreError(f"文件夹不能写（{disk_words(error)}）", "请换一个文件夹。") from error
    os.close(handle)
    return Path(part)


def _make_durable(part: Path) -> None:
    with part.open("rb+") as stream:
        os.fsync(stream.fileno())


def _replace(part: Path, path: Path) -> None:
    try:
        os.replace(part, path)
    except OSError as error:
        raise StoreError(
            f"文件没有存下来（{disk_words(error)}）", "如果它正在 Excel 里打开，请先关掉再试。"
        ) from error
