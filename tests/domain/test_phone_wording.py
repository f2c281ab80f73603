import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.phone_wording import phone_text


@pytest.mark.parametrize(
    ("digits", "shown"),
    [
        ("13867412358", "138 6741 2358"),
        ("057187065521", "0571-8706 5521"),
        ("01087065521", "010-8706 5521"),
        ("87065521", "8706 5521"),
        ("12345", "12345"),
        ("", ""),
        ("转 2 号线", "转 2 号线"),
    ],
)
def test_numbers_are_grouped_as_people_read_them_out(digits: str, shown: str) -> None:
    assert phone_text(digits) == shown


@given(st.text(max_size=20))
def test_no_digit_is_lost_or_moved(text: str) -> None:
    assert phone_text(text).replace(" ", "").replace("-", "") == text.replace(" ", "").replace(
        "-", ""
    )
