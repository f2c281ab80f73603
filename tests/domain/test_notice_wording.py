import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.notice_wording import TablePlace, fill, fill_lines, item_name, left_over, numeral


def lines(template: str, **words: str) -> list[object]:
    return list(fill_lines(template, words, {}))


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100")],
)
def test_numbers_as_paragraphs_are_counted(number: int, said: str) -> None:
    assert numeral(number) == said


def test_lines_left_out_leave_no_gap_and_sub_lines_begin_anew() -> None:
    template = "一、{a}\n（一）{b}\n二、{c}\n（一）{b}\n三、{d}"
    assert lines(template, a="甲", b="乙", d="丁") == ["一、甲", "（一）乙", "（二）乙", "二、丁"]


def test_items_make_a_line_each() -> None:
    words = {"p": "甲、乙", item_name("p", 0): "甲", item_name("p", 1): "乙。"}
    found = list(fill_lines("一、事：\n（一）{p}。", words, {"p": ("甲", "乙。")}))
    assert found == ["一、事：", "（一）甲。", "（二）乙。"]


def test_conditions_ask_for_filled_empty_and_chosen() -> None:
    template = "{?a}有{a}\n{!a}没有\n{?k=招领}领\n{!k=招领}寻\n{?a}{!b}都"
    assert lines(template, k="招领") == ["没有", "领"]
    assert lines(template, a="甲", k="寻物") == ["有甲", "寻", "都"]
    assert fill("{?a}关于{a}\n提示", {}) == "提示"


def test_a_table_stands_alone() -> None:
    found = list(fill_lines("前\n{t}\n后", {"t": "有"}, {}, {"t"}))
    assert found == ["前", TablePlace("t"), "后"]


@pytest.mark.parametrize("line", ["{", "}", "{A}", "中{?a}文", "{?a"])
def test_a_brace_that_belongs_to_nothing_is_found(line: str) -> None:
    assert left_over(line)


@given(st.text())
def test_what_is_filled_in_is_never_read_again(typed: str) -> None:
    assert "".join(map(str, lines("甲{a}乙", a=typed))) == (f"甲{typed}乙" if typed else "")
