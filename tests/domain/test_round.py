from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingyu.domain.errors import RuleError
from qingyu.domain.followup import Satisfaction
from qingyu.domain.place import NOWHERE, Place
from qingyu.domain.round import (
    Round,
    RoundKind,
    RoundLine,
    Tick,
    check_paper_day,
    line_code,
    read_line_code,
    read_round_code,
    ticks,
)

DAY = date(2026, 11, 23)


@given(st.integers(1, 10**9 - 1), st.integers(1, 200))
def test_a_scanned_line_is_read_back(number: int, no: int) -> None:
    assert read_line_code(line_code(number, no)) == (number, no)
    assert read_line_code(f" {line_code(number, no).lower()}\n") == (number, no)


@given(st.text(max_size=12))
def test_anything_else_is_no_line(text: str) -> None:
    read = read_line_code(text)
    assert read is None or text.strip()[0] in "RrＲｒ"


def test_codes_are_read_in_lower_case_and_full_width() -> None:
    for text in ("r0003-05", "Ｒ０００３－０５", "R3-5", "R0003—05\n"):
        assert read_line_code(text) == (3, 5)
    assert read_round_code(" ｒ0003 ") == 3
    assert read_round_code("R0003-05") is None


@pytest.mark.parametrize("text", ["", "5", "0003-05", "F0003", "R0003", "R٣-٥", "R3-5-7"])
def test_other_codes_are_no_lines(text: str) -> None:
    assert read_line_code(text) is None


def test_every_round_can_say_that_a_line_was_not_done_and_none_offers_lost() -> None:
    for kind in RoundKind:
        assert ticks(kind)[-1] is Tick.NOT_DONE
        assert Tick.LOST not in ticks(kind)


def test_only_the_answers_of_residents_tell_how_content_they_are() -> None:
    told = {tick for tick in Tick if tick.satisfaction is not None}
    assert told == {Tick.SATISFIED, Tick.MOSTLY, Tick.DISSATISFIED}
    assert Tick.MOSTLY.satisfaction is Satisfaction.MOSTLY


def test_a_line_says_where_once_and_in_words() -> None:
    home = Place(3, 2, "501")
    for matter in ("3-2-501 厨房漏水", "厨房漏水"):
        assert RoundLine(1, 1, matter, home).told == "3幢2单元501室　厨房漏水"
    assert RoundLine(1, 1, "3幢2单元501室漏水", home).told == "3幢2单元501室漏水"
    assert RoundLine(1, 1, "车棚", Place(spot="车棚")).told == "车棚"
    assert RoundLine(1, 1, "灯坏", NOWHERE).told == "灯坏"


def test_the_day_on_the_paper_lies_between_printing_and_today() -> None:
    for day in (DAY, date(2026, 11, 24), date(2026, 11, 25)):
        check_paper_day(day, printed=DAY, today=date(2026, 11, 25))
    for day in (date(2026, 11, 22), date(2026, 11, 26), date(2027, 11, 24)):
        with pytest.raises(RuleError, match="纸上的日子"):
            check_paper_day(day, printed=DAY, today=date(2026, 11, 25))


def test_a_line_that_is_not_there_is_told_with_those_that_are() -> None:
    lines = tuple(RoundLine(no, no, "灯", NOWHERE) for no in (1, 2))
    round_ = Round(1, 7, RoundKind.PATROL, datetime(2026, 11, 23, 9), lines)
    assert (round_.name, round_.line(2).no) == ("巡查单 0007", 2)
    with pytest.raises(RuleError, match="没有第 3 行") as refused:
        round_.line(3)
    assert "第 1 行到第 2 行" in refused.value.hint
