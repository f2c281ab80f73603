from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from qingyu.domain.changes import Noun
from qingyu.domain.errors import RuleError
from qingyu.domain.place import Place
from qingyu.domain.resident_import import Verdict
from qingyu.services import Store, journal, neighbourhood, workbook_safety
from qingyu.services import resident_import as imports
from qingyu.storage import search
from tests.services.workbooks import (
    HEADERS,
    SHEET,
    changed,
    part_of,
    residents,
    with_part,
    workbook,
)

ZHANG = (3, 2, 501, "张三", 13800001111, "业主", "党员", "养狗")
LI = ("3幢", "2单元", "601室", "李 四", "139 0000 2222", "租户", "", "")
WANG = (9, "", "101", "王五", "", "", "", "")


def refusal(store: Store, path: Path) -> str:
    before = (len(journal.entries(store)), neighbourhood.residents(store))
    with pytest.raises(RuleError) as caught:
        imports.apply(store, path, by=1)
    assert (len(journal.entries(store)), neighbourhood.residents(store)) == before
    return str(caught.value)


def test_a_preview_tells_all_and_changes_nothing(founded: Store, tmp_path: Path) -> None:
    path = residents(tmp_path / "名 单.xlsx", ZHANG, LI, WANG)
    plan = imports.preview(founded, path)
    assert [row.verdict for row in plan.rows] == [Verdict.NEW] * 3
    assert [row.number for row in plan.rows] == [2, 3, 4]
    assert plan.new_buildings == (9,)
    assert plan.new_units == ()
    assert plan.new_households == (Place(3, 2, "501"), Place(3, 2, "601"), Place(9, None, "101"))
    assert (plan.file_name, plan.sheet, plan.notes) == ("名 单.xlsx", "住户", ())
    assert neighbourhood.residents(founded) == ()


def test_an_import_stores_all_in_one_operation(founded: Store, tmp_path: Path) -> None:
    path = residents(tmp_path / "名单.xlsx", ZHANG, LI, WANG)
    before = len(journal.entries(founded))
    changes = imports.apply(founded, path, by=1)
    assert changes.verb == "导入住户 名单.xlsx（新增 3，更新 0）"
    assert len(journal.entries(founded)) == before + 1
    stored = [
        (each.household.place.code, each.name, each.phone, str(each.standing), each.tags, each.note)
        for each in neighbourhood.residents(founded)
    ]
    assert stored == [
        ("3-2-501", "张三", "13800001111", "业主", ("党员",), "养狗"),
        ("3-2-601", "李四", "13900002222", "租客", (), ""),
        ("9幢101", "王五", "", "业主", (), ""),
    ]


def test_importing_again_changes_nothing(founded: Store, tmp_path: Path) -> None:
    path = residents(tmp_path / "名单.xlsx", ZHANG, LI, WANG)
    imports.apply(founded, path, by=1)
    before = journal.entries(founded)
    report = imports.preview(founded, path).report
    assert (report.new, report.updated, report.unchanged, report.errors) == (0, 0, 3, ())
    assert not imports.apply(founded, path, by=1)
    assert journal.entries(founded) == before


def test_a_changed_file_updates_and_can_be_undone(founded: Store, tmp_path: Path) -> None:
    path = residents(tmp_path / "名单.xlsx", ZHANG, LI)
    imports.apply(founded, path, by=1)
    changed(path, E2=13700003333, H2=None)
    plan = imports.preview(founded, path)
    assert [row.detail for row in plan.rows] == ["电话：13800001111 → 13700003333", ""]
    imports.apply(founded, plan, by=1)
    assert neighbourhood.residents(founded)[0].phone == "13700003333"
    assert neighbourhood.residents(founded)[0].note == "养狗"
    journal.undo(founded, by=1)
    assert neighbourhood.residents(founded)[0].phone == "13800001111"
    journal.undo(founded, by=1)
    assert neighbourhood.residents(founded) == ()
    assert neighbourhood.households(founded) == ()


def test_the_imported_are_found_and_after_undo_no_more(founded: Store, tmp_path: Path) -> None:
    imports.apply(founded, residents(tmp_path / "名单.xlsx", ZHANG, LI), by=1)
    assert len(search.find(founded.database, Noun.RESIDENT, "zhangsan")) == 1
    assert len(search.find(founded.database, Noun.RESIDENT, '"李 四"')) == 1
    journal.undo(founded, by=1)
    assert search.find(founded.database, Noun.RESIDENT, "zhangsan") == []


