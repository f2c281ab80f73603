import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.neighbourhood import Standing
from qingyu.domain.place import Place
from qingyu.domain.resident_header import (
    Column,
    SheetHeader,
    header_trouble,
    read_header,
    read_header_with_rooms,
)
from qingyu.domain.resident_sheet import EXAMPLE, ResidentRow, read_row
from qingyu.domain.sheet import CellKind, SheetCell, SheetRow

WORDS = {
    Column.BUILDING: ["幢", "楼栋", "楼号", "栋", "楼幢", "号楼", "幢 号", "楼栋（必填）"],
    Column.UNIT: ["单元", "单元号", " 单元 "],
    Column.ROOM: ["室", "房号", "室号", "房间", "门牌", "*房号"],
    Column.NAME: ["姓名", "户主", "住户姓名", "业主姓名", "姓　名", "姓名*"],
    Column.PHONE: ["电话", "手机", "联系电话", "手机号", "联系方式", "手机号：", "电话（手机）"],
    Column.STANDING: ["身份", "类型", "住户类型"],
    Column.TAGS: ["标签"],
    Column.NOTE: ["备注", "说明"],
}
CELLS = {
    Column.BUILDING: "3幢",
    Column.UNIT: "2",
    Column.ROOM: "501",
    Column.NAME: "张三",
    Column.PHONE: "138 0000 1111",
    Column.STANDING: "租户",
    Column.TAGS: "党员",
    Column.NOTE: "养狗",
}


def row(number: int, *texts: str | SheetCell) -> SheetRow:
    return SheetRow(
        number, tuple(each if isinstance(each, SheetCell) else SheetCell(each) for each in texts)
    )


def header_of(*titles: str) -> SheetHeader:
    header = read_header([row(1, *titles)])
    assert header is not None
    return header


def read(titles: str, *texts: str | SheetCell) -> ResidentRow:
    told = read_row(header_of(*titles.split()), row(5, *texts))
    assert told is not None
    return told


@given(st.data())
def test_headers_are_understood_in_any_order_and_wording(data: st.DataObject) -> None:
    columns = data.draw(st.permutations(list(WORDS)))
    titles = [data.draw(st.sampled_from(WORDS[column])) for column in columns]
    above = [row(number, "住户名单") for number in range(1, data.draw(st.integers(1, 10)))]
    header = read_header([*above, row(len(above) + 1, *titles)])
    assert header is not None
    assert {column: where.index for column, where in header.columns.items()} == {
        column: at for at, column in enumerate(columns)
    }
    told = read_row(header, row(20, *(CELLS[column] for column in columns)))
    assert told == ResidentRow(
        20, Place(3, 2, "501"), "张三", "13800001111", Standing.TENANT, ("党员",), "养狗"
    )


def test_an_address_column_stands_for_three() -> None:
    told = read("住户姓名 房屋地址", "张三", "3幢2单元501")
    assert told.place == Place(3, 2, "501")
    assert not told.errors


def test_a_room_column_may_hold_whole_addresses() -> None:
    rows = [row(1, "房号", "姓名"), row(2, "3-2-501", "张三")]
    assert read_header(rows) is None
    header = read_header_with_rooms(rows)
    assert header is not None
    told = read_row(header, rows[1])
    assert told is not None
    assert told.place == Place(3, 2, "501")


def test_a_room_column_of_bare_rooms_is_not_enough() -> None:
    assert read_header_with_rooms([row(1, "房号", "姓名"), row(2, "501", "张三")]) is None


def test_unknown_and_second_columns_are_told_as_ignored() -> None:
    header = header_of("幢", "室", "户主", "姓名", "电话", "手机", "楼层", "身份证号")
    assert header.columns[Column.NAME].index == 3
    assert [(each.letter, each.header) for each in header.ignored] == [
        ("C", "户主"),
        ("F", "手机"),
        ("G", "楼层"),
        ("H", "身份证号"),
    ]
    assert "D 列「姓名」" in header.ignored[0].reason
    assert "身份证号" in header.ignored[3].reason


