import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.place import Place
from qingyu.domain.plain_text import fold
from qingyu.domain.quick_filter import fits, read_filter

HOME = Place(3, 2, "501")
SAID = fold("3-2-501 3幢2单元501室 张桂芳 13867412358 138 6741 2358 业主 独居老人")
SPELT = ("zhangguifang", "zgf")


@pytest.mark.parametrize(
    "typed",
    ["", "张", "桂芳", "zgf", "ZGF", "zhanggui", "2358", "3-2-501", "３幢", "3幢2单元", "三号楼",
     "独居", "张 3幢", "6741 业主", "501"],
)  # fmt: skip
def test_what_people_type_finds_the_row(typed: str) -> None:
    assert fits(read_filter(typed), SAID, HOME, SPELT)


@pytest.mark.parametrize(
    "typed", ["李", "lsf", "gf", "13-2-501", "3-2-50", "2幢", "张 4幢", "9999"]
)
def test_what_does_not_belong_to_it_leaves_it_out(typed: str) -> None:
    assert not fits(read_filter(typed), SAID, HOME, SPELT)


def test_a_building_is_not_found_inside_another() -> None:
    assert not fits(read_filter("3幢"), fold("13-1-101 13幢1单元101室"), Place(13, 1, "101"))


@given(st.text(max_size=150))
def test_any_text_is_taken_and_found_where_it_was_said(typed: str) -> None:
    wanted = read_filter(typed)
    found = fits(wanted, fold(f"{SAID} {typed[:100]}"), HOME, SPELT)
    assert found or any(each.place is not None for each in wanted)
