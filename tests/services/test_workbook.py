import sys
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from qingyu.domain.errors import RuleError, StoreError
from qingyu.domain.sheet import CellKind, SheetRow
from qingyu.services import workbook_safety
from qingyu.services.workbook import opened, save
from tests.services.workbooks import SHEET, part_of, residents, with_part, workbook

GOOD = (3, 2, 501, "张三")


def refusal(path: Path) -> str:
    with pytest.raises(RuleError) as caught, opened(path) as sheets:
        for sheet in sheets:
            list(sheet.rows())
    return str(caught.value)


def rows_of(path: Path) -> list[SheetRow]:
    with opened(path) as sheets:
        return list(sheets[0].rows())


def test_cells_come_as_text_with_their_kind(tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", [3.0, 2.5, "张三", None, True, datetime(2026, 3, 2), "=A1"]
    )
    (row,) = rows_of(path)
    texts = [cell.text for cell in row.cells]
    assert texts == ["3", "2.5", "张三", "", "是", "2026-03-02", "=A1"]
    assert row.cells[5].kind is CellKind.DATE
    assert row.cells[6].kind is CellKind.FORMULA


def test_rows_keep_the_numbers_the_spreadsheet_shows(tmp_path: Path) -> None:
    book: Any = Workbook()
    book.active["B7"] = "张三"
    book.save(tmp_path / "a.xlsx")
    assert [row.number for row in rows_of(tmp_path / "a.xlsx") if row.cells] == [7]


def _truncated(path: Path) -> None:
    residents(path, GOOD)
    path.write_bytes(path.read_bytes()[:-200])


def _broken_part(path: Path) -> None:
    with_part(residents(path, GOOD), SHEET, b"<worksheet><sheetData><row")