def test_an_id_column_is_never_the_standing() -> None:
    header = header_of("幢", "室", "姓名", "身份证", "身份证号码", "公民身份号码", "证件号码")
    assert Column.STANDING not in header.columns
    assert all("不保存" in each.reason for each in header.ignored)


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([["姓名", "电话"]], ["找到的有：姓名、电话", "幢、室", "地址"]),
        ([["楼号", "房号"]], ["楼号、房号", "还缺：姓名"]),
        ([["甲", "乙"]], ["一个认识的列名也没找到"]),
        ([["姓名"], ["幢", "室"]], ["同一行"]),
    ],
)
def test_missing_headers_are_named(rows: list[list[str]], words: list[str]) -> None:
    head = [row(number, *titles) for number, titles in enumerate(rows, start=1)]
    assert read_header(head) is None
    told = str(header_trouble(head))
    assert all(word in told for word in words)


def test_a_formula_names_its_cell() -> None:
    told = read("幢 室 姓名 电话", "3", "501", "张三", SheetCell("=A1", CellKind.FORMULA))
    assert [(each.row, each.column, each.cell, each.reason) for each in told.errors] == [
        (5, "电话", "D5", "D5 是公式，请先粘贴为数值")
    ]


def test_a_place_that_became_a_date_is_an_error_and_a_note_is_not() -> None:
    day = SheetCell("2026-03-02", CellKind.DATE)
    told = read("地址 姓名 备注", day, "张三", day)
    assert told.note == "2026-03-02"
    assert "变成了日期" in told.errors[0].reason


def test_an_error_value_is_an_error() -> None:
    told = read("幢 室 姓名", "3", "501", SheetCell("#N/A", CellKind.FAULT))
    assert len(told.errors) == 1
    assert "#N/A" in told.errors[0].reason


@pytest.mark.parametrize(
    ("texts", "column", "word"),
    [
        (("", "", "501", "张三"), "幢", "没有写几幢"),
        (("3", "2", "", "张三"), "室", "没有写几室"),
        (("3", "2", "501", ""), "姓名", "没有写姓名"),
        (("甲", "2", "501", "张三"), "幢", "没看懂「甲」"),
        (("3", "二百单元", "501", "张三"), "单元", "没看懂「二百单元」"),
        (("3", "2", "4-2-501", "张三"), "室", "对不上"),
    ],
)
def test_a_gap_or_riddle_in_the_place_is_an_error(
    texts: tuple[str, ...], column: str, word: str
) -> None:
    errors = read("幢 单元 室 姓名", *texts).errors
    assert [each.column for each in errors] == [column]
    assert word in errors[0].reason


def test_a_street_address_beside_full_columns_does_no_harm() -> None:
    told = read("地址 幢 室 姓名", "湖滨路12号", "3", "501", "张三")
    assert told.place == Place(3, None, "501")
    assert not told.errors


def test_an_address_that_contradicts_the_columns_is_an_error() -> None:
    assert read("地址 幢 室 姓名", "4幢2单元501", "3", "501", "张三").errors


def test_empty_rows_and_the_example_are_skipped() -> None:
    header = header_of("序号", "幢", "单元", "室", "姓名", "电话", "身份", "标签", "备注")
    assert read_row(header, row(5)) is None
    assert read_row(header, row(5, "1", " ", "\u00a0")) is None
    assert read_row(header, row(5, "1", *EXAMPLE)) is None


def test_an_example_row_typed_over_is_not_lost() -> None:
    header = header_of("幢", "单元", "室", "姓名", "电话", "身份", "标签", "备注")
    told = read_row(header, row(2, *EXAMPLE[:3], "李四", *EXAMPLE[4:]))
    assert told is not None
    assert "示例" in told.errors[0].reason


def test_an_id_number_in_a_note_is_doubted() -> None:
    told = read("幢 室 姓名 备注", "3", "501", "张三", "证 330102195001011234")
    assert told.doubts[0].meaning is Column.NOTE
