"""The table fields of a notice: read cell by cell, and set as a table ready to be printed."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime

from qingyu.domain.errors import RuleError
from qingyu.domain.masking import mask_name, mask_text
from qingyu.domain.money import Money, read_money
from qingyu.domain.notice_kind import Column, Field, FieldType, Mask
from qingyu.domain.notice_table import NoticeTable
from qingyu.domain.notice_value import (
    Rows,
    Value,
    date_text,
    moment_text,
    read_count,
    read_date,
    read_line,
    read_moment,
    read_text,
    value_text,
)

_READERS: dict[FieldType, Callable[[object, str], Value]] = {
    FieldType.TEXT: read_text,
    FieldType.DATE: read_date,
    FieldType.MOMENT: read_moment,
    FieldType.MONEY: read_money,
    FieldType.COUNT: read_count,
}
_FIGURES = (FieldType.MONEY, FieldType.COUNT)


def read_rows(raw: object, field: Field) -> Rows:
    """The table of a list of rows, each a list of cells or an object by column name or label.

    A text is read as it is pasted from a sheet: a row a line, a tab between cells.
    RuleError names the row and the column.
    """
    rows = [line.split("\t") for line in raw.splitlines()] if isinstance(raw, str) else raw
    if not isinstance(rows, list | tuple):
        heads = "、".join(column.label for column in field.columns)
        raise RuleError(f"「{field.label}」应当是一张表", f"请一行一行地写：{heads}。")
    cells = []
    for number, row in enumerate(rows, 1):
        given = _by_column(row, field, number)
        if any(not _empty(cell) for cell in given):
            cells.append(
                tuple(
                    _cell(cell, column, f"{field.label}」第{number}行「{column.label}")
                    for cell, column in zip(given, field.columns, strict=True)
                )
            )
    return Rows(tuple(cells))


def table_of(field: Field, rows: Rows) -> NoticeTable:
    """The rows worded for print; columns nobody filled in are left out."""
    kept = [
        index
        for index, column in enumerate(field.columns)
        if column.required or any(row[index] is not None for row in rows.cells)
    ]
    columns = [field.columns[index] for index in kept]
    words = [
        _column_words(field.columns[index], [row[index] for row in rows.cells]) for index in kept
    ]
    return NoticeTable(
        heads=tuple(column.label for column in columns),
        rows=tuple(zip(*words, strict=True)),
        figures=tuple(column.type in _FIGURES for column in columns),
        total=_total(columns, kept, rows) if field.total else (),
    )


def column_sum(field: Field, rows: Rows, name: str) -> Money:
    """The sum of a money column."""
    at = [column.name for column in field.columns].index(name)
    return _sum_money([row[at] for row in rows.cells])


def _by_column(row: object, field: Field, number: int) -> list[object]:
    count = len(field.columns)
    if isinstance(row, Mapping):
        known = {column.name for column in field.columns} | {c.label for c in field.columns}
        for key in row:
            if key not in known:
                heads = "、".join(column.label for column in field.columns)
                shown = str(key)[:20]
                raise RuleError(
                    f"「{field.label}」第{number}行没有「{shown}」这一列", f"可以填：{heads}。"
                )
        return [row.get(c.name, row.get(c.label)) for c in field.columns]
    if not isinstance(row, list | tuple):
        raise RuleError(
            f"「{field.label}」第{number}行应当是一行格子", "请把一行写成一列一列的内容。"
        )
    if len(row) > count and any(not _empty(cell) for cell in row[count:]):
        heads = "、".join(column.label for column in field.columns)
        raise RuleError(
            f"「{field.label}」第{number}行有{len(row)}格，只能有{count}格", f"依次是：{heads}。"
        )
    return [*row[:count], *[None] * (count - len(row))]


def _cell(raw: object, column: Column, label: str) -> Value | None:
    if _empty(raw):
        if column.required:
            raise RuleError(f"「{label}」没有填", "请补上，或删去这一行。")
        return None
    return _READERS.get(column.type, read_line)(raw, label)


def _empty(raw: object) -> bool:
    return raw is None or (isinstance(raw, str) and not raw.strip())


def _column_words(column: Column, cells: list[Value | None]) -> list[str]:
    years = {cell.year for cell in cells if isinstance(cell, date)}
    return ["" if cell is None else _words(column, cell, len(years) == 1) for cell in cells]


def _words(column: Column, cell: Value, same_year: bool) -> str:
    if isinstance(cell, Money):
        return cell.text
    if isinstance(cell, date):
        if isinstance(cell, datetime):
            text = moment_text(cell)
        else:
            text = date_text(cell, weekday=column.weekday)
        return text.split("年", 1)[1] if same_year else text
    text = value_text(cell)
    if column.mask is Mask.NAME:
        return "、".join(mask_name(name) for name in re.split("[、，,]", text))
    # A room that was written in a way of its own must not slip through.
    return re.sub(r"\d{3,}", "***", mask_text(text).text) if column.mask is Mask.PLACE else text


def _total(columns: list[Column], kept: list[int], rows: Rows) -> tuple[str, ...]:
    """合计 under the first column, sums under the others that hold figures."""
    sums = [_sum([row[index] for row in rows.cells]) for index in kept]
    return tuple(
        "合计" if place == 0 else (total if column.type in _FIGURES else "")
        for place, (column, total) in enumerate(zip(columns, sums, strict=True))
    )


def _sum_money(cells: list[Value | None]) -> Money:
    return sum((cell for cell in cells if isinstance(cell, Money)), Money())


def _sum(cells: list[Value | None]) -> str:
    if any(isinstance(cell, Money) for cell in cells):
        return _sum_money(cells).text
    return str(sum(cell for cell in cells if type(cell) is int))