def _other_zip(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", "<document/>")


def _missing_part(path: Path) -> None:
    residents(path, GOOD)
    sheet = part_of(path, SHEET)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(SHEET, sheet)


@pytest.mark.parametrize(
    ("make", "word"),
    [
        (lambda path: path.write_bytes(b""), "空的"),
        (lambda path: path.write_bytes(b"\0" * 400), "空的"),
        (lambda path: path.write_text("姓名,电话"), "不是 .xlsx"),
        (lambda path: path.write_bytes(b"PK\x03\x04garbage" * 20), "打不开"),
        (lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1Workbook"), ".xls"),
        (
            lambda path: path.write_bytes(
                b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
            ),
            "密码",
        ),
        (lambda path: path.mkdir(), "文件夹"),
        (lambda path: None, "找不到"),
        (lambda path: path.write_bytes(b"%PDF-1.7"), "不是 .xlsx"),
        (_truncated, "打不开"),
        (_broken_part, "打不开"),
        (_other_zip, "不是 Excel"),
        (_missing_part, "打不开"),
    ],
)
def test_what_is_no_workbook_is_refused_in_a_sentence(
    tmp_path: Path, make: Callable[[Path], object], word: str
) -> None:
    path = tmp_path / "名 单.xlsx"
    make(path)
    told = refusal(path)
    assert word in told
    assert told.endswith("。")


@pytest.mark.skipif(sys.platform == "win32", reason="no POSIX permissions there")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    path = residents(tmp_path / "a.xlsx", GOOD)
    path.chmod(0)
    try:
        path.read_bytes()
    except PermissionError:
        assert "读不了" in refusal(path)
    finally:
        path.chmod(0o600)


def test_a_zip_bomb_is_refused_unopened(tmp_path: Path) -> None:
    path = with_part(residents(tmp_path / "a.xlsx", GOOD), "xl/media/a.bin", b"\0" * 8_000_000)
    assert "大得不正常" in refusal(path)


def test_many_parts_that_add_up_are_a_bomb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = residents(tmp_path / "a.xlsx", GOOD)
    monkeypatch.setattr(workbook_safety, "_MOST_UNPACKED", 1_000)
    assert "大得不正常" in refusal(path)


def test_a_part_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = with_part(residents(tmp_path / "a.xlsx", GOOD), SHEET, b"<worksheet>" + b" " * 1_000_000)
    data = bytearray(path.read_bytes())
    at = data.index((1_000_011).to_bytes(4, "little"), data.index(b"PK\x01\x02"))
    data[at : at + 4] = (500).to_bytes(4, "little")
    path.write_bytes(data)
    assert "打不开" in refusal(path)


ENTITIES = (
    '<?xml version="1.0" encoding="{}"?><!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>'
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>'
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", [SHEET, "xl/styles.xml", "xl/workbook.xml", "docProps/core.xml"])
def test_entities_are_refused_in_any_part_and_encoding(
    tmp_path: Path, part: str, encoding: str
) -> None:
    bad = ENTITIES.format(encoding).encode(encoding)
    path = with_part(residents(tmp_path / "a.xlsx", GOOD), part, bad)
    assert "不该有的内容" in refusal(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [(b'r="A1"', b'r="AAAAAAAAAA1"'), (b'<row r="2"', b'<row r="99999999"')],
)
def test_a_cell_outside_any_sheet_is_refused(tmp_path: Path, old: bytes, new: bytes) -> None:
    path = residents(tmp_path / "a.xlsx", GOOD)
    sheet = part_of(path, SHEET)
    assert old in sheet
    assert "打不开" in refusal(with_part(path, SHEET, sheet.replace(old, new)))


def test_a_sheet_that_claims_to_be_huge_is_read_as_it_is(tmp_path: Path) -> None:
    path = residents(tmp_path / "a.xlsx", GOOD)
    sheet = part_of(path, SHEET).replace(b'ref="A1:H2"', b'ref="A1:XFD1048576"')
    assert len(rows_of(with_part(path, SHEET, sheet))) == 2


def test_merged_cells_and_content_are_counted(tmp_path: Path) -> None:
    book: Any = Workbook()
    book.active.append(["幢"])
    book.active["C9"] = "x"
    book.active.merge_cells("A2:A4")
    book.save(tmp_path / "a.xlsx")
    with opened(tmp_path / "a.xlsx") as (sheet,):
        assert (sheet.shape.rows, sheet.shape.columns) == (2, 3)
        assert sheet.shape.merged == ["A2:A4"]


def test_hidden_sheets_are_left_out(tmp_path: Path) -> None:
    book: Any = Workbook()
    book.active.sheet_state = "hidden"
    book.create_sheet("看得见")
    book.save(tmp_path / "a.xlsx")
    with opened(tmp_path / "a.xlsx") as sheets:
        assert [sheet.title for sheet in sheets] == ["看得见"]


def test_the_file_is_free_again_after_reading(tmp_path: Path) -> None:
    path = residents(tmp_path / "a.xlsx", GOOD)
    with opened(path):
        moved = path.rename(tmp_path / "b.xlsx")
    with opened(moved) as sheets:
        assert sheets


def test_a_strict_workbook_is_told_how_to_be_saved(tmp_path: Path) -> None:
    path = residents(tmp_path / "a.xlsx", GOOD)
    for part in (SHEET, "xl/workbook.xml"):
        strict = part_of(path, part).replace(
            b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
            b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        )
        with_part(path, part, strict)
    assert "另存为" in refusal(path)


@pytest.mark.parametrize("name", ["a.xls", "a", "a.xlsx.txt"])
def test_only_xlsx_names_are_saved_to(tmp_path: Path, name: str) -> None:
    with pytest.raises(RuleError):
        save(tmp_path / name, Workbook())


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        save(tmp_path / f"{'长' * 200}.xlsx", Workbook())
    with pytest.raises(StoreError):
        save(tmp_path / "nowhere" / "a.xlsx", Workbook())
    with pytest.raises(RuleError):
        save(tmp_path, Workbook())
    assert list(tmp_path.iterdir()) == []


def test_a_name_too_long_for_the_disk_is_refused(tmp_path: Path) -> None:
    assert "读不了" in refusal(tmp_path / f"{'长' * 200}.xlsx")
