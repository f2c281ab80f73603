"""Residents from an Excel file: first what would happen to every row, then all of it or nothing."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path

from qingyu.domain.changes import Changes
from qingyu.domain.errors import RuleError
from qingyu.domain.layout_sheet import LAYOUT_SHEET, read_layout
from qingyu.domain.resident_header import (
    HEAD_ROWS,
    SheetHeader,
    header_trouble,
    read_header,
    read_header_with_rooms,
)
from qingyu.domain.resident_import import ImportPreview, Known, RowVerdict, Verdict, judge
from qingyu.domain.resident_sheet import HELP_SHEET, MOST_ROWS, ResidentRow, read_row
from qingyu.domain.sheet import SheetRow, column_letter
from qingyu.services import csv_file, workbook
from qingyu.services.settling import Homes, unknown
from qingyu.services.workbook_safety import MOST_COLUMNS, too_long
from qingyu.storage import neighbourhood as rows
from qingyu.storage.journal import Writer
from qingyu.storage.store import Store

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

_STEP = 100
_MERGES_NAMED = 3


class _CancelledError(Exception):
    """Rolls the operation back when the user stops it."""


def preview(
    store: Store,
    path: Path,
    *,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> ImportPreview:
    """Every row's verdict; RuleError when the file cannot be read or it was cancelled.

    Nothing is changed. `on_progress` is told rows read and rows in all, 0 where the file does not
    say how many.
    """
    path = Path(path)
    opened = csv_file.opened if path.suffix.lower() == ".csv" else workbook.opened
    with opened(path) as sheets:
        sheet, header = _sheet_with_header(sheets)
        read = _read_rows(sheet, header, on_progress, cancelled)
        layout = tuple(row for each in _layouts(sheets) for row in read_layout(each.rows()))
        notes = tuple(_notes(sheet, sheets))
    if not (read or layout):
        raise RuleError("这张表里没有住户", "请在表头下面一户一行填好，存盘后再导入。")
    plan = ImportPreview(path.name, sheet.title, header, (), notes=notes, layout=layout)
    return _judged(plan, read)


def apply(
    store: Store,
    source: ImportPreview | Path,
    *,
    by: int | None,
    on_progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> Changes:
    """The change of a whole import, empty when nothing differs or it was cancelled.

    RuleError when a row is wrong; then, and when cancelled, nothing has changed. `on_progress`
    is told rows done and rows in all.
    """
    plan = source if isinstance(source, ImportPreview) else preview(store, source)
    try:
        with store.operation(f"导入住户 {plan.file_name}", by=by) as writer:
            # The book may have changed since the preview was shown.
            plan = _judged(plan, [row.read for row in plan.rows])
            _refuse_errors(plan)
            _write(writer, plan, on_progress, cancelled)
            writer.verb = _verb(plan)
    except _CancelledError:
        return Changes()
    return writer.changes


def _judged(plan: ImportPreview, read: Iterable[ResidentRow]) -> ImportPreview:
    known = Known(rows.buildings(), rows.households(), rows.residents())
    verdicts = judge(plan.header, read, known)
    homes = dict.fromkeys(
        row.resident.household
        for row in verdicts
        if row.verdict is Verdict.NEW and row.resident and not row.resident.household.id
    )
    units = {building.number: building.units for building in known.buildings}
    return replace(
        plan,
        rows=verdicts,
        layout=unknown(plan.layout),
        new_buildings=tuple(sorted({home.building for home in homes} - units.keys())),
        new_units=tuple(
            sorted(
                {
                    (home.building, home.unit)
                    for home in homes
                    if home.unit and home.unit not in units.get(home.building, ())
                }
            )
        ),
        new_households=tuple(home.place for home in homes),
    )


def _refuse_errors(plan: ImportPreview) -> None:
    errors = plan.errors
    if errors:
        raise RuleError(
            f"有 {plan.count(Verdict.ERROR)} 行有错，一行也没有导入",
            f"先改好这里：{errors[0].text}。",
        )


def _verb(plan: ImportPreview) -> str:
    new, updated = plan.count(Verdict.NEW), plan.count(Verdict.UPDATE)
    return f"导入住户 {plan.file_name[:60]}（新增 {new}，更新 {updated}）"


def _write(
    writer: Writer, plan: ImportPreview, on_progress: Progress | None, cancelled: Cancelled | None
) -> None:
    homes = Homes(writer)
    for told in plan.layout:
        homes.lay_out(told)
    count = len(plan.rows)
    for done, row in enumerate((*plan.rows, None)):
        if done % _STEP == 0 or row is None:
            if cancelled is not None and cancelled():
                raise _CancelledError
            if on_progress is not None:
                on_progress(done, count)
        if row is not None:
            _write_row(writer, homes, row)


def _write_row(writer: Writer, homes: Homes, row: RowVerdict) -> None:
    if row.resident is None:
        return
    if row.verdict is Verdict.NEW:
        home = homes.settled(row.resident.household)
        rows.add_resident(writer, replace(row.resident, household=home))
    elif row.verdict is Verdict.UPDATE:
        rows.save_resident(writer, row.resident)


def _sheet_with_header(sheets: Iterable[workbook.Sheet]) -> tuple[workbook.Sheet, SheetHeader]:
    heads: list[SheetRow] = []
    for sheet in sheets:
        top = list(islice(sheet.rows(), HEAD_ROWS))
        header = read_header(top)
        if header is None and not sheet.shape.too_long:
            header = read_header_with_rooms(list(islice(sheet.rows(), MOST_ROWS)))
        if header is not None:
            _refuse_shape(sheet, header)
            return sheet, header
        heads += top
    if not any(cell.text for row in heads for cell in row.cells):
        raise RuleError("这个表格是空的", "请选一个有住户名单的 .xlsx 文件。")
    raise header_trouble(heads)


def _refuse_shape(sheet: workbook.Sheet, header: SheetHeader) -> None:
    if sheet.shape.too_long:
        raise too_long()
    below = [each for each in sheet.shape.merged if _last_row(each) > header.row]
    if below:
        named = "、".join(below[:_MERGES_NAMED]) + (" 等" if len(below) > _MERGES_NAMED else "")
        raise RuleError(
            f"表里有 {len(below)} 处合并的格子（{named}），没有导入",
            "请在 Excel 里取消合并，把每一行都填完整再导入。",
        )


def _last_row(merged: str) -> int:
    digits = "".join(char for char in merged.rpartition(":")[2] if char.isdigit())
    return int(digits) if digits else 0


def _read_rows(
    sheet: workbook.Sheet,
    header: SheetHeader,
    on_progress: Progress | None,
    cancelled: Cancelled | None,
) -> list[ResidentRow]:
    read: list[ResidentRow] = []
    for row in sheet.rows():
        if row.number % _STEP == 0:
            if cancelled is not None and cancelled():
                raise RuleError("没有看完就停下了", "什么都没有改，可以再选一次文件。")
            if on_progress is not None:
                on_progress(min(row.number, sheet.shape.rows), sheet.shape.rows)
        if row.number <= header.row:
            continue
        told = read_row(header, row)
        if told is not None:
            read.append(told)
        if len(read) > MOST_ROWS:
            raise too_long()
    return read


def _layouts(sheets: Iterable[workbook.Sheet]) -> Iterable[workbook.Sheet]:
    for sheet in sheets:
        if sheet.title == LAYOUT_SHEET and not sheet.shape.too_long:
            yield sheet


def _notes(sheet: workbook.Sheet, sheets: Iterable[workbook.Sheet]) -> Iterable[str]:
    others = [
        each.title
        for each in sheets
        if each is not sheet and each.shape.rows and each.title not in (HELP_SHEET, LAYOUT_SHEET)
    ]
    if others:
        yield f"只读了工作表「{sheet.title}」，没有读：{'、'.join(others[:5])}"
    if sheet.shape.columns > MOST_COLUMNS:
        yield f"{column_letter(MOST_COLUMNS)} 列和它右边的内容没有读"
