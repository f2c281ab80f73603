"""No table that leaves the program holds a formula, whatever somebody typed into the book."""

import ast
import csv
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingyu.domain.figures import FlowFigure, WeekFlow
from qingyu.domain.month import Month
from qingyu.domain.neighbourhood import Household, Resident
from qingyu.domain.steward import Role, Steward
from qingyu.domain.week import week_of
from qingyu.services import (
    Store,
    csv_file,
    duty,
    duty_export,
    exchange,
    figures,
    neighbourhood,
    resident_export,
    return_slip,
    roster_excel,
)
from qingyu.services import resident_import as residents
from qingyu.services import steward as stewards
from qingyu.storage import setting, tables

PACKAGE = Path(__file__).parent.parent.parent / "qingyu"
EVIL = ('=HYPERLINK("http://x","看")', "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "'=1", "#N/A")


def _residents(store: Store, folder: Path) -> Path:
    resident_export.export_residents(store, folder / "住户.xlsx", by=1)
    return folder / "住户.xlsx"


def _template(store: Store, folder: Path) -> Path:
    resident_export.write_template(folder / "模板.xlsx")
    return folder / "模板.xlsx"


def _csv(store: Store, folder: Path) -> Path:
    resident_export.export_residents(store, folder / "住户.csv", by=1)
    return folder / "住户.csv"


def _book(store: Store, folder: Path) -> Path:
    exchange.export_book(store, folder / "整本.xlsx", by=1)
    return folder / "整本.xlsx"


def _month(store: Store, folder: Path) -> Path:
    roster_excel.export_month(store, Month(2026, 11), folder / "值班.xlsx")
    return folder / "值班.xlsx"


def _chart(store: Store, folder: Path) -> Path:
    figure = FlowFigure((WeekFlow(week_of(date(2026, 11, 23)), 1, 2),), name="每周进出")
    return figures.save_table(store, figure, EVIL[0])


def _slips(store: Store, folder: Path) -> Path:
    with store.operation("试", by=1) as writer:
        notice = writer.insert(
            tables.Notice, year=2026, serial=1, kind="free", title=EVIL[0], created_at=store.now()
        )
        for number, words in enumerate(EVIL, 1):
            writer.insert(
                tables.SlipAnswer, notice=notice, building=1, room=f"{number}01", option="同意",
                words=words, on_paper=date(2026, 11, 1), entered_at=store.now(),
            )  # fmt: skip
    return return_slip.export(store, notice)


def _ledger(store: Store, folder: Path) -> Path:
    month = Month(2026, 11)
    return duty_export.ledger(store, month, month)


def _hours(store: Store, folder: Path) -> Path:
    duty.set_shift(store, date(2026, 11, 21), "早", [1, 3], by=1)
    path = folder / "服务时间.csv"
    duty_export.save([duty_export.hours_table(store)], path)
    return path


# Every module that makes a workbook or a CSV file, with something that has it write one.
WRITERS: Mapping[str, tuple[Callable[[Store, Path], Path], ...]] = {
    "services/resident_export.py": (_residents, _template),
    "services/csv_file.py": (_csv,),
    "services/exchange.py": (_book,),
    "services/roster_excel.py": (_month,),
    "services/duty_export.py": (_ledger, _hours),
    "services/figures.py": (_chart,),
    "services/return_slip.py": (_slips,),
}


@pytest.fixture
def evil(founded: Store) -> Store:
    """A book in which everybody and everything is called like a formula."""
    home = Household(0, 1, 1, "101")
    for words in EVIL:
        neighbourhood.add_resident(
            founded, Resident(0, home, words.strip() or "x", "", note=words), by=1
        )
    for words in EVIL[1:4]:
        stewards.add(founded, Steward(0, words, Role.STEWARD), by=1)
    with founded.operation("试", by=1) as writer:
        setting.put(writer, "neighbourhood.name", EVIL[0])
    return founded


def test_every_module_that_writes_tables_is_looked_at() -> None:
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in (
                "Workbook", "openpyxl.Workbook", "csv.writer", "csv.DictWriter", "writer",
            ):  # fmt: skip
                found.add(path.relative_to(PACKAGE).as_posix())
    assert found == set(WRITERS)


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_no_writer_makes_a_formula(name: str, evil: Store, tmp_path: Path) -> None:
    for write in WRITERS[name]:
        path = write(evil, tmp_path)
        if path.suffix == ".csv":
            _look_at_csv(path)
        else:
            _look_at_workbook(path)


def test_what_a_csv_file_guards_comes_back_as_it_was(evil: Store, tmp_path: Path) -> None:
    told = residents.preview(evil, _csv(evil, tmp_path)).report
    assert told.errors == () and told.new == told.updated == 0
    assert told.unchanged == len(EVIL)


@settings(max_examples=50)
@given(st.text(max_size=6))
def test_guarding_is_undone_exactly(text: str) -> None:
    guarded = csv_file.guarded(text)
    assert csv_file.unguarded(guarded) == text
    assert not guarded.startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_csv_file_as_excel_writes_it_in_china_is_read(founded: Store, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_bytes("幢,单元,室,姓名,电话\r\n1,1,101,张桂芳,13867412358\r\n".encode("gbk"))
    assert residents.preview(founded, path).report.new == 1


def _look_at_workbook(path: Path) -> None:
    from openpyxl import load_workbook

    for sheet in load_workbook(path):
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type not in ("f", "e"), f"{sheet.title} {cell.coordinate}"
                if isinstance(cell.value, str) and cell.value.startswith(csv_file._RISKY):
                    assert cell.quotePrefix, f"{sheet.title} {cell.coordinate}"
                    assert cell.number_format == "@"


def _look_at_csv(path: Path) -> None:
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        for line in csv.reader(file):
            for cell in line:
                assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
