"""The ledger and the volunteer hours as an Excel workbook or as CSV, safe to open."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from qingyu.domain.errors import RuleError
from qingyu.domain.frozen import frozen
from qingyu.domain.month import Month
from qingyu.services import csv_file, duty_ledger, workbook
from qingyu.services.neighbourhood import NAME
from qingyu.storage import setting
from qingyu.storage.store import Store

LEDGER_HEADS = (
    *("姓名", "期初结转", "次数", "加权", "应摊"),
    *("节假日", "夜晚", "加班顶班", "缺岗", "小时", "结转"),
)  # fmt: skip
HOURS_HEADS = ("姓名", "年份", "次数", "小时")
_WEIGHTS = (
    "加权：平日 1 分，双休日 1.5 分，法定节日 2 分，夜晚再加 0.5 分。"
    "期初结转＋加权－应摊＝结转。"
)


Row = tuple[str | int | float, ...]


@frozen
class Table:
    """One sheet: what it is called, its heads, its rows, and words that belong under it."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()


def ledger(store: Store, first: Month, last: Month, suffix: str = ".xlsx") -> Path:
    """Where the ledger of these months was saved under prints/; CSV holds the first sheet only."""
    span = first.name if first == last else f"{first.name}至{last.name}"
    return _saved(store, f"值班台账{span}{suffix}", ledger_tables(store, first, last))


def hours(store: Store, year: int | None = None, suffix: str = ".xlsx") -> Path:
    """Where the volunteer hours of one year, or of all, were saved under prints/."""
    table = hours_table(store, year)
    return _saved(store, f"服务时间{year or '历年'}{suffix}", (table,))


def ledger_tables(store: Store, first: Month, last: Month) -> tuple[Table, ...]:
    """The ledger of the whole time, and how many points each month brought to whom."""
    found = duty_ledger.ledger(store, first, last)
    notes = (_WEIGHTS, duty_ledger.meaning(store))
    rows = tuple(
        (
            e.name, round(e.before, 2), e.times, e.load, round(e.share, 2), e.holidays,
            e.evenings, e.extra, e.absent, e.hours, round(e.carry, 2),
        )
        for e in found.lines
    )  # fmt: skip
    whole = Table("台账", LEDGER_HEADS, rows, notes)
    if first == last:
        return (whole,)
    months = [first]
    while months[-1] < last:
        months.append(months[-1].after)
    by_month = [
        {line.steward_id: line.load for line in duty_ledger.ledger(store, each, each).lines}
        for each in months
    ]
    each_month: tuple[Row, ...] = tuple(
        (line.name, *(loads.get(line.steward_id, 0.0) for loads in by_month), line.load)
        for line in found.lines
    )
    return whole, Table("逐月加权", ("姓名", *(m.name for m in months), "合计"), each_month)


def hours_table(store: Store, year: int | None = None) -> Table:
    """Person, year, shifts, hours, of every year when none is named; RuleError without any."""
    found = duty_ledger.all_hours(store, year, year)
    if not found:
        raise RuleError(f"{f'{year} 年' if year else ''}还没有人值过班", "请换一个年份。")
    rows = tuple((each.name, each.year, each.times, each.hours) for each in found)
    until = f"只算已经值完的班，截至 {store.now():%Y-%m-%d}。"
    return Table("服务时间", HOURS_HEADS, rows, (setting.value(NAME), until))


def save(tables: Sequence[Table], path: Path) -> None:
    """Writes .xlsx, or the first of them as .csv; RuleError for another sort of file."""
    if path.suffix.lower() == ".csv":
        csv_file.save(path, (tables[0].heads, *tables[0].rows))
        return
    if path.suffix.lower() != ".xlsx":
        raise RuleError("表格只能写成 .xlsx 或 .csv", "请改一下文件名的结尾。")
    from openpyxl import Workbook

    book: Any = Workbook()
    book.remove(book.active)
    for table in tables:
        _fill(book.create_sheet(table.title), table)
    path.parent.mkdir(parents=True, exist_ok=True)
    workbook.save(path, book)


def _saved(store: Store, name: str, tables: Sequence[Table]) -> Path:
    path = store.folder.prints / name
    save(tables, path)
    return path


def _fill(sheet: Any, table: Table) -> None:
    from openpyxl.styles import Font

    for row, cells in enumerate((table.heads, *table.rows), start=1):
        for column, cell in enumerate(cells, start=1):
            place = sheet.cell(row, column)
            if isinstance(cell, str):
                workbook.write_text(place, cell)
            else:
                place.value = cell
            place.font = Font(bold=row == 1)
    for offset, note in enumerate(table.notes, start=len(table.rows) + 3):
        workbook.write_text(sheet.cell(offset, 1), note)
    sheet.column_dimensions["A"].width = 14
    sheet.freeze_panes = "B2"
