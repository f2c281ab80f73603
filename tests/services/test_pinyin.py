"""Typing by pinyin."""

from qingyu.services import pinyin


def test_names_are_narrowed_by_part_initials_and_full_spelling() -> None:
    names = ("报修", "投诉", "表扬")
    assert pinyin.narrowed(names, "bx") == ("报修",)
    assert pinyin.narrowed(names, "biao") == ("表扬",)
    assert pinyin.narrowed(names, "诉") == ("投诉",)
    assert pinyin.narrowed(names, "") == names


def test_signs_find_nothing() -> None:
    assert pinyin.narrowed(("报修",), "%") == ()
