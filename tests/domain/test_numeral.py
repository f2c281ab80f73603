"""Numbers as people write and say them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.numeral import read_digits, read_number

PLAIN = "零一二三四五六七八九"
FORMAL = "零壹贰叁肆伍陆柒捌玖"


def counted(number: int, digits: str = PLAIN, ten: str = "十") -> str:
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else digits[tens]) + ten if tens else ""
    return head + (digits[ones] if ones or not tens else "")


@given(st.integers(1, 99))
def test_a_number_reads_the_same_however_it_is_written(number: int) -> None:
    full_width = "".join(chr(0xFEE0 + ord(digit)) for digit in str(number))
    for text in (str(number), full_width, counted(number), counted(number, FORMAL, "拾")):
        assert read_number(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [("廿一", 21), ("廿", 20), ("卅二", 32), ("一百零二", 102), ("一二", 12), ("两百", 200)],
)
def test_rarer_ways_to_count(text: str, number: int) -> None:
    assert read_number(text) == number


@pytest.mark.parametrize("text", ["", "几", "十几", "三楼", "一二十", "百", "12a"])
def test_what_is_no_number_is_refused(text: str) -> None:
    assert read_number(text) is None


@given(st.text(alphabet="0123456789", min_size=1, max_size=11))
def test_digits_said_one_by_one_come_back(digits: str) -> None:
    said = "".join(("零幺二三四五六七八九")[int(digit)] for digit in digits)
    assert read_digits(said) == digits