def test_one_wrong_row_holds_back_all(founded: Store, tmp_path: Path) -> None:
    path = residents(
        tmp_path / "名单.xlsx", ZHANG, (3, 2, 601, "李四", "138abc"), (3, 2, "", "王五")
    )
    report = imports.preview(founded, path).report
    assert [(each.row, each.column, each.cell) for each in report.errors] == [
        (3, "电话", "E3"),
        (4, "室", "C4"),
    ]
    told = refusal(founded, path)
    assert "有 2 行有错，一行也没有导入" in told
    assert "第 3 行「电话」E3" in told


def test_the_errors_name_the_header_as_written(founded: Store, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx",
        ["青年路社区住户名单"],
        ["联系 方式", "业主姓名", "房屋地址"],
        ["12", "张三", "3-2-501"],
    )
    (error,) = imports.preview(founded, path).report.errors
    assert (error.row, error.column) == (3, "联系 方式")


def test_a_formula_is_an_error_row(founded: Store, tmp_path: Path) -> None:
    path = changed(residents(tmp_path / "a.xlsx", ZHANG), D2='="张"&"三"')
    assert "D2 是公式，请先粘贴为数值" in refusal(founded, path)


def test_merged_cells_in_the_data_are_named_and_in_the_title_allowed(
    founded: Store, tmp_path: Path
) -> None:
    book: Any = Workbook()
    for row in (["住户名单"], HEADERS, ZHANG, LI):
        book.active.append(row)
    book.active.merge_cells("A1:H1")
    book.save(tmp_path / "a.xlsx")
    assert imports.preview(founded, tmp_path / "a.xlsx").report.new == 2
    book.active.merge_cells("A3:A4")
    book.save(tmp_path / "a.xlsx")
    assert "A3:A4" in refusal(founded, tmp_path / "a.xlsx")


def test_the_first_sheet_with_headers_is_taken(founded: Store, tmp_path: Path) -> None:
    book: Any = Workbook()
    book.active.append(["说明", "第一张表没有名单"])
    for title, row in (("一期", ZHANG), ("二期", LI)):
        sheet = book.create_sheet(title)
        sheet.append(HEADERS)
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    plan = imports.preview(founded, tmp_path / "a.xlsx")
    assert plan.sheet == "一期"
    assert plan.notes == ("只读了工作表「一期」，没有读：Sheet、二期",)


def test_a_room_column_of_whole_addresses_is_taken(founded: Store, tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", ["房号", "姓名"], ["3-2-501", "张三"])
    assert imports.preview(founded, path).rows[0].place == Place(3, 2, "501")


@pytest.mark.parametrize(
    ("rows", "word"),
    [
        ([], "空的"),
        ([HEADERS], "没有住户"),
        ([["编号", "内容"], [1, "x"]], "一个认识的列名也没找到"),
        ([["姓名", "手机"], ["张三", "13800001111"]], "还缺：幢、室"),
    ],
)
def test_a_sheet_without_residents_is_refused(
    founded: Store, tmp_path: Path, rows: list[list[object]], word: str
) -> None:
    assert word in refusal(founded, workbook(tmp_path / "a.xlsx", *rows))


def test_too_many_rows_are_refused_before_they_are_read(founded: Store, tmp_path: Path) -> None:
    book: Any = Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["幢", "室", "姓名"])
    for number in range(20_011):
        sheet.append([number % 90 + 1, 101, "张三"])
    book.save(tmp_path / "a.xlsx")
    assert "超过 20,000 行" in refusal(founded, tmp_path / "a.xlsx")


def test_a_very_wide_sheet_is_read_as_far_as_it_goes(founded: Store, tmp_path: Path) -> None:
    path = residents(tmp_path / "a.xlsx", ZHANG)
    plan = imports.preview(founded, changed(path, JZ1="很远", IV1="第 256 列"))
    assert plan.report.new == 1
    assert plan.notes == ("IW 列和它右边的内容没有读",)
    assert [(each.letter, each.header) for each in plan.ignored] == [("IV", "第 256 列")]


