"""A month's duty as an Excel workbook: the chart, the ledger, and one row per duty."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from qingyu.domain.duty_month import MonthRoster, RosterCell, RosterDay
from qingyu.domain.month import Month
from qingyu.domain.roster import DayKind
from qingyu.domain.roster_sheet import (
    LOADS,
    WallSheet,
    clock,
    day_words,
    seat_mark,
    served,
    state_words,
    weekday,
)
from qingyu.services import workbook
from qingyu.services.roster_paper import wall_sheet
from qingyu.storage.store import Store

CHART, LEDGER, DUTIES = "值班表", "值班明细", "逐条"
_LEDGER_HEADS = (
    *("姓名", "上月结转", "次数", "加权", "应摊", "节假日", "夜晚"),
    *("缺岗", "顶班加班", "小时", "月底结转"),
)
_HOLIDAY, _WEEKEND, _RED, _LINE = "FDF1D9", "F1F4F2", "B3261E", "D5DCD9"
_FIRST_SHIFT, _DAY_COLUMNS = 5, 3
_SATURDAY = 5
_MARKS = {"换": "换过班", "顶": "顶班", "加": "加班"}


def export_month(store: Store, month: Month, path: Path) -> None:
    """Writes the month; the file appears whole or not at all (StoreError)."""
    from openpyxl import Workbook

    words = wall_sheet(store, month)
    book: Any = Workbook()
    book.active.title = CHART
    _chart(book.active, words)
    _ledger(book.create_sheet(LEDGER), words)
    _duties(book.create_sheet(DUTIES), words.roster)
    workbook.save(path, book)


def _chart(sheet: Any, words: WallSheet) -> None:
    roster = words.roster
    shifts = [f"{shift.name}班 {clock(shift)}" for shift in roster.shifts]
    widths = (11, 7, 11, 18, *(28,) * len(shifts))
    _title(sheet, words, len(widths))
    _heads(sheet, 2, ("日期", "星期", "农历", "节日", *shifts), widths)
    for number, day in enumerate(roster.days, start=3):
        cells = [_cell_words(cell) for cell in day.cells]
        _row(sheet, number, (day.on, weekday(day.on), day.lunar, day_words(day), *cells))
        _look_of_day(sheet, number, day)
    told = ("公布以后的换班：", *words.changes) if words.changes else ()
    for number, line in enumerate(told, start=3 + len(roster.days)):
        workbook.write_text(sheet.cell(number, 1), line)
    sheet.freeze_panes = "C3"
    sheet.print_title_rows = "1:2"
    _for_the_printer(sheet)


def _title(sheet: Any, words: WallSheet, columns: int) -> None:
    """Title, duty phone, version and what is not known of the year, over all columns."""
    from openpyxl.styles import Alignment, Font

    roster = words.roster
    title = (
        f"{words.neighbourhood}{roster.month.text}值班表",
        f"值班电话 {words.phone}" if words.phone else "",
        state_words(roster) + ("【已换班】" if words.changed_on else ""),
        f"注意：{roster.warning}" if roster.warning else "",
    )
    cell = sheet.cell(1, 1)
    workbook.write_text(cell, "　".join(part for part in title if part))
    cell.font = Font(bold=True, size=15)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=columns)
    sheet.row_dimensions[1].height = 44


def _look_of_day(sheet: Any, number: int, day: RosterDay) -> None:
    """Holidays amber, weekends grey, names large; what is lacking in red."""
    from openpyxl.styles import Font, PatternFill

    rest = day.on.weekday() >= _SATURDAY and day.kind is not DayKind.WORKDAY
    tone = _HOLIDAY if day.holiday else _WEEKEND if rest else ""
    sheet.cell(number, 1).number_format = 'm"月"d"日"'
    for column in range(1, _FIRST_SHIFT + len(day.cells)):
        cell = sheet.cell(number, column)
        if tone:
            cell.fill = PatternFill("solid", fgColor=tone)
        lacks = column >= _FIRST_SHIFT and bool(day.cells[column - _FIRST_SHIFT].gap)
        bold = rest and column < _DAY_COLUMNS
        cell.font = Font(bold=bold, color=_RED if lacks else None, size=12)


def _for_the_printer(sheet: Any) -> None:
    """A4 landscape, as wide as the paper, all that is written and nothing else."""
    setup = sheet.page_setup
    setup.orientation, setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_area = sheet.dimensions
    sheet.print_options.horizontalCentered = True
    sheet.page_margins.left = sheet.page_margins.right = 0.4
    sheet.page_margins.top, sheet.page_margins.bottom = 0.4, 0.6
    sheet.oddFooter.center.text = "第 &P 页，共 &N 页"


def _cell_words(cell: RosterCell) -> str:
    found = []
    for seat in served(cell.seats):
        notes = [note for note in ("值班长" if seat.lead else "", _MARKS.get(seat_mark(seat), ""))
                 if note]  # fmt: skip
        found.append(f"{seat.name}（{'，'.join(notes)}）" if notes else seat.name)
    return "、".join(found) + (f"（{cell.gap}）" if cell.gap else "")


def _ledger(sheet: Any, words: WallSheet) -> None:
    _heads(sheet, 1, _LEDGER_HEADS, (14, *(11,) * (len(_LEDGER_HEADS) - 1)))
    for number, each in enumerate(words.ledger, start=2):
        line = each.line
        _row(
            sheet,
            number,
            (
                line.name,
                round(each.before, 2),
                line.times,
                line.load,
                round(line.share, 2),
                line.holidays,
                line.evenings,
                line.absent,
                line.extra,
                line.hours,
                round(line.carry, 2),
            ),
        )
    told = 3 + len(words.ledger)
    workbook.write_text(sheet.cell(told, 1), LOADS + words.carry_words)
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    _for_the_printer(sheet)


def _duties(sheet: Any, roster: MonthRoster) -> None:
    heads = ("日期", "星期", "班次", "开始", "结束", "姓名", "值班长", "怎么来的", "换过班")
    _heads(sheet, 1, heads, (12, 8, 8, 9, 9, 14, 9, 10, 9))
    rows = (
        (
            cell.on,
            weekday(cell.on),
            cell.shift.name,
            f"{cell.shift.start:%H:%M}",
            f"{cell.shift.end:%H:%M}",
            seat.name,
            "是" if seat.lead else "",
            str(seat.standing),
            "是" if seat.changed else "",
        )
        for cell in roster.cells
        for seat in cell.seats
    )
    for number, row in enumerate(rows, start=2):
        _values(sheet, number, row)
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    _for_the_printer(sheet)


def _heads(sheet: Any, row: int, heads: Sequence[str], widths: Iterable[float]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    for column, (head, width) in enumerate(zip(heads, widths, strict=True), start=1):
        cell = sheet.cell(row, column)
        workbook.write_text(cell, head)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F6F78")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(column)].width = width


def _row(sheet: Any, row: int, values: Sequence[object]) -> None:
    from openpyxl.styles import Alignment, Border, Side

    line = Side(style="thin", color=_LINE)
    middle, edges = Alignment(vertical="center", wrap_text=True), Border(line, line, line, line)
    for cell in _values(sheet, row, values):
        cell.alignment, cell.border = middle, edges


def _values(sheet: Any, row: int, values: Sequence[object]) -> list[Any]:
    """The cells of a row, written; how they look is left as it is: that takes most of the time."""
    cells = []
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column)
        if isinstance(value, str):
            workbook.write_text(cell, value)
        else:
            cell.value = value
        cells.append(cell)
    return cells
