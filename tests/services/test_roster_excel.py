"""The month in Excel, read back; nothing in it is a formula."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from qingyu.domain.month import Month
from qingyu.domain.steward import Role, Steward
from qingyu.services import Store, duty, duty_month, roster_excel
from qingyu.services import steward as stewards

DECEMBER = Month(2026, 12)
RISKY = ("=1+1", "+86", "-x", "@sum", "=HYPERLINK(1)")


@pytest.fixture
def month(founded: Store) -> Store:
    """Names that a spreadsheet would compute, one a morning."""
    for number, name in enumerate(RISKY):
        stewards.add(founded, Steward(0, name, Role.STEWARD), by=1)
        duty.set_shift(founded, date(2026, 12, number + 1), "早", [number + 3, 1], 1, by=1)
    duty_month.publish(founded, DECEMBER, by=1)
    return founded


def test_the_month_is_read_back(month: Store, tmp_path: Path) -> None:
    path = tmp_path / "十二月 值班.xlsx"
    roster_excel.export_month(month, DECEMBER, path)
    book = load_workbook(path)
    assert book.sheetnames == [roster_excel.CHART, roster_excel.LEDGER, roster_excel.DUTIES]
    chart = list(book[roster_excel.CHART].values)
    assert "青年路社区2026年12月值班表" in str(chart[0][0]) and "第 1 版" in str(chart[0][0])
    assert len(chart) == 2 + 31 and chart[1][4] == "早班 08:00–12:00"
    assert "陆建芬（值班长）" in str(chart[2][4]) and chart[2][1] == "周二"
    ledger = {row[0]: row for row in book[roster_excel.LEDGER].values}
    assert ledger["陆建芬"][2] == 5 and isinstance(ledger["陆建芬"][3], int | float)
    heads = ledger["姓名"]
    before, load, share, carry = (
        float(str(ledger["陆建芬"][heads.index(head)]))
        for head in ("上月结转", "加权", "应摊", "月底结转")
    )
    assert before + load - share == pytest.approx(carry, abs=0.02)
    assert len(list(book[roster_excel.DUTIES].values)) == 1 + 10


def test_the_chart_looks_like_the_wall_and_prints_on_a4(month: Store, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    duty.set_shift(month, date(2027, 1, 1), "早", [1], 1, by=1)
    roster_excel.export_month(month, Month(2027, 1), path)
    book = load_workbook(path)
    chart = book[roster_excel.CHART]
    assert "2027 年放假安排尚未录入（仅法定节日）" in chart["A1"].value
    assert [str(each) for each in chart.merged_cells.ranges] == ["A1:G1"]
    tones = {row: chart.cell(row, 5).fill.fgColor.rgb for row in (3, 4, 6)}
    assert tones[3] != tones[4] != tones[6], "a holiday, a Saturday and a Monday"
    assert chart["D3"].value == "元旦（法定）" and chart["A3"].number_format == 'm"月"d"日"'
    assert chart["E3"].font.color.rgb == "00B3261E" and "缺" in chart["E3"].value
    for sheet in book:
        setup = sheet.page_setup
        assert (setup.orientation, setup.paperSize, setup.fitToWidth) == ("landscape", 9, 1)
        assert sheet.freeze_panes and sheet.print_title_rows and sheet.print_area
        fitted = sheet.sheet_properties.pageSetUpPr
        assert fitted is not None and fitted.fitToPage
    assert "加权" in str([cell.value for cell in book[roster_excel.LEDGER]["A"]][-1])


def test_no_name_becomes_a_formula(month: Store, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    roster_excel.export_month(month, DECEMBER, path)
    book = load_workbook(path)
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in found)
    names = {str(cell.value): cell for cell in found if cell.value in RISKY}
    assert names.keys() == set(RISKY)
    assert all(cell.quotePrefix and cell.number_format == "@" for cell in names.values())
