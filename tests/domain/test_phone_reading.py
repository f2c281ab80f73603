"""Telephone numbers, and the many numbers that are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.phone_reading import find_phones, read_phone

MOBILE = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
SAID = str.maketrans("0123456789", "零幺二三四五六七八九")


def digits_in(text: str) -> list[str]:
    return [phone.digits for phone in find_phones(text)]


@given(MOBILE, st.sampled_from(["{}", "电话{}", "打{}给我", "+86 {}", "3幢2单元501王阿姨{}"]))
def test_a_mobile_number_is_found_however_it_is_written(number: str, sentence: str) -> None:
    spaced = f"{number[:3]} {number[3:7]} {number[7:]}"
    full_width = "".join(chr(0xFEE0 + ord(digit)) for digit in number)
    for written in (number, spaced, spaced.replace(" ", "-"), full_width, number.translate(SAID)):
        assert digits_in(sentence.format(written)) == [number]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("座机 8706 5521", "87065521"),
        ("0571-87065521", "057187065521"),
        ("（0571）8812-3400", "057188123400"),
        ("0571 8706 5521 转 8012", "057187065521"),
        ("零五七幺八七零零六六五五", "057187006655"),
        ("(188)0000-1012", "18800001012"),
        ("电话:1 3 9 0 0 0 0 1 0 1 6", "13900001016"),
        ("135 88 00 11 18", "13588001118"),
        ("13567890123（微信同号）", "13567890123"),
        ("五零一幺三八六七四一二三五八", "13867412358"),
        ("50113867412358", "13867412358"),
    ],
)
def test_ways_of_writing_a_number(text: str, number: str) -> None:
    assert digits_in(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "打12345没人接", "119", "400-826-1234", "4008261234", "95598", "20261122", "2026-11-22",
        "2026年11月22日9:14", "身份证330106195001011234", "水表读数87065521", "花了80000000元",
        "浙A12345", "1386741235", "138674123589", "138a6741235", "3-2-501", "订单号13867412358",
    ],
)  # fmt: skip
def test_other_numbers_are_no_telephone(text: str) -> None:
    assert digits_in(text) == []


def test_a_whole_cell_is_a_number_or_not() -> None:
    assert read_phone(" 138 6741 2358 ") == "13867412358"
    assert read_phone("王阿姨13867412358") is None
    assert read_phone("") is None


@given(st.text())
def test_any_text_is_read_and_spans_lie_inside_it(text: str) -> None:
    for phone in find_phones(text):
        assert 0 <= phone.start < phone.end <= len(text)
        assert phone.digits.isdigit() and 7 < len(phone.digits) < 13
