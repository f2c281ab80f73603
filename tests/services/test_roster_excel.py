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
    assert len(list(book[roster_excel.DUTIES].values)) == 1 + 10


def test_no_name_becomes_a_formula(month: Store, tmp_path: Path) -> None:
    path = tmp_path / "out.xlsx"
    roster_excel.export_month(month, DECEMBER, path)
    book = load_workbook(path)
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in found)
    names = {str(cell.value): cell for cell in found if cell.value in RISKY}
    assert names.keys() == set(RISKY)
    assert all(cell.quotePrefix and cell.number_format == "@" for cell in names.values())