def test_a_sheet_of_all_columns_is_refused_at_once(founded: Store, tmp_path: Path) -> None:
    path = residents(tmp_path / "a.xlsx", ZHANG)
    assert "格子太多" in refusal(founded, changed(path, XFD1="最右边"))


def test_rows_that_are_only_formatted_do_not_count(founded: Store, tmp_path: Path) -> None:
    path = residents(tmp_path / "a.xlsx", ZHANG)
    empty = b"".join(b'<row r="%d"><c r="A%d"/></row>' % (at, at) for at in range(3, 30_000))
    sheet = part_of(path, SHEET).replace(b"</sheetData>", empty + b"</sheetData>")
    assert imports.preview(founded, with_part(path, SHEET, sheet)).report.new == 1


def test_too_many_cells_are_refused(
    founded: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook_safety, "_MOST_CELLS", 10)
    assert "格子太多" in refusal(founded, residents(tmp_path / "a.xlsx", ZHANG))


def test_looking_at_a_long_file_can_be_stopped(founded: Store, tmp_path: Path) -> None:
    path = residents(tmp_path / "a.xlsx", *((3, 1, 101 + at, f"张{at}甲") for at in range(350)))
    told: list[tuple[int, int]] = []
    with pytest.raises(RuleError, match="停下"):
        imports.preview(
            founded, path,
            on_progress=lambda now, of: told.append((now, of)), cancelled=lambda: len(told) > 1,
        )  # fmt: skip
    assert told == [(100, 351), (200, 351)]


@pytest.mark.parametrize(
    ("written", "stored"), [("不要", False), ("否", False), ("可以", True), ("", True)]
)
def test_whether_they_may_be_called_is_read(
    founded: Store, tmp_path: Path, written: str, stored: bool
) -> None:
    path = workbook(tmp_path / "a.xlsx", (*HEADERS, "回访"), (*ZHANG, written))
    imports.apply(founded, path, by=1)
    assert neighbourhood.residents(founded)[0].may_contact is stored
    again = workbook(tmp_path / "b.xlsx", (*HEADERS, "回访"), (*ZHANG, "不要"))
    imports.apply(founded, again, by=1)
    assert neighbourhood.residents(founded)[0].may_contact is False
    assert "回访" in refusal(
        founded, workbook(tmp_path / "c.xlsx", (*HEADERS, "回访"), (*ZHANG, "随缘"))
    )


def test_cancelling_leaves_the_book_as_it_was(founded: Store, tmp_path: Path) -> None:
    path = residents(tmp_path / "a.xlsx", *((3, 1, 101 + at, f"张{at}甲") for at in range(150)))
    done: list[tuple[int, int]] = []
    changes = imports.apply(
        founded,
        path,
        by=1,
        on_progress=lambda now, of: done.append((now, of)),
        cancelled=lambda: len(done) > 1,
    )
    assert not changes
    assert done == [(0, 150), (100, 150)]
    assert neighbourhood.residents(founded) == ()
    assert imports.apply(founded, path, by=1, on_progress=lambda now, of: done.append((now, of)))
    assert done[-1] == (150, 150)


def test_a_preview_grown_old_is_judged_again(founded: Store, tmp_path: Path) -> None:
    path = residents(tmp_path / "a.xlsx", ZHANG)
    plan = imports.preview(founded, path)
    imports.apply(founded, path, by=1)
    path.unlink()
    assert not imports.apply(founded, plan, by=1)
    assert len(neighbourhood.residents(founded)) == 1


NASTY = ("'; DROP TABLE resident", "<b>%s</b>", "\u202e反过来", "😀👨‍👩‍👧", "=1+1", "{0}", "\\n")


def test_odd_texts_are_kept_faithfully(founded: Store, tmp_path: Path) -> None:
    path = residents(tmp_path / "a.xlsx")
    book: Any = Workbook()
    book.active.append(HEADERS)
    for at, text in enumerate(NASTY):
        book.active.append([1, 1, 101 + at, "张三", "", "", "", ""])
        cell = book.active.cell(at + 2, 8, text)
        cell.data_type = "s"
    book.save(path)
    imports.apply(founded, path, by=1)
    notes = [each.note for each in neighbourhood.residents(founded)]
    assert notes == ["; DROP TABLE resident", "<b>%s</b>", "反过来", *NASTY[3:]]
    assert not imports.apply(founded, path, by=1)
