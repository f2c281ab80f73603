"""Numbers of notices as people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.notice_number import notice_number, read_notice_number

TODAY = date(2026, 11, 23)


@given(st.integers(2000, 2099), st.integers(1, 99_999))
def test_what_is_printed_is_read_again(year: int, serial: int) -> None:
    assert read_notice_number(notice_number(year, serial), TODAY) == (year, serial)


@pytest.mark.parametrize(
    "text",
    ["〔2026〕12号", "[2026]12", "2026-12", "2026年第12号", "晴雨管家〔２０２６〕１２号", "12号"],
)
def test_the_ways_people_write_it(text: str) -> None:
    assert read_notice_number(text, TODAY) == (2026, 12)


@pytest.mark.parametrize("text", ["", "12", "202612", "13857100009", "3-2-501", "停水", "3号楼"])
def test_what_is_no_number_is_none(text: str) -> None:
    assert read_notice_number(text, TODAY) is None
