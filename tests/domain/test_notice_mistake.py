"""Which field or cell is wrong."""

from qingyu.domain.notice_kind import Column, Field, FieldType, NoticeKind
from qingyu.domain.notice_mistake import missing, mistakes

TABLE = Field(
    "rows", "明细", FieldType.TABLE, required=True,
    columns=(Column("what", "摘要", required=True), Column("paid", "支出", FieldType.MONEY)),
)  # fmt: skip
KIND = NoticeKind(
    "k", "样子",
    (Field("day", "日期", FieldType.DATE, required=True), Field("how", "怎样", default="照旧",
     required=True), TABLE), "", "", "",
)  # fmt: skip


def test_a_day_that_cannot_be_read_is_named_with_its_field() -> None:
    (found,) = mistakes(KIND, {"day": "改天"})
    assert (found.field, found.row) == ("day", 0)
    assert "日期" in found.said


def test_the_first_wrong_cell_is_found() -> None:
    rows = [["灯", "12.5"], ["", ""], ["泵", "很多"], ["", "3"]]
    (found,) = mistakes(KIND, {"rows": rows})
    assert (found.row, found.column) == (3, 1)
    assert "第3行" in found.said


def test_an_empty_cell_that_must_be_filled_is_found() -> None:
    (found,) = mistakes(KIND, {"rows": [["", "3"]]})
    assert (found.row, found.column) == (1, 0)


def test_what_is_readable_is_no_mistake() -> None:
    assert mistakes(KIND, {"day": "2026-11-25 周三", "rows": [["灯", "12.5"]]}) == ()


def test_missing_fields_are_those_without_a_usual_answer() -> None:
    assert missing(KIND, {}) == ("day", "rows")
