"""The residents as an .xlsx file that can be imported again, and the empty template for it."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from qingyu.domain.layout_sheet import LAYOUT_HEADS, LAYOUT_SHEET, LayoutRow, layout_of
from qingyu.domain.neighbourhood import Resident, Standing
from qingyu.domain.resident_cells import may_contact_words
from qingyu.domain.resident_header import WRITTEN, Column
from qingyu.domain.resident_sheet import EXAMPLE, HELP_SHEET
from qingyu.domain.right import Right
from qingyu.services import csv_file, workbook
from qingyu.storage import neighbourhood as rows
from qingyu.storage.identity import admit
from qingyu.storage.store import Store

_TITLE = "住户"
_WIDTHS = {
    Column.BUILDING: 8,
    Column.UNIT: 8,
    Column.ROOM: 10,
    Column.NAME: 14,
    Column.PHONE: 18,
    Column.STANDING: 10,
    Column.TAGS: 24,
    Column.NOTE: 40,
    Column.MAY_CONTACT: 8,
}
_LAST_PREPARED = 2_000
_HELP = (
    ("怎么填", ""),
    ("幢", "必填，写数字，例如 3。"),
    ("单元", "没有单元就空着。"),
    ("室", "必填，例如 501。"),
    ("姓名", "必填，一人一行；不知道全名可以写「张先生」。"),
    ("电话", "手机 11 位，或座机；没有就空着。"),
    ("身份", "从下拉里选：业主、租客、家属；空着算业主。"),
    ("标签", "几个标签用顿号隔开，例如 独居老人、党员。"),
    ("备注", "随便写，可以空着。"),
    ("回访", "写「可以」或「不要」：能不能打电话回访；空着算可以。"),
    ("", ""),
    ("请放心", "空着的格子不会抹掉已经存好的内容；同一张表导入两次，不会多出人来。"),
    ("请注意", "不要写身份证号；不要合并格子；用公式算出来的内容请先粘贴为数值。"),
)


def export_residents(store: Store, path: Path, *, by: int | None = None) -> int:
    """How many residents were written, to .xlsx or .csv, whole or not at all (StoreError).

    The journal names it; RuleError for who may not.
    """
    admit(store.database, by, Right.PRINT)
    people = rows.residents()
    cells = [_cells(person) for person in people]
    if Path(path).suffix.lower() == ".csv":
        csv_file.save(Path(path), [[str(column) for column in WRITTEN], *cells])
    else:
        book = _workbook()
        _fill(book.active, cells)
        layout = layout_of(rows.buildings(), rows.households(), rows.public_places())
        _write_layout(book.create_sheet(LAYOUT_SHEET), layout)
        workbook.save(path, book)
    # Personal data leaving the book is named (DOMAIN.md section 9), without the data itself.
    with store.operation(f"导出 {len(people)} 位住户", by=by, needs=Right.PRINT) as writer:
        writer.tell()
    return len(people)


def lines() -> Iterator[Sequence[str]]:
    """The cells of every resident, under WRITTEN."""
    return (_cells(person) for person in rows.residents())


def write_template(path: Path) -> None:
    """Writes an empty sheet to fill in: headers, one example row, drop-down, how to fill it."""
    book = _workbook()
    sheet = book.active
    _fill(sheet, [EXAMPLE])
    _grey(sheet, row=2)
    _prepare_rows(sheet)
    _offer_standings(sheet)
    _write_help(book.create_sheet(HELP_SHEET))
    workbook.save(path, book)


def _workbook() -> Any:
    from openpyxl import Workbook

    book: Any = Workbook()
    book.active.title = _TITLE
    return book


def _cells(person: Resident) -> Sequence[str]:
    home = person.household
    return (
        str(home.building),
        str(home.unit) if home.unit else "",
        home.room,
        person.name,
        person.phone,
        str(person.standing),
        "、".join(person.tags),
        person.note,
        may_contact_words(person.may_contact),
    )


def _fill(sheet: Any, table: Iterable[Sequence[str]]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for column, title in enumerate(WRITTEN, start=1):
        head = sheet.cell(1, column, str(title))
        head.font = Font(bold=True, color="FFFFFF")
        head.fill = PatternFill("solid", fgColor="1F6F78")
        head.alignment = Alignment(horizontal="center", vertical="center")
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTHS[title]
    sheet.row_dimensions[1].height = 24
    sheet.freeze_panes = "A2"
    for number, texts in enumerate(table, start=2):
        for column, text in enumerate(texts, start=1):
            if text:
                workbook.write_text(sheet.cell(number, column), text)


def _write_layout(sheet: Any, layout: Iterable[LayoutRow]) -> None:
    from openpyxl.styles import Font

    for column, title in enumerate(LAYOUT_HEADS, start=1):
        sheet.cell(1, column, title).font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for number, row in enumerate(layout, start=2):
        for column, text in enumerate(row.cells, start=1):
            if text:
                workbook.write_text(sheet.cell(number, column), text)


def _grey(sheet: Any, row: int) -> None:
    from openpyxl.styles import Font

    for cell in sheet[row]:
        cell.font = Font(italic=True, color="7A7A7A")


def _prepare_rows(sheet: Any) -> None:
    """Columns as text, so that a typed 3-2 stays no date and a phone keeps its digits."""
    from openpyxl.utils import get_column_letter

    for column, title in enumerate(WRITTEN, start=1):
        if title not in (Column.ROOM, Column.PHONE):
            continue
        sheet.column_dimensions[get_column_letter(column)].number_format = workbook.TEXT_FORMAT
        for number in range(3, _LAST_PREPARED + 1):
            sheet.cell(number, column).number_format = workbook.TEXT_FORMAT


def _offer_standings(sheet: Any) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    words = ",".join(Standing)
    offer = DataValidation(type="list", formula1=f'"{words}"', allow_blank=True)
    offer.error = "请从业主、租客、家属里选一个，或者空着。"
    offer.errorTitle = "身份"
    letter = get_column_letter(WRITTEN.index(Column.STANDING) + 1)
    offer.add(f"{letter}2:{letter}{_LAST_PREPARED}")
    sheet.add_data_validation(offer)


def _write_help(sheet: Any) -> None:
    from openpyxl.styles import Alignment, Font

    sheet.column_dimensions["A"].width = 12
    sheet.column_dimensions["B"].width = 70
    for number, (what, words) in enumerate(_HELP, start=1):
        sheet.cell(number, 1, what).font = Font(bold=True)
        sheet.cell(number, 2, words).alignment = Alignment(wrap_text=True, vertical="top")
