import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingyu.storage.pinyin import spellings


def test_a_name_is_spelt_in_full_and_by_initials() -> None:
    assert spellings("张阿姨")[0] == "zhangayi"
    assert "zay" in spellings("张阿姨")


@pytest.mark.parametrize(
    ("name", "full", "initials"),
    [
        ("单雄信", "shanxiongxin", "sxx"),
        ("解晓东", "xiexiaodong", "xxd"),
        ("曾国强", "zengguoqiang", "zgq"),
        ("仇英", "qiuying", "qy"),
        ("区小明", "ouxiaoming", "oxm"),
        ("查良镛", "zhaliangyong", "zly"),
        ("朴正洙", "piaozhengzhu", "pzz"),
        ("盖叫天", "gejiaotian", "gjt"),
        ("翟志刚", "zhaizhigang", "zzg"),
        ("乐嘉", "yuejia", "yj"),
        ("员小芳", "yunxiaofang", "yxf"),
        ("任大爷", "rendaye", "rdy"),
        ("尉迟恭", "yuchigong", "ycg"),
        ("万俟老师", "moqilaoshi", "mqls"),
        ("令狐冲", "linghuchong", "lhc"),
        ("长孙无忌", "zhangsunwuji", "zswj"),
    ],
)
def test_a_surname_is_read_as_a_surname_first(name: str, full: str, initials: str) -> None:
    assert spellings(name)[0] == full
    assert initials in spellings(name)


def test_the_usual_reading_is_found_too() -> None:
    assert {"danxiongxin", "dxx"} <= set(spellings("单雄信"))
    assert {"chongqinglu", "zhongqinglu", "cql", "zql"} <= set(spellings("重庆路"))


def test_u_with_dots_is_typed_as_v_or_u() -> None:
    assert {"lvbu", "lubu"} <= set(spellings("吕布"))


@pytest.mark.parametrize(
    ("name", "full"),
    [("㛃", "jie"), ("䶮", "yan"), ("㸃", "dian"), ("𠮷野", "jiye"), ("喆", "zhe"), ("堃", "kun")],
)
def test_rare_characters_have_a_spelling(name: str, full: str) -> None:
    assert full in spellings(name)


def test_letters_and_digits_stay_and_other_marks_vanish() -> None:
    assert {"3chuang", "3zhuang", "3c", "3z"} == set(spellings("3幢"))
    assert "libob" in spellings("李 Bob·🙂")
    assert "12zhuang" in spellings("12幢")


@pytest.mark.parametrize("name", ["", " ", "🙂", "\u200f", "·"])
def test_what_has_no_spelling_gives_none(name: str) -> None:
    assert spellings(name) == ()


def test_a_long_name_of_many_readings_stays_bounded() -> None:
    assert 0 < len(spellings("单乐重朴盖" * 2000)) <= 64


@settings(deadline=None)
@given(st.text(max_size=30))
def test_any_name_gives_plain_tokens_at_most_64_without_doubles(name: str) -> None:
    found = spellings(name)
    assert len(found) <= 64
    assert len(set(found)) == len(found)
    assert all(each.isascii() and each.isalnum() and each == each.lower() for each in found)
